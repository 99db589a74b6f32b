/// The rows of a text file, for inspection.
struct TextRows: ~Copyable {
  private var records: RecordReader
  private let encoding: TextEncoding
  /// Whether a cell read so far stands in quotes.
  private(set) var hasQuotes = false

  init(path: String, traits: TextTraits, delimiter: UInt8) throws(ExtractError) {
    // A mark of UTF-8 goes before what the rest of the file seems to be.
    encoding = traits.byteOrderMarks > 0 ? .utf8 : traits.encoding
    records = try RecordReader(
      path: path,
      delimiter: delimiter,
      encoding: encoding,
      isNamed: false
    )
  }

  /// Reads the next row; false after the last.
  mutating func next(into row: inout InspectedRow) throws(ExtractError) -> Bool {
    guard let record = try records.next() else { return false }
    row.begin(line: record.line)
    row.fault = record.fault?.kind
    let count = records.cells.count
    guard record.fault == nil, count > 0 else { return true }
    // The bytes of the whole row are taken at once, where they can be taken as they are.
    let first = records.cells[0].range.lowerBound
    let whole = first..<records.cells[count - 1].range.upperBound
    let isPlain =
      encoding != .windows1252 || CellText.isPlain(records.buffer.span.extracting(whole))
    var text: [UInt8] = []
    let start = isPlain ? row.append(bytes: records.buffer.span.extracting(whole)) : 0
    for index in 0..<count {
      let cell = records.cells[index]
      let range = cell.range
      if isPlain, cell.form != .doubledQuotes {
        row.append(cell: start + range.lowerBound - first..<start + range.upperBound - first)
      } else {
        // A byte that stands for nothing ends the text; what is before it is enough to look at.
        _ = CellText.decode(
          records.buffer.span.extracting(range),
          encoding: encoding,
          hasDoubledQuotes: cell.form == .doubledQuotes,
          into: &text
        )
        row.append(text.span)
      }
      if !hasQuotes, range.lowerBound > 0 {
        hasQuotes = records.buffer[range.lowerBound - 1] == quote
      }
    }
    if count == 1, CellText.isEndMark(row.bytes.span.extracting(row.cells[0].range)) {
      row.begin(line: record.line)
      row.append(cell: 0..<0)
    }
    return true
  }

  /// The first rows, some of which may be no data.
  mutating func first(_ count: Int) throws(ExtractError) -> [InspectedRow] {
    try InspectedRow.first(count) { row throws(ExtractError) in try next(into: &row) }
  }
}

extension InspectedRow {
  /// The most bytes of the first rows, so that a few very long ones are not kept.
  private static let mostBytes = 4 << 20

  /// The first rows of a table, or fewer where they are very long.
  static func first(
    _ count: Int,
    next: (inout InspectedRow) throws(ExtractError) -> Bool
  ) throws(ExtractError) -> [InspectedRow] {
    var rows: [InspectedRow] = []
    var row = InspectedRow()
    var bytes = 0
    while rows.count < count, bytes < mostBytes, try next(&row) {
      rows.append(row)
      bytes += row.bytes.count + row.cells.count * MemoryLayout<InspectedCell>.stride
    }
    return rows
  }
}
