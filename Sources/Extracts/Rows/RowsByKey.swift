internal import Tables

/// Finds rows that have the same key.
struct RowsByKey {
  /// The first rows of groups of two or more with equal keys, in order.
  let firsts: [Int]
  /// For each row, one more than the next row with its key; 0 where there is none.
  private let following: [UInt32]

  /// - Parameters:
  ///   - columns: The columns of the key.
  ///   - count: The number of rows.
  ///   - texts: One more than the largest number that a text in them mostly has; it is asked once they have numbers.
  ///   - joinsUnknowns: Whether two cells that are unknown are equal; otherwise a row that has one is in no group.
  init(
    columns: [Column],
    count: Int,
    texts: @autoclosure () -> Int,
    joinsUnknowns: Bool = false
  ) {
    if columns.isEmpty || count == 0 || columns.count == 1 && columns[0].adoptIfAscending()
      || RowsByKey.areDistinct(columns, texts)
    {
      (firsts, following) = ([], [])
      return
    }
    let hashes = RowsByKey.hashes(columns, count)
    var mask = 1
    while mask < count * 2 { mask *= 2 }
    mask -= 1
    /// One more than the first row of each key, by hash; 0 is free.
    var slots = [UInt32](repeating: 0, count: mask + 1)
    var following = [UInt32](repeating: 0, count: count)
    // From the last row to the first, so that each one only has to be put before those that have its key.
    for row in (0..<count).reversed() {
      if !joinsUnknowns, columns.contains(where: { $0.states[row] == .unknown }) { continue }
      var slot = Int(truncatingIfNeeded: hashes[row]) & mask
      while slots[slot] != 0 {
        let other = Int(slots[slot] - 1)
        if hashes[other] == hashes[row], columns.allSatisfy({ $0[other] == $0[row] }) { break }
        slot = (slot + 1) & mask
      }
      following[row] = slots[slot]
      slots[slot] = UInt32(row + 1)
    }
    firsts = slots.compactMap { $0 > 0 && following[Int($0 - 1)] > 0 ? Int($0 - 1) : nil }.sorted()
    self.following = following
  }

  /// The rows that have the same key as the first of them, in order.
  func rows(from first: Int) -> [Int] {
    var rows = [first]
    var next = following[first]
    while next != 0 {
      rows.append(Int(next - 1))
      next = following[Int(next - 1)]
    }
    return rows
  }

  /// Whether no text of the only column stands in two rows; the quick answer for what is nearly always so.
  private static func areDistinct(_ columns: [Column], _ texts: () -> Int) -> Bool {
    guard columns.count == 1, case .texts(let codes) = columns[0].values else { return false }
    let states = columns[0].states
    let texts = texts()
    var seen = [UInt64](repeating: 0, count: (texts + 63) / 64)
    for row in codes.indices where states[row] == .known {
      let code = Int(codes[row])
      guard code < texts else { return false }
      if seen[code >> 6] >> UInt64(code & 63) & 1 == 1 { return false }
      seen[code >> 6] |= 1 << UInt64(code & 63)
    }
    return !states.contains(.blank)
  }

  private static func hashes(_ columns: [Column], _ count: Int) -> [UInt64] {
    var hashes = [UInt64](repeating: 0, count: count)
    func mix(_ row: Int, _ value: UInt64) {
      let product = (hashes[row] ^ value).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
      hashes[row] = product.high ^ product.low &+ 1
    }
    for column in columns {
      switch column.values {
      case .texts(let codes): for row in 0..<count { mix(row, UInt64(codes[row])) }
      case .scaled(let numbers):
        for row in 0..<count { mix(row, UInt64(bitPattern: numbers[row])) }
      case .days(let days):
        for row in 0..<count { mix(row, UInt64(bitPattern: Int64(days[row]))) }
      case .flags(let flags): for row in 0..<count { mix(row, flags[row] ? 1 : 0) }
      }
    }
    return hashes
  }
}
