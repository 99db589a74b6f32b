public import Values

/// A cell that holds something.
public struct Cell: Hashable, Sendable {
  /// The 1-based column.
  public var column: Int
  /// What the cell holds.
  public var value: CellValue
  /// Whether a formula calculates it; the value is then what the program that saved the file calculated last.
  public var isFormula: Bool
}

/// What a cell holds.
///
/// Whether a number is a date is told by its number format alone, as in spreadsheets themselves.
public enum CellValue: Hashable, Sendable {
  /// Nothing.
  case empty
  /// A text, which may be the empty one; the formats of its parts, and phonetic hints, are left out.
  case text(String)
  /// A number whose format shows it as one.
  case number(Number)
  /// A whole day.
  case date(CalendarDate)
  /// A day with a time other than midnight, without a zone, to the millisecond.
  case dateAndTime(DateAndTime)
  /// A time without a day, to the millisecond.
  case time(TimeOfDay)
  /// A length of time, which its format shows as hours, minutes or seconds in all, to the millisecond.
  case duration(DayTimeDuration)
  /// True or false.
  case boolean(Bool)
  /// An error, as spreadsheets write it: `#N/A`, `#REF!`.
  case error(String)
  /// Something that is none of these, so that the cell has no value that could be relied on.
  case fault(CellFault)
}

/// Why a cell has no value.
public enum CellFault: Hashable, Sendable {
  /// The cell has a formula, and the program that saved the file did not calculate it.
  case notCalculated
  /// The cell is formatted as a date, and its number is of no day: negative, 0, or the 29 February 1900 that never was.
  case impossibleDate(Number)
  /// The text of the cell is not of the type that the file says it has.
  case malformed(String)
}

extension CellFault: CustomStringConvertible {
  /// What is wrong, and what to do, to follow the cell's name and "has".
  public var description: String {
    switch self {
    case .notCalculated:
      "a formula without a result; open the file in a spreadsheet program and save it"
    case .impossibleDate(let number): "the number \(number.value) as a date, which is no day"
    case .malformed(let text): "a value that is not of its declared type: \"\(text)\""
    }
  }
}

/// A row of a sheet.
public struct Row: Hashable, Sendable {
  /// The 1-based number of the row on its sheet.
  public internal(set) var number = 0
  /// Whether the row is hidden, by hand or by a filter.
  public internal(set) var isHidden = false
  /// The cells that hold something, by ascending columns.
  public internal(set) var cells: [Cell] = []

  /// What the row holds in a column, which is mostly nothing.
  public func value(inColumn column: Int) -> CellValue {
    guard let first = cells.first?.column, column >= first else { return .empty }
    // Where no cell before it is empty, this is its place; otherwise it is further to the left.
    var index = min(column - first, cells.count - 1)
    while cells[index].column > column { index -= 1 }
    return cells[index].column == column ? cells[index].value : .empty
  }
}
