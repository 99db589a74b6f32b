internal import Tables

/// A cell as inspection looks at it: where its bytes are, and what a workbook says that they are.
struct InspectedCell {
  /// What a cell holds; in a text file everything is a text.
  enum Form: UInt8 {
    case text
    /// A number that the workbook holds as one.
    case number
    /// A day that the workbook holds as one.
    case date
    /// An error, or a formula without a result.
    case faulty
  }

  var start: UInt32
  var count: UInt32
  var form = Form.text

  init(_ range: Range<Int>, _ form: Form = .text) {
    start = UInt32(truncatingIfNeeded: range.lowerBound)
    count = UInt32(truncatingIfNeeded: range.count)
    self.form = form
  }

  var isEmpty: Bool { count == 0 }
  var range: Range<Int> { Int(start)..<Int(start) + Int(count) }
}

/// A row as inspection looks at it: its cells in UTF-8, without quotes and without spaces around them.
struct InspectedRow {
  var line = 0
  /// Why it cannot be split into cells.
  var fault: RowFault?
  private(set) var bytes: [UInt8] = []
  private(set) var cells: [InspectedCell] = []

  /// Forgets the cells and keeps the room for them.
  mutating func begin(line: Int) {
    self.line = line
    fault = nil
    bytes.removeAll(keepingCapacity: true)
    cells.removeAll(keepingCapacity: true)
  }

  /// Adds bytes that cells will be parts of; returns where they begin.
  mutating func append(bytes added: Span<UInt8>) -> Int {
    let start = bytes.count
    unsafe added.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
    return start
  }

  /// Adds a cell that is a part of the bytes, without the spaces around it.
  mutating func append(cell range: Range<Int>, _ form: InspectedCell.Form = .text) {
    let trimmed = CellText.trimmed(bytes.span.extracting(range))
    let start = range.lowerBound + trimmed.lowerBound
    cells.append(InspectedCell(start..<start + trimmed.count, form))
  }

  /// Adds a cell of UTF-8.
  mutating func append(_ cell: Span<UInt8>, _ form: InspectedCell.Form = .text) {
    let start = append(bytes: cell)
    append(cell: start..<bytes.count, form)
  }

  /// How many cells hold something.
  var filledCount: Int { cells.count { !$0.isEmpty } }

  /// The text of a cell.
  func text(_ index: Int) -> String { String(decoding: bytes[cells[index].range], as: UTF8.self) }

  /// Its first text; nil where it has none.
  var firstText: String? { cells.indices.first { !cells[$0].isEmpty }.map(text) }

  /// Whether the first text is that of another row, in the same column.
  func hasFirstText(of other: InspectedRow) -> Bool {
    guard let index = cells.firstIndex(where: { !$0.isEmpty }), index < other.cells.count else {
      return false
    }
    return other.cells[..<index].allSatisfy(\.isEmpty) && hasText(of: other, at: index)
  }

  /// Whether all its texts are those of another row.
  func hasTexts(of other: InspectedRow) -> Bool {
    let width = max(cells.count, other.cells.count)
    return (0..<width).allSatisfy { hasText(of: other, at: $0) }
  }

  private func hasText(of other: InspectedRow, at index: Int) -> Bool {
    let mine = index < cells.count ? cells[index].range : 0..<0
    let others = index < other.cells.count ? other.cells[index].range : 0..<0
    return mine.count == others.count
      && bytes.span.extracting(mine).isEqual(to: other.bytes.span.extracting(others))
  }

  /// How its first filled cell says that it is no data; nil where it does not.
  var noDataMark: NoDataMark? {
    guard let cell = cells.first(where: { !$0.isEmpty }), cell.form == .text else { return nil }
    return NoDataMark(bytes.span.extracting(cell.range))
  }
}

/// Rows whose columns are to be tallied together.
struct InspectedRows {
  private(set) var bytes: [UInt8] = []
  private var cells: [InspectedCell] = []
  private var rows: [(line: Int, firstCell: Int, count: Int)] = []

  var isFull: Bool { rows.count >= 4_096 || bytes.count >= 1 << 20 || cells.count >= 1 << 17 }

  var indices: Range<Int> { rows.indices }

  mutating func append(_ row: InspectedRow) {
    let start = UInt32(truncatingIfNeeded: bytes.count)
    rows.append((row.line, cells.count, row.cells.count))
    bytes += row.bytes
    for var cell in row.cells {
      cell.start &+= start
      cells.append(cell)
    }
  }

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    cells.removeAll(keepingCapacity: true)
    rows.removeAll(keepingCapacity: true)
  }

  func line(_ row: Int) -> Int { rows[row].line }

  /// The cell of a row in a column; nil where the row is too short.
  func cell(_ row: Int, _ column: Int) -> InspectedCell? {
    column < rows[row].count ? cells[rows[row].firstCell + column] : nil
  }
}
