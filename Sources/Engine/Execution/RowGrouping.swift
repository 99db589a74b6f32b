internal import Tables

/// Rows put into groups by what they hold in fields, on all processors.
struct RowGrouping {
  /// Finds the groups, which are numbered in the order of their first rows.
  let table: KeyTable
  /// Rows of which some cells are not known and none is blank.
  private(set) var mixed: [Int32] = []
  private let rows: [Int32]
  /// The group of each row; -1 where it has none.
  private var numbers: [Int32]
  private var sizes: [Int32] = []
  /// Fewer rows are grouped sooner than threads are started.
  private static let many = 1 << 14

  /// Groups rows, which ascend.
  init(_ columns: [ColumnView], _ rows: [Int32]) {
    self.rows = rows
    let pieces = Batches(count: rows.count, size: 1 << 16).each(inTurn: rows.count < Self.many) {
      Piece(columns, Array(rows[$0]))
    }
    if columns.count == 1, let range = RowGrouping.closeRange(pieces) {
      (table, numbers, sizes) = RowGrouping.direct(pieces, range, rows.count)
    } else {
      (table, numbers, sizes) = RowGrouping.hashed(pieces, width: columns.count, rows.count)
    }
    for piece in pieces { mixed += piece.mixed }
  }

  /// Each group's rows together, with where they begin.
  func arranged() -> (offsets: [Int32], rows: [Int32]) {
    var offsets: [Int32] = [0]
    offsets.reserveCapacity(sizes.count + 1)
    var end: Int32 = 0
    for size in sizes {
      end += size
      offsets.append(end)
    }
    var next = offsets
    var arranged = [Int32](repeating: 0, count: Int(end))
    for place in numbers.indices where numbers[place] >= 0 {
      let group = Int(numbers[place])
      arranged[Int(next[group])] = rows[place]
      next[group] += 1
    }
    return (offsets, arranged)
  }

  /// What some of the rows hold.
  private struct Piece: Sendable {
    /// The integers of their keys, field by field, and the keys' hashes.
    let keys: [[Int64]]
    let hashes: [UInt64]
    /// The part of the hashes that each belongs to; `none` where its cells are not all known.
    let parts: [UInt8]
    /// Rows of which some cells are not known and none is blank.
    var mixed: [Int32] = []
    /// The least and the greatest integer of the first field, and how many rows have all cells known.
    var range: ClosedRange<Int64>?
    var knownCount = 0

    static let none = UInt8.max

    init(_ columns: [ColumnView], _ rows: [Int32]) {
      keys = columns.map { $0.bits(rows) }
      var marks = [UInt8](repeating: 0, count: rows.count)
      for column in columns { column.addStates(of: rows, to: &marks) }
      hashes = HashedKeys.hashes(keys, count: rows.count)
      var (low, high) = (Int64.max, Int64.min)
      for index in marks.indices {
        if marks[index] == 0 {
          knownCount += 1
          low = Swift.min(low, keys[0][index])
          high = Swift.max(high, keys[0][index])
          marks[index] = UInt8(HashedKeys.part(hashes[index]))
        } else {
          if marks[index] & CellState.blank.rawValue == 0 { mixed.append(rows[index]) }
          marks[index] = Piece.none
        }
      }
      parts = marks
      if knownCount > 0 { range = low...high }
    }
  }

  // MARK: Keys that lie close together

  /// The range of the keys where a number for each integer in it takes no more room than a search.
  private static func closeRange(_ pieces: [Piece]) -> ClosedRange<Int64>? {
    let ranges = pieces.compactMap(\.range)
    guard let low = ranges.map(\.lowerBound).min(), let high = ranges.map(\.upperBound).max() else {
      return nil
    }
    let (width, overflow) = high.subtractingReportingOverflow(low)
    let known = pieces.reduce(0) { $0 + $1.knownCount }
    return !overflow && width < 4 * known + 1024 ? low...high : nil
  }

  private static func direct(_ pieces: [Piece], _ range: ClosedRange<Int64>, _ count: Int)
    -> (KeyTable, [Int32], [Int32])
  {
    var table = [Int32](repeating: -1, count: Int(range.upperBound - range.lowerBound) + 1)
    var numbers: [Int32] = []
    numbers.reserveCapacity(count)
    var sizes: [Int32] = []
    for piece in pieces {
      let keys = piece.keys[0]
      for index in keys.indices {
        guard piece.parts[index] != Piece.none else {
          numbers.append(-1)
          continue
        }
        let place = Int(keys[index] - range.lowerBound)
        if table[place] < 0 {
          table[place] = Int32(sizes.count)
          sizes.append(0)
        }
        sizes[Int(table[place])] += 1
        numbers.append(table[place])
      }
    }
    return (.direct(lowest: range.lowerBound, numbers: table), numbers, sizes)
  }

  // MARK: Other keys

  /// The groups of one part of the hashes, which no other part shares.
  private struct Part: Sendable {
    /// The places of its rows, and their groups, which are numbered within the part.
    var places: [Int32] = []
    var groups: [Int32] = []
    /// The place of each group's first row, and how many rows it has.
    var firsts: [Int32] = []
    var sizes: [Int32] = []
    var found: KeyNumbering

    init(_ number: Int, _ pieces: [Piece], width: Int) {
      found = KeyNumbering(width: width)
      var wanted: [Int64] = []
      var hashes: [UInt64] = []
      var start = 0
      for piece in pieces {
        for index in piece.parts.indices where Int(piece.parts[index]) == number {
          places.append(Int32(start + index))
          hashes.append(piece.hashes[index])
          for position in 0..<width { wanted.append(piece.keys[position][index]) }
        }
        start += piece.parts.count
      }
      groups.reserveCapacity(places.count)
      for index in places.indices {
        let number = found.number(of: index, in: wanted, hash: hashes[index])
        groups.append(Int32(number))
        if number == firsts.count {
          firsts.append(places[index])
          sizes.append(1)
        } else {
          sizes[number] += 1
        }
      }
    }
  }

  private static func hashed(_ pieces: [Piece], width: Int, _ count: Int)
    -> (KeyTable, [Int32], [Int32])
  {
    let parts = Batches(count: HashedKeys.partCount, size: 1).each(inTurn: count < many) {
      Part($0.lowerBound, pieces, width: width)
    }
    // First the groups' first rows are marked, then numbered in their order.
    var numbers = [Int32](repeating: -1, count: count)
    for part in parts { for first in part.firsts { numbers[Int(first)] = 0 } }
    var groupCount: Int32 = 0
    for place in numbers.indices where numbers[place] == 0 {
      numbers[place] = groupCount
      groupCount += 1
    }
    var sizes = [Int32](repeating: 0, count: Int(groupCount))
    var table = HashedKeys(keys: Array(repeating: 0, count: width * Int(groupCount)))
    for part in parts {
      let own = part.firsts.map { numbers[Int($0)] }
      for index in part.places.indices {
        numbers[Int(part.places[index])] = own[Int(part.groups[index])]
      }
      for (number, group) in own.enumerated() {
        sizes[Int(group)] = part.sizes[number]
        for position in 0..<width {
          table.keys[Int(group) * width + position] = part.found.keys[number * width + position]
        }
      }
      table.starts.append(table.slots.count)
      table.masks.append(part.found.slots.count - 1)
      table.slots += part.found.slots.map { $0 < 0 ? -1 : own[Int($0)] }
    }
    return (.hashed(table), numbers, sizes)
  }
}
