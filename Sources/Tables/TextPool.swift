internal import Synchronization

/// A text's number in a pool: equal numbers mean equal text, code point by code point.
public typealias TextCode = UInt32

/// Where some texts lie among bytes, with their hashes, to be looked up in one go.
public struct TextPlaces: Sendable {
  /// `TextHash.of` each.
  public private(set) var hashes: [UInt64] = []
  private var starts: [UInt32] = []
  private var counts: [UInt32] = []

  /// Creates an empty list.
  public init() {}

  /// How many texts there are.
  public var count: Int { hashes.count }

  /// Adds the text at some bytes.
  public mutating func append(_ range: Range<Int>, hash: UInt64) {
    hashes.append(hash)
    starts.append(UInt32(range.lowerBound))
    counts.append(UInt32(range.count))
  }

  /// Where a text is.
  public subscript(index: Int) -> Range<Int> {
    let start = Int(starts[index])
    return start..<start + Int(counts[index])
  }
}

/// The dictionary of every text cell of a night: each distinct text once, named by a small number.
///
/// One pool serves all tables, so that a join of two text columns compares numbers.
public final class TextPool: Sendable {
  private let state = Mutex(TextIndex())

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
    return state.withLock { $0.code(for: bytes, hash: hash) }
  }

  /// The numbers of texts that lie among bytes that are known to be UTF-8, in their order.
  public func codes(for places: TextPlaces, in bytes: Span<UInt8>) -> [TextCode] {
    state.withLock { index in
      var codes: [TextCode] = []
      codes.reserveCapacity(places.count)
      var start = 0
      while start < places.count {
        // As many as a first-level cache holds the slots of.
        let end = min(start + 256, places.count)
        index.touch(places.hashes.span.extracting(start..<end))
        for place in start..<end {
          let text = bytes.extracting(places[place])
          codes.append(index.code(for: text, hash: places.hashes[place]))
        }
        start = end
      }
      return codes
    }
  }

  /// The number of a text that some cell already holds, or nil.
  public func existingCode(for text: String) -> TextCode? {
    var text = text
    text.makeContiguousUTF8()
    let bytes = text.utf8Span.span
    return state.withLock { $0.existingCode(for: bytes, hash: TextHash.of(bytes)) }
  }

  /// The text that a number of this pool stands for.
  public func text(_ code: TextCode) -> String {
    state.withLock { $0.text(code) }
  }

  /// How many distinct texts the pool holds.
  public var count: Int {
    state.withLock { $0.count }
  }
}
