/// The words for true and false, whatever their case.
enum BooleanText {
  /// They are short enough to be read as one number.
  static let words: InlineArray<8, (word: StaticString, value: Bool)> = [
    ("true", true), ("false", false), ("yes", true), ("no", false), ("y", true), ("n", false),
    ("1", true), ("0", false),
  ]

  /// The words, for a message.
  static var list: String {
    words.indices.map { "\(words[$0].word)" }.joined(separator: ", ")
  }

  private static let packed: InlineArray<8, UInt64> = .init { index in
    words[index].word.withUTF8Buffer { unsafe pack($0.span) }
  }

  /// What a cell without spaces around it says; nil where it is no such word.
  static func value(_ bytes: Span<UInt8>) -> Bool? {
    guard bytes.count <= 5 else { return nil }
    let cell = pack(bytes)
    for index in packed.indices where packed[index] == cell { return words[index].value }
    return nil
  }

  private static func pack(_ bytes: Span<UInt8>) -> UInt64 {
    var packed: UInt64 = 0
    for index in bytes.indices {
      let byte = bytes[index]
      // The sixth bit makes a letter small.
      packed = packed << 8 | UInt64((0x41...0x5A).contains(byte) ? byte | 0x20 : byte)
    }
    return packed
  }
}
