/// Texts by which people and programs say that a cell is empty.
enum BlankWords {
  private static let whole: [[UInt8]] = [
    "n/a", "na", "#n/a", "null", "(null)", "\\n", "-", "--", ".", "#value!", "#ref!", "#name?",
    "#div/0!", "#null!", "#num!", "(blank)", "not applicable", "not available", "not yet available",
  ].map { Array($0.utf8) }
  private static let redacted = Array("redacted".utf8)
  private static let longest = whole.map(\.count).max() ?? 0

  /// Whether a byte, made small, begins one of them.
  private static let beginnings: [Bool] = (0..<256).map { byte in
    whole.contains { $0[0] == UInt8(byte) | 0x20 || $0[0] == UInt8(byte) } || byte | 0x20 == 0x72
  }

  /// Whether a cell without spaces around it is one, whatever its case.
  static func contains(_ cell: Span<UInt8>) -> Bool {
    guard beginnings[Int(cell[0])] else { return false }
    if begins(cell, with: redacted) { return true }
    guard cell.count <= longest else { return false }
    for word in whole where word.count == cell.count && begins(cell, with: word) { return true }
    return false
  }

  private static func begins(_ cell: Span<UInt8>, with word: [UInt8]) -> Bool {
    guard cell.count >= word.count else { return false }
    for index in word.indices {
      let byte = cell[index]
      let small = byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
      if small != word[index] { return false }
    }
    return true
  }

  /// How `blanks` in the configuration says it: a redaction by its first word, which all of them share, so that nothing
  /// is shown of what may follow.
  static func declaration(of cell: Span<UInt8>) -> [UInt8] {
    let isLonger = cell.count > redacted.count && begins(cell, with: redacted)
    let word = (0..<(isLonger ? redacted.count : cell.count)).map { cell[$0] }
    return isLonger ? word + Array("…".utf8) : word
  }
}
