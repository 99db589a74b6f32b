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
    let width = packing.width
    @Sendable func keyRuns(_ range: Range<Int>) -> KeyRuns {
      KeyRuns(
        packing.words(columns, rows[range]),
        width: width,
        isOdd: pieces[range.lowerBound / Self.step].isOdd,
        at: range
      )
    }
    // A number for each word that there can be takes no more room than a search.
    if let greatest = packing.greatest, greatest < UInt64(4 * knownCount + 1024) {
      let runs = batches.each(inTurn: isFew) { keyRuns($0) }
      let numbers: [Int32]
      (groups, numbers) = RowGrouping.direct(runs, Int(greatest), rows)
      found = .direct(numbers)
    } else {
      let partCount = RowGrouping.partCount(knownCount)
      let runs = batches.each(inTurn: isFew) {
        keyRuns($0).sorted(width: width, partCount: partCount)
      }
      let parts = Batches(count: partCount, size: 1).each(inTurn: isFew) {
        Part($0.lowerBound, runs, width: width)
      }
      let numbers: [[Int32]]
      (groups, numbers) = RowGrouping.joined(parts, runs, rows, isFew: isFew)
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
    _ runs: [KeyRuns],
    _ greatest: Int,
    _ rows: [Int32]
  ) -> (RowGroups, [Int32]) {
    var table = [Int32](repeating: -1, count: greatest + 1)
    var numbered = NumberedRuns()
    for runs in runs {
      for run in 0..<runs.count {
        let word = Int(runs.words[run])
        var number = table[word]
        if number < 0 {
          number = Int32(numbered.sizes.count)
          table[word] = number
        }
        numbered.add(group: Int(number), start: runs.starts[run], size: runs.sizes[run])
      }
    }
    let numbers = Array(0..<Int32(numbered.sizes.count))
    return (RowGroups([numbered], as: [numbers], of: runs, rows), table)
  }

  // MARK: Other keys

  /// The groups of one part of the hashes, which no other part shares.
  private struct Part: Sendable {
    /// Its runs, piece after piece.
    var numbered = NumberedRuns()
    /// The numbers of its groups within the part, by key.
    var found: KeyNumbering

    init(_ number: Int, _ pieces: [KeyRuns], width: Int) {
      found = KeyNumbering(width: width)
      for piece in pieces {
        for run in piece.runs(ofPart: number) {
          let group = found.number(of: run, in: piece.words)
          numbered.add(group: group, start: piece.starts[run], size: piece.sizes[run])
        }
      }
    }
  }

  /// The groups of all parts in the order of their first rows, and the number of each part's among them.
  private static func joined(
    _ parts: [Part],
    _ pieces: [KeyRuns],
    _ rows: [Int32],
    isFew: Bool
  ) -> (RowGroups, [[Int32]]) {
    let ranks = PlaceRanks(parts.map(\.numbered.firsts))
    let numbers = Batches(count: parts.count, size: 1).each(inTurn: isFew) { part in
      parts[part.lowerBound].numbered.firsts.map(ranks.rank)
    }
    return (RowGroups(parts.map(\.numbered), as: numbers, of: pieces, rows), numbers)
  }
}

/// How many of some places among rows come before each of them.
private struct PlaceRanks: Sendable {
  private var set: RowSet
  /// How many places come before each word.
  private var before: [Int32] = []

  /// - Parameter places: The places, each list ascending.
  init(_ places: [[Int32]]) {
    set = RowSet(rowCount: Int(places.compactMap(\.last).max() ?? 0) + 1)
    for some in places { set.insert(some) }
    before.reserveCapacity(set.wordCount)
    var count: Int32 = 0
    for word in 0..<set.wordCount {
      before.append(count)
      count += Int32(set.word(word).nonzeroBitCount)
    }
  }

  func rank(_ place: Int32) -> Int32 {
    let word = Int(place) >> 6
    let lower = set.word(word) & ~(.max << UInt64(place & 63))
    return before[word] + Int32(lower.nonzeroBitCount)
  }
}
