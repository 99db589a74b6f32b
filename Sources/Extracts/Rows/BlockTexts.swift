internal import Tables

/// The texts of one field in one block: most of them once, by their place.
struct BlockTexts: Sendable {
  /// Where they are among `bytes`, or among the block's where there are none.
  private(set) var places = TextPlaces()
  /// Texts that are not written in the block as they are meant: with doubled quotes, or in another encoding.
  private(set) var written: [UInt8] = []
  /// Where those are among `written`.
  private(set) var writtenPlaces = TextPlaces()
  /// One more than the number of a text met lately, by its hash; 0 is free.
  private var recent = [UInt32](repeating: 0, count: 1024)

  /// The number of the text at some bytes of the block; one that was met lately has the same.
  mutating func number(of range: Range<Int>, hash: UInt64, in bytes: Span<UInt8>) -> TextCode {
    let slot = Int(truncatingIfNeeded: hash & 1023)
    let known = recent[slot]
    if known != 0, known & 1 == 0 {
      let index = Int(known >> 1) &- 1
      if places.hashes[index] == hash,
        bytes.extracting(places[index]).isEqual(to: bytes.extracting(range))
      {
        return TextCode(index) << 1
      }
    }
    places.append(range, hash: hash)
    recent[slot] = UInt32(places.count) << 1
    return TextCode(places.count - 1) << 1
  }

  /// The number of a text that is written anew.
  mutating func number(ofWritten text: Span<UInt8>) -> TextCode {
    let start = written.count
    unsafe text.withUnsafeBufferPointer { unsafe written.append(contentsOf: $0) }
    writtenPlaces.append(start..<written.count, hash: TextHash.of(text))
    return TextCode(writtenPlaces.count - 1) << 1 | 1
  }

  /// What the numbers stand for, given what the texts in the block and those written anew stand for.
  static func joined(_ codes: [TextCode], _ written: [TextCode]) -> [TextCode] {
    var result = [TextCode](repeating: 0, count: 2 * max(codes.count, written.count))
    for (index, code) in codes.enumerated() { result[2 * index] = code }
    for (index, code) in written.enumerated() { result[2 * index + 1] = code }
    return result
  }
}
