internal import Tables

/// Rows of a table that agree on fields, found by what they hold there.
///
/// Rows whose cells are all known are in groups, in the order of their first rows; rows ascend within a group. Of the
/// others, those with a blank match nothing, and the rest are kept apart by which cells are known.
struct KeyIndex {
  /// The fields' columns.
  private let columns: [ColumnView]
  /// Where each group's rows begin; the last is where all end.
  private(set) var offsets: [Int32] = [0]
  /// The rows, group after group.
  private(set) var rows: [Int32] = []
  /// Group numbers by hash, open addressing; -1 is free.
  private var slots: [Int32] = []
  private var firsts: [Int32] = []

  /// Rows of which some cells are known and none is blank.
  struct Part {
    /// Which fields are known, by position.
    let known: [Int]
    var rows: [Int: [Int32]] = [:]
  }

  private(set) var parts: [Part] = []
  /// Rows none of whose cells is known.
  private(set) var blind: [Int32] = []

  /// How many groups there are.
  var groupCount: Int { firsts.count }

  /// The rows of a group, ascending.
  func group(_ number: Int) -> ArraySlice<Int32> {
    rows[Int(offsets[number])..<Int(offsets[number + 1])]
  }

  /// An index of some rows of a table, ascending; of all where none are given.
  init(_ table: Table, _ fields: [Int], rows given: [Int32]? = nil) {
    columns = fields.map { ColumnView(table.columns[$0]) }
    let count = given?.count ?? table.rowCount
    var groups: [Int32] = []
    groups.reserveCapacity(count)
    var sizes: [Int32] = []
    var mixed: [[Int]: Int] = [:]
    slots = Array(repeating: -1, count: 1024)
    var hashes = [UInt64](repeating: 0, count: KeyIndex.batch)
    var states = [UInt8](repeating: 0, count: KeyIndex.batch)
    var rowNumbers = [Int](repeating: 0, count: KeyIndex.batch)
    var groupHashes: [UInt64] = []
    var start = 0
    while start < count {
      let size = min(KeyIndex.batch, count - start)
      for index in 0..<size {
        hashes[index] = KeyIndex.seed
        states[index] = 0
      }
      for index in 0..<size {
        rowNumbers[index] = given.map { Int($0[start + index]) } ?? start + index
      }
      for column in columns {
        column.eachBits(rowNumbers, size) { index, bits, state in
          hashes[index] = KeyIndex.mix(hashes[index], bits)
          states[index] |= state.rawValue
        }
      }
      for index in 0..<size {
        let row = rowNumbers[index]
        guard states[index] == 0 else {
          groups.append(-1)
          addMixed(row, &mixed)
          continue
        }
        let hash = hashes[index]
        var slot = Int(truncatingIfNeeded: hash >> 32) & (slots.count - 1)
        while true {
          let number = slots[slot]
          if number < 0 {
            slots[slot] = Int32(firsts.count)
            groups.append(Int32(firsts.count))
            firsts.append(Int32(row))
            groupHashes.append(hash)
            sizes.append(1)
            if firsts.count * 2 > slots.count { grow(groupHashes) }
            break
          }
          if groupHashes[Int(number)] == hash, holdsSame(Int(firsts[Int(number)]), row) {
            groups.append(number)
            sizes[Int(number)] += 1
            break
          }
          slot = (slot + 1) & (slots.count - 1)
        }
      }
      start += size
    }
    arrange(groups, sizes, given)
  }

  private static let batch = 2048
  private static let seed: UInt64 = 0x9E37_79B9_7F4A_7C15

  @inline(__always)
  private static func mix(_ hash: UInt64, _ bits: Int64) -> UInt64 {
    let product = (hash ^ UInt64(bitPattern: bits)).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
    return product.high ^ product.low &+ 0x2545_F491_4F6C_DD1D
  }

  private func holdsSame(_ a: Int, _ b: Int) -> Bool {
    for column in columns where column.bits(a) != column.bits(b) { return false }
    return true
  }

  private mutating func grow(_ hashes: [UInt64]) {
    let size = slots.count * 4
    var larger = [Int32](repeating: -1, count: size)
    for (number, hash) in hashes.enumerated() {
      var slot = Int(truncatingIfNeeded: hash >> 32) & (size - 1)
      while larger[slot] >= 0 { slot = (slot + 1) & (size - 1) }
      larger[slot] = Int32(number)
    }
    slots = larger
  }

  /// Puts each group's rows together.
  private mutating func arrange(_ groups: [Int32], _ sizes: [Int32], _ given: [Int32]?) {
    offsets.reserveCapacity(sizes.count + 1)
    var end: Int32 = 0
    for size in sizes {
      end += size
      offsets.append(end)
    }
    var next = offsets
    rows = Array(repeating: 0, count: Int(end))
    for (index, group) in groups.enumerated() where group >= 0 {
      let row = given.map { $0[index] } ?? Int32(index)
      rows[Int(next[Int(group)])] = row
      next[Int(group)] += 1
    }
  }

  private mutating func addMixed(_ row: Int, _ numbers: inout [[Int]: Int]) {
    var known: [Int] = []
    for (position, column) in columns.enumerated() {
      switch column.states[row] {
      case .known: known.append(position)
      case .blank: return
      case .unknown: break
      }
    }
    if known.isEmpty {
      blind.append(Int32(row))
      return
    }
    let number = numbers[known] ?? parts.count
    if number == parts.count {
      numbers[known] = number
      parts.append(Part(known: known))
    }
    let hash = KeyIndex.hash(known.map { columns[$0].bits(row) })
    parts[number].rows[hash, default: []].append(Int32(row))
  }

  private static func hash(_ bits: [Int64?]) -> Int {
    var hasher = Hasher()
    for bits in bits { hasher.combine(bits) }
    return hasher.finalize()
  }

  // MARK: Search

  /// The group whose rows hold these values; nil for a value that no cell can hold.
  func group(holding bits: [Int64?]) -> Int? {
    var hash = KeyIndex.seed
    for bits in bits {
      guard let bits else { return nil }
      hash = KeyIndex.mix(hash, bits)
    }
    var slot = Int(truncatingIfNeeded: hash >> 32) & (slots.count - 1)
    while true {
      let number = slots[slot]
      if number < 0 { return nil }
      let first = Int(firsts[Int(number)])
      var holds = true
      for position in bits.indices where columns[position].bits(first) != bits[position] {
        holds = false
        break
      }
      if holds { return Int(number) }
      slot = (slot + 1) & (slots.count - 1)
    }
  }

  /// Rows that hold these values as far as is known, ascending; some that differ may be among them.
  func rows(_ bits: [Int64?]) -> [Int] {
    var result = group(holding: bits).map { group($0).map(Int.init) } ?? []
    if parts.isEmpty { return result }
    result += partlyKnown(bits).map(Int.init)
    return result.sorted()
  }

  /// Rows of which some cells are not known, and whose known cells hash as these values do.
  func partlyKnown(_ bits: [Int64?]) -> [Int32] {
    parts.flatMap { part in
      part.rows[KeyIndex.hash(part.known.map { bits[$0] })] ?? []
    }
  }

  /// Rows that hold all of these values but the last, which is not known of them.
  func rows(lackingLastOf bits: [Int64?]) -> [Int32] {
    if parts.isEmpty { return [] }
    let known = Array(0..<(bits.count - 1))
    guard let part = parts.first(where: { $0.known == known }) else { return [] }
    let rows = part.rows[KeyIndex.hash(Array(bits.dropLast()))] ?? []
    return rows.filter { row in known.allSatisfy { columns[$0].bits(Int(row)) == bits[$0] } }
  }
}
