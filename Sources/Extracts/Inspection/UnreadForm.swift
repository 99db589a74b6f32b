/// A way of writing cells that no format reads.
public enum UnreadForm: Hashable, Sendable {
  /// `="0012"`, with which a program makes a spreadsheet take a text for one.
  case formula
  /// A date such as `1st April 2024`.
  case ordinal

  /// How a cell without spaces around it is written; nil where it is none of these.
  init?(_ cell: Span<UInt8>) {
    guard cell.count >= 4 else { return nil }
    if cell[0] == UInt8(ascii: "=") {
      guard cell[1] == quote, cell[cell.count - 1] == quote else { return nil }
      self = .formula
      return
    }
    // The cell without the two letters may be a date.
    guard cell[0] &- 0x30 < 10 else { return nil }
    let digits = cell[1] &- 0x30 < 10 ? 2 : 1
    guard cell.count > digits + 2, cell.count <= 40 else { return nil }
    let ending = UInt16(cell[digits] | 0x20) << 8 | UInt16(cell[digits + 1] | 0x20)
    // st, nd, rd, th
    guard [0x7374, 0x6E64, 0x7264, 0x7468].contains(ending) else { return nil }
    let rest = (0..<cell.count).filter { $0 < digits || $0 > digits + 1 }.map { cell[$0] }
    guard WrittenDate(rest.span) != nil else { return nil }
    self = .ordinal
  }
}
