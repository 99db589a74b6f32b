internal import Tables

/// Finds the rows that an earlier file of the source delivered already: all their bound cells are the same.
///
/// Rows that one file has twice are no such rows, for the sender may mean both.
///
/// - Parameters:
///   - groups: Rows with equal keys, each group in the order of the files.
///   - columns: The columns of all rows.
///   - file: The position of each row's file.
/// - Returns: Every copy but those of the first file that has the row.
func rowsDeliveredTwice(
  among groups: [[Int]],
  columns: [Column],
  file: [UInt16]
) -> Set<Int> {
  var copies: Set<Int> = []
  for rows in groups {
    for (index, row) in rows.enumerated() {
      let isCopy = rows[..<index].contains { earlier in
        file[earlier] != file[row] && columns.allSatisfy { $0[earlier] == $0[row] }
      }
      if isCopy { copies.insert(row) }
    }
  }
  return copies
}
