/// Distinct texts by their bytes: an open-addressing table of positions in `texts`.
///
/// A dictionary of strings would call texts equal that differ in code points, and would need a string for every cell.
struct TextIndex {
  /// The texts, in the order they were first met.
  private(set) var texts: [String] = []
  private var hashes: [UInt64] = []
  /// One more than a position in `texts`; 0 is free.
  ///
  /// Its length is a power of two.
  private var slots = [UInt32](repeating: 0, count: 1024)

  /// The position of a text, which is added where it is new.
  mutating func code(for bytes: Span<UInt8>, hash: UInt64) -> TextCode {
    let slot = slot(for: bytes, hash: hash)
    if slots[slot] != 0 { return slots[slot] - 1 }
    let code = TextCode(texts.count)
    texts.append(String(copying: unsafe UTF8Span(unchecked: bytes)))
    hashes.append(hash)
    slots[slot] = code + 1
    if texts.count * 2 > slots.count { grow() }
    return code
  }

  /// The position of a text, or nil where it is new.
  func existingCode(for bytes: Span<UInt8>, hash: UInt64) -> TextCode? {
    let code = slots[slot(for: bytes, hash: hash)]
    return code == 0 ? nil : code - 1
  }

  /// The slot that holds the text, or the free one where it belongs.
  private func slot(for bytes: Span<UInt8>, hash: UInt64) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      let position = Int(slots[slot] - 1)
      if hashes[position] == hash, TextIndex.equal(texts[position].utf8Span.span, bytes) {
        return slot
      }
      slot = (slot + 1) & mask
    }
    return slot
  }

  private mutating func grow() {
    let mask = slots.count * 2 - 1
    slots = [UInt32](repeating: 0, count: mask + 1)
    for (position, hash) in hashes.enumerated() {
      var slot = Int(truncatingIfNeeded: hash) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = UInt32(position + 1)
    }
  }

  private static func equal(_ a: Span<UInt8>, _ b: Span<UInt8>) -> Bool {
    guard a.count == b.count else { return false }
    for index in a.indices where a[index] != b[index] { return false }
    return true
  }

  /// Drawn once a run, so that no file can be written to collide.
  private static let seed = UInt64.random(in: .min ... .max)

  /// A hash of the bytes, eight at a time.
  static func hash(_ bytes: Span<UInt8>) -> UInt64 {
    var hash = seed ^ UInt64(bytes.count)
    var index = 0
    while index < bytes.count {
      var word: UInt64 = 0
      let end = min(index + 8, bytes.count)
      while index < end {
        word = word << 8 | UInt64(bytes[index])
        index += 1
      }
      let product = (hash ^ word).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
      hash = product.high ^ product.low
    }
    return hash ^ (hash >> 29)
  }
}
