internal import Tables

/// Rows that are looked up by a day, `invoice.date in rate.valid`, are the same for many days: of neighbours that agree in all else,
/// what one finds all find, unless a range that may be found begins or ends between their days.
struct SteadySlots: Sendable {
  /// A lookup by days.
  struct Dated: Sendable {
    let slot: Int
    let relation: Relation
    /// The ranges that days must lie in.
    fileprivate let ranges: [DatedRange]
  }

  /// What each slot of a frame takes from the row of its unit, beside days that are only looked up by.
  let fields: [UnitFields]
  let dated: [Dated]
  /// The days that are looked up by.
  private(set) var days = UnitFields.none

  /// - Parameters:
  ///   - frame: The frame.
  ///   - slots: What each slot takes in all.
  init(of frame: Frame, _ slots: [UnitFields]) {
    var fields = Array(slots.prefix(frame.unit.slotCount))
    var dated: [Dated] = []
    for definition in frame.definitions {
      switch definition {
      case .value(let term): fields.append(UnitFields(of: term, slots: fields))
      case .relation(let relation):
        var ranges: [DatedRange] = []
        var own = UnitFields.none
        if let condition = relation.condition, !relation.matches.isEmpty {
          own = UnitFields(of: condition, slots: fields, beside: &ranges)
        }
        // What it matches by must be known before runs are cut.
        let known = ranges.isEmpty ? fields : slots
        for term in ranges.isEmpty ? relation.outerTerms : relation.termsBesideCondition {
          own.formUnion(UnitFields(of: term, slots: known))
        }
        if !ranges.isEmpty {
          dated.append(Dated(slot: fields.count, relation: relation, ranges: ranges))
        }
        fields.append(own)
      }
    }
    (self.fields, self.dated) = (fields, dated)
    for case .field(_, _, let field) in dated.flatMap(\.ranges).map(\.day) {
      days.formUnion(UnitFields(field))
    }
  }

  /// The slots of units alone.
  init(unitSlots fields: [UnitFields]) { (self.fields, dated) = (fields, []) }
}

/// A day of the unit's row, and the range of a candidate that it must lie in.
private struct DatedRange: Sendable {
  let day: Term
  let from: Int
  let to: Int
}

extension UnitFields {
  /// What a condition takes from the row of slot 1, beside days that must lie in a range of the candidate.
  ///
  /// - Parameters:
  ///   - condition: The condition.
  ///   - slots: What each slot takes.
  ///   - ranges: Where those days and ranges are added.
  fileprivate init(of condition: Term, slots: [UnitFields], beside ranges: inout [DatedRange]) {
    switch condition {
    case .inRange(
      .field(.slot(1), let dataset, let field),
      .interval(.local(0), _, let from, let to)
    ):
      let day = Term.field(.slot(1), dataset: dataset, field: field)
      ranges.append(DatedRange(day: day, from: from, to: to))
      self = .none
    case .and(let a, let b):
      self.init(of: a, slots: slots, beside: &ranges)
      formUnion(UnitFields(of: b, slots: slots, beside: &ranges))
    default: self.init(of: condition, slots: slots)
    }
  }
}

extension VectorEvaluator {
  /// The longest runs of lanes that agree in all that a term depends on but days that it looks up by, and find the same by these;
  /// nil where they are too short.
  func steady(for term: Term, _ lanes: Lanes) -> AlikeLanes? {
    if steadySlots.dated.isEmpty { return nil }
    var agreeing: UnitFields?
    var next = lanes.alike
    while let level = next, level.agreeing.contain(term, slots: steadySlots.fields) {
      agreeing = level.agreeing
      next = level.lanes.alike
    }
    return agreeing.flatMap { lanes.steady($0, cut) }
  }

  /// Cuts runs of lanes that agree in some fields wherever a range begins or ends that is looked for by their days.
  private func cut(_ lanes: Lanes, agreeing: UnitFields) -> AlikeLanes? {
    guard let alike = lanes.alike(in: agreeing) else { return nil }
    var begins = RowSet(rowCount: lanes.count)
    for lane in 0..<lanes.count {
      begins.insert(lane, if: lane == 0 || alike.runs[lane] != alike.runs[lane - 1])
    }
    var days: [Term: RunDays] = [:]
    for dated in steadySlots.dated
    where steadySlots.fields[dated.slot].isSubset(of: alike.agreeing) {
      for range in dated.ranges where days[range.day] == nil {
        guard let own = RunDays(evaluate(range.day, lanes), alike) else { return nil }
        own.cutUnknown(&begins)
        days[range.day] = own
      }
      cut(alike, by: dated, days, &begins)
    }
    let rows = AlikeRows(begins, of: lanes.count, alike.agreeing)
    guard AlikeLanes.isWorthwhile(rows.first.count, of: lanes.count) else { return nil }
    return AlikeLanes(
      lanes: Lanes(selecting: rows.first, of: lanes, areSteady: true),
      runs: rows.runs,
      agreeing: alike.agreeing
    )
  }

  /// Cuts runs wherever a range begins or ends that one lookup may find.
  private func cut(
    _ alike: AlikeLanes,
    by dated: SteadySlots.Dated,
    _ days: [Term: RunDays],
    _ begins: inout RowSet
  ) {
    let relation = dated.relation
    let fields = relation.matches.map(\.field)
    let (wanted, isTold) = wanted(relation, alike.lanes)
    let groups = store.index(relation.dataset, fields, world)
      .groups(holding: wanted, where: isTold)
    for range in dated.ranges {
      guard let days = days[range.day] else { continue }
      let edges = store.edges(relation.dataset, fields, from: range.from, to: range.to, world)
      for (run, group) in groups.enumerated() where days.first[run] < days.last[run] {
        days.cut(run, &begins) { edges.rank($0, in: Int(group)) }
      }
    }
  }
}

/// The days of lanes, and the first and the last day of each run of them.
private struct RunDays {
  private let days: [Int32]
  private let states: [CellState]?
  /// Where runs begin, and where the last ends.
  private var starts: [Int32] = []
  private(set) var first: [Int32] = []
  private(set) var last: [Int32] = []

  /// Nil where these are no days.
  init?(_ vector: Vector, _ alike: AlikeLanes) {
    guard case .days(let days) = vector.content else { return nil }
    (self.days, states) = (days, vector.states)
    for lane in days.indices {
      let run = Int(alike.runs[lane])
      if run == first.count {
        starts.append(Int32(lane))
        first.append(days[lane])
        last.append(days[lane])
      } else {
        first[run] = min(first[run], days[lane])
        last[run] = max(last[run], days[lane])
      }
    }
    starts.append(Int32(days.count))
  }

  /// Cuts a run where the rank of its days changes, which grows with the days.
  func cut(_ run: Int, _ begins: inout RowSet, rank: (Int32) -> Int) {
    guard rank(first[run]) != rank(last[run]) else { return }
    let lanes = Int(starts[run])..<Int(starts[run + 1])
    var before = rank(days[lanes.lowerBound])
    for lane in lanes.dropFirst() where days[lane] != days[lane - 1] {
      let own = rank(days[lane])
      begins.insert(lane, if: own != before)
      before = own
    }
  }

  /// Cuts around days that are not known.
  func cutUnknown(_ begins: inout RowSet) {
    guard let states else { return }
    for lane in states.indices.dropFirst()
    where states[lane] != .known || states[lane - 1] != .known {
      begins.insert(lane)
    }
  }
}
