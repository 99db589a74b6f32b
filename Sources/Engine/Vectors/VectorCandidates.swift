internal import Feel
internal import Tables
internal import Values

/// The rows that a relation may match, lane after lane.
struct Candidates {
  private(set) var offsets: [Int32] = [0]
  var rows: [Int32] = []
  /// Rows that are only possible, by place.
  private var possible: [Int] = []
  /// Rows of which nothing is settled, by place.
  private(set) var unsettled: [Int32] = []

  /// Adds a lane for each group, with its rows; -1 is none.
  mutating func add(_ groups: [Int32], of index: KeyIndex) {
    let (starts, all) = (index.groups.offsets, index.groups.rows)
    offsets.reserveCapacity(groups.count + 1)
    for group in groups {
      if group >= 0 {
        for place in starts[Int(group)]..<starts[Int(group) + 1] { rows.append(all[Int(place)]) }
      }
      offsets.append(Int32(rows.count))
    }
  }

  /// Ends a lane.
  mutating func endLane() { offsets.append(Int32(rows.count)) }

  /// Adds rows of which some cells are not known, where they may agree with what is wanted; the lane's rows ascend.
  ///
  /// - Returns: Those that were added.
  mutating func add(_ more: [Int32], _ probe: Probe, _ table: Table) -> [Int32] {
    let agreeing = more.filter {
      if case .mayAgree = probe.agreement(Int($0), table: table) { return true }
      return false
    }.sorted()
    var (own, other) = (rows.count - 1, agreeing.count - 1)
    rows += agreeing
    var place = rows.count - 1
    while other >= 0 {
      if own >= laneStart, rows[own] > agreeing[other] {
        rows[place] = rows[own]
        own -= 1
      } else {
        rows[place] = agreeing[other]
        possible.append(place)
        other -= 1
      }
      place -= 1
    }
    return agreeing
  }

  /// Adds rows anywhere among the lane's, which ascend.
  mutating func addSure(_ more: some Collection<Int32>) {
    if more.isEmpty { return }
    rows.append(contentsOf: more)
    sortLane()
  }

  /// Puts the lane's rows in order.
  mutating func sortLane() { rows[laneStart...].sort() }

  /// Notes rows of the lane, which is in order, of which nothing is settled.
  mutating func addUnsettled(_ some: [Int32]) {
    for row in some {
      unsettled.append(Int32(rows[laneStart...].partitioningIndex { $0 >= row }))
    }
  }

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
  /// - Returns: The candidates of each lane, ascending; nil where there is no room for so many.
  func candidates(
    _ relation: Relation,
    _ wanted: [WantedBits],
    _ isTold: [Bool],
    _ lanes: Lanes
  ) -> Untested? {
    let table = world.tables[relation.dataset]
    var found = Candidates()
    if wanted.isEmpty {
      for isTold in isTold {
        if isTold { found.rows.append(contentsOf: 0..<Int32(table.rowCount)) }
        found.endLane()
      }
      return Untested(rows: found.lists(of: table, dataset: relation.dataset))
    }
    let fields = relation.matches.map(\.field)
    var choice = sparseChoice(relation, wanted, isTold, lanes)
    let loose: LooseRows
    // What must be equal need not be looked at where so few rows are left.
    var (groups, index) = ([Int32](), KeyIndex?.none)
    if choice != nil {
      loose = store.loose(relation.dataset, fields, world)
    } else {
      let all = store.index(relation.dataset, fields, world)
      groups = all.groups(holding: wanted, where: isTold)
      choice = self.choice(relation, wanted, isTold, all, groups, lanes)
      guard choice != nil || lanes.room.holds(all.rowCount(of: groups)) else { return nil }
      if choice == nil, all.loose.parts.isEmpty {
        found.add(groups, of: all)
        return Untested(rows: found.lists(of: table, dataset: relation.dataset))
      }
      (index, loose) = (all, all.loose)
    }
    let isChosen = choice?.isFound ?? []
    let isUndetermined = choice?.hasUndetermined ?? false
    for lane in isTold.indices {
      if isTold[lane] {
        // Rows that may belong, and those that do not say what others are chosen by.
        var others: [Int32] = []
        if let choice, choice.isClear[lane] {
          if isChosen[lane] { choice.add(lane, to: &found, &others) }
          if isUndetermined { others += undetermined(lane, wanted, choice) }
          found.addSure(others)
        } else if let index, groups[lane] >= 0 {
          found.rows.append(contentsOf: index.groups.group(Int(groups[lane])))
        }
        if !loose.parts.isEmpty {
          let bits = wanted.map { $0[lane] }
          let more = loose.partlyKnown(bits)
          if !more.isEmpty { others += found.add(more, Probe(fields, bits: bits), table) }
        }
        if !others.isEmpty { found.addUnsettled(others) }
      }
      guard lanes.room.holds(found.rows.count) else { return nil }
      found.endLane()
    }
    let rows = found.lists(of: table, dataset: relation.dataset)
    guard let choice, zip(isTold, choice.isClear).allSatisfy({ !$0 || $1 }) else {
      return Untested(rows: rows)
    }
    return Untested(rows: rows, settled: choice.settled, unsettled: found.unsettled)
  }

  /// Rows of which a condition is still to be tested, or parts of it.
  struct Untested {
    let rows: Vector.Lists
    /// The parts of the condition that hold of all of them, but for some.
    var settled: [Term] = []
    /// The places of those.
    var unsettled: [Int32] = []
  }

  /// The rows of which a relation's condition may hold.
  func tested(_ candidates: Untested, _ relation: Relation, _ lanes: Lanes) -> Vector.Lists {
    let rows = candidates.rows
    guard let condition = relation.condition else { return rows }
    let rest = relation.condition(where: candidates.settled)
    if rest == nil, candidates.unsettled.isEmpty { return rows }
    var truths =
      rest.map { self.truths($0, of: rows, at: 0, in: lanes) }
      ?? [Tri](repeating: .yes, count: rows.items.count)
    if !candidates.unsettled.isEmpty {
      var offsets = [Int32](repeating: 0, count: rows.offsets.count)
      for place in candidates.unsettled {
        offsets[rows.offsets.partitioningIndex { $0 > place }] += 1
      }
      for lane in offsets.indices.dropFirst() { offsets[lane] += offsets[lane - 1] }
      let some = Vector.Lists(offsets: offsets, items: rows.items.gather(candidates.unsettled))
      for (place, truth) in zip(
        candidates.unsettled,
        self.truths(condition, of: some, at: 0, in: lanes)
      ) {
        truths[Int(place)] = truth
      }
    }
    return rows.keeping(where: truths)
  }

  /// Rows that hold all that a lane wants but do not say what they are chosen by.
  private func undetermined(_ lane: Int, _ wanted: [WantedBits], _ choice: Choice) -> [Int32] {
    switch choice.kind {
    case .byDays: []
    case .byValue: choice.index.loose.rows(lackingLastOf: wanted.map { $0[lane] } + [nil])
    case .byValueAlone(let checks):
      choice.index.loose.blind.filter { row in checks.allSatisfy { $0.holds(row, lane) } }
    }
  }
}
