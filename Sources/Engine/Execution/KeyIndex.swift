internal import Tables

/// Rows of a table that agree on fields, found by what they hold there.
///
/// Rows whose cells are all known are in groups, in the order of their first rows; rows ascend within a group. Of the
/// others, those with a blank match nothing, and the rest are kept apart by which cells are known.
struct KeyIndex {
  /// The fields' columns.
  private let columns: [ColumnView]
  private let table: KeyTable
  /// The rows whose cells are all known.
  let groups: RowGroups

  /// Rows of which some cells are known and none is blank.
  struct Part {
    /// Which fields are known, by position.
    let known: [Int]
    var rows: [Int: [Int32]] = [:]
  }

  private(set) var parts: [Part] = []
  /// Rows none of whose cells is known.
  private(set) var blind: [Int32] = []

  /// An index of some rows of a table, ascending; of all where none are given.
  init(_ table: Table, _ fields: [Int], rows given: [Int32]? = nil) {
    columns = fields.map { ColumnView(table.columns[$0]) }
    let grouping = RowGrouping(columns, given ?? Array(0..<Int32(table.rowCount)))
    self.table = grouping.table()
    groups = grouping.groups
    var numbers: [[Int]: Int] = [:]
    for row in grouping.mixed { addMixed(Int(row), &numbers) }
  }

  private mutating func addMixed(_ row: Int, _ numbers: inout [[Int]: Int]) {
    let known = columns.indices.filter { columns[$0].states[row] == .known }
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

  /// The groups that lanes look for.
  ///
  /// - Parameters:
  ///   - wanted: What rows must hold, by field.
  ///   - isAsked: Which lanes look.
  /// - Returns: Each lane's group; -1 where there is none.
  func groups(holding wanted: [WantedBits], where isAsked: [Bool]) -> [Int32] {
    table.groups(holding: wanted, where: isAsked)
  }

  /// The group whose rows hold these values; nil for a value that no cell can hold.
  func group(holding bits: [Int64?]) -> Int? {
    let number = table.groups(holding: bits.map { WantedBits([$0]) }, where: [true])[0]
    return number < 0 ? nil : Int(number)
  }

  /// Rows that hold these values as far as is known, ascending; some that differ may be among them.
  func rows(_ bits: [Int64?]) -> [Int] {
    var result = group(holding: bits).map { groups.group($0).map(Int.init) } ?? []
    if parts.isEmpty { return result }
    result += partlyKnown(bits).map(Int.init)
    return result.sorted()
  }

  /// How many rows groups have together, one as often as it is named; -1 is none.
  func rowCount(of groups: [Int32]) -> Int {
    let offsets = self.groups.offsets
    var count = 0
    for group in groups where group >= 0 {
      count += Int(offsets[Int(group) + 1] - offsets[Int(group)])
    }
    return count
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

/// What rows must hold in a field, lane by lane, as the field's column stores it.
struct WantedBits {
  var bits: [Int64]
  /// Which lanes want what a cell can hold; nil where all do.
  var isHeld: [Bool]?

  init(bits: [Int64], isHeld: [Bool]? = nil) {
    self.bits = bits
    self.isHeld = isHeld
  }

  /// Lanes by their values; nil is what no cell can hold.
  init(_ values: [Int64?]) {
    bits = values.map { $0 ?? 0 }
    isHeld = values.contains(nil) ? values.map { $0 != nil } : nil
  }

  /// What one lane wants; nil for what no cell can hold.
  subscript(lane: Int) -> Int64? { isHeld?[lane] ?? true ? bits[lane] : nil }
}
