internal import Feel
internal import Rules
internal import Tables

/// Puts rows together into units, a column at a time.
struct UnitGathering {
  let world: World
  let store: IndexStore

  func units(of plan: UnitPlan) -> UnitColumns {
    switch plan {
    case .row(let dataset): rows(dataset)
    case .expansion(let dataset, let relation): expansion(dataset, relation)
    case .group(let dataset, let by, let filter): groups(dataset, by, filter)
    case .pair: pairs(plan)
    }
  }

  private func rows(_ dataset: Int) -> UnitColumns {
    let table = world.tables[dataset]
    var units = UnitColumns(dataset: dataset)
    units.first = Array(0..<Int32(table.loadedCount))
    for row in table.loadedCount..<table.rowCount {
      let reference = RowReference(dataset: dataset, row: row)
      let unit = Unit(
        slots: [.row(reference)],
        rows: [reference],
        standing: table.standing(of: row)
      )
      units.odd.append(.init(position: units.count, unit: unit))
    }
    return units
  }

  private func pairs(_ plan: UnitPlan) -> UnitColumns {
    let set = UnitMaker(world: world, joins: .indexed(store)).units(of: plan)
    var units = UnitColumns(dataset: plan.dataset)
    units.first = set.units.map { Int32($0.rows[0].row) }
    units.members = .pairs(set.units.map { Int32($0.rows[1].row) }, dataset: plan.dataset)
    units.rest = set
    units.rest.units = []
    return units
  }

  private func expansion(_ dataset: Int, _ relation: Relation) -> UnitColumns {
    let table = world.tables[dataset]
    let (frame, slot) = Frame.rows(of: dataset, with: relation)
    let vectors = VectorEvaluator(world: world, frame: frame, store: store)
    let maker = UnitMaker(world: world, joins: .indexed(store))
    let rows = self.rows(dataset)
    let parts = Batches(count: table.loadedCount, size: 1024).concurrently { range, room in
      var evaluator = Evaluator(world: world, frame: frame, joins: .indexed(store))
      let lanes = rows.lanes(range, slotCount: vectors.slotCount, world, room: room)
      let found = VectorEvaluator(of: vectors).slot(slot, lanes)
      var part = Expanded()
      if room.isExceeded { return part }
      for (lane, row) in range.enumerated() {
        if found.state(lane) == .known, case .lists(let lists) = found.content,
          lists.isSure || !lists.isDoubtful(lane),
          case .rows(let matches, _) = lists.items.content
        {
          for match in matches[lists.range(lane)] { part.add(row, match) }
        } else {
          for unit in maker.expansion(of: row, dataset, &evaluator) { part.add(unit) }
        }
      }
      return part
    }
    var units = UnitColumns(dataset: dataset)
    var second: [Int32] = []
    for part in parts {
      for odd in part.odd {
        units.odd.append(.init(position: units.count + odd.position, unit: odd.unit))
      }
      units.first += part.first
      second += part.second
    }
    var evaluator = Evaluator(world: world, frame: frame, joins: .indexed(store))
    for row in table.loadedCount..<table.rowCount {
      for unit in maker.expansion(of: row, dataset, &evaluator) {
        units.odd.append(.init(position: units.count, unit: unit))
      }
    }
    units.members = .pairs(second, dataset: relation.dataset)
    return units
  }

  /// Some rows with their matches.
  private struct Expanded: Sendable {
    var first: [Int32] = []
    var second: [Int32] = []
    var odd: [UnitColumns.Odd] = []

    mutating func add(_ row: Int, _ match: Int32) {
      first.append(Int32(row))
      second.append(match)
    }

    mutating func add(_ unit: Unit) {
      if case .loaded = unit.standing {
        add(unit.rows[0].row, Int32(unit.rows[1].row))
      } else {
        odd.append(.init(position: first.count, unit: unit))
      }
    }
  }

  // MARK: Groups

  private func groups(_ dataset: Int, _ by: [Int], _ filter: Term?) -> UnitColumns {
    let table = world.tables[dataset]
    let maker = UnitMaker(world: world, joins: .indexed(store))
    let admission = admission(dataset, filter)
    var units = UnitColumns(dataset: dataset)
    let sorted = Batches(count: table.rowCount, size: 1 << 16).concurrently { range in
      SortedRows(range, table, by, admission)
    }
    var sure: [Int32] = []
    sure.reserveCapacity(table.loadedCount)
    for part in sorted { sure += part.sure }
    func leaveOut(_ row: RowReference) {
      if row.row < table.countedCount { units.rest.outOfScope.append(row) }
    }
    for row in sorted.lazy.flatMap(\.refused) {
      leaveOut(RowReference(dataset: dataset, row: Int(row)))
    }
    var evaluator = Evaluator(world: world, unitSlots: 2, joins: .indexed(store))
    var loose: [(row: RowReference, doubt: Unknown)] = []
    let sureCount = sure.count
    for row in sorted.lazy.flatMap(\.unclear) {
      let reference = RowReference(dataset: dataset, row: Int(row))
      switch maker.place(of: reference, by, filter, &evaluator) {
      case .outOfScope: leaveOut(reference)
      case .group: sure.append(row)
      case .loose(let doubt): loose.append((reference, doubt))
      }
    }
    if sure.count > sureCount { sure.sort() }
    let index = RowGroups(table, by, sure)
    let doubtful = doubtful(index, by, loose, table)
    if doubtful.isEmpty {
      units.first = index.firsts
      units.members = .groups(index, by: by)
    } else {
      addDoubtful(&units, index, by, doubtful, table)
    }
    for (row, doubt) in loose {
      if row.row < table.countedCount { units.rest.unplaced.append((row, doubt)) }
      units.odd.append(.init(position: units.count, unit: maker.looseUnit(row, doubt, by)))
    }
    return units
  }

