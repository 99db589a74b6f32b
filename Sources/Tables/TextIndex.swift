/// Distinct texts by their bytes: an open-addressing table of positions in `texts`.
///
/// A dictionary of strings would call texts equal that differ in code points, and would need a string for every cell.
struct TextIndex {
  /// The texts, in the order they were first met.
  private(set) var texts: [String] = []
  private var hashes: [UInt64] = []
  /// The upper half of a text's hash, and one more than its position in `texts`; 0 is free.
  ///
  /// Its length is a power of two. The half of the hash spares a look at the text in most cases where it is another.
  private var slots = [UInt64](repeating: 0, count: 1024)

  /// The position of a text, which is added where it is new.
  mutating func code(for bytes: Span<UInt8>, hash: UInt64) -> TextCode {
    let slot = slot(for: bytes, hash: hash)
    if slots[slot] != 0 { return TextIndex.code(in: slots[slot]) }
    let code = TextCode(texts.count)
    texts.append(String(copying: unsafe UTF8Span(unchecked: bytes)))
    hashes.append(hash)
    slots[slot] = TextIndex.entry(code, hash)
    if texts.count * 2 > slots.count { grow() }
    return code
  }

  /// The position of a text, or nil where it is new.
  func existingCode(for bytes: Span<UInt8>, hash: UInt64) -> TextCode? {
    let entry = slots[slot(for: bytes, hash: hash)]
    return entry == 0 ? nil : TextIndex.code(in: entry)
  }

  private static func entry(_ code: TextCode, _ hash: UInt64) -> UInt64 {
    hash & 0xFFFF_FFFF_0000_0000 | UInt64(code + 1)
  }

  private static func code(in entry: UInt64) -> TextCode {
    TextCode(truncatingIfNeeded: entry) - 1
  }

  /// The slot that holds the text, or the free one where it belongs.
  private func slot(for bytes: Span<UInt8>, hash: UInt64) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while true {
      let entry = slots[slot]
      if entry == 0 { return slot }
      if (entry ^ hash) >> 32 == 0,
        TextIndex.equal(texts[Int(TextIndex.code(in: entry))].utf8Span.span, bytes)
      {
        return slot
      }
      slot = (slot + 1) & mask
    }
  }

  private mutating func grow() {
    let mask = slots.count * 2 - 1
    slots = [UInt64](repeating: 0, count: mask + 1)
    for (position, hash) in hashes.enumerated() {
      var slot = Int(truncatingIfNeeded: hash) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = TextIndex.entry(TextCode(position), hash)
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
