/// The texts that count as an empty cell.
struct BlankTexts {
  private let tokens: [(bytes: [UInt8], isPrefix: Bool)]

  /// - Parameter tokens: Beside the empty text; one that ends in `…` stands for all that begin so.
  init(_ tokens: [String]) {
    self.tokens = tokens.map { token in
      let isPrefix = token.hasSuffix("…")
      return (Array((isPrefix ? String(token.dropLast()) : token).utf8), isPrefix)
    }
  }

  /// Whether a cell without spaces around it counts as empty.
  func contains(_ cell: Span<UInt8>) -> Bool {
    if cell.isEmpty { return true }
    for token in tokens {
      if token.isPrefix, cell.count > token.bytes.count {
        if token.bytes.span.isEqual(to: cell.extracting(first: token.bytes.count)) { return true }
      } else if token.bytes.span.isEqual(to: cell) {
        return true
      }
    }
    return false
  }
}

extension Span<UInt8> {
  /// Whether both hold the same bytes.
  func isEqual(to other: Span<UInt8>) -> Bool {
    guard count == other.count else { return false }
    for index in indices where self[index] != other[index] { return false }
    return true
  }
}
