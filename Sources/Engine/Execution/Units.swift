internal import Feel
internal import Rules
internal import Tables

/// One thing to judge: what the frame's slots hold, and the rows it is made of.
struct Unit {
  /// The slots after `as_at`.
  var slots: [Datum]
  /// The row, the pair, or the group's sure rows.
  var rows: [RowReference]
  /// Whether it surely is one.
  var standing: Standing
}

/// The units of a frame, and the rows that no unit was made of.
struct UnitSet {
  var units: [Unit] = []
  /// Rows that were left out on purpose: outside the filter.
  var outOfScope: [RowReference] = []
  /// Rows that could not be put into any unit, and why.
  var unplaced: [(row: RowReference, reason: Unknown)] = []
  /// Rows that could be in a pair that cannot be judged, and why.
  var undecided: [(row: RowReference, reason: Unknown)] = []
}

/// Puts rows together into units.
struct UnitMaker {
  let world: World
  let joins: Joins

  /// The units of a kind, in a fixed order.
  func units(of plan: UnitPlan) -> UnitSet {
    switch plan {
    case .row(let dataset): rows(dataset)
    case .expansion(let dataset, let relation): expansion(dataset, relation)
    case .group(let dataset, let by, let filter): groups(dataset, by, filter)
    case .pair(let dataset, let match, let filter, let condition):
      pairs(dataset, match, filter, condition)
    }
  }

  private func rows(_ dataset: Int) -> UnitSet {
    let table = world.tables[dataset]
    var set = UnitSet()
    set.units.reserveCapacity(table.rowCount)
    for row in 0..<table.rowCount {
      let reference = RowReference(dataset: dataset, row: row)
      set.units.append(
        Unit(slots: [.row(reference)], rows: [reference], standing: table.standing(of: row))
      )
    }
    return set
  }

  private func expansion(_ dataset: Int, _ relation: Relation) -> UnitSet {
    var evaluator = Evaluator(
      world: world,
      frame: Frame.rows(of: dataset, with: relation).frame,
      joins: joins
    )
    var set = UnitSet()
    for row in 0..<world.tables[dataset].rowCount {
      set.units += expansion(of: row, dataset, &evaluator)
    }
    return set
  }

  /// A row with each of its matches, which the evaluator finds in slot 2.
  func expansion(of row: Int, _ dataset: Int, _ evaluator: inout Evaluator) -> [Unit] {
    let reference = RowReference(dataset: dataset, row: row)
    let standing = world.tables[dataset].standing(of: row)
    evaluator.begin([.row(reference)])
    switch evaluator.slot(2) {
    case .list(let list):
      return list.items.compactMap { item in
        guard case .row(let match) = item.datum else { return nil }
        return Unit(
          slots: [.row(reference), item.datum],
          rows: [reference, match],
          standing: standing.doubted(item.doubt, matching: match, world)
        )
      }
    case .unknown(let reason):
      return [
        Unit(
          slots: [.row(reference), .unknown(reason)],
          rows: [reference],
          standing: standing.doubted(reason)
        )
      ]
    default: return []
    }
  }

  // MARK: Groups

  private func groups(_ dataset: Int, _ by: [Int], _ filter: Term?) -> UnitSet {
    let table = world.tables[dataset]
    var set = UnitSet()
    var sure: [[RowReference]] = []
    var probes: [Probe] = []
    var loose: [(row: RowReference, doubt: Unknown)] = []
    var evaluator = Evaluator(world: world, unitSlots: 2, joins: joins)
    for row in 0..<table.rowCount {
      let reference = RowReference(dataset: dataset, row: row)
      switch place(of: reference, by, filter, &evaluator) {
      case .outOfScope: if row < table.countedCount { set.outOfScope.append(reference) }
      case .loose(let doubt): loose.append((reference, doubt))
      case .group(let probe):
        let number =
          probes.firstIndex { $0.agreement(row, table: table) == .agrees } ?? probes.count
        if number == probes.count {
          probes.append(probe)
          sure.append([])
        }
        sure[number].append(reference)
      }
    }
    for (probe, rows) in zip(probes, sure) {
      set.units.append(group(probe, rows, loose, by))
    }
    for (row, doubt) in loose {
      if row.row < table.countedCount { set.unplaced.append((row, doubt)) }
      set.units.append(looseUnit(row, doubt, by))
    }
    return set
  }

  /// Where a row belongs.
  enum Place {
    case outOfScope
    /// With the rows that hold these values.
    case group(Probe)
    case loose(Unknown)
  }

  func place(
    of row: RowReference,
    _ by: [Int],
    _ filter: Term?,
    _ evaluator: inout Evaluator
  ) -> Place {
    let table = world.tables[row.dataset]
    let admitted = admission(filter, row, &evaluator)
    if admitted == .false { return .outOfScope }
    if let doubt = table.standing(of: row.row).doubt { return .loose(doubt) }
    if case .unknown(let reason) = admitted { return .loose(reason) }
    guard let probe = Probe(by, row: row.row, table: table) else {
      return .loose(blankReason(by, row))
    }
    return .group(probe)
  }

  /// A group of sure rows, with those that could belong to it.
  func group(
    _ probe: Probe,
    _ rows: [RowReference],
    _ loose: [(row: RowReference, doubt: Unknown)],
    _ by: [Int]
  ) -> Unit {
    let table = world.tables[rows[0].dataset]
    var items = rows.map { Datum.Items.Item(datum: .row($0), doubt: nil) }
    for (row, doubt) in loose {
      switch probe.agreement(row.row, table: table) {
      case .agrees, .mayAgree: items.append(.init(datum: .row(row), doubt: doubt))
      case .differs, .allUnknown: break
      }
    }
    items.sort { $0.row < $1.row }
    let key = by.map { world.datum(rows[0], field: $0) }
    return Unit(slots: [.list(.init(items))] + key, rows: rows, standing: .loaded)
  }

