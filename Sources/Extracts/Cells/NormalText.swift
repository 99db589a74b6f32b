@_spi(_Unicode) internal import Swift

/// Text in Unicode's normal form C, in which each accented letter is written one way only.
package enum NormalText {
  /// Whether UTF-8 is surely in normal form C already; almost all cells are.
  static func isNormal(_ bytes: Span<UInt8>) -> Bool {
    if CellText.isPlain(bytes) { return true }
    // No character below U+0300, whose first byte is 0xCC, is decomposed or takes part in a composition.
    var hasOther = false
    for index in bytes.indices { hasOther = unsafe hasOther || bytes[unchecked: index] >= 0xCC }
    guard hasOther, var text = try? UTF8Span(validating: bytes) else { return true }
    return text.checkForNFC(quickCheck: true)
  }

  /// The text in normal form C.
  ///
  /// The standard library compares texts by this form, but has no public way to it yet; Foundation would be a library
  /// more for one function.
  package static func normal(_ text: String) -> String {
    isNormal(Array(text.utf8).span) ? text : composed(text)
  }

  private static func composed(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    scalars.append(contentsOf: text._nfc)
    return String(scalars)
  }

  /// UTF-8 that may be in another form, in normal form C.
  ///
  /// - Precondition: The bytes are UTF-8.
  static func normal(_ bytes: Span<UInt8>) -> [UInt8] {
    guard let text = try? UTF8Span(validating: bytes) else { preconditionFailure("not UTF-8") }
    return Array(composed(String(copying: text)).utf8)
  }
}
