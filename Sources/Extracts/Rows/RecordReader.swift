internal import Findings

/// One row of a file, before its cells are given a meaning.
struct Record {
  /// The 1-based line on which it starts.
  var line: Int
  /// What is wrong with its quotes, and the 1-based position of the cell.
  var fault: (kind: QuotingFault, column: Int)?
}

/// Splits a file into rows and cells; lines end in CR LF, LF or CR, and an empty line is no row.
///
/// Its memory does not grow with the file. After a row whose quotes are wrong it goes on at the next line,
/// so that one stray quote does not swallow the rows after it.
struct RecordReader: ~Copyable {
  private var stream: ByteStream
  private let scanner: RowScanner
  /// A row longer than this has lost its closing quote.
  private let longestRow: Int
  /// The bytes that `cells` point into; they hold until the next row is read.
  private(set) var buffer: [UInt8]
  private var unread: Range<Int>
  private var isAtEnd = false
  /// The 1-based line that comes next.
  private(set) var line = 1
  /// The cells of the row read last.
  private(set) var cells: [CellBytes] = []

  init(path: String, delimiter: UInt8, longestRow: Int = 1 << 20) throws(ExtractError) {
    var stream = try ByteStream(path: path)
    var buffer = [UInt8](repeating: 0, count: 2 * longestRow)
    unread = 0..<(try stream.read(into: &buffer, at: 0))
    self.stream = stream
    self.buffer = buffer
    self.longestRow = longestRow
    scanner = RowScanner(delimiter: delimiter)
  }

  /// The file's path, as it was given.
  var path: String { stream.path }

  /// What the manifest says of the file, once all of it has been read.
  func fileRecord() -> FileRecord { stream.record() }

  /// The first bytes that are not read yet.
  func peek(_ count: Int) -> [UInt8] { Array(buffer[unread].prefix(count)) }

  /// Passes over bytes that are no part of the text.
  mutating func skip(_ count: Int) { unread.removeFirst(min(count, unread.count)) }

  /// Reads the next row that is not an empty line; nil at the end of the file.
  mutating func next() throws(ExtractError) -> Record? {
    while try !isAtEndOfText() {
      let first = buffer[unread.lowerBound]
      guard first == lineFeed || first == carriageReturn else {
        return try readRow()
      }
      try skipLine()
    }
    return nil
  }

  private mutating func readRow() throws(ExtractError) -> Record {
    var end = scan()
    while end == .needsMore, unread.count < longestRow {
      try fill()
      end = scan()
    }
    let start = line
    switch end {
    case .row(let next, let lines):
      line += lines
      unread = next..<unread.upperBound
      return Record(line: start)
    case .fault(let fault):
      let column = cells.count + 1
      try skipLine()
      return Record(line: start, fault: (fault, column))
    case .needsMore:
      let column = max(cells.count, 1)
      try skipLine()
      return Record(line: start, fault: (.unclosed, column))
    }
  }

  private mutating func scan() -> RowScanner.End {
    // The cells are moved out and back, so that the buffer can be read while they are written.
    var found: [CellBytes] = []
    swap(&found, &cells)
    let end = scanner.scan(
      buffer.span.extracting(..<unread.upperBound),
      from: unread.lowerBound,
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
      if byte == lineFeed { break }
      if byte == carriageReturn {
        if try !isAtEndOfText(), buffer[unread.lowerBound] == lineFeed { unread.removeFirst() }
        break
      }
    }
    line += 1
  }

  private mutating func isAtEndOfText() throws(ExtractError) -> Bool {
    if unread.isEmpty, !isAtEnd { try fill() }
    return unread.isEmpty
  }

  /// Moves what is unread to the front and reads more behind it.
  private mutating func fill() throws(ExtractError) {
    for index in unread { buffer[index - unread.lowerBound] = buffer[index] }
    unread = 0..<unread.count
    let count = try stream.read(into: &buffer, at: unread.count)
    isAtEnd = count == 0
    unread = 0..<(unread.count + count)
  }
}
