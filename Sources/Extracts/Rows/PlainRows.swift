/// Finds rows that are written in the plainest way: as many cells as there are headings, without quotes, on one line, the
/// first of them neither empty nor beginning with what could be a space.
struct PlainRows: Sendable {
  let delimiter: UInt8
  let lineEnd: UInt8
  /// How many cells a row has.
  let width: Int
  let longestRow: Int

  /// Whether a plain row begins after a separator.
  ///
  /// - Parameters:
  ///   - separator: The position of the separator before the row.
  ///   - separators: The places of all.
  ///   - bytes: The block's bytes.
  /// - Returns: Whether it is plain; it then ends at the separator that stands `width` further on.
  @inline(__always)
  func isPlain(
    after separator: Int,
    _ separators: Span<UInt32>,
    _ bytes: Span<UInt8>
  ) -> Bool {
    let last = separator &+ width
    guard last < separators.count else { return false }
    let start = unsafe Int(separators[unchecked: separator] &+ 1)
    let end = unsafe Int(separators[unchecked: last])
    let first = unsafe bytes[unchecked: start]
    guard first &- 0x21 < 0x5F, end &- start < longestRow else { return false }
    var wrong = unsafe bytes[unchecked: end] ^ lineEnd
    for index in (separator &+ 1)..<last {
      wrong |= unsafe bytes[unchecked: Int(separators[unchecked: index])] ^ delimiter
    }
    return wrong == 0 && first != delimiter
  }
}
