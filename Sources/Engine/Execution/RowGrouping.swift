internal import Tables

/// Rows put into groups by what they hold in fields, on all processors.
struct RowGrouping {
  /// The groups of the rows whose cells are all known.
  let groups: RowGroups
  /// Rows of which some cells are not known and none is blank.
  private(set) var mixed: [Int32] = []
  private let packing: KeyPacking
  private let found: Found

  /// What finds groups by their keys.
  private enum Found {
    /// A number for each word from 0; -1 where there is no group.
    case direct([Int32])
    /// The parts of the hashes, and the numbers of their groups.
    case hashed([Part], numbers: [[Int32]])
  }

  /// Fewer rows are grouped sooner than threads are started.
  private static let many = 1 << 14
  /// How many rows are gone through together.
  private static let step = 1 << 16

  /// Groups rows, which ascend.
  init(_ columns: [ColumnView], _ rows: [Int32]) {
    let isFew = rows.count < Self.many
    let batches = Batches(count: rows.count, size: Self.step)
    let pieces = batches.each(inTurn: isFew) { Piece(columns, rows[$0]) }
    for piece in pieces { mixed += piece.mixed }
    let packing = KeyPacking(
      columns.indices.map { field in Piece.range(pieces.compactMap { $0.ranges[field] }) }
    )
    let knownCount = pieces.reduce(0) { $0 + $1.knownCount }
    // A number for each word that there can be takes no more room than a search.
    if let greatest = packing.greatest, greatest < UInt64(4 * knownCount + 1024) {
      let words = batches.each(inTurn: isFew) { packing.words(columns, rows[$0]) }
      let numbers: [Int32]
      (groups, numbers) = RowGrouping.direct(pieces, words, Int(greatest), rows)
      found = .direct(numbers)
    } else {
      let partCount = RowGrouping.partCount(knownCount)
      let sorted = batches.each(inTurn: isFew) { range in
        SortedKeys(
          pieces[range.lowerBound / Self.step],
          packing.words(columns, rows[range]),
          rows[range],
          width: packing.width,
          partCount: partCount
        )
      }
      let parts = Batches(count: partCount, size: 1).each(inTurn: isFew) {
        Part($0.lowerBound, sorted, width: packing.width)
      }
      let numbers: [[Int32]]
      (groups, numbers) = RowGrouping.joined(parts, isFew: isFew)
      found = .hashed(parts, numbers: numbers)
    }
    self.packing = packing
  }

  /// So many parts, a power of two, that what finds the groups of one stays in a processor's cache.
  private static func partCount(_ rowCount: Int) -> Int {
    var count = 1
    while count < 256, count << 15 < rowCount { count *= 2 }
    return count
  }

  /// Finds the groups.
  func table() -> KeyTable {
    switch found {
    case .direct(let numbers): return KeyTable(packing: packing, search: .direct(numbers))
    case .hashed(let parts, let numbers):
      let width = packing.width
      var table = HashedKeys(width: width, keys: Array(repeating: 0, count: width * groups.count))
      for (part, own) in zip(parts, numbers) {
        for (number, group) in own.enumerated() {
          for position in 0..<width {
            table.keys[Int(group) * width + position] = part.found.keys[number * width + position]
          }
        }
        table.starts.append(table.slots.count)
        table.masks.append(part.found.slots.count - 1)
        table.slots += part.found.slots.map { $0 < 0 ? -1 : own[Int($0)] }
      }
      return KeyTable(packing: packing, search: .hashed(table))
    }
  }

  /// What is known of some of the rows.
  private struct Piece: Sendable {
    /// Which have a cell that is not known; nil where none has.
    var isOdd: [Bool]?
    var knownCount: Int
    /// Rows of which some cells are not known and none is blank.
    var mixed: [Int32] = []
    /// The least and the greatest integer of each field, where all cells of the row are known.
    var ranges: [ClosedRange<Int64>?]

    init(_ columns: [ColumnView], _ rows: ArraySlice<Int32>) {
      var marks = [UInt8](repeating: 0, count: rows.count)
      for column in columns { column.addStates(of: rows, to: &marks) }
      knownCount = marks.count { $0 == 0 }
      if knownCount < rows.count {
        isOdd = marks.map { $0 != 0 }
        for (mark, row) in zip(marks, rows) where mark & ~CellState.unknown.rawValue == 0 {
          if mark != 0 { mixed.append(row) }
        }
      }
      let known = isOdd.map { isOdd in zip(isOdd, rows).compactMap { $0 ? nil : $1 }[...] } ?? rows
      ranges = columns.map { $0.range(of: known) }
    }

    /// The range that holds all.
    static func range(_ ranges: [ClosedRange<Int64>]) -> ClosedRange<Int64>? {
      guard let low = ranges.map(\.lowerBound).min(), let high = ranges.map(\.upperBound).max()
      else { return nil }
      return low...high
    }
  }

  // MARK: Keys that lie close together

