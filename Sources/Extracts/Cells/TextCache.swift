internal import Tables

/// The short texts that one thread has met lately in one column, with their numbers.
///
/// Most columns have few texts, or the same ones again and again; looking them up here needs no lock, and takes less time
/// than in the night's pool, which is larger than a processor's cache. It grows with what the column turns out to hold.
struct TextCache: Sendable {
  private struct Entry {
    // No text is packed to this: its count would be 255.
    var low: UInt64 = .max
    var high: UInt64 = .max
    var code: TextCode = 0
  }

  private static let largest = 1 << 13

  private var entries = [Entry](repeating: Entry(), count: 1 << 6)
  private var misses = 0

  /// The number of a text, if it is here.
  @inline(__always)
  func code(of text: ShortText, hash: UInt64) -> TextCode? {
    let slot = Int(truncatingIfNeeded: hash >> 8) & (entries.count &- 1)
    let entry = unsafe entries.span[unchecked: slot]
    return entry.low == text.low && entry.high == text.high ? entry.code : nil
  }

  /// Keeps a text's number.
  mutating func insert(_ text: ShortText, hash: UInt64, code: TextCode) {
    misses += 1
    if misses > 4 * entries.count, entries.count < TextCache.largest {
      entries = [Entry](repeating: Entry(), count: 4 * entries.count)
      misses = 0
    }
    let slot = Int(truncatingIfNeeded: hash >> 8) & (entries.count - 1)
    entries[slot] = Entry(low: text.low, high: text.high, code: code)
  }
}
