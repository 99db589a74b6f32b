internal import Findings
internal import Tables

/// Takes rows whose cells have been found, tells data from blank rows and footers, and types the cells.
struct RowReader: Sendable {
  let binding: Binding
  let header: Header
  /// Whether it is said in words why rows do not fit; nobody reads the millionth.
  var explains = true
  private(set) var columns: [ColumnReader]
  /// For each field, the 0-based position of its cell; -1 where the source does not deliver it.
  private let positions: [Int32]
  private let blanks: BlankTexts
  /// Rows that need no look at their cells before these are typed; nil where each row must be looked at.
  private let plain: PlainRows?
  /// Room that is kept from block to block.
  private var batch: RowBatch
  private var text: [UInt8] = []

  init(
    _ binding: Binding,
    _ header: Header,
    _ columns: [ColumnReader],
    lineEnd: UInt8 = lineFeed
  ) {
    self.binding = binding
    self.header = header
    self.columns = columns
    blanks = BlankTexts(binding.blanks)
    positions = header.positions.map { $0.map { Int32($0) } ?? -1 }
    batch = RowBatch(fields: columns.count)
    plain =
      binding.marks.isEmpty && header.width > 0
      ? PlainRows(
        delimiter: binding.delimiter,
        lineEnd: lineEnd,
        cells: max(header.all.count, header.width),
        width: header.width,
        longestRow: binding.sizes.longestRow
      ) : nil
  }

  /// Starts a block of bytes.
  mutating func beginBlock() {
    for field in columns.indices { columns[field].beginBlock() }
  }

  // MARK: Rows

  /// Takes plain rows as long as they follow one another; the first stands on the line that the rows have come to.
  ///
  /// - Returns: How many separators they end with.
  mutating func takePlain(
    after separator: Int,
    _ separators: Span<UInt32>,
    _ bytes: Span<UInt8>,
    _ rows: inout BlockRows
  ) -> Int {
    guard let plain else { return 0 }
    var end = separator
    while true {
      let count = batch.append(plain, after: end, separators, bytes, positions: positions)
      if count == 0 { return end - separator }
      end += count * plain.cells
      rows.lines.append(count, line: rows.lineCount)
      rows.lineCount += count
      if batch.isFull { type(bytes, &rows) }
    }
  }

  /// Takes a row by its cells; it stands on the line that the rows have come to.
  mutating func take(_ cells: borrowing RowCells, _ bytes: Span<UInt8>, _ rows: inout BlockRows) {
    let count = cells.count
    let first = cells[0]
    if first.count == 0 || RowReader.mayBeginSpace(bytes[Int(first.start)]) {
      if isBlank(cells, bytes, from: 0) { return }
      if count == 1, isEndMark(first, bytes) {
        rows.footers += 1
        return
      }
    }
    switch role(cells, bytes) {
    case .data: break
    case .footer:
      rows.footers += 1
      return
    case .trailer:
      rows.footers += 1
      rows.trailers.append((0..<count).map { string(cells[$0], bytes) })
      rows.rowsBeforeTrailer = rows.lines.count
      return
    }
    if count < header.width, !binding.acceptsMissingCells {
      refuse(widthProblem(.missingCell, cells, bytes), bytes, &rows)
    } else if count > header.width, !isBlank(cells, bytes, from: header.width) {
      refuse(widthProblem(.extraCell, cells, bytes), bytes, &rows)
    } else {
      rows.lines.append(1, line: rows.lineCount)
      batch.append(cells, positions: positions, missing: CellBytes(0..<0))
      if batch.isFull { type(bytes, &rows) }
    }
  }

  /// Whether a space, or what looks like one, may begin with a byte.
  private static func mayBeginSpace(_ byte: UInt8) -> Bool { byte <= 0x20 || byte >= 0x80 }

  /// Whether a cell is what programs write behind the end of a file.
  private mutating func isEndMark(_ cell: CellBytes, _ bytes: Span<UInt8>) -> Bool {
    guard decode(cell, bytes) else { return false }
    return CellText.isEndMark(text.span.extracting(CellText.trimmed(text.span)))
  }

  /// What a row is, by its first cell that is not blank.
  private mutating func role(
    _ cells: borrowing RowCells,
    _ bytes: Span<UInt8>
  ) -> RowMarks.Role {
    if binding.marks.isEmpty { return .data }
    for index in 0..<cells.count where cells[index].count > 0 {
      // A cell that is no text has no mark: its row is refused as one of data, and seen.
      guard decode(cells[index], bytes) else { return .data }
      let cell = text.span.extracting(CellText.trimmed(text.span))
      if !cell.isEmpty { return binding.marks.role(cell) }
    }
    return .data
  }

