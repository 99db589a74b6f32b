internal import Synchronization
internal import Tables

/// The rows that lookups of a frame have found so far, by their inputs.
final class LookupMemory: Sendable {
  private struct Name: Hashable {
    let relation: Relation
    /// What the integers of the inputs stand for.
    let kinds: [Int]
  }

  private struct Kept {
    var keys: KeyNumbering
    var rows: [Int32] = []
    var states: [CellState] = []
  }

  /// No more combinations than this are kept of one lookup.
  private static let most = 1 << 18

  private let kept = Mutex<[Name: Kept]>([:])

  /// What is known of lookups already.
  ///
  /// - Parameters:
  ///   - relation: The lookup.
  ///   - kinds: What the integers of its inputs stand for.
  ///   - places: The lanes that look, each with its own inputs.
  ///   - keys: The inputs' integers, lane after lane.
  /// - Returns: What the places find, and where that is not known yet.
  func known(
    _ relation: Relation,
    _ kinds: [Int],
    _ places: [Int32],
    _ keys: [Int64]
  ) -> (vector: Vector, isMissing: [Bool]) {
    var rows = [Int32](repeating: 0, count: places.count)
    var states = [CellState](repeating: .unknown, count: places.count)
    var isMissing = [Bool](repeating: true, count: places.count)
    kept.withLock { kept in
      guard let found = kept[Name(relation: relation, kinds: kinds)] else { return }
      for (index, place) in places.enumerated() {
        let lane = Int(place)
        if let number = found.keys.existingNumber(of: lane, in: keys) {
          rows[index] = found.rows[number]
          states[index] = found.states[number]
          isMissing[index] = false
        }
      }
    }
    let content = Vector.Content.rows(rows, dataset: relation.dataset)
    return (Vector(content, states: states, count: places.count), isMissing)
  }

  /// Keeps what lookups have found.
  func keep(
    _ relation: Relation,
    _ kinds: [Int],
    _ places: [Int32],
    _ keys: [Int64],
    _ found: Vector
  ) {
    var rows = [Int32](repeating: 0, count: places.count)
    switch found.content {
    case .rows(let known, relation.dataset): rows = known
    case .none: break
    default: return
    }
    kept.withLock { kept in
      let name = Name(relation: relation, kinds: kinds)
      var all = kept[name] ?? Kept(keys: KeyNumbering(width: 2 * kinds.count))
      kept[name] = nil
      for (index, place) in places.enumerated() where all.keys.count < LookupMemory.most {
        let lane = Int(place)
        // Another thread may have looked it up meanwhile.
        if all.keys.number(of: lane, in: keys) == all.rows.count {
          all.rows.append(rows[index])
          all.states.append(found.state(index))
        }
      }
      kept[name] = all
    }
  }
}
