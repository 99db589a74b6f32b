internal import Findings
internal import Values

/// Writes rows by RFC 4180 to a gzip file.
///
/// Cells are written as they are: these files are for programs, and a cell that looks like a formula must
/// still be the cell that was read.
struct CSVWriter: ~Copyable {
  private var file: GzipFile
  private let width: Int

  init(_ path: String, headings: [String]) throws(FileError) {
    var file = try GzipFile(path)
    try file.write(CSVWriter.line(headings))
    self.file = file
    width = headings.count
  }

  /// Adds a row.
  ///
  /// - Precondition: It has a cell for each heading.
  mutating func write(_ cells: [String]) throws(FileError) {
    precondition(cells.count == width)
    try file.write(CSVWriter.line(cells))
  }

  private static func line(_ cells: [String]) -> [UInt8] {
    var line: [UInt8] = []
    for (index, cell) in cells.enumerated() {
      if index > 0 { line.append(UInt8(ascii: ",")) }
      let mustQuote = cell.utf8.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }
      guard mustQuote else {
        line += cell.utf8
        continue
      }
      line.append(0x22)
      for byte in cell.utf8 {
        if byte == 0x22 { line.append(0x22) }
        line.append(byte)
      }
      line.append(0x22)
    }
    return line + [0x0D, 0x0A]
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
