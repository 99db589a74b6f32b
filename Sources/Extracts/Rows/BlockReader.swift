internal import Findings
internal import Tables

/// What the rows of a block say.
struct BlockRows: Sendable {
  /// The columns, one a field.
  var columns: [CellColumn]
  /// The line of each row, counted from 0 at the block's first.
  var lines: [Int32] = []
  /// How many lines end in what was read.
  var lineCount = 0
  /// What is wrong with rows, in their order.
  var problems: [(row: Int, problem: RowProblem)] = []
  /// Rows that are declared to be no data, trailers among them.
  var footers = 0
  /// The cells of trailers.
  var trailers: [[String]] = []
  /// What the next block begins with, where it does not begin with a row.
  var remainder = Remainder()

  /// Creates room for the rows of so many fields.
  init(fields: Int) {
    columns = [CellColumn](repeating: CellColumn(), count: fields)
  }

  fileprivate mutating func removeAll() {
    for field in columns.indices { columns[field].removeAll() }
    lines.removeAll(keepingCapacity: true)
    (lineCount, footers) = (0, 0)
    (problems, trailers) = ([], [])
    remainder = Remainder()
  }
}

/// How the reading of a block ended, where that was not with a row.
struct Remainder: Sendable, Equatable {
  /// The bytes of a row that goes on in the next block.
  var bytes: [UInt8] = []
  /// Whether the next block begins within a line that has been refused.
  var isRefused = false
}

/// Splits blocks into rows and types their cells.
struct BlockReader: Sendable {
  let binding: Binding
  let header: Header
  private var columns: [ColumnReader]
  private let scanner: RowScanner
  private let blanks: BlankTexts
  /// For each field, the 0-based position of its cell; -1 where the source does not deliver it.
  private let positions: [Int32]
  /// Room that is kept from block to block.
  private var cells = RowCells()
  private var batch: RowBatch
  private var text: [UInt8] = []

  init(_ binding: Binding, _ header: Header, _ columns: [ColumnReader], lineEnd: UInt8) {
    self.binding = binding
    self.header = header
    self.columns = columns
    scanner = RowScanner(
      delimiter: binding.delimiter,
      lineEnd: lineEnd,
      longestRow: binding.sizes.longestRow
    )
    blanks = BlankTexts(binding.blanks)
    positions = header.positions.map { $0.map { Int32($0) } ?? -1 }
    batch = RowBatch(fields: columns.count)
  }

  /// Room for the rows of a block.
  var emptyRows: BlockRows { BlockRows(fields: columns.count) }

  /// Reads a block that does not begin with a row, with what the one before it left.
  mutating func reread(_ block: inout Block, into rows: inout BlockRows, after remainder: Remainder)
  {
    block.bytes.insert(contentsOf: remainder.bytes, at: 0)
    block.end += remainder.bytes.count
    read(block, into: &rows, isInRefusedLine: remainder.isRefused)
  }

  /// Reads a block.
  ///
  /// - Parameters:
  ///   - block: The block.
  ///   - rows: Takes its rows; what they held is dropped, and the room that took is used again.
  ///   - isInRefusedLine: Whether it begins within a line that has been refused.
  mutating func read(_ block: Block, into rows: inout BlockRows, isInRefusedLine: Bool = false) {
    rows.removeAll()
    for field in columns.indices { columns[field].beginBlock() }
    let bytes = block.bytes.span
    var next = 0
    if isInRefusedLine, !passLine(bytes, &next, to: block, &rows) { return }
    while next < block.end {
      if unsafe bytes[unchecked: next] == scanner.lineEnd {
        next &+= 1
        rows.lineCount &+= 1
        continue
      }
      let end = scanner.scan(bytes, from: next, to: block.end, isLast: block.isLast, cells: &cells)
      switch end {
      case .row(let end, let lines):
        take(next..<end, bytes, &rows)
        rows.lineCount &+= lines
        next = end
      case .fault(let fault):
        let column = cells.count + 1
        refuse(.init(code: .quoting, column: column, explanation: fault.explanation), &rows)
        if !passLine(bytes, &next, to: block, &rows) { next = block.end }
      case .needsMore:
        rows.remainder.bytes = Array(block.bytes[next..<block.end])
        next = block.end
      }
      if batch.isFull { type(bytes, &rows) }
    }
    type(bytes, &rows)
  }

