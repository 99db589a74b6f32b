/// Collects rows into a table: append rows of any standing in any order, then `finish`.
public struct TableBuilder: Sendable {
  /// Rows of one standing, until they are joined.
  private struct Part: Sendable {
    var columns: [Column]
    var rows = RowRuns()
    var sources = RowLists()
    var doubts: [Unknown] = []
    var reasons: [Table.CellPosition: Unknown] = [:]
    var count = 0
  }

  /// The dataset's shape.
  public let schema: Schema
  private var files: [String] = []
  private var parts: [Part]

  /// Creates a builder for a dataset.
  public init(schema: Schema) {
    self.schema = schema
    let empty = Part(columns: schema.fields.map { Column(type: $0.type) })
    parts = [empty, empty, empty]
  }

  /// Adds a source file; its position is what `append(_:file:line:standing:)` takes.
  public mutating func add(file: String) -> Int {
    files.append(file)
    return files.count - 1
  }

  /// Rows added so far that count as loaded.
  public var loadedCount: Int { parts[0].count }

  /// Adds a row that was read.
  ///
  /// - Parameters:
  ///   - cells: One a field, in the schema's order.
  ///   - file: A position that `add(file:)` gave.
  ///   - line: The 1-based line on which the row starts.
  ///   - standing: `loaded`, or `rejected` with what could be read of the row.
  public mutating func append(
    _ cells: [Cell],
    file: Int,
    line: Int,
    standing: Standing = .loaded
  ) {
    let part = add(cells, standing)
    parts[part].rows.append(1, line: line, source: UInt16(file))
  }

  /// Adds a derived row.
  ///
  /// - Parameters:
  ///   - cells: One a field, in the schema's order.
  ///   - sources: The rows it was made of.
  ///   - standing: Whether it belongs.
  ///   - reasons: Why its unknown cells are unknown, by field.
  public mutating func append(
    _ cells: [Cell],
    derivedFrom sources: [RowReference],
    standing: Standing,
    reasons: [Int: Unknown]
  ) {
    let part = add(cells, standing)
    parts[part].sources.append(sources)
    for (field, reason) in reasons {
      parts[part].reasons[.init(row: parts[part].count - 1, field: field)] = reason
    }
  }

  private mutating func add(_ cells: [Cell], _ standing: Standing) -> Int {
    let part: Int
    switch standing {
    case .loaded: part = 0
    case .uncertain(let doubt):
      part = 1
      parts[1].doubts.append(doubt)
    case .rejected(let doubt):
      part = 2
      parts[2].doubts.append(doubt)
    }
    for (field, cell) in cells.enumerated() { parts[part].columns[field].append(cell) }
    parts[part].count += 1
    return part
  }

  /// The table of all rows added: loaded first, then uncertain, then rejected, each in the order added.
  public consuming func finish() -> Table {
    var columns = parts[0].columns
    var reasons = parts[0].reasons
    var rows = parts[0].rows
    var offset = parts[0].count
    for part in parts.dropFirst() {
      for field in columns.indices {
        columns[field].append(contentsOf: part.columns[field])
      }
      rows.append(contentsOf: part.rows)
      for (position, reason) in part.reasons {
        reasons[.init(row: position.row + offset, field: position.field)] = reason
      }
      offset += part.count
    }
    let isDerived = files.isEmpty
    return Table(
      schema: schema,
      columns: columns,
      loadedCount: parts[0].count,
      countedCount: parts[0].count + parts[1].count,
      provenance: isDerived
        ? .derived(parts.reduce(into: RowLists()) { $0.append(contentsOf: $1.sources) })
        : .read(sources: files.map { RowSource(file: $0) }, rows: rows),
      doubts: parts[1].doubts + parts[2].doubts,
      reasons: reasons
    )
  }
}
