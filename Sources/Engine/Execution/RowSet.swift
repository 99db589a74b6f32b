/// Rows of one table, a bit each.
struct RowSet: Sendable {
  private var words: [UInt64]

  /// No row of a table of so many.
  init(rowCount: Int) { words = Array(repeating: 0, count: (rowCount + 63) / 64) }

  func contains(_ row: Int) -> Bool { words[row / 64] >> UInt64(row % 64) & 1 == 1 }

  mutating func insert(_ row: Int) { words[row / 64] |= 1 << UInt64(row % 64) }

  mutating func formUnion(_ other: RowSet) {
    for index in words.indices { words[index] |= other.words[index] }
  }
}
