internal import Values

/// Writes rows by RFC 4180 to a gzip file, cell by cell.
///
/// Cells are written as they are: these files are for programs, and a cell that looks like a formula must
/// still be the cell that was read.
struct CSVWriter: ~Copyable {
  private var file: GzipFile
  private let width: Int
  private var line = TextBuffer()
  private var count = 0

  init(_ path: String, headings: [String]) throws(FileError) {
    var file = try GzipFile(path)
    var line = TextBuffer()
    for (index, heading) in headings.enumerated() {
      line.append(isFirst: index == 0) { $0.append(heading) }
    }
    try file.write(line.bytes + [0x0D, 0x0A])
    self.file = file
    width = headings.count
  }

  /// Adds a row.
  ///
  /// - Precondition: It has a cell for each heading.
  mutating func write(_ cells: [String]) throws(FileError) {
    for cell in cells { add(cell) }
    try endRow()
  }

  /// Adds a cell to the row that is being written.
  mutating func add(_ cell: String) {
    add { $0.append(cell) }
  }

  /// Adds a cell to the row that is being written.
  ///
  /// - Parameter write: Adds the cell's text.
  mutating func add(_ write: (inout TextBuffer) -> Void) {
    line.append(isFirst: count == 0, write)
    count += 1
  }

  /// Ends the row.
  ///
  /// - Precondition: It has a cell for each heading.
  mutating func endRow() throws(FileError) {
    precondition(count == width)
    line.append(ascii: 0x0D)
    line.append(ascii: 0x0A)
    try file.write(line.bytes)
    line.truncate(to: 0)
    count = 0
  }

  /// Completes the file.
  consuming func finish() throws(FileError) {
    try file.finish()
  }
}

extension TextBuffer {
  /// Adds a cell to a row.
  fileprivate mutating func append(isFirst: Bool, _ write: (inout TextBuffer) -> Void) {
    if !isFirst { append(ascii: UInt8(ascii: ",")) }
    let start = count
    write(&self)
    guard mustQuote(from: start) else { return }
    put(0x22, beforeEach: { $0 == 0x22 }, from: start)
    insert(ascii: 0x22, at: start)
    append(ascii: 0x22)
  }

  private func mustQuote(from start: Int) -> Bool {
    let bytes = bytes.span
    // Most cells have none of these, so that to stop at one would make each byte a decision.
    var mustQuote = false
    for index in start..<bytes.count {
      let byte = bytes[index]
      if byte == 0x22 || byte == 0x2C || byte == 0x0A || byte == 0x0D { mustQuote = true }
    }
    return mustQuote
  }

  /// Adds a number with two digits after the point, where it has no more.
  mutating func append(pounds number: Decimal) {
    append(number.scaled(toScale: 2).map { Decimal(scaled: $0, scale: 2) } ?? number)
  }
}
