internal import Findings
internal import Tables
internal import Values

/// The rows of a source as they are read: accepted and rejected in one, until their keys have been compared.
struct CollectedRows: Sendable {
  private let schema: Schema
  private let pool: TextPool
  private var columns: [CellColumn]
  /// The files and their sheets, and the position of each one's file.
  private var sources: [(source: RowSource, file: UInt16)] = []
  private var source: [UInt16] = []
  private var line: [Int32] = []
  /// The line at which the block begins that comes next.
  private var nextLine = 1
  private var records: [FileRecord] = []
  private var fileName = ""
  /// What the file being read has so far.
  private var contents = FileContents(headings: [])
  /// What is wrong with rows, by row.
  private var problems: [Int: RowProblem] = [:]

  init(schema: Schema, pool: TextPool) {
    self.schema = schema
    self.pool = pool
    columns = schema.fields.map { _ in CellColumn() }
  }

  /// Starts a file.
  mutating func begin(file path: String) {
    fileName = path.split(separator: "/").last.map(String.init) ?? path
    contents = FileContents(headings: [])
  }

  /// Starts a sheet of the file, or all of it where that has none; its rows begin at a line.
  mutating func begin(sheet: String?, headings: [String], line: Int) {
    sources.append((RowSource(file: fileName, sheet: sheet), UInt16(records.count)))
    nextLine = line
    let known = contents.headings
    contents.headings += known.isEmpty ? headings : headings.filter { !known.contains($0) }
  }

  /// Ends a file.
  mutating func end(file record: FileRecord) {
    var record = record
    record.contents = contents
    records.append(record)
  }

  /// Makes room for so many rows more.
  mutating func reserve(_ count: Int) {
    for (field, description) in schema.fields.enumerated() {
      columns[field].reserve(line.count + count, as: description.type)
    }
    source.reserveCapacity(line.count + count)
    line.reserveCapacity(line.count + count)
  }

  /// Adds the rows of a block.
  mutating func append(_ rows: BlockRows) {
    let start = line.count
    for (field, column) in rows.columns.enumerated() {
      columns[field].append(column)
    }
    for row in rows.lines { line.append(Int32(clamping: nextLine + Int(row))) }
    let number = UInt16(sources.count - 1)
    source.append(contentsOf: repeatElement(number, count: rows.lines.count))
    for (row, problem) in rows.problems { problems[start + row] = problem }
    nextLine += rows.lineCount
    contents.footers += rows.footers
    contents.trailers += rows.trailers
  }

  /// The extract.
  ///
  /// A row that an earlier file has, too, is left out; of rows with the same key that differ, or that one file has
  /// twice, all are rejected, for none of them can be trusted.
  consuming func finish() -> Extract {
    var columns: [Column] = []
    for (index, field) in schema.fields.enumerated() {
      columns.append(self.columns[index].column(of: field.type, pool: pool))
    }
    let keyColumns = schema.key.map { columns[$0] }
    let bound =
      keyColumns.contains { if case .texts = $0.values { true } else { false } } ? pool.bound : 0
    let keys = RowsByKey(columns: keyColumns, count: line.count, texts: bound)
    let copies = rowsDeliveredTwice(
      among: keys.shared.map { rows in rows.filter { problems[$0] == nil } },
      columns: columns,
      file: fileOf
    )
    rejectSharedKeys(keys.shared.map { rows in rows.filter { !copies.contains($0) } }, keyColumns)
    var record = SourceRecord(dataset: schema.dataset, files: records)
    var rejected: [RejectedRow] = []
    var order: [Int] = []
    var refused: [Int] = []
    let isWhole = problems.isEmpty && copies.isEmpty
    let fates = fates(copies)
    let money = schema.control.map {
      (pence: self.columns[$0].scaled, states: self.columns[$0].states)
    }
    var read = Tally()
    for row in line.indices {
      let pence = money.flatMap { $0.states[row] == .known ? $0.pence[row] : nil }
      read.add(pence: pence)
      if row + 1 == line.count || fileOf(row + 1) != fileOf(row) {
        record.files[fileOf(row)].contents?.read = read
        read = Tally()
      }
      switch fates[row] {
      case .loaded:
        if !isWhole { order.append(row) }
        record.loaded.add(pence: pence)
      case .deliveredTwice: record.deliveredTwice.add(pence: pence)
      case .rejected:
        refused.append(row)
        record.rejected.add(pence: pence)
        if let problem = problems[row] { rejected.append(rejectedRow(row, problem, pence)) }
      }
    }
    order += refused
    if !isWhole {
      source = order.map { source[$0] }
      line = order.map { line[$0] }
      columns = columns.map { $0.selecting(rows: order) }
    }
    let doubt = Unknown(
      kind: .rejectedRow,
      dataset: schema.dataset,
      subject: schema.key.first.map { schema.fields[$0].name } ?? "row"
    )
    let table = Table(
      schema: schema,
      columns: columns,
      sources: sources.map(\.source),
      source: source,
      line: line,
      rejections: refused.map { _ in doubt }
    )
    return Extract(table: table, record: record, rejected: rejected)
  }

  /// What becomes of a row.
  private enum Fate: UInt8 {
    case loaded
    case deliveredTwice
    case rejected
  }

  private func fates(_ copies: Set<Int>) -> [Fate] {
    var fates = [Fate](repeating: .loaded, count: line.count)
    for row in problems.keys { fates[row] = .rejected }
    for row in copies { fates[row] = .deliveredTwice }
    return fates
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
    sources[Int(source[row])].source.location(line: line[row])
  }

  /// The position of a row's file.
  private func fileOf(_ row: Int) -> Int { Int(sources[Int(source[row])].file) }

  private mutating func rejectSharedKeys(_ groups: [[Int]], _ keys: [Column]) {
    for rows in groups where rows.count > 1 {
      let name = keyText(rows[0], keys)
      for row in rows where problems[row] == nil {
        let others = rows.prefix(6).filter { $0 != row }.prefix(5).map { other in
          source[other] == source[row]
            ? "line \(line[other])" : "\(location(other).place) line \(line[other])"
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
  private func keyText(_ row: Int, _ keys: [Column]) -> String {
    let parts = zip(schema.key, keys).map { index, column in
      let field = schema.fields[index]
      guard field.privacy == .open else { return field.name }
      let value =
        switch column[row] {
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
