internal import Feel
internal import Tables
internal import Values

/// Lists: what is asked of the items of many lists is asked of all of them at once.
extension VectorEvaluator {
  /// The lists of a term; a single value is a list of itself, and what is no list is unknown.
  func lists(_ term: Term, _ lanes: Lanes) -> (Vector.Lists, [CellState]?) {
    let vector = evaluate(term, lanes)
    let states = vector.states?.map { $0 == .known ? CellState.known : .unknown }
    if case .lists(let lists) = vector.content { return (lists, states) }
    var offsets: [Int32] = [0]
    var items: [Datum] = []
    var doubts: [Bool] = []
    var open: [Unknown?] = []
    for lane in 0..<vector.count {
      switch vector.datum(lane, world) {
      case .blank, .unknown: open.append(nil)
      case .list(let list):
        items += list.items.map(\.datum)
        doubts += list.items.map { $0.doubt != nil }
        open.append(list.open)
      case let single:
        items.append(single)
        doubts.append(false)
        open.append(nil)
      }
      offsets.append(Int32(items.count))
    }
    let lists = Vector.Lists(
      offsets: offsets,
      items: Vector(items, world),
      doubts: doubts.contains(true) ? doubts : nil,
      open: open.contains { $0 != nil } ? open : nil
    )
    return (lists, states)
  }

  private func items(of lists: Vector.Lists, at depth: Int, in lanes: Lanes) -> Lanes {
    Lanes(items: lists.items, at: depth, of: lists.owners, in: lanes)
  }

  /// Whether a condition holds of the items of lists.
  func truths(
    _ condition: Term,
    of lists: Vector.Lists,
    at depth: Int,
    in lanes: Lanes
  ) -> [Tri] {
    var all: [Tri] = []
    _ = eachPart(of: lists, at: depth, in: lanes) { _, part in
      let some = truths(condition, part)
      if all.isEmpty { all = some } else { all += some }
      return true
    }
    return all
  }

  /// Goes through the items of lists, some at a time, so that all that is worked out for them stays in a processor's cache.
  ///
  /// - Parameters:
  ///   - lists: The lists.
  ///   - depth: The depth of the iteration variable that the items are.
  ///   - lanes: Whose lists they are.
  ///   - work: Is given the items; false ends it.
  /// - Returns: Whether all items were gone through.
  func eachPart(
    of lists: Vector.Lists,
    at depth: Int,
    in lanes: Lanes,
    _ work: (Range<Int>, Lanes) -> Bool
  ) -> Bool {
    let items = lists.items
    if items.count <= 2 * VectorEvaluator.itemsAtOnce {
      return work(0..<items.count, self.items(of: lists, at: depth, in: lanes))
    }
    let owners = lists.owners
    for start in stride(from: 0, to: items.count, by: VectorEvaluator.itemsAtOnce) {
      let range = start..<min(start + VectorEvaluator.itemsAtOnce, items.count)
      let some = items.lanes(range)
      // Owners ascend; what depends on them alone is worked out for those of these items only.
      let first = owners[range.lowerBound]
      let own = Lanes(selecting: Array(first...owners[range.upperBound - 1]), of: lanes)
      let places = owners[range].map { $0 - first }
      if !work(range, Lanes(items: some, at: depth, of: places, in: own)) { return false }
    }
    return true
  }

  private static let itemsAtOnce = 1 << 15

  func list(_ items: [Vector], _ count: Int) -> Vector {
    guard !items.isEmpty else {
      let empty = Vector(.none, count: 0)
      let offsets = [Int32](repeating: 0, count: count + 1)
      return Vector(.lists(.init(offsets: offsets, items: empty)), count: count)
    }
    // Side by side first, then each lane's together.
    let all = items.dropFirst().reduce(items[0]) { Vector.appended($0, $1, world) }
    let places = (0..<count).flatMap { lane in
      items.indices.map { Int32($0 * count + lane) }
    }
    let offsets = (0...count).map { Int32($0 * items.count) }
    return Vector(.lists(.init(offsets: offsets, items: all.gather(places))), count: count)
  }

