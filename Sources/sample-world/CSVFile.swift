internal import CZlib

/// A CSV file as it is being written: plain, or compressed where its name ends in `.gz`.
///
/// Rows leave at once, so that a large world needs little memory.
@safe
final class CSVFile {
  private let file: gzFile
  private let path: String
  private let width: Int
  private var buffer: [UInt8] = []

  /// Creates the file with its row of headings.
  init(path: String, headings: [String]) throws(WriteError) {
    // zlib writes no time into the header, so bytes repeat; "T" makes it write plain text.
    let mode = path.hasSuffix(".gz") ? "wb6" : "wbT"
    guard let file = unsafe gzopen(path, mode) else { throw WriteError(path: path) }
    unsafe self.file = file
    self.path = path
    width = headings.count
    try write(headings)
  }

  /// Writes one row, with quotes where RFC 4180 wants them.
  func write(_ cells: [String]) throws(WriteError) {
    precondition(cells.count == width, "\(path): \(cells.count) cells instead of \(width)")
    for (position, cell) in cells.enumerated() {
      if position > 0 { buffer.append(UInt8(ascii: ",")) }
      append(cell)
    }
    buffer += [UInt8(ascii: "\r"), UInt8(ascii: "\n")]
    if buffer.count > 1 << 16 { try flush() }
  }

  /// Writes what is left and closes the file.
  func close() throws(WriteError) {
    try flush()
    guard unsafe gzclose(file) == Z_OK else { throw WriteError(path: path) }
  }

  private func append(_ cell: String) {
    guard cell.utf8.contains(where: CSVFile.wantsQuotes) else {
      buffer += cell.utf8
      return
    }
    buffer.append(UInt8(ascii: "\""))
    for byte in cell.utf8 {
      if byte == UInt8(ascii: "\"") { buffer.append(byte) }
      buffer.append(byte)
    }
    buffer.append(UInt8(ascii: "\""))
  }

  private static func wantsQuotes(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == 10 || byte == 13
  }

  private func flush() throws(WriteError) {
    guard !buffer.isEmpty else { return }
    guard unsafe gzwrite(file, buffer, UInt32(buffer.count)) == Int32(buffer.count) else {
      throw WriteError(path: path)
    }
    buffer.removeAll(keepingCapacity: true)
  }
}

/// A file that could not be written.
struct WriteError: Error, CustomStringConvertible {
  var path: String
  var description: String { "cannot write \(path)" }
}
