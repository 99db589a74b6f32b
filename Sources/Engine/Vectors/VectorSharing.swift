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
    var packed = PackedInputs(count: lanes.count)
    for input in inputs {
      guard packed.add(evaluate(input, lanes)) else { return nil }
    }
    return memory.with(relation, packed.kinds, width: packed.width) { memory in
      if !memory.takes(lanes.count) { return nil }
      // Rows mostly come in the order of their days, so that what was looked up long ago is not asked for again.
      if memory.isFull { memory.forget() }
      memory.askedCount += lanes.count
      let keys = packed.keys
      var new: [Int32] = []
      let numbers = (0..<lanes.count).map { lane in
        let known = memory.inputs.count
        let number = memory.inputs.number(of: lane, in: keys)
        if number == known { new.append(Int32(lane)) }
        return number
      }
      if !new.isEmpty {
        let found = self.found(relation, Lanes(selecting: new, of: lanes))
        if lanes.room.isExceeded {
          memory.forget()
          return .unknown(lanes.count)
        }
        memory.states += (0..<new.count).map(found.state)
        switch found.content {
        case .rows(let rows, relation.dataset): memory.rows += rows
        default: memory.rows += [Int32](repeating: 0, count: new.count)
        }
      }
      let rows = numbers.map { memory.rows[$0] }
      let states = numbers.map { memory.states[$0] }
      return Vector(
        .rows(rows, dataset: relation.dataset),
        states: states.contains { $0 != .known } ? states : nil,
        count: lanes.count
      )
    }
  }

  /// Whether there are many rows for a condition to choose from.
  private func hasLongGroups(_ relation: Relation) -> Bool {
    relation.matches.isEmpty
      || store.index(relation.dataset, relation.matches.map(\.field), world).isLong
  }
}

/// The inputs of lanes, packed into words that are equal where all inputs are.
private struct PackedInputs {
  let count: Int
  /// What the words stand for.
  private(set) var kinds: [Int] = []
  private var words: [[Int64]] = []
  /// How many bits of the last word are taken.
  private var used = 64

  init(count: Int) { self.count = count }

  var width: Int { words.count }
  var keys: [Int64] { KeyNumbering.keys(words, count: count) }

  /// Adds an input; false where its values have no such form.
  mutating func add(_ vector: Vector) -> Bool {
    switch vector.content {
    case .none: kinds.append(0)
    case .numbers(let values, let scale):
      kinds.append(100 + scale)
      words.append(PackedInputs.cleared(values, vector.states))
      used = 64
    case .days(let values): add(values, vector.states, kind: 1)
    case .texts(let values):
      add(values.map { Int32(bitPattern: $0) }, vector.states, kind: 2)
    case .flags(let values): add(values.map { $0 ? 1 : 0 }, vector.states, kind: 3)
    case .rows(let values, let dataset): add(values, vector.states, kind: 1_000 + dataset)
    case .decimals, .ranges, .lists, .data: return false
    }
    if let states = vector.states {
      add(states.map { Int32($0.rawValue) }, nil, kind: -1)
    }
    return true
  }

  private mutating func add(_ values: [Int32], _ states: [CellState]?, kind: Int) {
    let values = PackedInputs.cleared(values, states)
    kinds.append(kind)
    if used > 32 {
      words.append(values.map { Int64($0) & 0xFFFF_FFFF })
      used = 32
    } else {
      let last = words.count - 1
      for lane in values.indices { words[last][lane] |= Int64(values[lane]) << 32 }
      used = 64
    }
  }

  /// Lanes that are not known are alike whatever stands there.
  private static func cleared<Word: FixedWidthInteger>(
    _ values: [Word],
    _ states: [CellState]?
  ) -> [Word] {
    guard let states else { return values }
    var values = values
    for lane in values.indices where states[lane] != .known { values[lane] = 0 }
    return values
  }
}

extension Relation {
  /// What it takes from the unit, where that is few plain values; nil where it is more.
  fileprivate var inputs: [Term]? {
    var inputs: [Term] = []
    for input in outerTerms.flatMap(\.outerParts) where !inputs.contains(input) {
      inputs.append(input)
    }
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