  private static func direct(
    _ pieces: [Piece],
    _ words: [[Int64]],
    _ greatest: Int,
    _ rows: [Int32]
  ) -> (RowGroups, [Int32]) {
    var table = [Int32](repeating: -1, count: greatest + 1)
    // The group of each row; -1 where it has none.
    var numbers: [Int32] = []
    numbers.reserveCapacity(rows.count)
    var sizes: [Int32] = []
    for (piece, words) in zip(pieces, words) {
      for index in words.indices {
        if let isOdd = piece.isOdd, isOdd[index] {
          numbers.append(-1)
          continue
        }
        let word = Int(words[index])
        var number = table[word]
        if number < 0 {
          number = Int32(sizes.count)
          table[word] = number
          sizes.append(0)
        }
        sizes[Int(number)] += 1
        numbers.append(number)
      }
    }
    return (RowGroups(numbers, sizes: sizes, rows), table)
  }

  // MARK: Other keys

  /// The keys of some rows that are all known, one part of the hashes after the other.
  private struct SortedKeys: Sendable {
    /// Where each part begins; the last is where all end.
    var starts: [Int32]
    var words: [Int64]
    var rows: [Int32]

    init(
      _ piece: Piece,
      _ words: [Int64],
      _ rows: ArraySlice<Int32>,
      width: Int,
      partCount: Int
    ) {
      let isOdd = piece.isOdd
      var parts = [UInt8](repeating: 0, count: rows.count)
      starts = [Int32](repeating: 0, count: partCount + 1)
      for index in parts.indices where !(isOdd?[index] ?? false) {
        let part = KeyHash.of(words, index, width).part(of: partCount)
        parts[index] = UInt8(part)
        starts[part + 1] += 1
      }
      for part in 0..<partCount { starts[part + 1] += starts[part] }
      var next = starts
      self.words = [Int64](repeating: 0, count: width * piece.knownCount)
      self.rows = [Int32](repeating: 0, count: piece.knownCount)
      for index in parts.indices where !(isOdd?[index] ?? false) {
        let place = Int(next[Int(parts[index])])
        next[Int(parts[index])] += 1
        self.rows[place] = rows[rows.startIndex + index]
        for position in 0..<width {
          self.words[place &* width &+ position] = words[index &* width &+ position]
        }
      }
    }
  }

  /// The groups of one part of the hashes, which no other part shares.
  private struct Part: Sendable {
    var groups: RowGroups
    /// The numbers of its groups within the part, by key.
    var found: KeyNumbering

    init(_ number: Int, _ pieces: [SortedKeys], width: Int) {
      found = KeyNumbering(width: width)
      var rows: [Int32] = []
      var numbers: [Int32] = []
      var sizes: [Int32] = []
      for piece in pieces {
        for place in Int(piece.starts[number])..<Int(piece.starts[number + 1]) {
          let group = found.number(of: place, in: piece.words)
          if group == sizes.count { sizes.append(0) }
          sizes[group] += 1
          numbers.append(Int32(group))
          rows.append(piece.rows[place])
        }
      }
      groups = RowGroups(numbers, sizes: sizes, rows)
    }
  }

  /// The groups of all parts in the order of their first rows, and the number of each part's among them.
  private static func joined(_ parts: [Part], isFew: Bool) -> (RowGroups, [[Int32]]) {
    let ranks = RowRanks(parts.map(\.groups.firsts))
    let numbers = Batches(count: parts.count, size: 1).each(inTurn: isFew) { part in
      parts[part.lowerBound].groups.firsts.map(ranks.rank)
    }
    var offsets = [Int32](repeating: 0, count: ranks.count + 1)
    for (part, own) in zip(parts, numbers) {
      let starts = part.groups.offsets
      for (number, group) in own.enumerated() {
        offsets[Int(group) + 1] = starts[number + 1] - starts[number]
      }
    }
    for group in 0..<ranks.count { offsets[group + 1] += offsets[group] }
    var rows = [Int32](repeating: 0, count: Int(offsets[ranks.count]))
    for (part, own) in zip(parts, numbers) {
      let (starts, all) = (part.groups.offsets, part.groups.rows)
      for (number, group) in own.enumerated() {
        var place = Int(offsets[Int(group)])
        for from in starts[number]..<starts[number + 1] {
          rows[place] = all[Int(from)]
          place += 1
        }
      }
    }
    return (RowGroups(offsets: offsets, rows: rows), numbers)
  }
}

extension RowGroups {
  /// Puts each group's rows together.
  ///
  /// - Parameters:
  ///   - numbers: The group of each row; -1 where it has none.
  ///   - sizes: How many rows each group has.
  ///   - rows: The rows.
  fileprivate init(_ numbers: [Int32], sizes: [Int32], _ rows: [Int32]) {
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
    self.init(offsets: offsets, rows: arranged)
  }
}

/// How many of some rows come before each of them.
private struct RowRanks: Sendable {
  /// A bit for each row there is, and how many bits are set before each word.
  private var bits: [UInt64]
  private var before: [Int32] = []
  /// How many rows there are.
  private(set) var count = 0

  init(_ rows: [[Int32]]) {
    let last = rows.compactMap(\.last).max() ?? -1
    bits = [UInt64](repeating: 0, count: Int(last) / 64 + 1)
    for row in rows.joined() { bits[Int(row) >> 6] |= 1 << UInt64(row & 63) }
    before.reserveCapacity(bits.count)
    for word in bits {
      before.append(Int32(count))
      count += word.nonzeroBitCount
    }
  }

  func rank(_ row: Int32) -> Int32 {
    let word = Int(row) >> 6
    return before[word] + Int32((bits[word] & ~(.max << UInt64(row & 63))).nonzeroBitCount)
  }
}
