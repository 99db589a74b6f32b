internal import Tables
internal import Values

/// The rows of an index's groups, each group by the days of a field; rows whose day is not known come last in theirs.
struct DayOrder: Sendable {
  /// The rows, group after group.
  private let rows: [Int32]
  /// The days of those rows.
  private let days: [Int32]
  /// Where the rows of each group end whose day is known.
  private let knownEnds: [Int32]
  private let offsets: [Int32]

  init(_ index: KeyIndex, _ column: Column) {
    guard case .days(let cells) = column.values else { preconditionFailure("days are ordered") }
    offsets = index.groups.offsets
    var rows = index.groups.rows
    var knownEnds: [Int32] = []
    knownEnds.reserveCapacity(index.groups.count)
    let states = column.states
    var order: [UInt64] = []
    for group in 0..<index.groups.count {
      let range = Int(offsets[group])..<Int(offsets[group + 1])
      order.removeAll(keepingCapacity: true)
      var loose: [Int32] = []
      for row in rows[range] {
        if states[Int(row)] == .known {
          order.append(UInt64(DayOrder.rank(cells[Int(row)])) << 32 | UInt64(row))
        } else {
          loose.append(row)
        }
      }
      order.sort()
      for (place, item) in order.enumerated() {
        rows[range.lowerBound + place] = Int32(truncatingIfNeeded: item & 0xFFFF_FFFF)
      }
      for (place, row) in loose.enumerated() { rows[range.lowerBound + order.count + place] = row }
      knownEnds.append(Int32(range.lowerBound + order.count))
    }
    self.rows = rows
    self.knownEnds = knownEnds
    days = rows.map { cells[Int($0)] }
  }

  /// Days as numbers that sort alike.
  private static func rank(_ day: Int32) -> UInt32 { UInt32(bitPattern: day) ^ 0x8000_0000 }

  /// The rows of a group whose day is not known.
  func unknown(_ group: Int) -> ArraySlice<Int32> {
    rows[Int(knownEnds[group])..<Int(offsets[group + 1])]
  }

  /// Adds the rows of a group whose day is in a range, ascending.
  func add(group: Int, from first: Int, through last: Int, to result: inout [Int32]) {
    let end = Int(knownEnds[group])
    let low = days[Int(offsets[group])..<end].partitioningIndex { Int($0) >= first }
    let high = days[low..<end].partitioningIndex { Int($0) > last }
    let begin = result.count
    result.append(contentsOf: rows[low..<high])
    result[begin...].sort()
  }
}
