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
    // What these lanes agree in is too little; runs that are longer may still be long enough.
    guard let longer = lanes.alike else { return nil }
    return AlikeLanes(
      lanes: longer.lanes,
      runs: self.runs.map { longer.runs[Int($0)] },
      agreeing: longer.agreeing
    ).selecting(places)
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

  private init(_ begins: [Bool], _ agreeing: UnitFields) {
    self.agreeing = agreeing
    runs.reserveCapacity(begins.count)
    for lane in begins.indices {
      if begins[lane] || lane == 0 { first.append(Int32(lane)) }
      runs.append(Int32(first.count - 1))
    }
  }

  /// The runs of some rows, and the shorter ones that these are made of: long runs of few fields, as a provider's lines, are made of
  /// runs that agree in more, as one day's.
  ///
  /// - Parameters:
  ///   - rows: The rows.
  ///   - table: Their table.
  ///   - asked: The fields that are asked for.
  /// - Returns: The runs, longer ones first; none where all are too short to be worth the while.
  static func levels(_ rows: [Int32], of table: Table, asked: UnitFields) -> [AlikeRows] {
    var changes: [(field: Int, marks: [Bool], runs: Int)] = []
    for field in asked.fields {
      let marks = ColumnView(table.columns[field]).changes(rows)
      let runs = marks.runs
      if AlikeLanes.isWorthwhile(runs, of: rows.count) { changes.append((field, marks, runs)) }
    }
    changes.sort { $0.runs < $1.runs }
    var levels: [AlikeRows] = []
    var joined = [Bool](repeating: false, count: rows.count)
    var agreeing = UnitFields.none
    for change in changes {
      var with = joined
      for lane in with.indices where change.marks[lane] { with[lane] = true }
      guard AlikeLanes.isWorthwhile(with.runs, of: rows.count) else { continue }
      if levels.isEmpty, agreeing != .none, isLong(joined.runs, of: rows.count),
        !isLong(with.runs, of: rows.count)
      {
        levels.append(AlikeRows(joined, agreeing))
      }
      joined = with
      agreeing.formUnion(UnitFields(change.field))
    }
    if agreeing != .none { levels.append(AlikeRows(joined, agreeing)) }
    return levels
  }

  /// Whether runs are so long that what is worked out once for each of them hardly takes any time.
  private static func isLong(_ runs: Int, of rows: Int) -> Bool { runs <= rows / 16 }
}

extension [Bool] {
  /// How many runs there are, of which these are the beginnings but for the first.
  fileprivate var runs: Int {
    var count = 1
    for mark in self { count &+= mark ? 1 : 0 }
    return count
  }
}

extension ColumnView {
  /// Where a row's cell is not surely what the row's before it is; why a cell is not known may differ.
  fileprivate func changes(_ rows: [Int32]) -> [Bool] {
    switch values {
    case .texts(let cells): changes(rows, cells)
    case .scaled(let cells): changes(rows, cells)
    case .days(let cells): changes(rows, cells)
    case .flags(let cells): changes(rows, cells)
    }
  }

  @inline(__always)
  private func changes<Cell: Equatable>(_ rows: [Int32], _ cells: [Cell]) -> [Bool] {
    var marks = [Bool](repeating: false, count: rows.count)
    guard var last = rows.first.map({ Int($0) }) else { return marks }
    for lane in 1..<rows.count {
      let row = Int(rows[lane])
      marks[lane] =
        cells[row] != cells[last] || states[row] != states[last] || states[row] == .unknown
      last = row
    }
    return marks
  }
}
