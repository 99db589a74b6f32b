/// A row as inspection looks at it: its cells in UTF-8, without quotes and without spaces around them.
struct InspectedRow {
  var line = 0
  /// Why it cannot be split into cells.
  var fault: RowFault?
  private(set) var bytes: [UInt8] = []
  private(set) var cells: [Range<Int>] = []

  /// Forgets the cells and keeps the room for them.
  mutating func begin(line: Int) {
    self.line = line
    fault = nil
    bytes.removeAll(keepingCapacity: true)
    cells.removeAll(keepingCapacity: true)
  }

  /// Adds a cell of UTF-8.
  mutating func append(_ cell: Span<UInt8>) {
    let start = bytes.count
    let range = CellText.trimmed(cell)
    unsafe cell.extracting(range).withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
    cells.append(start..<bytes.count)
  }

  /// Adds empty cells, up to a number of cells.
  mutating func pad(to count: Int) {
    while cells.count < count { cells.append(bytes.count..<bytes.count) }
  }

  /// How many cells hold something.
  var filledCount: Int { cells.count { !$0.isEmpty } }

  /// The text of a cell.
  func text(_ index: Int) -> String { String(decoding: bytes[cells[index]], as: UTF8.self) }

  /// The word by which its first filled cell says that it is a total, or something else that is no data.
  var noDataWord: String? {
    guard let cell = cells.first(where: { !$0.isEmpty }) else { return nil }
    // What does not begin so is left early, for every row is asked.
    let first = bytes[cell.lowerBound] | 0x20
    guard [0x74, 0x67, 0x73, 0x63, 0x65, 0xE2].contains(first) else { return nil }
    let text = String(decoding: bytes[cell].prefix(40), as: UTF8.self).lowercased()
    return [
      "total", "grand total", "sub total", "sub-total", "subtotal", "copyright", "©", "end of",
    ]
    .first { text.hasPrefix($0) }
  }
}

/// The rows of a text file, for inspection.
struct TextRows: ~Copyable {
  private var records: RecordReader
  private let encoding: TextEncoding
  private var scratch: [UInt8] = []
  /// Whether a cell read so far stands in quotes.
  private(set) var hasQuotes = false

  init(path: String, traits: TextTraits, delimiter: UInt8) throws(ExtractError) {
    // A mark of UTF-8 goes before what the rest of the file seems to be.
    encoding = traits.byteOrderMarks > 0 ? .utf8 : traits.encoding
    records = try RecordReader(path: path, delimiter: delimiter, encoding: encoding)
  }

  /// Reads the next row; false after the last.
  mutating func next(into row: inout InspectedRow) throws(ExtractError) -> Bool {
    guard let record = try records.next() else { return false }
    row.begin(line: record.line)
    row.fault = record.fault?.kind
    guard record.fault == nil else { return true }
    for index in 0..<records.cells.count {
      let cell = records.cells[index]
      TextRows.append(cell, of: records, encoding, &scratch, to: &row)
      if cell.range.lowerBound > 0, records.buffer[cell.range.lowerBound - 1] == quote {
        hasQuotes = true
      }
    }
    return true
  }

  private static func append(
    _ cell: CellBytes,
    of records: borrowing RecordReader,
    _ encoding: TextEncoding,
    _ scratch: inout [UInt8],
    to row: inout InspectedRow
  ) {
    let raw = records.buffer.span.extracting(cell.range)
    guard cell.form == .doubledQuotes || encoding == .windows1252 && !CellText.isPlain(raw) else {
      return row.append(raw)
    }
    // A byte that stands for nothing ends the text; what is before it is enough to look at.
    _ = CellText.decode(
      raw,
      encoding: encoding,
      hasDoubledQuotes: cell.form == .doubledQuotes,
      into: &scratch
    )
    row.append(scratch.span)
  }

  /// The first rows, some of which may be no data.
  static func first(
    _ count: Int,
    path: String,
    traits: TextTraits,
    delimiter: UInt8
  ) throws(ExtractError) -> [InspectedRow] {
    var reader = try TextRows(path: path, traits: traits, delimiter: delimiter)
    var rows: [InspectedRow] = []
    var row = InspectedRow()
    while rows.count < count, try reader.next(into: &row) { rows.append(row) }
    return rows
  }
}
