/// Conditions that are joined: what they leave open is worked out for few.
extension VectorEvaluator {
  /// Works out the second operand only where the first leaves it open.
  func junction(
    _ a: Term,
    _ b: Term,
    _ lanes: Lanes,
    decisive: Tri,
    _ combine: (Tri, Tri) -> Tri
  ) -> [Tri] {
    var result = truths(a, lanes)
    let left = result.places { $0 != decisive }
    if left.isEmpty { return result }
    var truths = result.mutableSpan
    if left.count > lanes.count - lanes.count / 4 {
      let other = self.truths(b, lanes)
      for lane in other.indices { truths[lane] = combine(truths[lane], other[lane]) }
      return result
    }
    let other = self.truths(b, Lanes(selecting: left, of: lanes))
    for (index, lane) in left.enumerated() {
      truths[Int(lane)] = combine(truths[Int(lane)], other[index])
    }
    return result
  }

  /// The condition with those parts last that look something up for each lane by itself, so that few lanes are left to do so; nil
  /// where they are last already.
  func lookingUpLast(_ condition: Term, _ lanes: Lanes) -> Term? {
    if lanes.innermost != nil || lanes.alike == nil { return nil }
    let parts = condition.conjuncts
    let areLast = parts.map { looksUpEach($0, lanes) }
    guard let first = areLast.firstIndex(of: true), areLast[first...].contains(false) else {
      return nil
    }
    let order = parts.indices.filter { !areLast[$0] } + parts.indices.filter { areLast[$0] }
    return Term(conjuncts: order.map { parts[$0] })
  }

  /// Whether a term looks something up that neighbours have not in common and that nobody has looked up yet.
  private func looksUpEach(_ term: Term, _ lanes: Lanes) -> Bool {
    term.lookups(in: lookups).contains { slot in
      !lanes.knows(slot) && standing(for: .slot(slot), lanes) == nil
    }
  }
}

extension Frame {
  /// The lookups that each slot leads to, by their slots.
  var lookups: [[Int]] {
    var lookups = Array(repeating: [Int](), count: unit.slotCount)
    for definition in definitions {
      switch definition {
      case .value(let term): lookups.append(term.lookups(in: lookups))
      case .relation: lookups.append([lookups.count])
      }
    }
    return lookups
  }
}

extension Term {
  /// The lookups that it leads to, each once, given those of each slot.
  fileprivate func lookups(in slots: [[Int]]) -> [Int] {
    if case .slot(let slot) = self { return slots[slot] }
    var lookups: [Int] = []
    _ = areParts { part in
      for slot in part.lookups(in: slots) where !lookups.contains(slot) { lookups.append(slot) }
      return true
    }
    return lookups
  }
}
