internal import Feel
internal import Findings
internal import Rules
internal import Tables
internal import Values

/// Gives rows, values and reasons their words.
struct Naming {
  let world: World

  /// The canonical key of a row; unknown parts are empty.
  func key(_ row: RowReference) -> [KeyPart] {
    let schema = world.tables[row.dataset].schema
    return schema.key.map { field in
      KeyPart(
        field: schema.fields[field].name,
        value: Self.canonical(world.datum(row, field: field))
      )
    }
  }

  /// A value in canonical text: dates in ISO form, numbers in plain digits; empty where there is none.
  static func canonical(_ datum: Datum) -> String {
    guard case .value(let value) = datum else { return "" }
    switch value {
    case .string(let text): return text
    case .number(let number): return number.description
    case .date(let day): return day.description
    case .boolean(let flag): return flag ? "true" : "false"
    default: return Printer.text(of: value)
    }
  }

  /// A value for a cell of a sheet.
  static func shown(_ datum: Datum, isMoney: Bool) -> Shown {
    guard case .value(let value) = datum else { return .empty }
    switch value {
    case .string(let text): return .text(text)
    case .number(let number): return isMoney ? .money(number) : .number(number)
    case .date(let day): return .date(day)
    case .boolean(let flag): return .boolean(flag)
    default: return .text(Printer.text(of: value))
    }
  }

  /// Adds a value within a sentence.
  static func add(_ datum: Datum, isMoney: Bool, to sentence: inout TextBuffer) {
    switch datum {
    case .blank: sentence.append("(blank)")
    case .value(.number(let number)): sentence.append(inSentence: number, isMoney: isMoney)
    case .value(.date(let day)): sentence.append(inWords: day)
    case .value(.boolean(let flag)): sentence.append(flag ? "yes" : "no")
    case .value(.string(let text)): sentence.append(text)
    case .value(let value): sentence.append(Printer.text(of: value))
    case .list(let list):
      for (index, item) in list.items.enumerated() {
        if index > 0 { sentence.append(", ") }
        add(item.datum, isMoney: isMoney, to: &sentence)
      }
    case .counted(let low, let high, _):
      sentence.append(high.map { "\(low) to \($0)" } ?? "at least \(low)")
    case .unknown, .row, .partialRange: sentence.append("(not known)")
    }
  }

  /// A reason as a sentence.
  func explanation(_ reason: Unknown) -> String {
    let subject = reason.subject
    let dataset = reason.dataset
    return switch reason.kind {
    case .blankField: "\(subject) is blank in \(dataset)"
    case .notFound: "no row of \(dataset) was found for \(subject)"
    case .severalFound: "several rows of \(dataset) were found for \(subject)"
    case .rejectedRow: "a rejected row of \(dataset) could be the one looked for (\(subject))"
    case .outsidePeriod: "the extract of \(dataset) does not cover the period needed (\(subject))"
    case .brokenCoverage: "rows of \(dataset) overlap or leave a gap (\(subject))"
    case .arithmetic: "\(subject) has no exact value"
    }
  }
}
