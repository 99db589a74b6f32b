internal import Tables

/// What many units hold in the slots of their frame, for an evaluator that looks at them one by one.
///
/// Not for concurrent use: slots are worked out, for all the units at once, when the first of them is asked for.
final class SlotSource {
  private let vectors: VectorEvaluator
  private let lanes: Lanes

  init(_ vectors: VectorEvaluator, _ lanes: Lanes) {
    self.vectors = vectors
    self.lanes = lanes
  }

  /// What a unit holds in a slot; nil where its evaluator must find out.
  func datum(_ slot: Int, lane: Int) -> Datum? {
    let vector = vectors.slot(slot, lanes)
    guard vector.state(lane) != .unknown else { return nil }
    if case .lists(let lists) = vector.content, vector.state(lane) == .known {
      let range = lists.range(lane)
      let items = lists.items
      if range.contains(where: { lists.doubts?[$0] ?? false || items.state($0) == .unknown })
        || lists.open?[lane] == Vector.untold
      {
        return nil
      }
    }
    let datum = vector.datum(lane, vectors.world)
    // Without a reason it is as good as unknown.
    if case .counted = datum { return nil }
    if case .partialRange = datum { return nil }
    return datum
  }
}
