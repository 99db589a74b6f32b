/// The place of a cell on its sheet.
public struct CellReference: Hashable, Sendable {
  /// The 1-based column, at most 16,384.
  public var column: Int
  /// The 1-based row, at most 1,048,576.
  public var row: Int

  /// The last column that a sheet can have (XFD).
  public static let lastColumn = 16_384
  /// The last row that a sheet can have.
  public static let lastRow = 1_048_576

  /// Creates a reference.
  public init(column: Int, row: Int) {
    self.column = column
    self.row = row
  }
}

extension CellReference: LosslessStringConvertible {
  /// The reference as spreadsheets write it: `B7`.
  public var description: String { CellReference.letters(ofColumn: column) + String(row) }

  /// The letters of a column: 28 is `AB`.
  public static func letters(ofColumn column: Int) -> String {
    var letters: [UInt8] = []
    var rest = column
    while rest > 0 {
      letters.append(UInt8(ascii: "A") + UInt8((rest - 1) % 26))
      rest = (rest - 1) / 26
    }
    return String(decoding: letters.reversed(), as: UTF8.self)
  }

  /// Creates the reference that a text such as `B7` writes; nil for anything else.
  public init?(_ text: String) {
    self.init(utf8: Array(text.utf8).span)
  }

  init?(utf8 text: Span<UInt8>) {
    var (column, row, index) = (0, 0, 0)
    while index < text.count {
      let letter = text[index] & ~0x20
      guard letter >= UInt8(ascii: "A"), letter <= UInt8(ascii: "Z") else { break }
      column = column &* 26 &+ Int(letter - UInt8(ascii: "A")) &+ 1
      guard column <= CellReference.lastColumn else { return nil }
      index += 1
    }
    guard column > 0, index < text.count, let number = Int(digits: text, from: index),
      number >= 1, number <= CellReference.lastRow
    else { return nil }
    row = number
    self.init(column: column, row: row)
  }
}

extension Int {
  /// The whole number below 10^12 that the bytes from an index on write in decimal digits; nil for anything else.
  init?(digits text: Span<UInt8>, from start: Int = 0) {
    guard start < text.count, text.count - start <= 12 else { return nil }
    var value = 0
    for index in start..<text.count {
      let digit = text[index] &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      value = value &* 10 &+ Int(digit)
    }
    self = value
  }
}

/// A rectangle of cells, its corners included.
public struct CellRange: Hashable, Sendable {
  /// The corner above and to the left.
  public var first: CellReference
  /// The corner below and to the right.
  public var last: CellReference

  /// Creates a range.
  public init(first: CellReference, last: CellReference) {
    self.first = first
    self.last = last
  }

  /// Creates the range that a text such as `A1:C3`, or `A1`, writes.
  init?(utf8 text: Span<UInt8>) {
    var colon = 0
    while colon < text.count, text[colon] != UInt8(ascii: ":") { colon += 1 }
    guard let first = CellReference(utf8: text.extracting(0..<colon)) else { return nil }
    self.init(first: first, last: first)
    guard colon < text.count else { return }
    guard let last = CellReference(utf8: text.extracting((colon + 1)..<text.count)),
      last.column >= first.column, last.row >= first.row
    else { return nil }
    self.last = last
  }
}

extension CellRange: CustomStringConvertible {
  /// The range as spreadsheets write it: `A1:C3`.
  public var description: String { "\(first):\(last)" }
}
