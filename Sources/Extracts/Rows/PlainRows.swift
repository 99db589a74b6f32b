/// Finds rows that are written in the plainest way: as many cells as there are headings, without quotes, on one line, the
/// first of them neither empty nor beginning with what could be a space.
struct PlainRows: Sendable {
  let delimiter: UInt8
  let lineEnd: UInt8
  /// How many cells a row has.
  let cells: Int
  /// How many of them stand under a heading; those after them are empty.
  let width: Int
  let longestRow: Int

  /// Whether a plain row begins after a separator.
  ///
  /// - Parameters:
  ///   - separator: The position of the separator before the row.
  ///   - separators: The places of all.
  ///   - bytes: The block's bytes.
  /// - Returns: Whether it is plain; it then ends at the separator that stands `cells` further on.
  @inline(__always)
  func isPlain(
    after separator: Int,
    _ separators: Span<UInt32>,
    _ bytes: Span<UInt8>
  ) -> Bool {
    let last = separator &+ cells
    guard last < separators.count else { return false }
    let start = unsafe Int(separators[unchecked: separator] &+ 1)
    let end = unsafe Int(separators[unchecked: last])
    let first = unsafe bytes[unchecked: start]
    guard first &- 0x21 < 0x5F, end &- start < longestRow else { return false }
    var wrong = unsafe bytes[unchecked: end] ^ lineEnd
    for index in (separator &+ 1)..<last {
      wrong |= unsafe bytes[unchecked: Int(separators[unchecked: index])] ^ delimiter
    }
    guard wrong == 0, first != delimiter else { return false }
    return cells == width
      || hasEmptyEnd(unsafe Int(separators[unchecked: separator &+ width]), end, bytes)
  }

  /// Whether the cells of a row behind those under headings are empty, CR before the line's end apart.
  private func hasEmptyEnd(_ edge: Int, _ end: Int, _ bytes: Span<UInt8>) -> Bool {
    var end = end
    while lineEnd == lineFeed, bytes[end - 1] == carriageReturn { end -= 1 }
    return end - edge == cells - width
  }
}
