internal import Tables

/// Finds rows that have the same key.
struct RowsByKey {
  /// Groups of two or more rows with equal keys, each in row order; a row whose key is not wholly known is in none.
  let shared: [[Int]]

  /// - Parameters:
  ///   - columns: The columns of the key.
  ///   - count: The number of rows.
  ///   - texts: The number of texts in the pool that text columns point into.
  init(_ columns: [CellColumn], _ count: Int, texts: Int) {
    let isText = columns.count == 1 && columns[0].codes.count == count
    if columns.isEmpty || count == 0 || isText && RowsByKey.areDistinct(columns[0], texts) {
      shared = []
      return
    }
    let hashes = RowsByKey.hashes(columns, count)
    var mask = 1
    while mask < count * 2 { mask *= 2 }
    mask -= 1
    /// One more than the first row of each key, by hash; 0 is free.
    var slots = [UInt32](repeating: 0, count: mask + 1)
    var groups: [Int: [Int]] = [:]
    for row in 0..<count where !columns.contains(where: { $0.states[row] == .unknown }) {
      var slot = Int(truncatingIfNeeded: hashes[row]) & mask
      while slots[slot] != 0 {
        let first = Int(slots[slot] - 1)
        if hashes[first] == hashes[row], columns.allSatisfy({ $0.isEqual(first, row) }) {
          groups[first, default: [first]].append(row)
          break
        }
        slot = (slot + 1) & mask
      }
      if slots[slot] == 0 { slots[slot] = UInt32(row + 1) }
    }
    shared = groups.keys.sorted().compactMap { groups[$0] }
  }

  /// Whether no text stands in two rows; the quick answer for what is nearly always so.
  private static func areDistinct(_ column: CellColumn, _ texts: Int) -> Bool {
    var seen = [UInt64](repeating: 0, count: (texts + 63) / 64)
    for row in column.codes.indices where column.states[row] == .known {
      let code = Int(column.codes[row])
      if seen[code >> 6] >> UInt64(code & 63) & 1 == 1 { return false }
      seen[code >> 6] |= 1 << UInt64(code & 63)
    }
    return !column.states.contains(.blank)
  }

  private static func hashes(_ columns: [CellColumn], _ count: Int) -> [UInt64] {
    var hashes = [UInt64](repeating: 0, count: count)
    func mix(_ row: Int, _ value: UInt64) {
      let product = (hashes[row] ^ value).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
      hashes[row] = product.high ^ product.low &+ 1
    }
    for column in columns {
      for (row, code) in column.codes.enumerated() { mix(row, UInt64(code)) }
      for (row, number) in column.scaled.enumerated() { mix(row, UInt64(bitPattern: number)) }
      for (row, day) in column.days.enumerated() { mix(row, UInt64(bitPattern: Int64(day))) }
      for (row, flag) in column.flags.enumerated() { mix(row, flag ? 1 : 0) }
    }
    return hashes
  }
}
