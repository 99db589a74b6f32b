internal import Feel
internal import Tables
internal import Values

/// Rows that hold what they must equal are chosen among, where they are many, by what the condition says of one more field.
extension VectorEvaluator {
  /// Nil where there is nothing to choose by, or nothing to choose among.
  ///
  /// - Parameters:
  ///   - relation: The relation.
  ///   - wanted: What rows must hold, by match and lane.
  ///   - isTold: Whether all that is known of a lane.
  ///   - index: The rows by what they must equal.
  ///   - groups: Each lane's group of it.
  ///   - lanes: The lanes.
  /// - Returns: The choice.
  func choice(
    _ relation: Relation,
    _ wanted: [WantedBits],
    _ isTold: [Bool],
    _ index: KeyIndex,
    _ groups: [Int32],
    _ lanes: Lanes
  ) -> Choice? {
    guard index.isLong else { return nil }
    let fields = relation.matches.map(\.field)
    for narrowing in relation.narrowings where !fields.contains(narrowing.field) {
      if let choice = choice(by: narrowing, relation, wanted, isTold, lanes) { return choice }
    }
    guard let days = days(relation, fields, index, groups, lanes) else { return nil }
    return Choice(
      index: index,
      kind: .byDays,
      groups: groups,
      offsets: (0...Int32(lanes.count)).map { $0 },
      days: days,
      isClear: days.isKnown,
      settled: days.settled
    )
  }

  /// A choice by a field that few of many rows hold anything in; nil where there is none, or a lane cannot choose.
  func sparseChoice(
    _ relation: Relation,
    _ wanted: [WantedBits],
    _ isTold: [Bool],
    _ lanes: Lanes
  ) -> Choice? {
    for narrowing in relation.narrowings
    where store.isSparse(relation.dataset, narrowing.field, world)
      && findsAlone(store.index(relation.dataset, [narrowing.field], world))
    {
      if let choice = valueChoice(narrowing, relation, wanted, isTold, lanes),
        case .byValueAlone = choice.kind, zip(isTold, choice.isClear).allSatisfy({ !$0 || $1 })
      {
        return choice
      }
    }
    return nil
  }

  /// A choice by a value, and by days where there are many to choose from still; nil where the narrowing is by days.
  private func choice(
    by narrowing: Narrowing,
    _ relation: Relation,
    _ wanted: [WantedBits],
    _ isTold: [Bool],
    _ lanes: Lanes
  ) -> Choice? {
    guard let value = valueChoice(narrowing, relation, wanted, isTold, lanes) else { return nil }
    let fields = relation.matches.map(\.field) + [narrowing.field]
    guard case .byValue = value.kind, value.index.isLong,
      let days = days(relation, fields, value.index, value.groups, lanes)
    else { return value }
    return Choice(
      index: value.index,
      kind: .byValue,
      groups: value.groups,
      offsets: value.offsets,
      days: days,
      isClear: zip(value.isClear, days.isKnown).map { $0 && $1 },
      settled: value.settled + days.settled
    )
  }

  /// A choice by a value, or by any of several; nil where the narrowing is by days.
  private func valueChoice(
    _ narrowing: Narrowing,
    _ relation: Relation,
    _ wanted: [WantedBits],
    _ isTold: [Bool],
    _ lanes: Lanes
  ) -> Choice? {
    let table = world.tables[relation.dataset]
    let type = table.schema.fields[narrowing.field].type
    let values: WantedBits
    let isClear: [Bool]
    let offsets: [Int32]
    switch narrowing.kind {
    case .equal(let term):
      let vector = evaluate(term, lanes)
      values = bits(vector, of: type)
      var isKnown = [Bool](repeating: true, count: lanes.count)
      clearUntold(vector, &isKnown)
      isClear = isKnown
      offsets = (0...Int32(lanes.count)).map { $0 }
    case .among(let term):
      let vector = evaluate(term, lanes)
      guard case .lists(let lists) = vector.content, lists.items.states == nil else { return nil }
      var isKnown = [Bool](repeating: true, count: lists.items.count)
      clearUntold(lists.items, &isKnown)
      guard isKnown.allSatisfy(\.self) else { return nil }
      // Each is looked for once, and not at all where no cell can hold it.
      let items = bits(lists.items, of: type)
      let distinct = lists.distinct(items.bits, where: items.isHeld)
      offsets = distinct.offsets
      values = WantedBits(bits: distinct.places.map { items.bits[Int($0)] })
      isClear = (0..<lanes.count).map { vector.state($0) == .known && !lists.isDoubtful($0) }
    case .within: return nil
    }
    // Each of several values is looked for by itself.
    var owners: [Int] = []
    owners.reserveCapacity(values.bits.count)
    for lane in 0..<lanes.count {
      for _ in offsets[lane]..<offsets[lane + 1] { owners.append(lane) }
    }
    let isAsked = owners.map { isTold[$0] && isClear[$0] }
    let alone = store.index(relation.dataset, [narrowing.field], world)
    if findsAlone(alone) {
      let checks = zip(relation.matches, wanted).map { match, wanted in
        Check(column: ColumnView(table.columns[match.field]), wanted: wanted)
      }
      return Choice(
        index: alone,
        kind: .byValueAlone(checks),
        groups: alone.groups(holding: [values], where: isAsked),
        offsets: offsets,
        days: nil,
        isClear: isClear,
        settled: [narrowing.part]
      )
    }
    let all = wanted.map { column in
      WantedBits(
        bits: owners.map { column.bits[$0] },
        isHeld: column.isHeld.map { isHeld in owners.map { isHeld[$0] } }
      )
    }
    let fields = relation.matches.map(\.field) + [narrowing.field]
    let index = store.index(relation.dataset, fields, world)
    return Choice(
      index: index,
      kind: .byValue,
      groups: index.groups(holding: all + [values], where: isAsked),
      offsets: offsets,
      days: nil,
      isClear: isClear,
      settled: [narrowing.part]
    )
  }

