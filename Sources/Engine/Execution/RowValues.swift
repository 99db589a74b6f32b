internal import Findings
internal import Synchronization
internal import Tables

/// What rows show to audiences, kept for the rows of small tables: many findings speak of one of these.
final class RowValues: Sendable {
  private struct Readers: Hashable {
    let dataset: Int
    let audiences: [String]
  }

  private struct Kept {
    /// The fields that all the audiences may see.
    let fields: [Int]
    var rows: [Int: [NamedValue]] = [:]
  }

  /// Tables of more rows are read again each time.
  private static let most = 1 << 16

  private let kept = Mutex<[Readers: Kept]>([:])

  /// The values of a row that all the audiences may see, blanks left out.
  func values(_ row: RowReference, to audiences: [String], _ world: World) -> [NamedValue] {
    let readers = Readers(dataset: row.dataset, audiences: audiences)
    let table = world.tables[row.dataset]
    let (fields, known) = kept.withLock { kept in
      if let found = kept[readers] { return (found.fields, found.rows[row.row]) }
      let fields = table.schema.fields.indices.filter { field in
        audiences.allSatisfy(table.schema.fields[field].privacy.isVisible)
      }
      kept[readers] = Kept(fields: fields)
      return (fields, nil)
    }
    if let known { return known }
    var values: [NamedValue] = []
    values.reserveCapacity(fields.count)
    for field in fields {
      let declared = table.schema.fields[field]
      let shown = Naming.shown(world.datum(row, field: field), isMoney: declared.type == .money)
      if shown != .empty { values.append(NamedValue(name: declared.name, value: shown)) }
    }
    if table.rowCount <= RowValues.most {
      kept.withLock { $0[readers]?.rows[row.row] = values }
    }
    return values
  }
}