  /// Rows by whether they surely have a place in a group.
  private struct SortedRows: Sendable {
    /// Admitted and loaded, and all that groups agree on is known of them.
    var sure: [Int32] = []
    /// Not admitted.
    var refused: [Int32] = []
    /// To be looked at one by one.
    var unclear: [Int32] = []

    init(_ range: Range<Int>, _ table: Table, _ by: [Int], _ admission: [Tri]) {
      let rows = Array(Int32(range.lowerBound)..<Int32(range.upperBound))
      var marks = [UInt8](repeating: 0, count: rows.count)
      for field in by { ColumnView(table.columns[field]).addStates(of: rows[...], to: &marks) }
      // Mostly all rows have a place.
      if range.upperBound <= table.loadedCount, marks.allSatisfy({ $0 == 0 }),
        admission[range].allSatisfy({ $0 == .yes })
      {
        sure = rows
        return
      }
      sure.reserveCapacity(rows.count)
      for (row, mark) in zip(rows, marks) {
        switch admission[Int(row)] {
        case .yes where mark == 0 && row < table.loadedCount: sure.append(row)
        case .no: refused.append(row)
        default: unclear.append(row)
        }
      }
    }
  }

  /// Which rows a filter admits.
  private func admission(_ dataset: Int, _ filter: Term?) -> [Tri] {
    let count = world.tables[dataset].rowCount
    guard let filter else { return Array(repeating: .yes, count: count) }
    let vectors = VectorEvaluator(world: world, unitSlots: 2, store: store)
    let units = UnitColumns(dataset: dataset, first: Array(0..<Int32(count)))
    let parts = Batches(count: count).concurrently { range, room in
      VectorEvaluator(of: vectors).truths(
        filter,
        units.lanes(range, slotCount: 2, world, room: room)
      )
    }
    return parts.flatMap { $0 }
  }

  /// Rows without a place, by the groups that they could belong to.
  private func doubtful(
    _ index: RowGroups,
    _ by: [Int],
    _ loose: [(row: RowReference, doubt: Unknown)],
    _ table: Table
  ) -> [Int: [(row: RowReference, doubt: Unknown)]] {
    // Those that know the same fields are looked for together; by row, so that their positions can be told.
    var positions: [Int32: Int] = [:]
    var alike: [[Int]: [Int32]] = [:]
    for (position, item) in loose.enumerated() {
      let row = item.row.row
      if by.contains(where: { table.columns[$0].states[row] == .blank }) { continue }
      let known = by.filter { table.columns[$0].states[row] == .known }
      if known.isEmpty { continue }
      positions[Int32(row)] = position
      alike[known, default: []].append(Int32(row))
    }
    if alike.isEmpty { return [:] }
    var found: [Int: [Int]] = [:]
    let firsts = index.firsts
    let batches = Batches(count: firsts.count, size: 1 << 16)
    for (known, rows) in alike {
      // They are mostly few beside the groups, so that an index of them is the smaller one.
      let rows = KeyIndex(table, known, rows: rows)
      let columns = known.map { ColumnView(table.columns[$0]) }
      let hits = batches.concurrently { range -> [(group: Int, rows: Int32)] in
        let wanted = columns.map { column in
          WantedBits(bits: firsts[range].map { column.bits(Int($0)) })
        }
        let all = [Bool](repeating: true, count: range.count)
        return rows.groups(holding: wanted, where: all).enumerated().compactMap { lane, group in
          group < 0 ? nil : (range.lowerBound + lane, group)
        }
      }
      for hit in hits.joined() {
        for row in rows.groups.group(Int(hit.rows)) {
          if let position = positions[row] { found[hit.group, default: []].append(position) }
        }
      }
    }
    return found.mapValues { positions in positions.sorted().map { loose[$0] } }
  }

  /// Puts groups apart to which further rows could belong.
  private func addDoubtful(
    _ units: inout UnitColumns,
    _ index: RowGroups,
    _ by: [Int],
    _ doubtful: [Int: [(row: RowReference, doubt: Unknown)]],
    _ table: Table
  ) {
    let dataset = units.dataset
    let ordered = doubtful.sorted { $0.key < $1.key }
    for (before, (number, loose)) in ordered.enumerated() {
      let references = index.group(number).map { RowReference(dataset: dataset, row: Int($0)) }
      guard let probe = Probe(by, row: references[0].row, table: table) else { continue }
      let unit = UnitMaker(world: world, joins: .indexed(store)).group(probe, references, loose, by)
      units.odd.append(.init(position: number - before, unit: unit))
    }
    let rest = index.leavingOut(ordered.map(\.key))
    units.first = rest.firsts
    units.members = .groups(rest, by: by)
  }
}
