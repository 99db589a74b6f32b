internal import Feel
internal import Findings
internal import Rules
internal import Tables
internal import Values

/// Makes the rows of a derived dataset, many units at a time.
///
/// What vectors cannot tell is worked out one by one, as `Deriver` does.
struct ColumnarDeriver: Sendable {
  let deriver: Deriver
  let store: IndexStore
  /// Whether steps are measured.
  var isMeasured = false

  private var world: World { deriver.world }
  private var schema: Schema { deriver.schema }

  /// The rows of some units.
  private struct Part: Sendable {
    var columns: [Column]
    var sources = RowLists()
    /// The units that the rows were made of.
    var units: [Int32] = []
    var reasons: [(row: Int, field: Int, reason: Unknown)] = []
    /// Rows that do not surely belong, apart.
    var apart: [Apart] = []
    var failure: EngineError?
    var steps: [Meter.Tally] = []
  }

  /// A row that is not among the columns of its part.
  private struct Apart: Sendable {
    /// Where it stands among all units, of which odd ones come before the sure one at their position.
    let order: (Int, Int)
    let row: Deriver.Row
    let sources: [RowReference]
  }

  /// All rows.
  ///
  /// - Parameter units: The units of the frame.
  /// - Returns: The table, and what the steps did where they are measured.
  /// - Throws: `EngineError` where a value does not fit its field, or two rows have one key.
  func table(_ units: UnitColumns) throws(EngineError) -> (Table, [Meter.Tally]) {
    let vectors = VectorEvaluator(world: world, frame: deriver.frame, store: store)
    let stepCount = vectors.slotCount
    let parts = Batches(count: units.count).concurrently { range, room in
      let meter = isMeasured ? Meter(stepCount: stepCount) : nil
      if world.memory.isShort { return Part(columns: schema.fields.map { Column(type: $0.type) }) }
      var part = part(units, range, VectorEvaluator(of: vectors), room, meter)
      part.steps = meter?.steps ?? []
      return part
    }
    var apart = parts.flatMap(\.apart)
    var isSound = parts.allSatisfy { $0.failure == nil }
    var evaluator = Evaluator(world: world, frame: deriver.frame, joins: .indexed(store))
    for (number, odd) in units.odd.enumerated() where isSound {
      evaluator.begin(odd.unit.slots)
      do {
        guard let row = try deriver.row(odd.unit, &evaluator) else { continue }
        apart.append(
          Apart(order: (odd.position, number - units.odd.count), row: row, sources: odd.unit.rows)
        )
      } catch {
        isSound = false
      }
    }
    apart.sort { $0.order < $1.order }
    let steps = Meter.total(parts.map(\.steps), stepCount)
    if isSound, let table = joined(parts, apart) { return (table, steps) }
    // What is wrong is said of the first row that is, in order.
    return (try deriver.table(.indexed(store)), steps)
  }

