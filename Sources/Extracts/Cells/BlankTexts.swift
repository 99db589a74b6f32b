internal import Tables

/// The texts that count as an empty cell, compared letter for letter.
struct BlankTexts: Sendable {
  /// The tokens' bytes, one after the other.
  private var bytes: [UInt8] = []
  private var tokens: [(start: Int, count: Int, isPrefix: Bool)] = []
  /// The first bytes of the tokens, one bit each: most cells begin otherwise.
  private var firsts: InlineArray<4, UInt64> = [0, 0, 0, 0]

  /// - Parameter texts: Beside the empty text; one that ends in `…` stands for all that begin so.
  init(_ texts: [String]) {
    for text in texts.map(NormalText.normal) {
      let isPrefix = text.hasSuffix("…")
      var token = Array((isPrefix ? String(text.dropLast()) : text).utf8)
      // Cells have no spaces around them.
      if !isPrefix { token = Array(token[CellText.trimmed(token.span)]) }
      guard let first = token.first else { continue }
      firsts[Int(first) >> 6] |= 1 << (UInt64(first) & 63)
      tokens.append((bytes.count, token.count, isPrefix))
      bytes += token
    }
  }

  /// Whether a cell without spaces around it counts as empty.
  @inline(__always)
  func contains(_ cell: Span<UInt8>) -> Bool {
    guard !cell.isEmpty else { return true }
    let first = unsafe cell[unchecked: 0]
    return firsts[Int(first) >> 6] >> (UInt64(first) & 63) & 1 != 0 && containsByTokens(cell)
  }

  @inline(never)
  private func containsByTokens(_ cell: Span<UInt8>) -> Bool {
    for token in tokens where token.isPrefix ? cell.count >= token.count : cell.count == token.count
    {
      let expected = bytes.span.extracting(token.start..<token.start + token.count)
      if expected.isEqual(to: cell.extracting(first: token.count)) { return true }
    }
    return false
  }

  /// Whether a blank can begin with a byte.
  func canBegin(with byte: UInt8) -> Bool {
    firsts[Int(byte) >> 6] >> (UInt64(byte) & 63) & 1 != 0
  }
}