  /// Writes a cell's text to `text`; false where its bytes are not all text.
  private mutating func decode(_ cell: CellBytes, _ bytes: Span<UInt8>) -> Bool {
    CellText.decode(
      bytes.extracting(cell.range),
      encoding: binding.encoding,
      delimiter: binding.longDelimiter,
      hasDoubledQuotes: cell.form == .doubledQuotes,
      into: &text
    )
  }

  /// A cell as it is written; a byte that is no text is left as a mark of that.
  private mutating func string(_ cell: CellBytes, _ bytes: Span<UInt8>) -> String {
    _ = decode(cell, bytes)
    return String(decoding: text, as: UTF8.self)
  }

  private func widthProblem(
    _ code: RejectionCode,
    _ cells: borrowing RowCells,
    _ bytes: Span<UInt8>
  ) -> RowProblem {
    var print = RowPrint()
    for index in 0..<cells.count { print.add(cells[index], bytes) }
    return RowProblem(
      code: code,
      explanation: explains
        ? "the row has \(cells.count) cells, the headings \(header.width)" : "",
      print: print.value
    )
  }

  /// Refuses the row on the line that the rows have come to.
  mutating func refuse(_ problem: RowProblem, _ bytes: Span<UInt8>, _ rows: inout BlockRows) {
    rows.problems.append((rows.lines.count, problem))
    rows.lines.append(1, line: rows.lineCount)
    batch.appendUnreadable(fields: columns.count)
    if batch.isFull { type(bytes, &rows) }
  }

  /// Whether the row's cells from a position on are empty.
  private mutating func isBlank(
    _ cells: borrowing RowCells,
    _ bytes: Span<UInt8>,
    from position: Int
  ) -> Bool {
    for index in position..<cells.count where cells[index].count > 0 {
      let isText = decode(cells[index], bytes)
      let cell = text.span.extracting(CellText.trimmed(text.span))
      if !isText || !(position == 0 ? cell.isEmpty : blanks.contains(cell)) { return false }
    }
    return true
  }

  // MARK: Cells

  /// Types the rows that have been taken and are not typed yet.
  mutating func type(_ bytes: Span<UInt8>, _ rows: inout BlockRows) {
    var faults: [FaultyCell] = []
    // They are moved out and back, so that the batch can be read while they change.
    var columns: [ColumnReader] = []
    swap(&columns, &self.columns)
    for field in columns.indices {
      let range = batch.range(of: field)
      columns[field].read(
        batch.cells.span.extracting(range),
        in: bytes,
        into: &rows.columns[field],
        faults: &faults
      )
    }
    swap(&columns, &self.columns)
    if !faults.isEmpty { explain(faults, bytes, &rows) }
    batch.removeAll()
  }

  /// Says of each row with cells that do not fit what is wrong with the first of them.
  private mutating func explain(
    _ faults: [FaultyCell],
    _ bytes: Span<UInt8>,
    _ rows: inout BlockRows
  ) {
    let faults = faults.sorted { ($0.row, $0.field) < ($1.row, $1.field) }
    let firstRow = rows.lines.count - batch.count
    var index = 0
    while index < faults.count {
      let first = faults[index]
      let end = faults[index...].firstIndex { $0.row != first.row } ?? faults.count
      let cell = batch.cells[batch.range(of: first.field).lowerBound + first.row - firstRow]
      var problem = explanation(of: first, cell, bytes, isAlone: end - index == 1)
      if explains, end - index > 1 {
        problem.explanation += "; \(end - index - 1) more of its cells do not fit"
      }
      var print = RowPrint()
      for field in columns.indices {
        print.add(batch.cells[batch.range(of: field).lowerBound + first.row - firstRow], bytes)
      }
      problem.print = print.value
      rows.problems.append((first.row, problem))
      index = end
    }
    rows.problems.sort { $0.row < $1.row }
  }

  /// What is wrong with a cell; where others do not fit either, its value may be that of another column.
  private mutating func explanation(
    of faulty: FaultyCell,
    _ cell: CellBytes,
    _ bytes: Span<UInt8>,
    isAlone: Bool
  ) -> RowProblem {
    var problem = RowProblem(
      code: faulty.fault.code,
      column: header.positions[faulty.field].map { $0 + 1 },
      heading: header.headings[faulty.field],
      explanation: ""
    )
    guard explains else { return problem }
    let field = binding.schema.fields[faulty.field]
    let isText = decode(cell, bytes)
    let shown =
      field.privacy == .open && isText && isAlone
      ? String(decoding: text, as: UTF8.self).quoted : "the value"
    problem.explanation = faulty.fault.explanation(of: shown, in: field, binding: binding)
    return problem
  }
}
