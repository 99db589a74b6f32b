internal import Findings
internal import Tables
internal import Values

extension TextBuffer {
  /// Adds a value within a sentence.
  mutating func append(inSentence fact: Fact, isMoney: Bool, _ pool: TextPool) {
    switch fact {
    case .text(let code): pool.add(code, to: &self)
    case .number(let number): append(inSentence: number, isMoney: isMoney)
    case .date(let day): append(inWords: day)
    case .boolean(let flag): append(flag ? "yes" : "no")
    case .blank: append("(blank)")
    case .unknown: append("(not known)")
    }
  }

  /// Adds a value within a line.
  mutating func append(inLine fact: Fact, isMoney: Bool, _ pool: TextPool) {
    switch fact {
    case .text(let code): pool.add(code, to: &self)
    case .number(let number): if isMoney { append(money: number) } else { append(number) }
    case .date(let day): append(inWords: day)
    case .boolean(let flag): append(flag ? "yes" : "no")
    case .blank, .unknown: append(inLine: .empty)
    }
  }

  /// Adds a number within a sentence.
  mutating func append(inSentence number: Decimal, isMoney: Bool) {
    if !isMoney || !append(poundsAndPence: number) { append(number) }
  }

  /// Adds a value in canonical text: dates in ISO form, numbers in plain digits; nothing where there is none.
  mutating func append(canonical fact: Fact, _ pool: TextPool) {
    switch fact {
    case .text(let code): pool.add(code, to: &self)
    case .number(let number): append(number)
    case .date(let day): append(day)
    case .boolean(let flag): append(flag ? "true" : "false")
    case .blank, .unknown: break
    }
  }
}
