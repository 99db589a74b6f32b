internal import Synchronization

/// A text's number in a pool: equal numbers mean equal text, code point by code point.
public typealias TextCode = UInt32

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
    let hash = TextIndex.hash(bytes)
    return state.withLock { $0.code(for: bytes, hash: hash) }
  }

  /// The number of a text that some cell already holds, or nil.
  public func existingCode(for text: String) -> TextCode? {
    var text = text
    text.makeContiguousUTF8()
    let bytes = text.utf8Span.span
    return state.withLock { $0.existingCode(for: bytes, hash: TextIndex.hash(bytes)) }
  }

  /// The text that a number of this pool stands for.
  public func text(_ code: TextCode) -> String {
    state.withLock { $0.texts[Int(code)] }
  }

  /// How many distinct texts the pool holds.
  public var count: Int {
    state.withLock { $0.texts.count }
  }
}
