internal import Tables

/// Lookups whose inputs repeat: each combination of them is looked up once, by all batches together.
///
/// What is looked up depends on the inputs alone, so that lanes that have the same inputs find the same row.
extension VectorEvaluator {
  /// What a relation finds for lanes of which many have the same inputs; nil where they are better asked one by one.
  func shared(_ relation: Relation, _ lanes: Lanes) -> Vector? {
    guard lanes.count > 3, relation.condition != nil,
      relation.arity == .one || relation.arity == .atMostOne, hasLongGroups(relation),
      let inputs = relation.inputs
    else { return nil }
    var columns: [[Int64]] = []
    var kinds: [Int] = []
    for input in inputs {
      let vector = evaluate(input, lanes)
      guard let bits = vector.identities else { return nil }
      columns += [bits, vector.fullStates.map { Int64($0.rawValue) }]
      kinds.append(vector.kind)
    }
    let keys = KeyNumbering.keys(columns, count: lanes.count)
    var found = KeyNumbering(width: columns.count)
    var places: [Int32] = []
    let numbers = (0..<lanes.count).map { lane in
      let number = found.number(of: lane, in: keys)
      if number == places.count { places.append(Int32(lane)) }
      return Int32(number)
    }
    if places.count * 2 > lanes.count { return nil }
    let known = memory.known(relation, kinds, places, keys)
    let missing = places.indices.filter { known.isMissing[$0] }
    var vector = known.vector
    if !missing.isEmpty {
      let asked = missing.map { places[$0] }
      let new = self.found(relation, Lanes(selecting: asked, of: lanes))
      memory.keep(relation, kinds, asked, keys, new)
      vector = Vector(
        merging: vector,
        at: places.indices.map { Int32($0) },
        new,
        at: missing.map { Int32($0) },
        count: places.count,
        world
      )
    }
    return vector.gather(numbers)
  }

  /// Whether there are many rows for a condition to choose from.
  private func hasLongGroups(_ relation: Relation) -> Bool {
    relation.matches.isEmpty
      || isLong(store.index(relation.dataset, relation.matches.map(\.field), world))
  }
}

extension Vector {
  /// An integer a lane, equal where values are equal; nil where the values have no such form.
  fileprivate var identities: [Int64]? {
    switch content {
    case .none: Array(repeating: 0, count: count)
    case .numbers(let values, _): cleared(values)
    case .days(let values): cleared(values.map { Int64($0) })
    case .texts(let values): cleared(values.map { Int64($0) })
    case .flags(let values): cleared(values.map { $0 ? 1 : 0 })
    case .rows(let values, _): cleared(values.map { Int64($0) })
    case .decimals, .ranges, .lists, .data: nil
    }
  }

  /// What the integers stand for.
  fileprivate var kind: Int {
    switch content {
    case .none: 0
    case .numbers(_, let scale): 100 + scale
    case .days: 1
    case .texts: 2
    case .flags: 3
    case .rows(_, let dataset): 1_000 + dataset
    case .decimals, .ranges, .lists, .data: -1
    }
  }

  /// Lanes that are not known are alike whatever stands there.
  private func cleared(_ values: [Int64]) -> [Int64] {
    guard let states else { return values }
    var values = values
    for lane in values.indices where states[lane] != .known { values[lane] = 0 }
    return values
  }
}

extension Relation {
  /// What it takes from the unit, where that is few plain values; nil where it is more.
  fileprivate var inputs: [Term]? {
    let terms = matches.map(\.value) + [condition, reach].compactMap { $0 }
    var inputs: [Term] = []
    for input in terms.flatMap(\.outerParts) where !inputs.contains(input) { inputs.append(input) }
    return inputs.count <= 12 ? inputs : nil
  }
}

extension Term {
  /// The largest parts that depend on the unit and on nothing else.
  fileprivate var outerParts: [Term] {
    if isClosed { return [] }
    switch self {
    case .slot, .field(.slot, _, _): return [self]
    case .interval(.slot(let slot), let dataset, let from, let to):
      return [from, to].map { .field(.slot(slot), dataset: dataset, field: $0) }
    // Why a cell is empty is the row's own.
    case .isBlank(.field(.slot(let slot), _, _)): return [.slot(slot)]
    default: return parts.flatMap(\.outerParts)
    }
  }
}