  /// A row without a place, as a unit that cannot be judged.
  func looseUnit(_ row: RowReference, _ doubt: Unknown, _ by: [Int]) -> Unit {
    let key = by.map { field in
      let datum = world.datum(row, field: field)
      return datum == .blank ? Datum.unknown(doubt) : datum
    }
    return Unit(
      slots: [.unknown(doubt)] + key,
      rows: [row],
      standing: row.row < world.tables[row.dataset].countedCount
        ? .uncertain(doubt) : .rejected(doubt)
    )
  }

  private func admission(
    _ filter: Term?,
    _ row: RowReference,
    _ evaluator: inout Evaluator
  ) -> Truth {
    guard let filter else { return .true }
    evaluator.begin([.row(row)])
    return evaluator.truth(filter)
  }

  /// Why a row has no place among those that agree on fields.
  private func blankReason(_ fields: [Int], _ row: RowReference) -> Unknown {
    let table = world.tables[row.dataset]
    for field in fields {
      switch table.columns[field].states[row.row] {
      case .known: break
      case .unknown: return world.reason(row, field: field)
      case .blank:
        return Unknown(
          kind: .blankField,
          dataset: table.schema.dataset,
          subject: table.schema.fields[field].name,
          row: row
        )
      }
    }
    return World.noValue("by")
  }

  // MARK: Pairs

  private func pairs(
    _ dataset: Int,
    _ match: [Int],
    _ filter: Term?,
    _ condition: Term?
  ) -> UnitSet {
    let table = world.tables[dataset]
    var set = UnitSet()
    var filtering = Evaluator(world: world, unitSlots: 2, joins: joins)
    var admitted: [Truth] = []
    for row in 0..<table.rowCount {
      admitted.append(
        admission(filter, RowReference(dataset: dataset, row: row), &filtering)
      )
    }
    var judging = Evaluator(world: world, unitSlots: 3, joins: joins)
    for row in 0..<table.countedCount {
      let reference = RowReference(dataset: dataset, row: row)
      switch admitted[row] {
      case .false:
        set.outOfScope.append(reference)
        continue
      case .unknown(let reason):
        set.unplaced.append((reference, reason))
        continue
      case .true: break
      }
      if case .uncertain(let reason) = table.standing(of: row) {
        set.unplaced.append((reference, reason))
        continue
      }
      guard let probe = Probe(match, row: row, table: table) else {
        set.unplaced.append((reference, blankReason(match, reference)))
        continue
      }
      let partners: [Int]
      switch joins {
      case .nested: partners = Array(0..<table.rowCount)
      case .indexed(let store): partners = store.rows(dataset, probe, world: world)
      }
      for partner in partners where partner != row && admitted[partner] != .false {
        let agreement = probe.agreement(partner, table: table)
        guard agreement != .differs, agreement != .allUnknown else { continue }
        let other = RowReference(dataset: dataset, row: partner)
        var doubt = table.standing(of: partner).doubt
        if doubt == nil, let field = agreement.unknownField {
          doubt = world.reason(other, field: field)
        }
        if doubt == nil, case .unknown(let reason) = admitted[partner] { doubt = reason }
        let isSure = doubt == nil
        // Of two sure rows the lower key speaks for the pair.
        if isSure, !precedes(reference, other) { continue }
        let pair = isSure || precedes(reference, other) ? [reference, other] : [other, reference]
        if let condition {
          judging.begin(pair.map(Datum.row))
          switch judging.truth(condition) {
          case .true: break
          case .false: continue
          case .unknown(let reason):
            set.undecided.append((reference, doubt ?? reason))
            if isSure { set.undecided.append((other, reason)) }
            continue
          }
        }
        if let doubt {
          set.undecided.append((reference, doubt))
        } else {
          set.units.append(Unit(slots: pair.map(Datum.row), rows: pair, standing: .loaded))
        }
      }
    }
    return set
  }

  /// Whether a row's key comes before another's; the row number decides between equal keys.
  private func precedes(_ a: RowReference, _ b: RowReference) -> Bool {
    let table = world.tables[a.dataset]
    for field in table.schema.key {
      let column = table.columns[field]
      let (x, y) = (column.bits(a.row), column.bits(b.row))
      if x == y { continue }
      guard let x, let y else { return x == nil }
      switch column.values {
      case .texts: return world.pool.text(TextCode(x)) < world.pool.text(TextCode(y))
      case .scaled, .days, .flags: return x < y
      }
    }
    return a.row < b.row
  }
}

extension Datum.Items.Item {
  /// The row number, for order.
  fileprivate var row: Int {
    if case .row(let reference) = datum { return reference.row }
    return 0
  }
}

extension Standing {
  /// Why it is not sure; nil for a loaded row.
  var doubt: Unknown? {
    switch self {
    case .loaded: nil
    case .uncertain(let reason), .rejected(let reason): reason
    }
  }

  /// The standing of what depends on something else that is in doubt.
  func doubted(_ reason: Unknown?) -> Standing {
    guard let reason, case .loaded = self else { return self }
    return .uncertain(reason)
  }

  /// The standing of a row with its match.
  func doubted(_ reason: Unknown?, matching match: RowReference, _ world: World) -> Standing {
    guard let reason, case .loaded = self else { return self }
    if case .rejected = world.tables[match.dataset].standing(of: match.row) {
      return .rejected(reason)
    }
    return .uncertain(reason)
  }
}
