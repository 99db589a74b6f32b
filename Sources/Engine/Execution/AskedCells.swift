internal import Tables

/// The cells that are all that indexes by one text are ever asked for.
///
/// Where these are few, as where some rows name others of the same table, an index of the rows that hold one of them does for an
/// index of all.
struct AskedCells: Sendable {
  private struct Column: Hashable {
    let dataset: Int
    let field: Int
  }

  /// By column of an index, the columns whose cells it is asked for.
  private var askers: [Column: Set<Column>] = [:]

  /// Fewer rows are all indexed sooner than they are looked through.
  private var many = Int.max

  /// Nothing is known of what indexes are asked for.
  init() {}

  /// What frames ask for.
  ///
  /// - Parameters:
  ///   - frames: All that ask.
  ///   - derived: The datasets that have no rows before they are derived.
  ///   - many: Indexes of fewer rows have all of them.
  init(_ frames: [Frame], derived: Set<Int>, many: Int = 1 << 16) {
    self.many = many
    /// Columns that are asked for what is in no column, or in none that is there from the start.
    var open: Set<Column> = []
    for frame in frames {
      if case .pair(let dataset, let fields, _, _) = frame.unit {
        open.formUnion(fields.map { Column(dataset: dataset, field: $0) })
      }
      for relation in frame.relations {
        open.formUnion(
          relation.narrowings.map { Column(dataset: relation.dataset, field: $0.field) }
        )
        guard relation.matches.count == 1, let match = relation.matches.first else { continue }
        let own = Column(dataset: relation.dataset, field: match.field)
        if case .field(_, let dataset, let field) = match.value, !derived.contains(dataset) {
          askers[own, default: []].insert(Column(dataset: dataset, field: field))
        } else {
          open.insert(own)
        }
      }
    }
    for column in open { askers[column] = nil }
  }

  /// The rows that an index by some fields needs, ascending; nil where it needs all.
  ///
  /// Those whose cell is not known are among them.
  func rows(_ dataset: Int, _ fields: [Int], _ world: World) -> [Int32]? {
    let table = world.tables[dataset]
    guard fields.count == 1, table.rowCount >= many,
      let askers = askers[Column(dataset: dataset, field: fields[0])],
      case .texts(let codes) = table.columns[fields[0]].values
    else { return nil }
    let columns = askers.map { world.tables[$0.dataset].columns[$0.field] }
    let count = columns.reduce(0) { $0 + $1.states.count { $0 == .known } }
    guard 4 * count <= table.rowCount || many <= 1 else { return nil }
    var asked: [TextCode] = []
    for column in columns {
      guard case .texts(let codes) = column.values else { return nil }
      for (code, state) in zip(codes, column.states) where state == .known { asked.append(code) }
    }
    guard let lowest = asked.min(), let highest = asked.max(),
      Int(highest - lowest) < 8 * table.rowCount + 1024
    else { return nil }
    var wanted = RowSet(rowCount: Int(highest - lowest) + 1)
    for code in asked { wanted.insert(Int(code - lowest)) }
    let states = table.columns[fields[0]].states
    return Batches(count: table.rowCount, size: 1 << 16).concurrently {
      [wanted] range -> [Int32] in
      range.compactMap { row in
        let code = codes[row]
        let isWanted = code >= lowest && code <= highest && wanted.contains(Int(code - lowest))
        return isWanted || states[row] != .known ? Int32(row) : nil
      }
    }.flatMap { $0 }
  }
}
