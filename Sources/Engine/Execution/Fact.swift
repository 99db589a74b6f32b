internal import Findings
internal import Tables
internal import Values

/// A value as columns and vectors keep it, before it is put into words: it holds nothing whose references threads would count.
enum Fact: Sendable {
  case text(TextCode)
  case number(Decimal)
  case date(CalendarDate)
  case boolean(Bool)
  /// Null, and that is the answer.
  case blank
  /// Not known.
  case unknown
}

extension Fact {
  /// Whether there is nothing to show.
  var isNothing: Bool {
    switch self {
    case .blank, .unknown: true
    case .text, .number, .date, .boolean: false
    }
  }
}

extension World {
  /// What a cell holds.
  func fact(_ reference: RowReference, field: Int) -> Fact {
    let table = tables[reference.dataset]
    switch table.cell(row: reference.row, field: field) {
    case .text(let code): return .text(code)
    case .scaled(let number):
      return .number(Decimal(scaled: number, scale: table.schema.fields[field].type.scale ?? 0))
    case .date(let day): return .date(day)
    case .boolean(let flag): return .boolean(flag)
    case .blank: return .blank
    case .unknown: return .unknown
    }
  }
}

extension Vector {
  /// What one lane is worth; nil where it is more than a single value.
  func fact(_ lane: Int) -> Fact? {
    switch state(lane) {
    case .blank: return .blank
    case .unknown: return .unknown
    case .known: break
    }
    switch content {
    case .none: return .blank
    case .numbers(let values, let scale):
      return .number(Decimal(scaled: values[lane], scale: scale))
    case .decimals(let values): return .number(values[lane])
    case .days(let values): return .date(CalendarDate(dayNumber: Int(values[lane])))
    case .texts(let values): return .text(values[lane])
    case .flags(let values): return .boolean(values[lane])
    case .rows, .ranges, .lists, .data: return nil
    }
  }
}

extension Vector {
  /// The row that a lane is worth; nil where it is none.
  func row(_ lane: Int) -> RowReference? {
    guard state(lane) == .known else { return nil }
    switch content {
    case .rows(let rows, let dataset): return RowReference(dataset: dataset, row: Int(rows[lane]))
    case .data(let data):
      guard case .row(let row) = data[lane] else { return nil }
      return row
    default: return nil
    }
  }
}

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
