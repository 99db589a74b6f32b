internal import Findings
internal import Tables
internal import Values

/// The rows of a source as they are read: accepted and rejected in one, until their keys have been compared.
struct CollectedRows: Sendable {
  private let schema: Schema
  private let pool: TextPool
  private let pseudonyms: Pseudonyms?
  private var columns: [CellColumn]
  private var files: [String] = []
  private var file: [UInt16] = []
  private var line: [Int32] = []
  /// The line at which the block begins that comes next.
  private var nextLine = 1
  private var records: [FileRecord] = []
  /// What the file being read has so far.
  private var contents = FileContents(headings: [])
  /// What is wrong with rows, by row.
  private var problems: [Int: RowProblem] = [:]

  init(schema: Schema, pool: TextPool, pseudonyms: Pseudonyms?) {
    self.schema = schema
    self.pool = pool
    self.pseudonyms = pseudonyms
    columns = schema.fields.map { _ in CellColumn() }
  }

  /// Starts a file whose rows begin at a line.
  mutating func begin(file path: String, headings: [String], line: Int) {
    files.append(path.split(separator: "/").last.map(String.init) ?? path)
    nextLine = line
    contents = FileContents(headings: headings)
  }

  /// Ends a file.
  mutating func end(file record: FileRecord) {
    var record = record
    record.contents = contents
    records.append(record)
  }

  /// Adds the rows of a block.
  mutating func append(_ rows: BlockRows, in block: Block) {
    let start = line.count
    for (field, column) in rows.columns.enumerated() {
      columns[field].append(column, codes: codes(of: column.texts, field, block))
    }
    for row in rows.lines { line.append(Int32(clamping: nextLine + Int(row))) }
    file.append(contentsOf: repeatElement(UInt16(files.count - 1), count: rows.lines.count))
    for (row, problem) in rows.problems { problems[start + row] = problem }
    nextLine += rows.lineCount
    contents.footers += rows.footers
    contents.trailers += rows.trailers
  }

  /// The numbers of a block's texts in the night's pool, or of their pseudonyms; nil where the field has no texts.
  private func codes(of texts: BlockTexts, _ field: Int, _ block: Block) -> [TextCode]? {
    guard schema.fields[field].type == .text else { return nil }
    if schema.fields[field].privacy == .pseudonymise, let pseudonyms {
      return BlockTexts.joined(
        pseudonyms.codes(for: texts.places, in: block.bytes.span),
        pseudonyms.codes(for: texts.writtenPlaces, in: texts.written.span)
      )
    }
    return BlockTexts.joined(
      pool.codes(for: texts.places, in: block.bytes.span),
      pool.codes(for: texts.writtenPlaces, in: texts.written.span)
    )
  }

  /// The extract.
  ///
  /// A row that an earlier file has, too, is left out; of rows with the same key that differ, or that one file has
  /// twice, all are rejected, for none of them can be trusted.
  consuming func finish() -> Extract {
    let keys = RowsByKey(schema.key.map { columns[$0] }, line.count, texts: pool.count)
    let copies = rowsDeliveredTwice(
      among: keys.shared.map { rows in rows.filter { problems[$0] == nil } },
      columns: columns,
      file: file
    )
    rejectSharedKeys(keys.shared.map { rows in rows.filter { !copies.contains($0) } })
    var record = SourceRecord(dataset: schema.dataset, files: records)
    var rejected: [RejectedRow] = []
    var order: [Int] = []
    var refused: [Int] = []
    let isWhole = problems.isEmpty && copies.isEmpty
    for row in line.indices {
      let pence = controlMoney(row)
      record.files[Int(file[row])].contents?.read.add(pence: pence)
      if isWhole {
        record.loaded.add(pence: pence)
      } else if copies.contains(row) {
        record.deliveredTwice.add(pence: pence)
      } else if let problem = problems[row] {
        refused.append(row)
        record.rejected.add(pence: pence)
        rejected.append(rejectedRow(row, problem, pence))
      } else {
        order.append(row)
        record.loaded.add(pence: pence)
      }
    }
    order += refused
    if !isWhole {
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
      columns: zip(schema.fields, columns).map {
        $1.column(of: $0.type, rows: isWhole ? nil : order)
      },
      files: files,
      file: file,
      line: line,
      rejections: refused.map { _ in doubt }
    )
    return Extract(table: table, record: record, rejected: rejected)
  }

  private func rejectedRow(_ row: Int, _ problem: RowProblem, _ pence: Int64?) -> RejectedRow {
    RejectedRow(
      dataset: schema.dataset,
      location: location(row),
      column: problem.column,
      heading: problem.heading,
      code: problem.code,
      explanation: problem.explanation,
      pence: pence
    )
  }

  private func location(_ row: Int) -> Location {
    Location(file: files[Int(file[row])], line: Int(line[row]))
  }

  private func controlMoney(_ row: Int) -> Int64? {
    guard let control = schema.control, columns[control].states[row] == .known else { return nil }
    return columns[control].scaled[row]
  }

  private mutating func rejectSharedKeys(_ groups: [[Int]]) {
    for rows in groups where rows.count > 1 {
      let name = keyText(rows[0])
      for row in rows where problems[row] == nil {
        let others = rows.prefix(6).filter { $0 != row }.prefix(5).map { other in
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
      let column = columns[index]
      let value =
        switch field.type {
        case _ where column.states[row] != .known: ""
        case .text, .code: pool.text(column.codes[row])
        case .number, .money:
          Decimal(scaled: column.scaled[row], scale: field.type.scale ?? 0).description
        case .date: CalendarDate(dayNumber: Int(column.days[row])).description
        case .boolean: column.flags[row] ? "true" : "false"
        }
      return "\(field.name) \(value.quoted)"
    }
    return "the key " + parts.joined(separator: ", ")
  }
}
