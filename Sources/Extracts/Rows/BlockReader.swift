internal import Findings
internal import Tables

/// Splits blocks of text into rows.
struct BlockReader: Sendable {
  private let scanner: RowScanner
  private let separators: Separators
  private var rowReader: RowReader
  /// Room that is kept from block to block.
  private var cells = RowCells()
  private var places: [UInt32] = []

  init(_ rowReader: RowReader, _ scanner: RowScanner) {
    self.scanner = scanner
    self.rowReader = rowReader
    separators = Separators(delimiter: scanner.delimiter, lineEnd: scanner.lineEnd)
  }

  /// Whether it is said in words why rows do not fit.
  var explains: Bool {
    get { rowReader.explains }
    set { rowReader.explains = newValue }
  }

  /// Room for the rows of a block.
  var emptyRows: BlockRows { BlockRows(fields: rowReader.columns.count) }

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
    rowReader.beginBlock()
    let bytes = block.bytes.span
    // They are moved out and back, so that they can be read while all else changes.
    var places: [UInt32] = []
    swap(&places, &self.places)
    defer { swap(&places, &self.places) }
    let count = separators.find(in: bytes, to: block.end, into: &places)
    readRows(block, bytes, places.span.extracting(first: count), isInRefusedLine, &rows)
  }

  private mutating func readRows(
    _ block: Block,
    _ bytes: Span<UInt8>,
    _ separators: Span<UInt32>,
    _ isInRefusedLine: Bool,
    _ rows: inout BlockRows
  ) {
    // The position of the separator before the next row.
    var separator = 0
    var next = 0
    if isInRefusedLine, !passLine(bytes, &next, to: block, &rows) { return }
    while next < block.end {
      while separators[separator] &+ 1 < next { separator += 1 }
      let count = rowReader.takePlain(after: separator, separators, bytes, &rows)
      if count > 0 {
        separator += count
        next = Int(separators[separator] + 1)
        continue
      }
      if unsafe bytes[unchecked: next] == scanner.lineEnd {
        next &+= 1
        rows.lineCount &+= 1
        continue
      }
      let end = scanner.scan(bytes, from: next, to: block.end, isLast: block.isLast, cells: &cells)
      switch end {
      case .row(let end, let lines):
        let count = rows.lines.count
        rowReader.take(cells, bytes, &rows)
        rows.lineCount &+= lines
        let isEnded = unsafe bytes[unchecked: end &- 1] == scanner.lineEnd
        rows.endsInRow = !isEnded && rows.lines.count > count
        next = end
      case .fault(let fault):
        let column = cells.count + 1
        rowReader.refuse(
          RowProblem(code: .quoting, column: column, explanation: fault.explanation),
          bytes,
          &rows
        )
        if !passLine(bytes, &next, to: block, &rows) { next = block.end }
      case .rowsInCell(let end, _):
        refuseLines(bytes, from: next, to: end, &rows)
        next = end
      case .needsMore:
        rows.remainder.bytes = Array(block.bytes[next..<block.end])
        next = block.end
      }
    }
    rowReader.type(bytes, &rows)
  }

  /// Refuses each line that may be a row, and which the row begins that has cells so far.
  private mutating func refuseLines(
    _ bytes: Span<UInt8>,
    from start: Int,
    to end: Int,
    _ rows: inout BlockRows
  ) {
    var column: Int? = cells.count + 1
    var isEmpty = true
    for index in start..<end {
      let byte = unsafe bytes[unchecked: index]
      let isEnd = byte == scanner.lineEnd
      isEmpty = isEmpty && (isEnd || byte == carriageReturn)
      guard isEnd || index + 1 == end else { continue }
      if !isEmpty {
        let explanation = RowFault.rowsInCell(isFirst: column != nil).explanation
        let problem = RowProblem(code: .quoting, column: column, explanation: explanation)
        rowReader.refuse(problem, bytes, &rows)
        column = nil
      }
      if isEnd { rows.lineCount += 1 }
      isEmpty = true
    }
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
}
