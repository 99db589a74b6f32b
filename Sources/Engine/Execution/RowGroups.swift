internal import Tables

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

extension RowGroups {
  /// Groups some rows of a table, ascending, by fields that are known of them.
  init(_ table: Table, _ fields: [Int], _ rows: [Int32]) {
    self = RowGrouping(fields.map { ColumnView(table.columns[$0]) }, rows).groups
  }

  /// Puts each group's rows together.
  ///
  /// It goes from row to row, and so do the places that it writes to, mostly: to do one part after the other on all processors
  /// takes longer, for the groups of each part are anywhere.
  ///
  /// - Parameters:
  ///   - parts: The groups of each part of the hashes, of which no other part has any.
  ///   - numbers: The number of each part's groups among all.
  ///   - pieces: The runs.
  ///   - rows: All rows that are grouped.
  init(
    _ parts: [NumberedRuns],
    as numbers: [[Int32]],
    of pieces: [KeyRuns],
    _ rows: [Int32]
  ) {
    var offsets = [Int32](repeating: 0, count: parts.reduce(1) { $0 + $1.sizes.count })
    for (part, own) in zip(parts, numbers) {
      for (size, group) in zip(part.sizes, own) { offsets[Int(group) + 1] = size }
    }
    for place in offsets.indices.dropFirst() { offsets[place] += offsets[place - 1] }
    // Where each group's next row goes.
    var next = offsets
    var arranged = [Int32](repeating: 0, count: Int(offsets[offsets.count - 1]))
    // How many runs of each part have been gone through.
    var done = [Int](repeating: 0, count: parts.count)
    for piece in pieces {
      for part in parts.indices {
        let (groups, names) = (parts[part].numbers, numbers[part])
        let runs = piece.runs(ofPart: part)
        for (run, number) in zip(runs, done[part]...) {
          let group = Int(names[Int(groups[number])])
          let (place, start) = (Int(next[group]), Int(piece.starts[run]))
          let size = Int(piece.sizes[run])
          for offset in 0..<size { arranged[place &+ offset] = rows[start &+ offset] }
          next[group] &+= piece.sizes[run]
        }
        done[part] += runs.count
      }
    }
    self.init(offsets: offsets, rows: arranged)
  }
}
