internal import Extracts
internal import Findings
internal import Tables
internal import Values

/// Reads bytes as a text file of rows, and looks whether what must hold for every file does.
///
/// Whatever the bytes: the file is refused, or each of its rows is loaded, rejected with a reason, delivered twice or a
/// footer, on the line where it stands; and it makes no difference how much of the file is read at a time. What rows
/// there are is told by ``PlainRows``.
public struct TextTrial {
  private let options: TextOptions
  private let file: ArraySlice<UInt8>

  /// Prepares to try some bytes: the first four say how the file is bound, the others are the file.
  public init(_ bytes: [UInt8]) {
    options = TextOptions(bytes.prefix(TextOptions.length))
    file = bytes.dropFirst(TextOptions.length)
  }

  /// What is wrong; nil where all holds.
  public func problem() -> String? {
    withFile(file) { path in
      guard options.isTwice else { return problem(with: [path]) }
      return withFile(file + options.lineFeed) { problem(with: [path, $0]) }
    }
  }

  private func problem(with paths: [String]) -> String? {
    let whole = Reading(paths, options, block: file.count + 1)
    let cut = Reading(paths, options, block: options.block)
    if whole != cut { return "in blocks of \(options.block) it reads as \(cut), not \(whole)" }
    // What gzip data holds is not looked into.
    if file.starts(with: [0x1F, 0x8B]) { return nil }
    var plain: [PlainRows] = []
    for file in [Array(file), file + options.lineFeed].prefix(paths.count) {
      if let rows = PlainRows(file, options) { plain.append(rows) }
    }
    switch whole {
    case .refused(let error) where error.kind == .workbook:
      return PlainText.beginsAsWorkbook(file) ? nil : "it is taken for a workbook"
    case .refused(let error) where plain.count == paths.count:
      return "\(plain[0].rows.count) rows are refused: \(error)"
    case .refused(let error): return error.message.isEmpty ? "it is refused without a reason" : nil
    case .read(let extract):
      return plain.count == paths.count
        ? problem(with: extract, plain) : "it is read, and has no headings"
    }
  }

  private func problem(with extract: ReadExtract, _ plain: [PlainRows]) -> String? {
    let record = extract.record
    let counts = plain.map {
      Counts(rows: $0.rows.count, footers: $0.footers, trailers: $0.trailers)
    }
    let found = record.files.map { file in
      Counts(
        rows: file.contents?.read.rows ?? -1,
        footers: file.contents?.footers ?? -1,
        trailers: file.contents?.trailers.count ?? -1
      )
    }
    guard found == counts else { return "\(found) are read, and there are \(counts)" }
    guard record.read.rows == counts.reduce(0, { $0 + $1.rows }),
      extract.loaded.count == record.loaded.rows,
      extract.rejected.count == record.rejected.rows,
      record.reasons.values.reduce(0, +) == record.rejected.rows
    else { return "the counts are not those of the rows: \(record)" }
    if plain.count == 1 {
      let lines = extract.loaded.map(\.line) + extract.rejected.map(\.location.line)
      guard lines.sorted() == plain[0].rows.keys.sorted() else { return "the lines are \(lines)" }
    }
    for row in extract.rejected {
      let file = record.files.firstIndex { $0.name == row.location.file } ?? 0
      guard let found = plain[file].rows[row.location.line], !row.explanation.isEmpty else {
        return "there is no row, or no reason: \(row)"
      }
      if let problem = problem(with: row, found) { return "\(problem): \(row)" }
    }
    for row in extract.loaded {
      if let problem = problem(with: row, plain[row.file].rows[row.line]) {
        return "\(problem): \(row)"
      }
    }
    return nil
  }

  /// What is wrong with a rejection.
  private func problem(with rejected: RejectedRow, _ row: PlainRows.Row) -> String? {
    switch (row, rejected.code) {
    case (.faulty(let code), let found): code == found ? nil : "the reason is \(code)"
    case (.cells, .quoting), (.cells, .missingCell), (.cells, .extraCell): "the row is sound"
    case (.cells(let cells), .encoding):
      cells.contains { $0 == nil } ? nil : "all cells are text"
    case (.cells, .unique): options.hasKey ? nil : "there is no key"
    case (.cells, .typeError), (.cells, .constraint):
      options.schema.hasTextsOnly ? "any text will do" : nil
    case (.cells(let cells), .missingValue):
      options.schema.fields.first?.type == .text && !cells.contains("") ? "no cell is blank" : nil
    }
  }

  /// What is wrong with a row that was loaded.
  private func problem(with loaded: ReadExtract.Row, _ row: PlainRows.Row?) -> String? {
    guard case .cells(let cells)? = row else { return "there is no such row" }
    guard cells.allSatisfy({ $0 != nil }) else { return "a cell is no text" }
    return !options.schema.hasTextsOnly || cells == loaded.cells ? nil : "the cells are \(cells)"
  }
}

/// How many rows of each kind a file has.
private struct Counts: Equatable {
  var rows: Int
  var footers: Int
  var trailers: Int
}

/// What became of a file.
private enum Reading: Equatable {
  case refused(ExtractError)
  case read(ReadExtract)

  init(_ paths: [String], _ options: TextOptions, block: Int) {
    do throws(ExtractError) {
      let pool = TextPool()
      let binding = options.binding(paths, block: block)
      self = .read(ReadExtract(try Extracts.read(binding, into: pool), pool))
    } catch {
      self = .refused(error)
    }
  }
}

/// An extract, without what may differ from run to run.
private struct ReadExtract: Equatable {
  struct Row: Equatable {
    /// The position of its file.
    var file: Int
    var line: Int
    /// The cells' texts; a blank one is empty.
    var cells: [String?]
  }

  var record: SourceRecord
  var rejected: [RejectedRow]
  var loaded: [Row]

  init(_ extract: Extract, _ pool: TextPool) {
    record = extract.record
    rejected = extract.rejected
    guard case .read(_, let rows) = extract.table.provenance else {
      preconditionFailure("rows that were read are derived")
    }
    loaded = (0..<extract.table.loadedCount).map { row in
      let cells = extract.table.columns.map { column in
        switch column[row] {
        case .text(let code): pool.text(code)
        case .blank: ""
        case let cell: "\(cell)"
        }
      }
      return Row(file: rows.source(of: row), line: Int(rows.line(of: row)), cells: cells)
    }
  }
}