  func map(_ list: Term, _ depth: Int, _ body: Term, _ lanes: Lanes) -> Vector {
    var (lists, states) = lists(list, lanes)
    lists.items = evaluate(body, items(of: lists, at: depth, in: lanes))
    return Vector(.lists(lists), states: states, count: lanes.count)
  }

  func filter(_ list: Term, _ depth: Int, _ predicate: Term, _ lanes: Lanes) -> Vector {
    let (lists, states) = lists(list, lanes)
    let truths = truths(predicate, of: lists, at: depth, in: lanes)
    return Vector(.lists(lists.keeping(where: truths)), states: states, count: lanes.count)
  }

  func quantified(
    _ quantifier: Quantifier,
    _ list: Term,
    _ depth: Int,
    _ condition: Term,
    _ lanes: Lanes
  ) -> [Tri] {
    let (lists, states) = lists(list, lanes)
    let truths = truths(condition, of: lists, at: depth, in: lanes)
    let decisive: Tri = quantifier == .some ? .yes : .no
    return (0..<lanes.count).map { lane in
      if let states, states[lane] != .known { return .unsure }
      var isDoubtful = lists.isOpen(lane)
      for item in lists.range(lane) {
        if truths[item] == decisive {
          guard let doubts = lists.doubts, doubts[item] else { return decisive }
          isDoubtful = true
        } else if truths[item] == .unsure {
          isDoubtful = true
        }
      }
      return isDoubtful ? .unsure : decisive.negated
    }
  }

  func count(_ list: Term, _ lanes: Lanes) -> Vector {
    let (lists, states) = lists(list, lanes)
    if lists.isSure {
      let counts = (0..<lanes.count).map { Int64(lists.range($0).count) }
      return Vector(.numbers(counts, scale: 0), states: states, count: lanes.count)
    }
    let data = (0..<lanes.count).map { lane -> Datum in
      if let states, states[lane] != .known { return .unknown(Vector.untold) }
      let range = lists.range(lane)
      guard lists.isDoubtful(lane) else { return .value(.number(Decimal(range.count))) }
      let sure = range.count { !(lists.doubts?[$0] ?? false) }
      return .counted(atLeast: sure, atMost: lists.isOpen(lane) ? nil : range.count, Vector.untold)
    }
    return Vector(data, world)
  }

  func first(_ list: Term, _ lanes: Lanes) -> Vector {
    let (lists, states) = lists(list, lanes)
    return picked(lists, states, lanes.count) { lane in
      let range = lists.range(lane)
      if range.isEmpty { return lists.isOpen(lane) ? .unknown : .blank }
      return lists.doubts?[range.lowerBound] == true ? .unknown : .item(range.lowerBound)
    }
  }

  func element(_ list: Term, _ index: Term, _ lanes: Lanes) -> Vector {
    let positions = evaluate(index, lanes)
    let (lists, states) = lists(list, lanes)
    return picked(lists, states, lanes.count) { lane in
      if lists.isDoubtful(lane) { return .unknown }
      guard case .value(.number(let number)) = positions.datum(lane, world) else { return .unknown }
      guard let index = number.intValue, index != 0 else { return .blank }
      let range = lists.range(lane)
      let place = index > 0 ? index - 1 : range.count + index
      return (0..<range.count).contains(place) ? .item(range.lowerBound + place) : .blank
    }
  }

  private enum Picked {
    case item(Int)
    case blank
    case unknown
  }

  /// One item of each list.
  private func picked(
    _ lists: Vector.Lists,
    _ states: [CellState]?,
    _ count: Int,
    _ pick: (Int) -> Picked
  ) -> Vector {
    var places: [Int32] = []
    var found: [Int32] = []
    var result = [CellState](repeating: .unknown, count: count)
    for lane in 0..<count where states?[lane] ?? .known == .known {
      switch pick(lane) {
      case .item(let item):
        places.append(Int32(lane))
        found.append(Int32(item))
      case .blank: result[lane] = .blank
      case .unknown: break
      }
    }
    let items = lists.items.gather(found)
    var vector = Vector(
      merging: items,
      at: places,
      Vector(.none, count: 0),
      at: [],
      count: count,
      world
    )
    var all = vector.fullStates
    for lane in 0..<count where result[lane] == .blank { all[lane] = .blank }
    vector.states = all
    return vector
  }
}
