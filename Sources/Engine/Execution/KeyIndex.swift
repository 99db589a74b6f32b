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

  /// The others, but for those with a blank.
  let loose: LooseRows

  /// An index of some rows of a table, ascending; of all where none are given.
  init(_ table: Table, _ fields: [Int], rows given: [Int32]? = nil) {
    columns = fields.map { ColumnView(table.columns[$0]) }
    let grouping = RowGrouping(columns, given ?? Array(0..<Int32(table.rowCount)))
    self.table = grouping.table()
    groups = grouping.groups
    loose = LooseRows(columns, grouping.mixed)
  }

  /// Whether rows that hold the same are many: few are looked at sooner than they are chosen from.
  var isLong: Bool { groups.rows.count > 4 * groups.count }

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
    if loose.parts.isEmpty { return result }
    result += loose.partlyKnown(bits).map(Int.init)
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
