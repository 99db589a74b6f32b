internal import Synchronization
public import Values

/// A text's number in a pool: equal numbers mean equal text, code point by code point.
///
/// Numbers say nothing of order: the same texts may have others in another run.
public typealias TextCode = UInt32

/// A text that lies among some bytes, and its number once that is known.
public struct PlacedText: Sendable {
  /// `TextHash.of` the text.
  public let hash: UInt64
  private let start: UInt32
  private let count: UInt32
  /// The text's number.
  public var code: TextCode = 0
  /// Whatever the caller knows the text by.
  public let tag: Int32

  /// Creates a text at some bytes.
  public init(_ range: Range<Int>, hash: UInt64, tag: Int32) {
    start = UInt32(range.lowerBound)
    count = UInt32(range.count)
    self.hash = hash
    self.tag = tag
  }

  /// Where the text is.
  public var range: Range<Int> { Int(start)..<Int(start) + Int(count) }

  /// The part of a pool that the text belongs to.
  fileprivate var shard: Int { TextPool.shard(of: hash) }
}

/// The dictionary of every text cell of a night: each distinct text once, named by a small number.
///
/// One pool serves all tables, so that a join of two text columns compares numbers. It has several parts, told by the
/// texts' hashes, so that several threads can add to it at once.
public final class TextPool: Sendable {
  private static let shardBits = 4

  private final class Shard: Sendable {
    let index: Mutex<TextIndex>

    init(_ number: Int) { index = Mutex(TextIndex(shard: number, of: TextPool.shardBits)) }
  }

  private let shards = (0..<(1 << TextPool.shardBits)).map(Shard.init)

  /// Creates an empty pool.
  public init() {}

  /// The number of a text, given out when it is first met.
  public func code(for text: String) -> TextCode {
    var text = text
    text.makeContiguousUTF8()
    return code(forUTF8: text.utf8Span.span)
  }

  /// The number of a text, given as bytes that are known to be UTF-8.
  public func code(forUTF8 bytes: Span<UInt8>) -> TextCode {
    let hash = TextHash.of(bytes)
    let shard = TextPool.shard(of: hash)
    return shards[shard].index.withLock { $0.code(for: bytes, hash: hash) }
  }

  /// Numbers texts that lie among bytes that are known to be UTF-8; their order may change.
  public func number(_ texts: inout [PlacedText], in bytes: Span<UInt8>) {
    let ends = TextPool.sort(&texts)
    var start = 0
    for shard in shards.indices {
      let range = start..<ends[shard]
      start = ends[shard]
      if range.isEmpty { continue }
      shards[shard].index.withLock { $0.number(&texts, range, in: bytes) }
    }
  }

  /// Puts the texts in the order of their shards, and returns where each shard's end.
  private static func sort(_ texts: inout [PlacedText]) -> InlineArray<16, Int> {
    var ends = InlineArray<16, Int>(repeating: 0)
    for text in texts { ends[text.shard] += 1 }
    var end = 0
    for shard in ends.indices {
      (ends[shard], end) = (end, end + ends[shard])
    }
    var sorted = texts
    for text in texts {
      sorted[ends[text.shard]] = text
      ends[text.shard] += 1
    }
    texts = sorted
    return ends
  }

  /// The number of a text that some cell already holds, or nil.
  public func existingCode(for text: String) -> TextCode? {
    var text = text
    text.makeContiguousUTF8()
    let bytes = text.utf8Span.span
    let hash = TextHash.of(bytes)
    let shard = TextPool.shard(of: hash)
    return shards[shard].index.withLock { $0.existingCode(for: bytes, hash: hash) }
  }

  /// The text that a number of this pool stands for.
  public func text(_ code: TextCode) -> String {
    withText(code) { String(copying: unsafe UTF8Span(unchecked: $0)) }
  }

  /// Adds the text that a number of this pool stands for to another.
  public func add(_ code: TextCode, to text: inout TextBuffer) {
    withText(code) { text.append(utf8: $0) }
  }

  /// Whether the text that a number of this pool stands for has no character.
  public func isEmpty(_ code: TextCode) -> Bool { withText(code) { $0.isEmpty } }

  @inline(__always)
  private func withText<Result: Sendable>(_ code: TextCode, _ look: (Span<UInt8>) -> Result)
    -> Result
  {
    let shard = Int(code) & (shards.count - 1)
    return shards[shard].index.withLock { $0.withText(code, look) }
  }

  /// Takes ascending texts as they are; nil where there are not enough numbers left, or most of the pool's texts are others.
  ///
  /// Those that it has keep their numbers; of the others, each is found among them when it is met again.
  func adopt(_ texts: AscendingTexts) -> AdoptedTexts? {
    var known: [(place: Int, code: TextCode)] = []
    var count = 0
    // All parts are held together, so that no text is met in between.
    func adopt(_ shard: Int) -> AdoptedTexts? {
      shards[shard].index.withLock { index in
        count += index.count
        // To look for more texts than there are takes longer than to number these.
        guard count <= texts.count, let first = index.room(for: texts.count) else { return nil }
        index.addPlaces(in: texts, to: &known)
        if shard + 1 == shards.count {
          known.sort { $0.place < $1.place }
          index.adopted.append(AdoptedTexts(texts: texts, first: first, known: known))
        } else if let adopted = adopt(shard + 1) {
          index.adopted.append(adopted)
        } else {
          return nil
        }
        return index.adopted.last
      }
    }
    return adopt(0)
  }

  /// One more than the largest number given out to a text by itself.
  public var bound: Int {
    let most = shards.map { shard in shard.index.withLock { $0.count } }.max() ?? 0
    return most << TextPool.shardBits
  }

  /// The index takes a hash's upper bits.
  fileprivate static func shard(of hash: UInt64) -> Int {
    Int(truncatingIfNeeded: hash) & (1 << shardBits - 1)
  }
}
