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

    /// How many lanes have asked in vain since too few inputs repeated.
    private var passedCount = 0

    init(width: Int) { inputs = KeyNumbering(width: width) }

    /// Whether it takes lanes, or too few inputs have repeated; each is then looked up by itself, and later it is tried again.
    ///
    /// - Parameter count: How many lanes ask.
    /// - Returns: Whether they should be looked up here.
    mutating func takes(_ count: Int) -> Bool {
      // To know one input again saves as much time as it takes to remember several.
      if askedCount < LookupMemory.trial || inputs.count < askedCount - askedCount / 8 {
        return true
      }
      passedCount += count
      if passedCount > 16 * LookupMemory.trial { forget() }
      return false
    }

    /// Begins anew.
    mutating func forget() { self = Found(width: inputs.width) }

    /// Whether there are too many inputs to keep.
    var isFull: Bool { inputs.count > LookupMemory.most }
  }

  /// About so many combinations of inputs are kept of one lookup.
  private static let most = 1 << 20
  /// As many lanes tell whether inputs repeat.
  private static let trial = 1 << 14

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
      found.withLock { $0[name]?.popLast() } ?? Found(width: width)
    let result = work(&memory)
    found.withLock { $0[name, default: []].append(memory) }
    return result
  }
}