  /// Whether an index by one field alone leaves few enough rows to look at.
  private func findsAlone(_ index: KeyIndex) -> Bool {
    !index.isLong && index.loose.blind.count <= Self.fewBlind
  }

  /// So many rows that do not say what they are chosen by are looked at for each lane.
  private static let fewBlind = 16

  /// The days that candidates must lie in, where the condition says so and there are many to choose from.
  ///
  /// - Parameters:
  ///   - relation: The relation.
  ///   - fields: The fields of the index.
  ///   - index: The rows by what they hold there.
  ///   - groups: The groups that lanes choose from.
  ///   - lanes: The lanes.
  /// - Returns: The days of each lane, and the rows in their order.
  private func days(
    _ relation: Relation,
    _ fields: [Int],
    _ index: KeyIndex,
    _ groups: [Int32],
    _ lanes: Lanes
  ) -> Days? {
    let schema = world.tables[relation.dataset].schema
    var result: Days?
    for narrowing in relation.narrowings
    where schema.fields[narrowing.field].type == .date
      && narrowing.field == result?.field ?? narrowing.field
    {
      guard case .within(let term) = narrowing.kind,
        let ends = dayRanges(term, lanes)
      else { continue }
      if result == nil {
        let count = index.rowCount(of: groups)
        let order = store.order(
          relation.dataset,
          fields,
          by: narrowing.field,
          choosingAmong: count,
          isRepeated: lanes.room.isTooMuch(count),
          world
        )
        guard let order else { return nil }
        result = Days(field: narrowing.field, count: lanes.count, order: order)
      }
      result?.narrow(narrowing, ends.ranges, ends.isKnown)
    }
    return result
  }

  /// The first and last days of a range, and the lanes in which it is known; nil where it is not one of days.
  private func dayRanges(_ term: Term, _ lanes: Lanes) -> (ranges: DayRanges, isKnown: [Bool])? {
    let range = evaluate(term, lanes)
    guard case .ranges(let ranges) = range.content, let ends = DayRanges(ranges) else {
      return nil
    }
    return (ends, (0..<lanes.count).map { range.state($0) == .known })
  }
}

extension Vector.Lists {
  /// The items that do not equal one before them in their list, by integers.
  ///
  /// - Parameters:
  ///   - items: The items' integers.
  ///   - isMeant: Which items count; nil where all do.
  /// - Returns: The places, and where each list's begin.
  func distinct(
    _ items: [Int64],
    where isMeant: [Bool]? = nil
  ) -> (places: [Int32], offsets: [Int32]) {
    var places: [Int32] = []
    places.reserveCapacity(items.count)
    var offsets: [Int32] = [0]
    offsets.reserveCapacity(self.offsets.count)
    for lane in 0..<(self.offsets.count - 1) {
      let start = places.count
      let range = range(lane)
      // Few are compared with each other; many are kept in a set.
      if range.count > 64 {
        var seen = Set<Int64>()
        for item in range where isMeant?[item] ?? true && seen.insert(items[item]).inserted {
          places.append(Int32(item))
        }
      } else {
        next: for item in range where isMeant?[item] ?? true {
          for place in start..<places.count where items[Int(places[place])] == items[item] {
            continue next
          }
          places.append(Int32(item))
        }
      }
      offsets.append(Int32(places.count))
    }
    return (places, offsets)
  }
}
