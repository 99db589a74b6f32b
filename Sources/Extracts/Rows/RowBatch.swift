/// Some rows of a block whose cells have been found, field by field, to be typed one column at a time.
struct RowBatch {
  /// How many rows are taken together: as many as have their cells in the processor's cache.
  static let size = 1024
  /// How far one field's cells are from the next one's: not a power of two, for those share few lines of a cache.
  private static let stride = size + 24

  private(set) var cells: [CellBytes]
  private(set) var count = 0

  init(fields: Int) {
    cells = [CellBytes](repeating: .absent, count: fields * RowBatch.stride)
  }

  var isFull: Bool { count == RowBatch.size }

  /// Adds a row: for each field, the cell at its position.
  ///
  /// - Parameters:
  ///   - row: The row's cells.
  ///   - positions: Where each field's cell is; -1 where the source does not deliver it.
  ///   - missing: What a cell counts as that the row is too short for.
  mutating func append(_ row: borrowing RowCells, positions: [Int32], missing: CellBytes) {
    let index = count
    var cells = cells.mutableSpan
    let positions = positions.span
    for field in positions.indices {
      let position = unsafe Int(positions[unchecked: field])
      let cell =
        position < 0 ? CellBytes(0..<0) : position < row.count ? row[position] : missing
      unsafe cells[unchecked: field &* RowBatch.stride &+ index] = cell
    }
    count &+= 1
  }

  /// Adds plain rows, as many as follow one another and as there is room for.
  ///
  /// - Parameters:
  ///   - plain: What rows are plain.
  ///   - separator: The position of the separator before the first row.
  ///   - separators: The places of all.
  ///   - bytes: The block's bytes.
  ///   - positions: Where each field's cell is; -1 where the source does not deliver it.
  /// - Returns: How many rows there were.
  mutating func append(
    _ plain: PlainRows,
    after separator: Int,
    _ separators: Span<UInt32>,
    _ bytes: Span<UInt8>,
    positions: [Int32]
  ) -> Int {
    let first = count
    var row = first
    var separator = separator
    var cells = cells.mutableSpan
    let positions = positions.span
    while row < RowBatch.size, plain.isPlain(after: separator, separators, bytes) {
      var place = row
      for field in positions.indices {
        let position = unsafe Int(positions[unchecked: field])
        if position >= 0 {
          let start = unsafe separators[unchecked: separator &+ position] &+ 1
          let end = unsafe separators[unchecked: separator &+ position &+ 1]
          unsafe cells[unchecked: place] = CellBytes(start: start, end: end)
        } else {
          unsafe cells[unchecked: place] = CellBytes(0..<0)
        }
        place &+= RowBatch.stride
      }
      separator &+= plain.cells
      let end = unsafe Int(separators[unchecked: separator])
      if plain.lineEnd == lineFeed, unsafe bytes[unchecked: end &- 1] == carriageReturn {
        RowBatch.dropCarriageReturns(&cells, row, end, positions, bytes)
      }
      row &+= 1
    }
    count = row
    return row &- first
  }

  /// Shortens the cells of a row that end with the line by the CR before its end.
  private static func dropCarriageReturns(
    _ cells: inout MutableSpan<CellBytes>,
    _ row: Int,
    _ end: Int,
    _ positions: Span<Int32>,
    _ bytes: Span<UInt8>
  ) {
    for field in positions.indices where positions[field] >= 0 {
      let cell = cells[field * RowBatch.stride + row]
      if cell.range.upperBound == end {
        cells[field * RowBatch.stride + row] = cell.withoutCarriageReturns(bytes)
      }
    }
  }

  /// Adds a row none of whose cells can be trusted.
  mutating func appendUnreadable(fields: Int) {
    for field in 0..<fields { cells[field &* RowBatch.stride &+ count] = .absent }
    count &+= 1
  }

  mutating func removeAll() { count = 0 }

  /// Where the cells of a field are, one a row.
  func range(of field: Int) -> Range<Int> {
    field * RowBatch.stride..<field * RowBatch.stride + count
  }
}
