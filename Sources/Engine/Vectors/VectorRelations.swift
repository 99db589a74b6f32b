internal import Feel
internal import Tables
internal import Values

/// Relations: what many units look up is found and judged together.
extension VectorEvaluator {
  func relation(_ relation: Relation, _ lanes: Lanes) -> Vector {
    let table = world.tables[relation.dataset]
    var isTold = [Bool](repeating: true, count: lanes.count)
    var wanted: [[Int64?]] = []
    for match in relation.matches {
      let values = evaluate(match.value, lanes)
      if let states = values.states {
        // Nothing can be found by a value that is not known.
        for lane in 0..<lanes.count where states[lane] != .known { isTold[lane] = false }
      }
      wanted.append(bits(values, of: table.schema.fields[match.field].type))
    }
    var found = candidates(relation, table, wanted, isTold)
    if let condition = relation.condition {
      found = judged(found, condition, lanes)
    }
    if !relation.matches.isEmpty { openForBlind(relation, &found, isTold) }
    openOutside(relation, &found, lanes)
    return concluded(relation, table, found, isTold, lanes)
  }

  /// Values as a column of the type holds them; nil where no cell can.
  private func bits(_ vector: Vector, of type: FieldType) -> [Int64?] {
    switch (vector.content, type) {
    case (.texts(let codes), .text), (.texts(let codes), .code): return codes.map { Int64($0) }
    case (.days(let days), .date): return days.map { Int64($0) }
    case (.flags(let flags), .boolean): return flags.map { $0 ? 1 : 0 }
    case (.numbers(let numbers, let scale), _) where type.scale == scale: return numbers
    default:
      return (0..<vector.count).map { lane in
        guard case .value(let value) = vector.datum(lane, world) else { return nil }
        return Probe.bits(value, type: type, pool: world.pool)
      }
    }
  }

  // MARK: Candidates

  /// Rows that hold what they must equal, as far as is known.
  private func candidates(
    _ relation: Relation,
    _ table: Table,
    _ wanted: [[Int64?]],
    _ isTold: [Bool]
  ) -> Vector.Lists {
    var offsets: [Int32] = [0]
    offsets.reserveCapacity(isTold.count + 1)
    var rows: [Int32] = []
    var doubts: [Bool] = []
    var hasDoubt = false
    if wanted.isEmpty {
      for _ in isTold {
        rows.append(contentsOf: 0..<Int32(table.rowCount))
        offsets.append(Int32(rows.count))
      }
    } else {
      let index = store.index(relation.dataset, relation.matches.map(\.field), world)
      var bits = [Int64?](repeating: nil, count: wanted.count)
      for lane in isTold.indices {
        if isTold[lane] {
          for position in wanted.indices { bits[position] = wanted[position][lane] }
          let start = rows.count
          if let group = index.group(holding: bits) { rows.append(contentsOf: index.group(group)) }
          if !index.parts.isEmpty {
            let more = index.partlyKnown(bits)
            if !more.isEmpty {
              // What the hash found may differ; the rows ascend, and some are only possible.
              let probe = Probe(relation.matches.map(\.field), bits: bits)
              let sure = rows[start...].map { ($0, false) }
              let possible = more.compactMap { row -> (Int32, Bool)? in
                switch probe.agreement(Int(row), table: table) {
                case .mayAgree: (row, true)
                case .agrees, .differs, .allUnknown: nil
                }
              }
              rows.removeLast(rows.count - start)
              for (row, isPossible) in (sure + possible).sorted(by: { $0.0 < $1.0 }) {
                if isPossible {
                  doubts += Array(repeating: false, count: rows.count - doubts.count)
                  doubts.append(true)
                  hasDoubt = true
                }
                rows.append(row)
              }
            }
          }
        }
        offsets.append(Int32(rows.count))
      }
    }
    doubts += Array(repeating: false, count: rows.count - doubts.count)
    // Rows that were refused, or that may not belong.
    for item in rows.indices where Int(rows[item]) >= table.loadedCount {
      doubts[item] = true
      hasDoubt = true
    }
    let count = rows.count
    return Vector.Lists(
      offsets: offsets,
      items: Vector(.rows(rows, dataset: relation.dataset), count: count),
      doubts: hasDoubt ? doubts : nil
    )
  }

  /// The candidates that satisfy the condition, as far as is known.
  private func judged(_ found: Vector.Lists, _ condition: Term, _ lanes: Lanes) -> Vector.Lists {
    let truths = truths(condition, Lanes(items: found.items, of: found.owners, in: lanes))
    let kept = truths.places { $0 != .no }
    var doubts: [Bool]?
    if found.doubts != nil || truths.contains(.unsure) {
      doubts = kept.map { truths[Int($0)] == .unsure || (found.doubts?[Int($0)] ?? false) }
    }
    return found.keeping(kept, doubts: doubts)
  }

  /// Rows that say nothing of what they must equal could belong to a list without a sure item.
  private func openForBlind(_ relation: Relation, _ found: inout Vector.Lists, _ isTold: [Bool]) {
    let index = store.index(relation.dataset, relation.matches.map(\.field), world)
    guard !index.blind.isEmpty else { return }
    let open = isTold.indices.map { lane in
      isTold[lane] && found.range(lane).allSatisfy { found.doubts?[$0] ?? false }
    }
    if open.contains(true) { found.open = open }
  }

  /// Rows outside what the extract covers could belong to lists that reach there.
  private func openOutside(_ relation: Relation, _ found: inout Vector.Lists, _ lanes: Lanes) {
    guard let covered = world.covers[relation.dataset], let reach = relation.reach else { return }
    let vector = evaluate(reach, lanes)
    var open = found.open ?? Array(repeating: false, count: lanes.count)
    for lane in 0..<lanes.count where !open[lane] {
      open[lane] = !covered.holds(reach: vector.datum(lane, world))
    }
    if open.contains(true) { found.open = open }
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

extension Period {
  /// Whether a search that reaches so far stays inside.
  fileprivate func holds(reach: Datum) -> Bool {
    switch reach {
    case .value(.date(let day)): return first <= day && day <= last
    case .value(.range(let range)):
      guard case .date(let lower)? = range.lower, case .date(let upper)? = range.upper else {
        return false
      }
      let start = lower.dayNumber + (range.lowerIncluded ? 0 : 1)
      let end = upper.dayNumber - (range.upperIncluded ? 0 : 1)
      return start > end || (first.dayNumber <= start && end <= last.dayNumber)
    default: return false
    }
  }
}
