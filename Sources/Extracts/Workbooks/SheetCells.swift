internal import Sheets
internal import Values

/// The rows of a sheet as bytes, in which their cells are found as in a block of text.
struct SheetCells {
  /// What stands for a formula without a result.
  static let noResult = UInt8(ascii: "=")
  /// What stands for a cell that is not what the workbook says it is.
  static let malformed = UInt8(ascii: "!")

  /// The bytes, and `RowScanner.padding` more.
  private(set) var bytes: [UInt8]
  /// The cells of the row added last.
  private(set) var cells = RowCells()
  private let blanks: BlankTexts
  /// Whether results of formulas may be placeholders.
  private let needsCalculation: Bool
  private let zone: DayZone?

  init(blanks: BlankTexts, needsCalculation: Bool, zone: DayZone? = nil) {
    self.zone = zone
    self.blanks = blanks
    self.needsCalculation = needsCalculation
    bytes = [UInt8](repeating: 0, count: RowScanner.padding)
  }

  /// How many bytes the rows take.
  var count: Int { bytes.count - RowScanner.padding }

  /// Forgets the rows, and keeps the room for them.
  mutating func removeAll() {
    bytes.removeLast(bytes.count - RowScanner.padding)
  }

  /// Adds a row.
  ///
  /// - Parameters:
  ///   - row: The row.
  ///   - width: How many cells it has at least. Of those further to the right only the ones that hold something are
  ///     added, so that one cell far out does not make many.
  ///   - longest: The most bytes.
  /// - Returns: Whether it has no more bytes than that; otherwise only its first cells are there.
  mutating func append(_ row: Row, width: Int, longest: Int) -> Bool {
    cells.removeAll()
    bytes.removeLast(RowScanner.padding)
    defer { bytes.append(contentsOf: repeatElement(0, count: RowScanner.padding)) }
    let start = bytes.count
    for cell in row.cells {
      while cells.count < min(cell.column - 1, width) { cells.append(CellBytes(0..<0)) }
      cells.append(write(cell))
      if bytes.count - start > longest { return false }
    }
    while cells.count < width { cells.append(CellBytes(0..<0)) }
    return true
  }

  private mutating func write(_ cell: Cell) -> CellBytes {
    let start = bytes.count
    let form = writeValue(cell)
    let isBlank = form == .faulty && blanks.contains(bytes.span.extracting(start...))
    return CellBytes(start..<bytes.count, isBlank ? .plain : form)
  }

  /// Writes what a cell holds; what has no value is written so that the cell is not taken for an empty one.
  private mutating func writeValue(_ cell: Cell) -> CellBytes.Form {
    switch cell.value {
    case .empty: break
    case .text(let text): bytes.append(contentsOf: text.utf8)
    case .number(let number):
      // A program that does not calculate writes 0 for the result of a formula.
      if needsCalculation, cell.isFormula, number.written == .zero {
        bytes.append(SheetCells.noResult)
        return .faulty
      }
      // What is whole is an account number rather than a sum with the noise of binary digits.
      append(number.isLonger ? number.written : number.value)
      return .number
    case .date(let date):
      bytes.append(contentsOf: date.description.utf8)
      return .date
    case .dateAndTime(let moment):
      let second = (moment.time.hour * 60 + moment.time.minute) * 60 + moment.time.second
      let date = zone?.day(of: moment.date, second: second, offset: nil) ?? moment.date
      bytes.append(contentsOf: date.description.utf8)
      return .date
    case .time(let time): bytes.append(contentsOf: time.description.utf8)
    case .duration(let duration): bytes.append(contentsOf: duration.description.utf8)
    case .boolean(let flag): bytes.append(contentsOf: (flag ? "true" : "false").utf8)
    case .error(let text):
      bytes.append(contentsOf: text.utf8)
      return .faulty
    case .fault(.impossibleDate(let number)):
      append(number.written)
      return .date
    case .fault(.notCalculated):
      bytes.append(SheetCells.noResult)
      return .faulty
    case .fault(.malformed):
      bytes.append(SheetCells.malformed)
      return .faulty
    }
    return .plain
  }

  /// Writes a number without an exponent, and without zeros at the end of its fraction.
  private mutating func append(_ value: Decimal) {
    var (digits, scale) = (value.coefficient, -value.exponent)
    while scale > 0, digits % 10 == 0 {
      digits /= 10
      scale -= 1
    }
    guard scale >= 0, scale <= 18, let short = Int64(exactly: digits) else {
      bytes.append(contentsOf: Decimal(coefficient: digits, exponent: -scale).description.utf8)
      return
    }
    if short < 0 { bytes.append(UInt8(ascii: "-")) }
    append(short.magnitude, scale: scale)
  }

  /// Writes digits, from the last to the first and then turned round, so many of them after the point.
  private mutating func append(_ digits: UInt64, scale: Int) {
    let start = bytes.count
    var (rest, place) = (digits, 0)
    repeat {
      if place == scale, scale > 0 { bytes.append(UInt8(ascii: ".")) }
      bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
      place += 1
    } while rest > 0 || place <= scale
    bytes[start...].reverse()
  }
}
