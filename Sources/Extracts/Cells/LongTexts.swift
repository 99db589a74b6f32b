internal import Tables

/// Texts that are too long to be packed into two words, each with what it says: the last of those that would have its place.
struct LongTexts<Value: BitwiseCopyable & Sendable>: Sendable {
  private struct Entry {
    var hash: UInt64 = 0
    /// How many bytes it has; 0 is free.
    var count: UInt8 = 0
    var value: Value
  }

  /// The longest that is kept, in bytes.
  private static var longest: Int { 48 }
  private static var most: Int { 1 << 12 }

  private let nothing: Value
  private var entries: [Entry] = []
  /// The texts' bytes, `longest` for each entry.
  private var bytes: [UInt8] = []

  init(_ nothing: Value) { self.nothing = nothing }

  /// What a text says; nil where it is not here.
  @inline(__always)
  func value(of text: Span<UInt8>) -> Value? {
    if entries.isEmpty || text.count > LongTexts.longest { return nil }
    let hash = TextHash.of(text)
    let place = LongTexts.place(of: hash)
    let entry = entries[place]
    guard entry.hash == hash, entry.count == text.count else { return nil }
    let start = place * LongTexts.longest
    return bytes.span.extracting(start..<start + text.count).isEqual(to: text) ? entry.value : nil
  }

  /// Keeps what a text says, instead of the one that has its place.
  mutating func insert(_ text: Span<UInt8>, _ value: Value) {
    if text.count > LongTexts.longest { return }
    // Most columns have no long text at all.
    if entries.isEmpty {
      entries = Array(repeating: Entry(value: nothing), count: LongTexts.most)
      bytes = Array(repeating: 0, count: LongTexts.most * LongTexts.longest)
    }
    let hash = TextHash.of(text)
    let place = LongTexts.place(of: hash)
    entries[place] = Entry(hash: hash, count: UInt8(text.count), value: value)
    let start = place * LongTexts.longest
    for index in text.indices { bytes[start + index] = text[index] }
  }

  private static func place(of hash: UInt64) -> Int {
    Int(truncatingIfNeeded: hash >> 20) & (most - 1)
  }
}
