internal import Tables

/// Finds the rows that an earlier file of the source delivered already: all their bound cells are the same.
///
/// Rows that one file has twice are no such rows, for the sender may mean both.
///
/// - Parameters:
///   - groups: Rows with equal keys, each group in the order of the files.
///   - columns: The columns of all rows.
///   - file: The position of a row's file.
/// - Returns: Every copy but those of the first file that has the row.
func rowsDeliveredTwice(
  among groups: [[Int]],
  columns: [Column],
  file: (Int) -> Int
) -> Set<Int> {
  var copies: Set<Int> = []
  for rows in groups where rows.count > 1 && file(rows[0]) != file(rows[rows.count - 1]) {
    // By their cells' hash, so that many rows with one key take no longer than others.
    var earlier: [Int: [Int]] = [:]
    for row in rows {
      var hasher = Hasher()
      for column in columns { hasher.combine(column[row]) }
      let hash = hasher.finalize()
      let same = earlier[hash, default: []].first { other in
        columns.allSatisfy { $0[other] == $0[row] }
      }
      if let same {
        if file(same) != file(row) { copies.insert(row) }
      } else {
        earlier[hash, default: []].append(row)
      }
    }
  }
  return copies
}
