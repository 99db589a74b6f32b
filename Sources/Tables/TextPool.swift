import Synchronization

/// A text's number in a pool: equal numbers mean equal text, code point by code point.
public typealias TextCode = UInt32

/// The dictionary of every text cell of a night: each distinct text once, named by a small number.
///
/// One pool serves all tables, so that a join of two text columns compares numbers.
public final class TextPool: Sendable {
  private struct State {
    var texts: [String] = []
    var codes: [String: TextCode] = [:]
  }

  private let state = Mutex(State())

  /// Creates an empty pool.
  public init() {}

  /// The number of a text, given out when it is first met.
  public func code(for text: String) -> TextCode {
    state.withLock { state in
      if let code = state.codes[text] { return code }
      let code = TextCode(state.texts.count)
      state.texts.append(text)
      state.codes[text] = code
      return code
    }
  }

  /// The number of a text that some cell already holds, or nil.
  public func existingCode(for text: String) -> TextCode? {
    state.withLock { $0.codes[text] }
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
