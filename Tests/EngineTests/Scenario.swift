import Engine
import Rules
import Tables
import Values

/// Tables that a test can change cell by cell, and what they are read as of.
struct Scenario {
  /// A row, and what became of it when it was read.
  struct Row: Hashable {
    var cells: [Cell]
    var isRejected = false
    /// It is not there, and keeps its line, so that the other rows keep theirs.
    var isAbsent = false
  }

  var asAt: CalendarDate
  let pool: TextPool
  /// Rows by dataset; a derived dataset that is named here is not derived.
  var rows: [String: [Row]] = [:]
  var covers: [String: Period] = [:]

  init(asAt: CalendarDate, pool: TextPool) {
    self.asAt = asAt
    self.pool = pool
  }

  /// The tables of an example, their texts in another pool.
  init(_ inputs: Inputs, catalog: Catalog, pool: TextPool) {
    asAt = inputs.asAt
    self.pool = pool
    covers = inputs.covers
    for dataset in catalog.datasets {
      let name = dataset.schema.dataset
      guard let table = inputs.tables[name] else { continue }
      rows[name] = (0..<table.rowCount).map { row in
        let cells = dataset.schema.fields.indices.map { field -> Cell in
          let cell = table.cell(row: row, field: field)
          guard case .text(let code) = cell else { return cell }
          return .text(pool.code(for: inputs.pool.text(code)))
        }
        return Row(cells: cells, isRejected: row >= table.countedCount)
      }
    }
  }

  /// The inputs of a run; each row stands on a line of its own, of a file named after its dataset.
  func inputs(_ catalog: Catalog) -> Inputs {
    var tables: [String: Table] = [:]
    for dataset in catalog.datasets {
      guard let rows = rows[dataset.schema.dataset] else { continue }
      var builder = TableBuilder(schema: dataset.schema)
      let file = builder.add(file: dataset.schema.dataset)
      let reason = Unknown(kind: .rejectedRow, dataset: dataset.schema.dataset, subject: "row")
      for (index, row) in rows.enumerated() where !row.isAbsent {
        builder.append(
          row.cells,
          file: file,
          line: index + 1,
          standing: row.isRejected ? .rejected(reason) : .loaded
        )
      }
      tables[dataset.schema.dataset] = builder.finish()
    }
    return Inputs(asAt: asAt, pool: pool, tables: tables, covers: covers)
  }

  /// Drops loaded rows whose key an earlier one has: extracts refuse them before rules see them.
  mutating func dropRepeatedKeys(_ catalog: Catalog) {
    for dataset in catalog.datasets {
      var seen = Set<[Cell]>()
      rows[dataset.schema.dataset]?.removeAll { row in
        let key = dataset.schema.key.map { row.cells[$0] }
        return !row.isRejected && !key.contains(.unknown) && !seen.insert(key).inserted
      }
    }
  }
}
