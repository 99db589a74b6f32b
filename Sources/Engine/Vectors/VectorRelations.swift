internal import Feel
internal import Tables
internal import Values

/// Relations: what many units look up is found and judged together.
extension VectorEvaluator {
  func relation(_ relation: Relation, _ lanes: Lanes) -> Vector {
    shared(relation, lanes) ?? found(relation, lanes)
  }

  /// What lanes find, each by itself.
  func found(_ relation: Relation, _ lanes: Lanes) -> Vector {
    let table = world.tables[relation.dataset]
    if relation.matches.isEmpty, lanes.count > 1, lanes.count * table.rowCount > 1 << 20 {
      return halves(relation, lanes)
    }
    let (wanted, isTold) = wanted(relation, lanes)
    if let vector = lookedUp(relation, wanted, isTold) { return vector }
    guard let candidates = candidates(relation, wanted, isTold, lanes) else {
      return .unknown(lanes.count)
    }
    var found = tested(candidates, relation, lanes)
    if !relation.matches.isEmpty { openForBlind(relation, &found, isTold) }
    openOutside(relation, &found, lanes)
    return concluded(relation, table, found, isTold, lanes)
  }

  /// What rows must hold to match, by match and lane, and whether that is known of each lane.
  func wanted(_ relation: Relation, _ lanes: Lanes) -> ([WantedBits], isTold: [Bool]) {
    let table = world.tables[relation.dataset]
    var isTold = [Bool](repeating: true, count: lanes.count)
    var wanted: [WantedBits] = []
    for match in relation.matches {
      let values = evaluate(match.value, lanes)
      clearUntold(values, &isTold)
      wanted.append(bits(values, of: table.schema.fields[match.field].type))
    }
    return (wanted, isTold)
  }

  /// Notes of which lanes nothing can be found: by a value that is not known, or is in doubt.
  func clearUntold(_ values: Vector, _ isTold: inout [Bool]) {
    if let states = values.states {
      for lane in isTold.indices where states[lane] != .known { isTold[lane] = false }
    }
    if case .data = values.content {
      for lane in isTold.indices {
        if case .unknown = values.datum(lane, world).known { isTold[lane] = false }
      }
    }
  }

  /// What is found for one half of the lanes, then for the other: all rows for all lanes would be too many at once.
  private func halves(_ relation: Relation, _ lanes: Lanes) -> Vector {
    let middle = Int32(lanes.count / 2)
    let first = Lanes(selecting: Array(0..<middle), of: lanes)
    let second = Lanes(selecting: Array(middle..<Int32(lanes.count)), of: lanes)
    return Vector.appended(found(relation, first), found(relation, second), world)
  }

  /// Values as a column of the type holds them.
  func bits(_ vector: Vector, of type: FieldType) -> WantedBits {
    switch (vector.content, type) {
    case (.texts(let codes), .text), (.texts(let codes), .code):
      WantedBits(bits: codes.map { Int64($0) })
    case (.days(let days), .date): WantedBits(bits: days.map { Int64($0) })
    case (.flags(let flags), .boolean): WantedBits(bits: flags.map { $0 ? 1 : 0 })
    case (.numbers(let numbers, let scale), _) where type.scale == scale: WantedBits(bits: numbers)
    default:
      WantedBits(
        (0..<vector.count).map { lane in
          guard case .value(let value) = vector.datum(lane, world) else { return nil }
          return Probe.bits(value, type: type, pool: world.pool)
        }
      )
    }
  }

  /// Rows that say nothing of what they must equal could belong to a list without a sure item.
  private func openForBlind(_ relation: Relation, _ found: inout Vector.Lists, _ isTold: [Bool]) {
    let fields = relation.matches.map(\.field)
    guard !store.loose(relation.dataset, fields, world).blind.isEmpty else { return }
    let open = isTold.indices.map { lane in
      isTold[lane] && found.range(lane).allSatisfy { found.doubts?[$0] ?? false }
        ? Vector.untold : nil
    }
    if open.contains(where: { $0 != nil }) { found.open = open }
  }

  /// Rows outside what the extract covers could belong to lists that reach there.
  private func openOutside(_ relation: Relation, _ found: inout Vector.Lists, _ lanes: Lanes) {
    guard let covered = world.covers[relation.dataset], let reach = relation.reach else { return }
    let vector = evaluate(reach, lanes)
    if case .days(let days) = vector.content, vector.states == nil {
      let inside = covered.first.dayNumber...max(covered.first.dayNumber, covered.last.dayNumber)
      if days.allSatisfy({ inside.contains(Int($0)) && Int($0) <= covered.last.dayNumber }) {
        return
      }
    }
    var open = found.open ?? Array(repeating: nil, count: lanes.count)
    for lane in 0..<lanes.count where open[lane] == nil {
      open[lane] = world.outside(relation, vector.datum(lane, world))
    }
    if open.contains(where: { $0 != nil }) { found.open = open }
  }

