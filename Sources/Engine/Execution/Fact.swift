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

extension Table {
  /// What a cell holds.
  ///
  /// - Parameters:
  ///   - row: Its row.
  ///   - field: The position of its field.
  ///   - scale: The scale of that field's numbers.
  /// - Returns: Its value.
  @inline(__always)
  func fact(row: Int, field: Int, scale: Int) -> Fact {
    switch cell(row: row, field: field) {
    case .text(let code): .text(code)
    case .scaled(let number): .number(Decimal(scaled: number, scale: scale))
    case .date(let day): .date(day)
    case .boolean(let flag): .boolean(flag)
    case .blank: .blank
    case .unknown: .unknown
    }
  }
}

extension Shown {
  /// What is shown of a fact.
  init(_ fact: Fact, isMoney: Bool, _ pool: TextPool) {
    switch fact {
    case .text(let code): self = .text(pool.text(code))
    case .number(let number): self = isMoney ? .money(number) : .number(number)
    case .date(let day): self = .date(day)
    case .boolean(let flag): self = .boolean(flag)
    case .blank, .unknown: self = .empty
    }
  }
}

extension ValueMark {
  /// The mark of a fact.
  init(_ fact: Fact, isMoney: Bool) {
    switch fact {
    case .text(let code): self = .text(code)
    case .number(let number): self = .number(number, isMoney: isMoney)
    case .date(let day): self = .date(day)
    case .boolean(let flag): self = .boolean(flag)
    case .blank, .unknown: self = .empty
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
