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
    vectors.slot(slot, lanes).toldDatum(lane, vectors.world)
  }
}
