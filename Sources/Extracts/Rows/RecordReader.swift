internal import Findings

/// One row of a file, before its cells are given a meaning.
struct Record {
  /// The 1-based line on which it starts.
  var line: Int
  /// What is wrong with its quotes or its length, and the 1-based position of the cell.
  var fault: (kind: RowFault, column: Int)?
}

/// Splits a file into rows and cells, one row after the other; an empty line is no row.
///
/// Its memory does not grow with the file. After a row that cannot be split it goes on at the next line, so that one
/// stray quote does not swallow the rows after it.
struct RecordReader: ~Copyable {
  private var stream: TextStream
  private(set) var scanner: RowScanner
  private let sizes: RowSizes
  /// The bytes that `cells` point into; they hold until the next row is read.
  private(set) var buffer: [UInt8]
  private var unread: Range<Int>
  private var isAtEnd = false
  /// The 1-based line that comes next.
  private(set) var line = 1
  /// The cells of the row read last.
  private(set) var cells = RowCells()
  /// The bytes of the row read last, where they are kept; of one that cannot be split, those of its line.
  private(set) var rowBytes: [UInt8] = []
  private let keepsRows: Bool

  init(
    path: String,
    delimiter: UInt8,
    longDelimiter: LongDelimiter? = nil,
    encoding: TextEncoding,
    sizes: RowSizes = RowSizes(),
    keepsRows: Bool = false,
    isNamed: Bool = true
  ) throws(ExtractError) {
    self.keepsRows = keepsRows
    self.sizes = sizes
    var stream = try TextStream(
      path: path,
      encoding: encoding,
      delimiter: longDelimiter,
      isNamed: isNamed
    )
    var buffer = [UInt8](repeating: 0, count: 2 * sizes.longestRow)
    var count = 0
    // The first line must be there with its end, by which those of all others are known.
    while count < buffer.count, !isAtEnd {
      let read = try stream.read(into: &buffer, at: count)
      isAtEnd = read == 0
      count += read
    }
    unread = 0..<count
    scanner = RowScanner(
      delimiter: delimiter,
      lineEnd: RecordReader.lineEnd(buffer[unread]),
      longestRow: sizes.longestRow
    )
    self.stream = stream
    self.buffer = buffer
    self.buffer.append(contentsOf: repeatElement(0, count: RowScanner.padding))
  }

  /// CR in a file that has no LF, as old programs write it.
  private static func lineEnd(_ start: ArraySlice<UInt8>) -> UInt8 {
    !start.contains(lineFeed) && start.contains(carriageReturn) ? carriageReturn : lineFeed
  }

  /// The file's path, as it was given.
  var path: String { stream.path }

  /// The byte that ends a line.
  var lineEnd: UInt8 { scanner.lineEnd }

  /// Says that the row read last has the headings, so that cells are known which hold rows of as many cells.
  mutating func takeHeadings() { scanner.width = cells.count }

  /// What the manifest says of the file, once all of it has been read.
  func fileRecord() -> FileRecord { stream.record() }

  /// The rows that have not been read yet, as blocks.
  consuming func blocks() -> BlockSource {
    BlockSource(
      stream,
      after: Array(buffer[unread]),
      lineEnd: scanner.lineEnd,
      size: sizes.block
    )
  }

  /// Reads the next row that is not an empty line; nil at the end of the file.
  mutating func next() throws(ExtractError) -> Record? {
    while try !isAtEndOfText() {
      guard buffer[unread.lowerBound] == lineEnd else { return try readRow() }
      try skipLine()
    }
    return nil
  }

  private mutating func readRow() throws(ExtractError) -> Record {
    var end = scan()
    while end == .needsMore {
      try fill()
      end = scan()
    }
    let start = line
    switch end {
    case .row(let next, let lines):
      line += lines
      if keepsRows { rowBytes = Array(buffer[unread.lowerBound..<next]) }
      unread = next..<unread.upperBound
      return Record(line: start)
    case .rowsInCell(let next, let lines):
      line += lines
      if keepsRows { rowBytes = Array(buffer[unread.lowerBound..<next]) }
      unread = next..<unread.upperBound
      return Record(line: start, fault: (.rowsInCell(isFirst: true), cells.count + 1))
    case .fault(let fault):
      let column = cells.count + 1
      if keepsRows { rowBytes = Array(buffer[unread].prefix { $0 != lineEnd }) }
      try skipLine()
      return Record(line: start, fault: (fault, column))
    case .needsMore: preconditionFailure("a row has no end")
    }
  }

  private mutating func scan() -> RowScanner.End {
    // The cells are moved out and back, so that the buffer can be read while they are written.
    var found = RowCells()
    swap(&found, &cells)
    let end = scanner.scan(
      buffer.span,
      from: unread.lowerBound,
      to: unread.upperBound,
      isLast: isAtEnd,
      cells: &found
    )
    swap(&found, &cells)
    return end
  }

  /// Passes over the rest of the line, and its end.
  mutating func skipLine() throws(ExtractError) {
    while try !isAtEndOfText() {
      let byte = buffer[unread.lowerBound]
      unread.removeFirst()
      if byte == lineEnd { break }
    }
    line += 1
  }

  private mutating func isAtEndOfText() throws(ExtractError) -> Bool {
    if unread.isEmpty, !isAtEnd { try fill() }
    return unread.isEmpty
  }

  /// Moves what is unread to the front and reads more behind it.
  private mutating func fill() throws(ExtractError) {
    var next = [UInt8](repeating: 0, count: 2 * sizes.longestRow)
    for index in unread { next[index - unread.lowerBound] = buffer[index] }
    unread = 0..<unread.count
    let count = try stream.read(into: &next, at: unread.count)
    next.append(contentsOf: repeatElement(0, count: RowScanner.padding))
    buffer = next
    isAtEnd = count == 0
    unread = 0..<(unread.count + count)
  }
}
