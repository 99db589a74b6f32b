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
}
