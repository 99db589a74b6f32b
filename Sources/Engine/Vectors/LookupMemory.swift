internal import Synchronization
internal import Tables

/// The rows that lookups of a frame have found so far, by their inputs.
///
/// Each thread has memories of its own while it looks: one is taken, or begun, and given back for whoever comes next.
final class LookupMemory: Sendable {
  private struct Name: Hashable {
    let relation: Relation
    /// What the words of the inputs stand for.
    let kinds: [Int]
  }

  /// What one lookup has found.
  struct Found: Sendable {
    /// The inputs that were looked up, and the row of each.
    var inputs: KeyNumbering
    var rows: [Int32] = []
    var states: [CellState] = []
    /// How many lanes asked.
    var askedCount = 0

    /// Whether too few inputs have repeated.
    var isOfNoUse: Bool { askedCount > 1 << 14 && inputs.count * 2 > askedCount }

    /// Whether there are too many inputs to keep.
    var isFull: Bool { inputs.count > LookupMemory.most }
  }

  /// About so many combinations of inputs are kept of one lookup.
  private static let most = 1 << 20

  private let found = Mutex<[Name: [Found]]>([:])

  /// Works with what a lookup has found.
  ///
  /// - Parameters:
  ///   - relation: The lookup.
  ///   - kinds: What the words of its inputs stand for.
  ///   - width: How many words they have.
  ///   - work: Is given the memory, and may add to it.
  /// - Returns: What came of the work.
  func with<Result>(
    _ relation: Relation,
    _ kinds: [Int],
    width: Int,
    _ work: (inout Found) -> Result
  ) -> Result {
    let name = Name(relation: relation, kinds: kinds)
    var memory =
      found.withLock { $0[name]?.popLast() } ?? Found(inputs: KeyNumbering(width: width))
    let result = work(&memory)
    found.withLock { $0[name, default: []].append(memory) }
    return result
  }
}
