/// Tells cells that are written in the plainest way from those that need a closer look.
struct PlainCells: Sendable {
  /// The bytes of ASCII that a plain cell may begin with: none that is trimmed or begins a blank.
  private let starts: (UInt64, UInt64)
  /// Whether bytes beyond ASCII are what they are in UTF-8, in which cells are read as they stand.
  private let isUTF8: Bool

  init(_ blanks: BlankTexts, isUTF8: Bool) {
    self.isUTF8 = isUTF8
    var starts: (UInt64, UInt64) = (0, 0)
    for byte in UInt8(0x21)...0x7E where !blanks.canBegin(with: byte) {
      if byte < 64 { starts.0 |= 1 << UInt64(byte) } else { starts.1 |= 1 << UInt64(byte - 64) }
    }
    self.starts = starts
  }

  /// Whether a cell holds something, has no spaces around it and cannot be a blank.
  @inline(__always)
  func contains(_ cell: CellBytes, in bytes: Span<UInt8>) -> Bool {
    let count = cell.count
    guard cell.isPlain, count > 0 else { return false }
    let first = unsafe bytes[unchecked: Int(cell.start)]
    let last = unsafe bytes[unchecked: Int(cell.start) &+ count &- 1]
    let starts = first < 64 ? starts.0 : starts.1
    return first < 0x80 && starts >> UInt64(first & 63) & 1 == 1 && last &- 0x21 < 0x5E
      && (isUTF8 || CellText.isPlain(bytes.extracting(cell.range)))
  }
}
