internal import Findings
internal import Tables

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
