internal import Findings
internal import Values

/// Writes rows by RFC 4180 to a gzip file, cell by cell.
///
/// Cells are written as they are: these files are for programs, and a cell that looks like a formula must
/// still be the cell that was read.
struct CSVWriter: ~Copyable {
  private var file: GzipFile
  private let width: Int
  private var line: [UInt8] = []
  private var count = 0

  init(_ path: String, headings: [String]) throws(FileError) {
    var file = try GzipFile(path)
    var line: [UInt8] = []
    for (index, heading) in headings.enumerated() {
      CSVWriter.append(heading, to: &line, isFirst: index == 0)
    }
    try file.write(line + [0x0D, 0x0A])
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
    CSVWriter.append(cell, to: &line, isFirst: count == 0)
    count += 1
  }

  private static func append(_ cell: String, to line: inout [UInt8], isFirst: Bool) {
    if !isFirst { line.append(UInt8(ascii: ",")) }
    let bytes = cell.utf8Span.span
    // Most cells have none of these, so that to stop at one would make each byte a decision.
    var mustQuote = false
    for index in bytes.indices {
      let byte = bytes[index]
      if byte == 0x22 || byte == 0x2C || byte == 0x0A || byte == 0x0D { mustQuote = true }
    }
    guard mustQuote else {
      line += cell.utf8
      return
    }
    line.append(0x22)
    for byte in cell.utf8 {
      if byte == 0x22 { line.append(0x22) }
      line.append(byte)
    }
    line.append(0x22)
  }

  /// Ends the row.
  ///
  /// - Precondition: It has a cell for each heading.
  mutating func endRow() throws(FileError) {
    precondition(count == width)
    line.append(0x0D)
    line.append(0x0A)
    try file.write(line)
    line.removeAll(keepingCapacity: true)
    count = 0
  }

  /// Completes the file.
  consuming func finish() throws(FileError) {
    try file.finish()
  }
}

extension Decimal {
  /// The number with two digits after the point, where it has no more.
  var pounds: String {
    scaled(toScale: 2).map { Decimal(scaled: $0, scale: 2).description } ?? description
  }
}
