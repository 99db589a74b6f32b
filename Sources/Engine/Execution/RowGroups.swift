/// Rows in groups, the groups in the order of their first rows.
struct RowGroups: Sendable {
  /// Where each group's rows begin; the last is where all end.
  let offsets: [Int32]
  /// The rows, group after group; they ascend within a group.
  let rows: [Int32]

  /// How many groups there are.
  var count: Int { offsets.count - 1 }

  /// The first row of each group; they ascend.
  var firsts: [Int32] { offsets.dropLast().map { rows[Int($0)] } }

  /// The rows of a group, ascending.
  func group(_ number: Int) -> ArraySlice<Int32> {
    rows[Int(offsets[number])..<Int(offsets[number + 1])]
  }

  /// The groups without some of them, which ascend.
  func leavingOut(_ numbers: [Int]) -> RowGroups {
    var (offsets, rows) = ([Int32](), [Int32]())
    offsets.reserveCapacity(self.offsets.count - numbers.count)
    rows.reserveCapacity(self.rows.count)
    var next = 0
    for end in numbers + [count] {
      let (from, to) = (Int(self.offsets[next]), Int(self.offsets[end]))
      let shift = Int32(rows.count - from)
      for number in next..<end { offsets.append(self.offsets[number] &+ shift) }
      rows += self.rows[from..<to]
      next = end + 1
    }
    return RowGroups(offsets: offsets + [Int32(rows.count)], rows: rows)
  }
}
