internal import Findings
internal import Tables
internal import Values

/// What the findings of many units rest on, kept as vectors until somebody asks.
final class ToldGrounds: Sendable {
  private let maker: FindingMaker
  private let values: [Vector]
  /// The rows that hold those of the values that are fields.
  private let holders: [Vector?]
  private let witnesses: [Vector]
  private let nearest: Vector?
  /// Of each unit, whether all is known here; its evaluator must find out otherwise.
  let isTold: [Bool]

  init(_ maker: FindingMaker, case number: Int, _ lanes: Lanes, _ vectors: VectorEvaluator) {
    self.maker = maker
    let plan = maker.plan
    values = plan.evidence.map { vectors.evaluate($0.term, lanes) }
    holders = plan.evidence.map { named in
      guard case .field(let base, _, _) = named.term else { return nil }
      return vectors.evaluate(base, lanes)
    }
    witnesses = plan.witnesses.map { vectors.slot($0, lanes) }
    nearest = plan.cases[number].nearest.map { slot in
      let limit = FindingMaker.relatedLimit
      return (vectors.first(limit, ofSlot: slot, lanes) ?? vectors.slot(slot, lanes))
        .keepingFirst(limit)
    }
    var isTold = [Bool](repeating: true, count: lanes.count)
    for vector in values + witnesses { vector.clearUntold(&isTold, maker.world) }
    for vector in holders { vector?.clearUntold(&isTold, maker.world) }
    nearest?.clearUntold(&isTold, maker.world)
    self.isTold = isTold
  }

  /// What a unit's finding rests on.
  func grounds(_ lane: Int, rows: [RowReference]) -> Grounds {
    let world = maker.world
    return maker.grounds(
      rows: rows,
      evidence: { values[$0].datum(lane, world) },
      holder: { holders[$0]?.datum(lane, world) },
      witness: { witnesses[$0].datum(lane, world) },
      nearest: nearest?.datum(lane, world)
    )
  }

  /// Adds the values that an audience may see, a line each, with the places where they were read.
  func addEvidence(_ lane: Int, for audience: String, to lines: inout TextBuffer) {
    let start = lines.count
    // Most of what is read is of one row, whose place is put into words once.
    var (last, place) = (RowReference?.none, 0..<0)
    for index in values.indices
    where maker.plan.evidence[index].audiences?.contains(audience) ?? true {
      lines.beginLine(from: start)
      lines.append(maker.plan.evidence[index].name)
      lines.append(": ")
      let isMoney = maker.plan.evidence[index].isMoney
      if let fact = values[index].fact(lane) {
        lines.append(inLine: fact, isMoney: isMoney, maker.world.pool)
      } else {
        let datum = values[index].datum(lane, maker.world)
        lines.append(inLine: Naming.shown(datum, isMoney: isMoney))
      }
      guard let row = holders[index]?.row(lane) else { continue }
      if row == last {
        lines.repeatPart(place)
      } else {
        let begin = lines.count
        if let location = maker.world.location(row) { lines.append(inBrackets: location) }
        (last, place) = (row, begin..<lines.count)
      }
    }
  }

  /// Goes through the rows that play a part.
  func eachRow(
    _ part: RelatedRow.Part,
    _ lane: Int,
    _ rows: some Collection<RowReference>,
    _ work: (RowReference) -> Void
  ) {
    switch part {
    case .witness:
      for vector in witnesses {
        if let row = vector.row(lane) { work(row) }
      }
    case .nearest:
      guard let nearest, nearest.state(lane) == .known else { return }
      if case .lists(let lists) = nearest.content {
        for item in lists.range(lane).prefix(FindingMaker.relatedLimit) {
          if let row = lists.items.row(item) { work(row) }
        }
      } else if case .list(let list) = nearest.datum(lane, maker.world) {
        for item in list.items.prefix(FindingMaker.relatedLimit) {
          if case .row(let row) = item.datum { work(row) }
        }
      }
    case .member:
      if rows.count > 1 { rows.prefix(FindingMaker.relatedLimit).forEach(work) }
    }
  }
}

extension Vector {
  /// Lists shortened to so many items; what is no list stays as it is.
  fileprivate func keepingFirst(_ limit: Int) -> Vector {
    guard case .lists(let lists) = content else { return self }
    let kept = (0..<count).map { lists.range($0).prefix(limit) }
    var offsets: [Int32] = [0]
    for range in kept { offsets.append(offsets[offsets.count - 1] + Int32(range.count)) }
    let places = kept.joined().map { Int32($0) }
    return Vector(
      .lists(
        Lists(
          offsets: offsets,
          items: lists.items.gather(places),
          doubts: lists.doubts.map { doubts in places.map { doubts[Int($0)] } },
          open: lists.open
        )
      ),
      states: states,
      count: count
    )
  }
}