  /// The rows that lookups by nothing but equal values find, where all rows of the table are sure; nil for other relations.
  private func lookedUp(
    _ relation: Relation,
    _ wanted: [WantedBits],
    _ isTold: [Bool]
  ) -> Vector? {
    let table = world.tables[relation.dataset]
    guard relation.arity == .one || relation.arity == .atMostOne, !wanted.isEmpty,
      relation.condition == nil, relation.pick == nil,
      relation.reach == nil || world.covers[relation.dataset] == nil,
      table.loadedCount == table.rowCount
    else { return nil }
    let index = store.index(relation.dataset, relation.matches.map(\.field), world)
    guard index.loose.parts.isEmpty, index.loose.blind.isEmpty else { return nil }
    let groups = index.groups(holding: wanted, where: isTold)
    let (offsets, found) = (index.groups.offsets, index.groups.rows)
    let missing: CellState = relation.arity == .atMostOne ? .blank : .unknown
    var rows = [Int32](repeating: 0, count: groups.count)
    var states = [CellState](repeating: .known, count: groups.count)
    var isFound = true
    for lane in groups.indices {
      let group = Int(groups[lane])
      if group < 0 {
        states[lane] = isTold[lane] ? missing : .unknown
        isFound = false
      } else if offsets[group + 1] - offsets[group] == 1 {
        rows[lane] = found[Int(offsets[group])]
      } else {
        states[lane] = .unknown
        isFound = false
      }
    }
    return Vector(
      .rows(rows, dataset: relation.dataset),
      states: isFound ? nil : states,
      count: groups.count
    )
  }

  // MARK: Conclusions

  private func concluded(
    _ relation: Relation,
    _ table: Table,
    _ found: Vector.Lists,
    _ isTold: [Bool],
    _ lanes: Lanes
  ) -> Vector {
    switch relation.arity {
    case .many:
      return Vector(.lists(found), states: states(isTold), count: lanes.count)
    case .disjoint(let from, let to, let covering):
      let range = covering.map { evaluate($0, lanes) }
      var isTold = isTold
      for lane in isTold.indices where isTold[lane] {
        isTold[lane] = isDisjoint(found, lane, from, to, relation, range)
      }
      return Vector(.lists(found), states: states(isTold), count: lanes.count)
    case .one, .atMostOne:
      return looked(relation, found, isTold)
    }
  }

  private func states(_ isTold: [Bool]) -> [CellState]? {
    isTold.contains(false) ? isTold.map { $0 ? .known : .unknown } : nil
  }

  private func isDisjoint(
    _ found: Vector.Lists,
    _ lane: Int,
    _ from: Int,
    _ to: Int,
    _ relation: Relation,
    _ covering: Vector?
  ) -> Bool {
    if found.isDoubtful(lane) { return false }
    if found.range(lane).isEmpty, covering == nil { return true }
    let items = found.range(lane).map {
      Datum.Items.Item(datum: found.items.datum($0, world), doubt: nil)
    }
    let spans = Spans(.init(items), from, to, relation, world)
    return spans.fault(covering.map { $0.datum(lane, world) }) == nil
  }

  /// The row that each lane finds, where it finds one.
  private func looked(_ relation: Relation, _ found: Vector.Lists, _ isTold: [Bool]) -> Vector {
    guard case .rows(let rows, let dataset) = found.items.content else {
      return .unknown(isTold.count)
    }
    var result = [Int32](repeating: 0, count: isTold.count)
    var states = [CellState](repeating: .unknown, count: isTold.count)
    for lane in isTold.indices where isTold[lane] {
      let range = found.range(lane)
      if !found.isSure, found.isDoubtful(lane) {
        // A sure row with the whole key is the only one.
        guard relation.fixesKey, relation.pick == nil else { continue }
        let sure = range.filter { !(found.doubts?[$0] ?? false) }
        guard sure.count == 1 else { continue }
        (result[lane], states[lane]) = (rows[sure[0]], .known)
      } else if range.isEmpty {
        if relation.arity == .atMostOne { states[lane] = .blank }
      } else if let pick = relation.pick {
        guard let row = picked(rows[range], pick, dataset) else { continue }
        (result[lane], states[lane]) = (row, .known)
      } else if range.count == 1 {
        (result[lane], states[lane]) = (rows[range.lowerBound], .known)
      }
    }
    return Vector(
      .rows(result, dataset: dataset),
      states: states.contains { $0 != .known } ? states : nil,
      count: isTold.count
    )
  }

  /// The row with the largest or smallest value of a field; nil where a value is not known or two are alike.
  private func picked(_ rows: ArraySlice<Int32>, _ pick: Relation.Pick, _ dataset: Int) -> Int32? {
    let column = world.tables[dataset].columns[pick.field]
    guard column.type != .text, column.type != .code, column.type != .boolean else { return nil }
    let view = ColumnView(column)
    var best: (row: Int32, bits: Int64)?
    var isTied = false
    for row in rows {
      guard view.states[Int(row)] == .known else { return nil }
      let bits = view.bits(Int(row))
      guard let current = best else {
        best = (row, bits)
        continue
      }
      if bits == current.bits {
        isTied = true
      } else if (bits > current.bits) == pick.last {
        best = (row, bits)
        isTied = false
      }
    }
    return isTied ? nil : best?.row
  }
}
