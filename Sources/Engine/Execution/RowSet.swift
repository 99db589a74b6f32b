internal import Tables

/// Rows of one table, or places among some, a bit each.
struct RowSet: Sendable {
  private var words: [UInt64]

  /// None of so many.
  init(rowCount: Int) { words = Array(repeating: 0, count: (rowCount + 63) / 64) }

  /// How many it has.
  var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

  /// How many words there are.
  var wordCount: Int { words.count }

  func contains(_ row: Int) -> Bool { words[row >> 6] >> UInt64(row & 63) & 1 == 1 }

  /// Which of the sixty-four rows it has whose first is 64 times a number.
  func word(_ number: Int) -> UInt64 { words[number] }

  mutating func insert(_ row: Int) { insert(row, if: true) }

  /// Adds a row, or not, which is no decision that a processor could guess wrong.
  @inline(__always)
  mutating func insert(_ row: Int, if isMeant: Bool) {
    words[row >> 6] |= (isMeant ? 1 : 0) &<< UInt64(row & 63)
  }

  mutating func insert(_ rows: [Int32]) {
    var words = words.mutableSpan
    for row in rows { words[Int(row) >> 6] |= 1 << UInt64(row & 63) }
  }

  mutating func formUnion(_ other: RowSet) {
    for index in words.indices { words[index] |= other.words[index] }
  }

  /// Takes rows out.
  mutating func subtract(_ other: RowSet) {
    for index in words.indices { words[index] &= ~other.words[index] }
  }
}

/// Rows of some tables, a bit each.
struct RowSets: Sendable {
  private let rowCounts: [Int]
  /// By dataset; nil for those of which it has no row.
  private var sets: [RowSet?]

  /// No row of any table.
  init(_ tables: [Table]) {
    rowCounts = tables.map(\.rowCount)
    sets = Array(repeating: nil, count: tables.count)
  }

  /// The rows of one table.
  subscript(dataset: Int) -> RowSet {
    sets[dataset] ?? RowSet(rowCount: rowCounts[dataset])
  }

  mutating func insert(_ row: RowReference) {
    makeRoom(for: row.dataset)
    sets[row.dataset]?.insert(row.row)
  }

  /// Adds the rows of all lists.
  mutating func insert(_ lists: RowLists) {
    lists.eachRun { dataset, rows in
      makeRoom(for: dataset)
      for row in rows { sets[dataset]?.insert(row) }
    }
  }

  private mutating func makeRoom(for dataset: Int) {
    if sets[dataset] == nil { sets[dataset] = RowSet(rowCount: rowCounts[dataset]) }
  }

  /// Whether it has no row at all.
  var isEmpty: Bool { sets.allSatisfy { $0 == nil } }

  /// Whether it has none of some rows.
  func isDisjoint(with rows: some Sequence<RowReference>) -> Bool {
    !rows.contains { sets[$0.dataset]?.contains($0.row) ?? false }
  }

  mutating func formUnion(_ other: RowSets) {
    for (dataset, theirs) in other.sets.enumerated() {
      guard let theirs else { continue }
      makeRoom(for: dataset)
      sets[dataset]?.formUnion(theirs)
    }
  }
}