  private func part(
    _ units: UnitColumns,
    _ range: Range<Int>,
    _ vectors: VectorEvaluator,
    _ room: Room,
    _ meter: Meter?
  ) -> Part {
    let lanes = units.lanes(range, slotCount: vectors.slotCount, world, room: room, meter)
    var part = Part(columns: schema.fields.map { Column(type: $0.type) })
    var admitted = [Tri](repeating: .yes, count: range.count)
    if let filter = deriver.plan.filter { admitted = vectors.truths(filter, lanes) }
    let left = admitted.places { $0 != .no }
    if left.isEmpty { return part }
    let kept = left.count == lanes.count ? lanes : Lanes(selecting: left, of: lanes)
    var isClear = left.map { admitted[Int($0)] == .yes }
    for (field, term) in deriver.plan.values.enumerated() {
      part.columns[field] = Column(vectors.evaluate(term, kept), schema.fields[field], &isClear)
    }
    if room.isExceeded { return part }
    let source = SlotSource(vectors, kept)
    var evaluator = Evaluator(world: world, frame: deriver.frame, joins: .indexed(store))
    var dropped: [Int] = []
    for lane in left.indices {
      let index = range.lowerBound + Int(left[lane])
      if isClear[lane] {
        units.addRows(of: index, to: &part.sources)
        part.units.append(Int32(index))
        continue
      }
      let unit = units.unit(index, world)
      evaluator.begin(unit.slots, source, lane: lane)
      do {
        guard let row = try deriver.row(unit, &evaluator) else {
          dropped.append(lane)
          continue
        }
        guard case .loaded = row.standing else {
          part.apart.append(Apart(order: (index, 0), row: row, sources: unit.rows))
          dropped.append(lane)
          continue
        }
        for (field, cell) in row.cells.enumerated() {
          part.columns[field].replace(row: lane, with: cell)
        }
        for (field, reason) in row.reasons {
          part.reasons.append((lane - dropped.count, field, reason))
        }
        units.addRows(of: index, to: &part.sources)
        part.units.append(Int32(index))
      } catch {
        part.failure = error
        return part
      }
    }
    if !dropped.isEmpty {
      let isGone = Set(dropped)
      let rows = left.indices.filter { !isGone.contains($0) }
      part.columns = part.columns.map { $0.selecting(rows: rows) }
    }
    return part
  }

  /// The table of all parts; nil where two rows have one key.
  private func joined(_ parts: [Part], _ apart: [Apart]) -> Table? {
    var columns = schema.fields.map { Column(type: $0.type) }
    var sources = RowLists()
    var reasons: [Table.CellPosition: Unknown] = [:]
    for part in parts {
      for (row, field, reason) in part.reasons {
        reasons[.init(row: sources.count + row, field: field)] = reason
      }
      for field in columns.indices { columns[field].append(contentsOf: part.columns[field]) }
      sources.append(contentsOf: part.sources)
    }
    var orders = parts.flatMap { $0.units.map { (Int($0), 0) } }
    var doubts: [Unknown] = []
    var counts: [Int] = []
    // Those that surely belong come first, then those that count.
    for kind in 0..<3 {
      for item in apart where item.row.standing.rank == kind {
        for (field, reason) in item.row.reasons {
          reasons[.init(row: sources.count, field: field)] = reason
        }
        for (field, cell) in item.row.cells.enumerated() { columns[field].append(cell) }
        sources.append(item.sources)
        if let doubt = item.row.standing.doubt {
          doubts.append(doubt)
        } else {
          orders.append(item.order)
        }
      }
      counts.append(sources.count)
    }
    if counts[0] > parts.reduce(0, { $0 + $1.units.count }) {
      arrange(&columns, &sources, &reasons, orders)
    }
    let table = Table(
      schema: schema,
      columns: columns,
      loadedCount: counts[0],
      countedCount: counts[1],
      sources: sources,
      doubts: doubts,
      reasons: reasons
    )
    let groups = RowGroups(table, schema.key, Array(0..<Int32(counts[0])))
    return groups.count < counts[0] ? nil : table
  }

  /// Puts the rows that surely belong in the order of their units.
  private func arrange(
    _ columns: inout [Column],
    _ sources: inout RowLists,
    _ reasons: inout [Table.CellPosition: Unknown],
    _ orders: [(Int, Int)]
  ) {
    let sorted = orders.indices.sorted { orders[$0] < orders[$1] }
    let places = sorted + Array(orders.count..<sources.count)
    columns = columns.map { $0.selecting(rows: places) }
    var arranged = RowLists()
    for place in places { arranged.append(sources[place]) }
    sources = arranged
    var now = places
    for (row, place) in places.enumerated() { now[place] = row }
    reasons = Dictionary(
      uniqueKeysWithValues: reasons.map {
        (.init(row: now[$0.key.row], field: $0.key.field), $0.value)
      }
    )
  }
}

extension Standing {
  /// Rows of a table stand in this order.
  fileprivate var rank: Int {
    switch self {
    case .loaded: 0
    case .uncertain: 1
    case .rejected: 2
    }
  }
}
