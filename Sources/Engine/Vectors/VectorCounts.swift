internal import Feel
internal import Tables
internal import Values

/// How many items lists have, where a comparison is all that asks: no list is made of what a condition keeps, and of long lists no
/// more is looked at than the comparison needs.
extension VectorEvaluator {
  /// Whether the number of a list's items compares with a number; nil where the list is there anyway.
  func countCompares(
    _ operation: ComparisonOperator,
    _ list: Term,
    _ number: Decimal,
    _ lanes: Lanes
  ) -> [Tri]? {
    guard let limit = number.intValue, (0..<1 << 20).contains(limit),
      let (counts, states) = counts(of: list, upTo: limit + 1, lanes)
    else { return nil }
    return (0..<lanes.count).map { lane in
      if let states, states[lane] != .known { return .unsure }
      return counts[lane].compares(operation, limit)
    }
  }

  private typealias Counts = (counts: [ItemCount], states: [CellState]?)

  /// The number of items of lists, as far as it is no larger than is asked for; nil where the lists are there anyway.
  private func counts(of list: Term, upTo most: Int, _ lanes: Lanes) -> Counts? {
    switch list {
    case .slot(let slot):
      if let known = lanes.counts.first(where: { $0.slot == slot && $0.most >= most }) {
        return (known.counts, known.states)
      }
      guard let term = value(ofSlot: slot, unknownTo: lanes),
        let (counts, states) = counts(of: term, upTo: most, lanes)
      else { return nil }
      lanes.counts.append((slot, most, counts, states))
      return (counts, states)
    case .conditional(let condition, let then, let otherwise):
      let truths = truths(condition, lanes)
      var all = [ItemCount](repeating: ItemCount(), count: lanes.count)
      var states = [CellState](repeating: .unknown, count: lanes.count)
      for (branch, truth) in [(then, Tri.yes), (otherwise, Tri.no)] {
        let places = truths.places { $0 == truth }
        if places.isEmpty { continue }
        let some = places.count == lanes.count ? lanes : Lanes(selecting: places, of: lanes)
        let own = counts(of: branch, upTo: most, some) ?? counts(ofMade: branch, some)
        for (place, lane) in places.enumerated() {
          all[Int(lane)] = own.counts[place]
          states[Int(lane)] = own.states?[place] ?? .known
        }
      }
      return (all, states)
    case .filter: return counts(ofKept: list, upTo: most, lanes)
    default: return nil
    }
  }

  /// The number of items of lists that are made.
  private func counts(ofMade list: Term, _ lanes: Lanes) -> Counts {
    let (lists, states) = lists(list, lanes)
    let counts = (0..<lanes.count).map { lane in
      let range = lists.range(lane)
      let doubtful = lists.doubts.map { doubts in range.count { doubts[$0] } } ?? 0
      return ItemCount(
        least: range.count - doubtful,
        most: lists.isOpen(lane) ? nil : range.count
      )
    }
    return (counts, states)
  }

  /// The first items of the lists of a slot, that many or more of each; nil where they are there anyway, or few.
  func first(_ most: Int, ofSlot slot: Int, _ lanes: Lanes) -> Vector? {
    guard let term = value(ofSlot: slot, unknownTo: lanes) else { return nil }
    let (base, conditions) = filtered(term, lanes)
    guard !conditions.isEmpty else { return nil }
    let (lists, states) = lists(base, lanes)
    guard isLong(lists, lanes) else { return nil }
    let kept = kept(first: most, of: lists, conditions, lanes)
    return Vector(
      .lists(
        .init(
          offsets: kept.offsets,
          items: lists.items.gather(kept.places),
          doubts: kept.isSure.contains(false) ? kept.isSure.map { !$0 } : nil,
          open: lists.open
        )
      ),
      states: states,
      count: lanes.count
    )
  }

  /// What defines a slot that is a value, and that nobody has asked for yet.
  private func value(ofSlot slot: Int, unknownTo lanes: Lanes) -> Term? {
    guard slot >= unitSlots, !lanes.knows(slot),
      case .value(let term) = definitions[slot - unitSlots]
    else { return nil }
    return term
  }

  private typealias Condition = (depth: Int, term: Term)

  /// A list that is made by filters, as what they filter and what they ask for, in order.
  private func filtered(_ list: Term, _ lanes: Lanes) -> (base: Term, conditions: [Condition]) {
    var (base, conditions) = (list, [Condition]())
    while true {
      if case .filter(let inner, let depth, let condition) = base {
        conditions.insert((depth, condition), at: 0)
        base = inner
      } else if case .slot(let slot) = base, let term = value(ofSlot: slot, unknownTo: lanes),
        case .filter = term
      {
        base = term
      } else {
        return (base, conditions)
      }
    }
  }

