internal import Tables

/// The short texts that a column has had lately, each with how often it came again since it was counted.
///
/// Most columns have few texts, and to find out once more what one of them is takes longer than to find it here.
struct RepeatedTexts {
  /// A text, and how many more of it there are to be counted.
  struct Entry {
    /// No text is packed to this: its count of bytes would be 255.
    fileprivate(set) var low = UInt64.max
    fileprivate(set) var high = UInt64.max
    fileprivate(set) var times = 0

    /// The text.
    var bytes: [UInt8] {
      (0..<Int(high >> 56)).map { index in
        UInt8(truncatingIfNeeded: (index < 8 ? low : high) >> UInt64(8 * (index & 7)))
      }
    }
  }

  private var entries = [Entry](repeating: Entry(), count: 1 << 11)
  /// How many texts were found here lately, and how many were not.
  private var (found, missed) = (0, 0)

  /// Whether texts are looked for here: not where most of them differ.
  var isUsed: Bool { !entries.isEmpty }
  /// Whether so many were not found here that they had better not be looked for.
  var isUseless: Bool { missed > 4096 && missed > found }

  /// Notes one more of a text that is here; false where it is not.
  mutating func note(_ text: ShortText) -> Bool {
    let slot = slot(of: text)
    guard entries[slot].low == text.low, entries[slot].high == text.high else { return false }
    entries[slot].times += 1
    found += 1
    return true
  }

  /// Keeps a text that has been counted, and returns the one in whose place it comes, if more of that are to be counted.
  mutating func keep(_ text: ShortText) -> Entry? {
    let slot = slot(of: text)
    let old = entries[slot]
    entries[slot] = Entry(low: text.low, high: text.high)
    missed += 1
    return old.times > 0 ? old : nil
  }

  /// Forgets all texts for good, and returns those of which more are to be counted.
  mutating func removeAll() -> [Entry] {
    let all = entries.filter { $0.times > 0 }
    entries = []
    return all
  }

  private func slot(of text: ShortText) -> Int {
    let hash = (text.low &* 0x9E37_79B9_7F4A_7C15) ^ (text.high &* 0xC2B2_AE3D_27D4_EB4F)
    return Int(truncatingIfNeeded: hash >> (64 - 11))
  }
}
