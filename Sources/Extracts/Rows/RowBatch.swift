/// Some rows of a block whose cells have been found, field by field, to be typed one column at a time.
struct RowBatch {
  /// How many rows are taken together: as many as have their cells in the processor's cache.
  static let size = 1024

  private(set) var cells: [CellBytes]
  private(set) var count = 0

  init(fields: Int) {
    cells = [CellBytes](repeating: .absent, count: fields * RowBatch.size)
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
      unsafe cells[unchecked: field &* RowBatch.size &+ index] = cell
    }
    count &+= 1
  }

  /// Adds a row none of whose cells can be trusted.
  mutating func appendUnreadable(fields: Int) {
    for field in 0..<fields { cells[field &* RowBatch.size &+ count] = .absent }
    count &+= 1
  }

  mutating func removeAll() { count = 0 }

  /// Where the cells of a field are, one a row.
  func range(of field: Int) -> Range<Int> {
    field * RowBatch.size..<field * RowBatch.size + count
  }
}
