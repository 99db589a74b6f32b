internal import Feel
internal import Tables
internal import Values

/// The rows that a relation may match, lane after lane.
private struct Candidates {
  private(set) var offsets: [Int32] = [0]
  var rows: [Int32] = []
  /// Rows that are only possible, by place.
  private var possible: [Int] = []

  /// Ends a lane.
  mutating func endLane() { offsets.append(Int32(rows.count)) }

  /// Adds rows of which some cells are not known, where they may agree with what is wanted; the lane's rows ascend.
  mutating func add(_ more: [Int32], _ probe: Probe, _ table: Table) {
    let agreeing = more.filter {
      if case .mayAgree = probe.agreement(Int($0), table: table) { return true }
      return false
    }
    if agreeing.isEmpty { return }
    let unsure = Set(agreeing)
    addSure(unsure)
    possible += (laneStart..<rows.count).filter { unsure.contains(rows[$0]) }
  }

  /// Adds rows anywhere among the lane's, which ascend.
  mutating func addSure(_ more: some Collection<Int32>) {
    if more.isEmpty { return }
    rows.append(contentsOf: more)
    sortLane()
  }

  /// Puts the lane's rows in order.
  mutating func sortLane() { rows[laneStart...].sort() }

  private var laneStart: Int { Int(offsets[offsets.count - 1]) }

  /// The lists; rows that were refused, or that may not belong, are in doubt.
  func lists(of table: Table, dataset: Int) -> Vector.Lists {
    var doubts: [Bool]?
    let loadedCount = Int32(table.loadedCount)
    if !possible.isEmpty || rows.contains(where: { $0 >= loadedCount }) {
      var marks = rows.map { $0 >= loadedCount }
      for place in possible { marks[place] = true }
      doubts = marks
    }
    return Vector.Lists(
      offsets: offsets,
      items: Vector(.rows(rows, dataset: dataset), count: rows.count),
      doubts: doubts
    )
  }
}

extension VectorEvaluator {
  /// Rows that hold what they must equal, as far as is known, and that the condition does not surely refuse.
  ///
  /// - Parameters:
  ///   - relation: The relation.
  ///   - wanted: What rows must hold, by match and lane.
  ///   - isTold: Whether all that is known of a lane.
  ///   - lanes: The lanes.
  /// - Returns: The candidates of each lane, ascending.
  func candidates(
    _ relation: Relation,
    _ wanted: [[Int64?]],
    _ isTold: [Bool],
    _ lanes: Lanes
  ) -> Vector.Lists {
    let table = world.tables[relation.dataset]
    var found = Candidates()
    if wanted.isEmpty {
      for isTold in isTold {
        if isTold { found.rows.append(contentsOf: 0..<Int32(table.rowCount)) }
        found.endLane()
      }
      return found.lists(of: table, dataset: relation.dataset)
    }
    let fields = relation.matches.map(\.field)
    let index = store.index(relation.dataset, fields, world)
    // Few rows are looked at sooner than they are chosen from.
    let isLong = index.rows.count > 4 * index.groupCount
    let chosen = isLong ? choice(relation, lanes) : nil
    var bits = [Int64?](repeating: nil, count: wanted.count)
    for lane in isTold.indices {
      if isTold[lane] {
        for position in wanted.indices { bits[position] = wanted[position][lane] }
        if let chosen {
          add(lane, bits, chosen, index, to: &found)
        } else if let group = index.group(holding: bits) {
          found.rows.append(contentsOf: index.group(group))
        }
        if !index.parts.isEmpty {
          let more = index.partlyKnown(bits)
          if !more.isEmpty { found.add(more, Probe(fields, bits: bits), table) }
        }
      }
      found.endLane()
    }
    return found.lists(of: table, dataset: relation.dataset)
  }

  /// How to choose among rows that hold what they must equal.
  private enum Choice {
    /// By one more value.
    case value([Int64?], [Bool], KeyIndex)
    /// By any of several values.
    case values(Vector.Lists, [Int64?], [Bool], KeyIndex)
    /// By days.
    case days(Vector.Ranges, Ends, Ends, [Bool], DayOrder)
  }

  private func choice(_ relation: Relation, _ lanes: Lanes) -> Choice? {
    for narrowing in relation.narrowings {
      if let choice = choice(narrowing, relation, lanes) { return choice }
    }
    return nil
  }

  /// Where a lane's own value is not known, all its rows are candidates.
  private func choice(_ narrowing: Narrowing, _ relation: Relation, _ lanes: Lanes) -> Choice? {
    let table = world.tables[relation.dataset]
    let fields = relation.matches.map(\.field)
    func isKnown(_ vector: Vector) -> [Bool] {
      (0..<vector.count).map { vector.state($0) == .known }
    }
    switch narrowing {
    case .equal(let field, let term):
      if fields.contains(field) { return nil }
      let value = evaluate(term, lanes)
      let bits = bits(value, of: table.schema.fields[field].type)
      return .value(bits, isKnown(value), store.index(relation.dataset, fields + [field], world))
    case .among(let field, let term):
      let vector = evaluate(term, lanes)
      guard !fields.contains(field), case .lists(let lists) = vector.content,
        lists.items.states == nil
      else { return nil }
      let isClear = (0..<lanes.count).map { vector.state($0) == .known && !lists.isDoubtful($0) }
      let bits = bits(lists.items, of: table.schema.fields[field].type)
      return .values(lists, bits, isClear, store.index(relation.dataset, fields + [field], world))
    case .within(let field, let term):
      let range = evaluate(term, lanes)
      guard table.schema.fields[field].type == .date, case .ranges(let ranges) = range.content,
        let lower = Ends(ranges.lower), let upper = Ends(ranges.upper)
      else { return nil }
      let order = store.order(relation.dataset, fields, by: field, world)
      return .days(ranges, lower, upper, isKnown(range), order)
    }
  }

  private func add(
    _ lane: Int,
    _ bits: [Int64?],
    _ choice: Choice,
    _ index: KeyIndex,
    to found: inout Candidates
  ) {
    switch choice {
    case .value(let values, let isKnown, let finer) where isKnown[lane]:
      let wanted = bits + [values[lane]]
      if let group = finer.group(holding: wanted) {
        found.rows.append(contentsOf: finer.group(group))
      }
      found.addSure(finer.rows(lackingLastOf: wanted))
    case .values(let lists, let values, let isClear, let finer) where isClear[lane]:
      var wanted = bits + [nil]
      for value in Set(values[lists.range(lane)]) {
        wanted[bits.count] = value
        if let group = finer.group(holding: wanted) {
          found.rows.append(contentsOf: finer.group(group))
        }
      }
      found.sortLane()
      found.addSure(finer.rows(lackingLastOf: wanted))
    case .days(let ranges, let lower, let upper, let isKnown, let order) where isKnown[lane]:
      guard let group = index.group(holding: bits) else { return }
      // An end that is open or not known leaves nothing out.
      let first = lower.day(lane).map { $0 + (ranges.lowerIncluded ? 0 : 1) } ?? .min
      let last = upper.day(lane).map { $0 - (ranges.upperIncluded ? 0 : 1) } ?? .max
      order.add(group: group, from: first, through: last, to: &found.rows)
    default:
      if let group = index.group(holding: bits) {
        found.rows.append(contentsOf: index.group(group))
      }
    }
  }
}