  /// Passes over the rest of a line; false where it goes on in the next block.
  private func passLine(
    _ bytes: Span<UInt8>,
    _ next: inout Int,
    to block: Block,
    _ rows: inout BlockRows
  ) -> Bool {
    while next < block.end {
      let byte = unsafe bytes[unchecked: next]
      next &+= 1
      if byte == scanner.lineEnd {
        rows.lineCount += 1
        return true
      }
    }
    rows.remainder.isRefused = !block.isLast
    return false
  }

  // MARK: Rows

  /// Takes the row whose cells have been found.
  private mutating func take(_ row: Range<Int>, _ bytes: Span<UInt8>, _ rows: inout BlockRows) {
    let count = cells.count
    let first = cells[0]
    if first.count == 0 || bytes[Int(first.start)] <= 0x20,
      isBlank(bytes, from: 0)
    {
      return
    }
    switch role(bytes) {
    case .data: break
    case .footer:
      rows.footers += 1
      return
    case .trailer:
      rows.footers += 1
      rows.trailers.append((0..<count).map { string(cells[$0], bytes) })
      return
    }
    if count < header.width, !binding.acceptsMissingCells {
      refuse(.init(code: .missingCell, explanation: widths), &rows)
    } else if count > header.width, !isBlank(bytes, from: header.width) {
      refuse(.init(code: .extraCell, explanation: widths), &rows)
    } else {
      rows.lines.append(Int32(clamping: rows.lineCount))
      batch.append(cells, positions: positions, missing: CellBytes(0..<0))
    }
  }

  /// What a row is, by its first cell that is not blank.
  private mutating func role(_ bytes: Span<UInt8>) -> RowMarks.Role {
    if binding.marks.isEmpty { return .data }
    for index in 0..<cells.count where cells[index].count > 0 {
      _ = decode(cells[index], bytes)
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
      hasDoubledQuotes: cell.form == .doubledQuotes,
      into: &text
    )
  }

  /// A cell as it is written; a byte that is no text is left as a mark of that.
  private mutating func string(_ cell: CellBytes, _ bytes: Span<UInt8>) -> String {
    _ = decode(cell, bytes)
    return String(decoding: text, as: UTF8.self)
  }

  private var widths: String {
    "the row has \(cells.count) cells, the headings \(header.width)"
  }

  private mutating func refuse(_ problem: RowProblem, _ rows: inout BlockRows) {
    rows.problems.append((rows.lines.count, problem))
    rows.lines.append(Int32(clamping: rows.lineCount))
    batch.appendUnreadable(fields: columns.count)
  }

  /// Whether the row's cells from a position on are empty.
  private mutating func isBlank(_ bytes: Span<UInt8>, from position: Int) -> Bool {
    for index in position..<cells.count where cells[index].count > 0 {
      let isText = decode(cells[index], bytes)
      let cell = text.span.extracting(CellText.trimmed(text.span))
      if !isText || !(position == 0 ? cell.isEmpty : blanks.contains(cell)) { return false }
    }
    return true
  }

  // MARK: Cells

  /// Types the rows of the batch.
  private mutating func type(_ bytes: Span<UInt8>, _ rows: inout BlockRows) {
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
      var problem = explanation(of: first, cell, bytes)
      if end - index > 1 {
        problem.explanation += "; \(end - index - 1) more of its cells do not fit"
      }
      rows.problems.append((first.row, problem))
      index = end
    }
    rows.problems.sort { $0.row < $1.row }
  }

  private mutating func explanation(of faulty: FaultyCell, _ cell: CellBytes, _ bytes: Span<UInt8>)
    -> RowProblem
  {
    let field = binding.schema.fields[faulty.field]
    let isText = decode(cell, bytes)
    let shown =
      field.privacy == .open && isText ? String(decoding: text, as: UTF8.self).quoted : "the value"
    return RowProblem(
      code: faulty.fault.code,
      column: header.positions[faulty.field].map { $0 + 1 },
      heading: header.headings[faulty.field],
      explanation: faulty.fault.explanation(of: shown, in: field, binding: binding)
    )
  }
}
