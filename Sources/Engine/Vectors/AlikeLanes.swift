internal import Tables

/// Lanes of which neighbours agree in some fields of their rows: what depends on nothing else is worked out once for each run of
/// them.
struct AlikeLanes {
  /// One lane for each run, which is its first.
  let lanes: Lanes
  /// The run of each lane; they ascend.
  let runs: [Int32]
  /// What the lanes of a run agree in.
  let agreeing: UnitFields

  /// What some of the lanes have in common; nil where that is too little.
  func selecting(_ places: [Int32]) -> AlikeLanes? {
    var kept: [Int32] = []
    var runs: [Int32] = []
    runs.reserveCapacity(places.count)
    for place in places {
      let run = self.runs[Int(place)]
      if kept.last != run { kept.append(run) }
      runs.append(Int32(kept.count - 1))
    }
    if AlikeLanes.isWorthwhile(kept.count, of: places.count) {
      return AlikeLanes(
        lanes: kept.count == lanes.count ? lanes : Lanes(selecting: kept, of: lanes),
        runs: runs,
        agreeing: agreeing
      )
    }
    // These runs have too few of the lanes that were chosen; longer ones may still have many, but are not cut by days.
    guard !lanes.areSteady, let longer = lanes.alike else { return nil }
    return AlikeLanes(
      lanes: longer.lanes,
      runs: places.map { longer.runs[Int(self.runs[Int($0)])] },
      agreeing: longer.agreeing
    ).selecting(Array(0..<Int32(places.count)))
  }

  static func isWorthwhile(_ runs: Int, of lanes: Int) -> Bool { runs <= lanes / 2 }
}

/// Runs of rows that agree in some of the fields that are asked for.
///
/// Extracts list what belongs together one after the other, so that neighbours agree in much of what rules look at.
struct AlikeRows {
  /// The place of each run's first row.
  private(set) var first: [Int32] = []
  /// The run of each row.
  private(set) var runs: [Int32] = []
  /// The fields that the rows of a run agree in.
  let agreeing: UnitFields

  /// - Parameters:
  ///   - begins: Where runs begin among the rows.
  ///   - rowCount: How many rows there are.
  ///   - agreeing: What the rows of a run agree in.
  init(_ begins: RowSet, of rowCount: Int, _ agreeing: UnitFields) {
    self.agreeing = agreeing
    first.reserveCapacity(begins.count)
    runs.reserveCapacity(rowCount)
    for lane in 0..<rowCount {
      if begins.contains(lane) { first.append(Int32(lane)) }
      runs.append(Int32(first.count - 1))
    }
  }

  /// The runs of some rows, and the shorter ones that these are made of: long runs of few fields are made of
  /// runs that agree in more.
  ///
  /// - Parameters:
  ///   - rows: The rows.
  ///   - table: Their table.
  ///   - asked: The fields that are asked for.
  ///   - days: Those of them that are mostly looked up by, so that runs that agree in all others are worth more.
  /// - Returns: The runs, longer ones first; none where all are too short to be worth the while.
  static func levels(
    _ rows: [Int32],
    of table: Table,
    asked: UnitFields,
    days: UnitFields = .none
  ) -> [AlikeRows] {
    var changes: [Change] = []
    for field in asked.fields {
      let begins = ColumnView(table.columns[field]).beginnings(rows)
      let runs = begins.count
      if !AlikeLanes.isWorthwhile(runs, of: rows.count) { continue }
      // Runs of one day that are long themselves need no others.
      let isDay = UnitFields(field).isSubset(of: days) && !isLong(runs, of: rows.count)
      changes.append(Change(field: field, isDay: isDay, begins: begins, runs: runs))
    }
    changes.sort { $0.isDay == $1.isDay ? $0.runs < $1.runs : $1.isDay }
    var levels: [AlikeRows] = []
    var joined = RowSet(rowCount: rows.count)
    var (agreeing, hasDay, runs) = (UnitFields.none, false, 0)
    for change in changes {
      var with = joined
      with.formUnion(change.begins)
      let count = with.count
      guard AlikeLanes.isWorthwhile(count, of: rows.count) else { continue }
      let isLast = isLong(runs, of: rows.count) && !isLong(count, of: rows.count)
      if agreeing != .none, levels.isEmpty && isLast || !hasDay && change.isDay {
        levels.append(AlikeRows(joined, of: rows.count, agreeing))
      }
      (joined, runs) = (with, count)
      hasDay = hasDay || change.isDay
      agreeing.formUnion(UnitFields(change.field))
    }
    if agreeing != .none { levels.append(AlikeRows(joined, of: rows.count, agreeing)) }
    return levels
  }

  /// Where a field's cells change.
  private struct Change {
    let field: Int
    let isDay: Bool
    let begins: RowSet
    let runs: Int
  }

  /// Whether runs are so long that what is worked out once for each of them hardly takes any time.
  private static func isLong(_ runs: Int, of rows: Int) -> Bool { runs <= rows / 16 }
}

extension ColumnView {
  /// The places of rows, the first among them, whose cell is not surely what the row's before it is; why a cell is not known may
  /// differ.
  fileprivate func beginnings(_ rows: [Int32]) -> RowSet {
    switch values {
    case .texts(let cells): beginnings(rows, cells)
    case .scaled(let cells): beginnings(rows, cells)
    case .days(let cells): beginnings(rows, cells)
    case .flags(let cells): beginnings(rows, cells)
    }
  }

  @inline(__always)
  private func beginnings<Cell: Equatable>(_ rows: [Int32], _ cells: [Cell]) -> RowSet {
    var result = RowSet(rowCount: rows.count)
    guard var last = rows.first.map({ Int($0) }) else { return result }
    result.insert(0)
    let areKnown = areKnown(rows)
    for lane in rows.indices.dropFirst() {
      let row = Int(rows[lane])
      let mayDiffer = !areKnown && (states[row] != states[last] || states[row] == .unknown)
      result.insert(lane, if: cells[row] != cells[last] || mayDiffer)
      last = row
    }
    return result
  }
}
