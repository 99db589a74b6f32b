internal import Findings
internal import Tables
internal import Values

/// The rows of a source as they are read: accepted and rejected in one, until their keys have been compared.
struct CollectedRows {
  private let schema: Schema
  private let pool: TextPool
  private var columns: [Column]
  private var files: [String] = []
  private var file: [UInt16] = []
  private var line: [Int32] = []
  private var records: [FileRecord] = []
  /// What is wrong with rows, by row.
  private var problems: [Int: RowProblem] = [:]

  init(schema: Schema, pool: TextPool) {
    self.schema = schema
    self.pool = pool
    columns = schema.fields.map { Column(type: $0.type) }
  }

  /// Starts a file.
  mutating func begin(file path: String) {
    files.append(path.split(separator: "/").last.map(String.init) ?? path)
  }

  /// Ends a file.
  mutating func end(file record: FileRecord) {
    records.append(record)
  }

  /// Adds a row that fits.
  mutating func append(line number: Int, cells: [Cell]) {
    for field in cells.indices { columns[field].append(cells[field]) }
    file.append(UInt16(files.count - 1))
    line.append(Int32(clamping: number))
  }

  /// Adds a row that does not fit, with what can be read of it.
  mutating func reject(line number: Int, cells: [Cell]? = nil, _ problem: RowProblem) {
    problems[line.count] = problem
    append(line: number, cells: cells ?? schema.fields.map { _ in .unknown })
  }

  /// The extract.
  ///
  /// A row that an earlier file has, too, is left out; of rows with the same key that differ, or that one file has
  /// twice, all are rejected, for none of them can be trusted.
  consuming func finish() -> Extract {
    let shared = RowsByKey(columns: schema.key.map { columns[$0] }, count: line.count).shared
    let copies = rowsDeliveredTwice(
      among: shared.map { rows in rows.filter { problems[$0] == nil } },
      columns: columns,
      file: file
    )
    rejectSharedKeys(shared.map { rows in rows.filter { !copies.contains($0) } })
    var record = SourceRecord(dataset: schema.dataset, files: records)
    var rejected: [RejectedRow] = []
    var accepted: [Int] = []
    var refused: [Int] = []
    for row in line.indices {
      let pence = controlMoney(row)
      record.files[Int(file[row])].contents?.read.add(pence: pence)
      if copies.contains(row) {
        record.deliveredTwice.add(pence: pence)
      } else if let problem = problems[row] {
        refused.append(row)
        record.rejected.add(pence: pence)
        rejected.append(
          RejectedRow(
            dataset: schema.dataset,
            location: location(row),
            column: problem.column,
            heading: problem.heading,
            code: problem.code,
            explanation: problem.explanation,
            pence: pence
          )
        )
      } else {
        accepted.append(row)
        record.loaded.add(pence: pence)
      }
    }
    if accepted.count < line.count {
      let order = accepted + refused
      for field in columns.indices { columns[field] = columns[field].selecting(rows: order) }
      file = order.map { file[$0] }
      line = order.map { line[$0] }
    }
    let doubt = Unknown(
      kind: .rejectedRow,
      dataset: schema.dataset,
      subject: schema.key.first.map { schema.fields[$0].name } ?? "row"
    )
    let table = Table(
      schema: schema,
      columns: columns,
      files: files,
      file: file,
      line: line,
      rejections: refused.map { _ in doubt }
    )
    return Extract(table: table, record: record, rejected: rejected)
  }

  private func location(_ row: Int) -> Location {
    Location(file: files[Int(file[row])], line: Int(line[row]))
  }

  private func controlMoney(_ row: Int) -> Int64? {
    guard let control = schema.control, case .scaled(let pence) = columns[control][row] else {
      return nil
    }
    return pence
  }

  private mutating func rejectSharedKeys(_ groups: [[Int]]) {
    for rows in groups where rows.count > 1 {
      let name = keyText(rows[0])
      for row in rows where problems[row] == nil {
        let others = rows.filter { $0 != row }.prefix(5).map { other in
          file[other] == file[row]
            ? "line \(line[other])" : "\(location(other).file) line \(line[other])"
        }
        let more = rows.count > 6 ? " and \(rows.count - 6) more" : ""
        problems[row] = RowProblem(
          code: .unique,
          explanation: "\(name) is also on \(others.joined(separator: ", "))\(more); none of these "
            + "rows can be trusted"
        )
      }
    }
  }

  /// The key of a row in words, without personal values.
  private func keyText(_ row: Int) -> String {
    let parts = schema.key.map { index in
      let field = schema.fields[index]
      guard field.privacy == .open else { return field.name }
      let value =
        switch columns[index][row] {
        case .text(let code): pool.text(code)
        case .scaled(let value): Decimal(scaled: value, scale: field.type.scale ?? 0).description
        case .date(let date): date.description
        case .boolean(let value): value ? "true" : "false"
        case .blank, .unknown: ""
        }
      return "\(field.name) \(value.quoted)"
    }
    return "the key " + parts.joined(separator: ", ")
  }
}