  /// The number of items of filtered lists, as far as it is no larger than is asked for.
  private func counts(ofKept list: Term, upTo most: Int, _ lanes: Lanes) -> Counts {
    let (base, conditions) = filtered(list, lanes)
    var (lists, states) = lists(base, lanes)
    var counts = [ItemCount](repeating: ItemCount(), count: lanes.count)
    if isLong(lists, lanes) {
      let kept = kept(first: most, of: lists, conditions, lanes)
      for lane in 0..<lanes.count {
        for place in Int(kept.offsets[lane])..<Int(kept.offsets[lane + 1]) where kept.isSure[place]
        {
          counts[lane].least += 1
        }
        let all = Int(kept.offsets[lane + 1] - kept.offsets[lane])
        counts[lane].most = kept.isWhole[lane] && !lists.isOpen(lane) ? all : nil
      }
      return (counts, states)
    }
    var truths: [Tri] = []
    for (number, condition) in conditions.enumerated() {
      truths = self.truths(condition.term, of: lists, at: condition.depth, in: lanes)
      if number + 1 < conditions.count { lists = lists.keeping(where: truths) }
    }
    for lane in 0..<lanes.count {
      var (least, most) = (0, 0)
      for item in lists.range(lane) where truths[item] != .no {
        most += 1
        if truths[item] == .yes, !(lists.doubts?[item] ?? false) { least += 1 }
      }
      counts[lane] = ItemCount(least: least, most: lists.isOpen(lane) ? nil : most)
    }
    return (counts, states)
  }

  // MARK: Long lists

  private func isLong(_ lists: Vector.Lists, _ lanes: Lanes) -> Bool {
    lists.items.count > firstItems * lanes.count
  }

  /// The items of lists that conditions do not refuse, list after list: the first ones of each.
  private struct Kept {
    var offsets: [Int32] = []
    /// Their places among all items.
    var places: [Int32] = []
    /// Whether each surely belongs.
    var isSure: [Bool] = []
    /// Which lists were looked at to their end.
    var isWhole: [Bool]
  }

  /// Looks at the first items of each list, and further on only where too few of them belong.
  private func kept(
    first most: Int,
    of lists: Vector.Lists,
    _ conditions: [Condition],
    _ lanes: Lanes
  ) -> Kept {
    var found: [(lane: Int32, place: Int32, isSure: Bool)] = []
    var sureCounts = [Int](repeating: 0, count: lanes.count)
    var next = lists.offsets
    var left = (0..<Int32(lanes.count)).filter { !lists.range(Int($0)).isEmpty }
    var size = Int32(firstItems)
    while !left.isEmpty {
      var (places, owners) = ([Int32](), [Int32]())
      for lane in left {
        let end = min(next[Int(lane)] + size, lists.offsets[Int(lane) + 1])
        for place in next[Int(lane)]..<end {
          places.append(place)
          owners.append(lane)
        }
        next[Int(lane)] = end
      }
      var isSure = places.map { !(lists.doubts?[Int($0)] ?? false) }
      for condition in conditions where !places.isEmpty {
        let items = lists.items.gather(places)
        let truths = truths(
          condition.term,
          Lanes(items: items, at: condition.depth, of: owners, in: lanes)
        )
        let left = truths.indices.filter { truths[$0] != .no }
        isSure = left.map { isSure[$0] && truths[$0] == .yes }
        places = left.map { places[$0] }
        owners = left.map { owners[$0] }
      }
      for index in places.indices {
        found.append((owners[index], places[index], isSure[index]))
        if isSure[index] { sureCounts[Int(owners[index])] += 1 }
      }
      left = left.filter {
        sureCounts[Int($0)] < most && next[Int($0)] < lists.offsets[Int($0) + 1]
      }
      size *= 4
    }
    // Each round found more of some lists; their items stand together, in order.
    found.sort { $0.place < $1.place }
    var kept = Kept(
      isWhole: (0..<lanes.count).map { next[$0] == lists.offsets[$0 + 1] }
    )
    kept.offsets.reserveCapacity(lanes.count + 1)
    for lane in 0..<Int32(lanes.count) {
      kept.offsets.append(Int32(kept.places.count))
      while kept.places.count < found.count, found[kept.places.count].lane == lane {
        kept.isSure.append(found[kept.places.count].isSure)
        kept.places.append(found[kept.places.count].place)
      }
    }
    kept.offsets.append(Int32(kept.places.count))
    return kept
  }
}

/// How many items a list surely has, and how many it may have; nil for any number.
struct ItemCount: Sendable {
  var least = 0
  var most: Int? = 0

  /// A comparison holds, or not, if it does so for every number that there may be.
  func compares(_ operation: ComparisonOperator, _ limit: Int) -> Tri {
    let isAbove = least > limit
    let isBelow = most.map { $0 < limit } ?? false
    let isAtLeast = least >= limit
    let isAtMost = most.map { $0 <= limit } ?? false
    func tri(yes: Bool, no: Bool) -> Tri { yes ? .yes : no ? .no : .unsure }
    return switch operation {
    case .equal: tri(yes: isAtLeast && isAtMost, no: isAbove || isBelow)
    case .notEqual: tri(yes: isAbove || isBelow, no: isAtLeast && isAtMost)
    case .less: tri(yes: isBelow, no: isAtLeast)
    case .lessOrEqual: tri(yes: isAtMost, no: isAbove)
    case .greater: tri(yes: isAbove, no: isAtMost)
    case .greaterOrEqual: tri(yes: isAtLeast, no: isBelow)
    }
  }
}
