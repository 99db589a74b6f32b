internal import Feel
internal import Tables
internal import Values

/// Two ways to find the rows that a relation may match; both lead to the same judgement of each.
enum Joins {
  /// Every row of the dataset, one after the other: the meaning of a relation.
  case nested
  /// Rows by hash of what they must equal.
  case indexed(IndexStore)

  /// Finds what a relation brings.
  ///
  /// - Parameters:
  ///   - relation: The relation.
  ///   - values: The value of each match; known.
  ///   - reach: The extent values that could matter.
  ///   - evaluator: Evaluates the relation's condition.
  /// - Returns: A row, blank, a list of rows, or unknown.
  func find(
    _ relation: Relation,
    _ values: [Datum],
    reach: Datum?,
    _ evaluator: inout Evaluator
  ) -> Datum {
    let world = evaluator.world
    let table = world.tables[relation.dataset]
    let probe = Probe(relation.matches.map(\.field), values, table: table, pool: world.pool)
    var found: [Datum.Items.Item] = []
    let rows: [Int]
    switch self {
    case .nested: rows = Array(0..<table.rowCount)
    case .indexed(let store): rows = store.rows(relation.dataset, probe, world: world)
    }
    for row in rows {
      let agreement = probe.agreement(row, table: table)
      guard agreement != .differs, agreement != .allUnknown else { continue }
      if let item = judge(row, agreement, relation, &evaluator) { found.append(item) }
    }
    // A row that says nothing of what it must equal matters only to the claim that nothing is there.
    if !probe.isEmpty, found.allSatisfy({ $0.doubt != nil }) {
      let blind: [Int]
      switch self {
      case .nested: blind = rows
      case .indexed(let store): blind = store.blindRows(relation.dataset, probe, world: world)
      }
      for row in blind where probe.agreement(row, table: table) == .allUnknown {
        if let item = judge(row, .allUnknown, relation, &evaluator) { found.append(item) }
      }
    }
    let open = world.outside(relation, reach)
    var covering: Datum?
    if case .disjoint(_, _, let term?) = relation.arity { covering = evaluator.evaluate(term) }
    return conclude(relation, Datum.Items(found, open: open), covering, world)
  }

  /// Whether a row matches: nil if not, else the item and its doubt.
  private func judge(
    _ row: Int,
    _ agreement: Probe.Agreement,
    _ relation: Relation,
    _ evaluator: inout Evaluator
  ) -> Datum.Items.Item? {
    let reference = RowReference(dataset: relation.dataset, row: row)
    var doubt: Unknown?
    let table = evaluator.world.tables[relation.dataset]
    switch table.standing(of: row) {
    case .loaded: break
    case .uncertain(let reason): doubt = reason
    case .rejected:
      doubt = Unknown(
        kind: .rejectedRow,
        dataset: table.schema.dataset,
        subject: relation.name,
        row: reference
      )
    }
    if doubt == nil, let field = agreement.unknownField(of: relation) {
      doubt = evaluator.world.reason(reference, field: field)
    }
    if let condition = relation.condition {
      switch evaluator.truth(condition, candidate: reference) {
      case .true: break
      case .false: return nil
      case .unknown(let reason): doubt = doubt ?? reason
      }
    }
    return .init(datum: .row(reference), doubt: doubt)
  }

  // MARK: Conclusions

  private func conclude(
    _ relation: Relation,
    _ found: Datum.Items,
    _ covering: Datum?,
    _ world: World
  ) -> Datum {
    switch relation.arity {
    case .many: return .list(found)
    case .disjoint(let from, let to, _):
      let spans = Spans(found, from, to, relation, world)
      return spans.fault(covering).map(Datum.unknown) ?? .list(found)
    case .one, .atMostOne: break
    }
    let dataset = world.tables[relation.dataset].schema.dataset
    let sure = found.items.filter { $0.doubt == nil }
    guard let first = sure.first else {
      if let doubt = found.doubt { return .unknown(doubt) }
      return relation.arity == .atMostOne
        ? .blank : .unknown(Unknown(kind: .notFound, dataset: dataset, subject: relation.name))
    }
    if let pick = relation.pick { return picked(sure, found, pick, relation, world) }
    if sure.count > 1 {
      var row: RowReference?
      if case .row(let second) = sure[1].datum { row = second }
      return .unknown(
        Unknown(kind: .severalFound, dataset: dataset, subject: relation.name, row: row)
      )
    }
    if let doubt = found.doubt, !relation.fixesKey { return .unknown(doubt) }
    return first.datum
  }

  /// The row with the largest or smallest value of a field.
  private func picked(
    _ sure: [Datum.Items.Item],
    _ found: Datum.Items,
    _ pick: Relation.Pick,
    _ relation: Relation,
    _ world: World
  ) -> Datum {
    var best: (row: RowReference, value: Datum)?
    var isTied = false
    for case .row(let row) in sure.map(\.datum) {
      let value = world.datum(row, field: pick.field)
      if case .unknown(let reason) = value { return .unknown(reason) }
      guard let current = best else {
        best = (row, value)
        continue
      }
      switch order(value, current.value, last: pick.last) {
      case .orderedBefore:
        best = (row, value)
        isTied = false
      case .same: isTied = true
      case .orderedAfter: break
      }
    }
    guard let best else { return .blank }
    if isTied {
      return .unknown(
        Unknown(
          kind: .severalFound,
          dataset: world.tables[relation.dataset].schema.dataset,
          subject: relation.name,
          row: best.row
        )
      )
    }
    for item in found.items {
      guard let doubt = item.doubt, case .row(let row) = item.datum else { continue }
      let value = world.datum(row, field: pick.field)
      if case .unknown = value { return .unknown(doubt) }
      if order(value, best.value, last: pick.last) != .orderedAfter { return .unknown(doubt) }
    }
    if let open = found.open { return .unknown(open) }
    return .row(best.row)
  }

  private enum Order {
    case orderedBefore
    case same
    case orderedAfter
  }

  /// Whether a value is picked before another; a blank is picked last.
  private func order(_ a: Datum, _ b: Datum, last: Bool) -> Order {
    guard case .value(let x) = a else { return b == .blank ? .same : .orderedAfter }
    guard case .value(let y) = b else { return .orderedBefore }
    if x == y { return .same }
    var isLess = Operations.compare(.less, x, y) ?? false
    // No comes before yes.
    if case (.boolean(false), .boolean(true)) = (x, y) { isLess = true }
    return isLess != last ? .orderedBefore : .orderedAfter
  }
}

extension World {
  /// Why rows outside what the extract covers could matter, if they could.
  func outside(_ relation: Relation, _ reach: Datum?) -> Unknown? {
    guard let covered = covers[relation.dataset], let reach else { return nil }
    func reason() -> Unknown {
      Unknown(
        kind: .outsidePeriod,
        dataset: tables[relation.dataset].schema.dataset,
        subject: relation.name
      )
    }
    switch reach {
    case .value(.date(let day)):
      return covered.first <= day && day <= covered.last ? nil : reason()
    case .value(.range(let range)):
      guard case .date(let lower)? = range.lower, case .date(let upper)? = range.upper else {
        return reason()
      }
      let first = lower.dayNumber + (range.lowerIncluded ? 0 : 1)
      let last = upper.dayNumber - (range.upperIncluded ? 0 : 1)
      // A range that holds no day reaches nothing.
      if first > last { return nil }
      return covered.first.dayNumber <= first && last <= covered.last.dayNumber ? nil : reason()
    case .unknown(let unknown): return unknown
    case .partialRange(let lower, let upper): return lower.unknown ?? upper.unknown ?? reason()
    default: return reason()
    }
  }
}

extension Probe.Agreement {
  /// The first field that is not known, where one is not.
  fileprivate func unknownField(of relation: Relation) -> Int? {
    switch self {
    case .mayAgree(let field): field
    case .allUnknown: relation.matches.first?.field
    case .agrees, .differs: nil
    }
  }
}
