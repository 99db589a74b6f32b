internal import Tables

/// What becomes of each row of a source, once all of them are there.
///
/// A row that an earlier file has, too, is left out; of rows with the same key that differ, or that one file has twice,
/// all are rejected, for none of them can be trusted.
struct RowFates {
  enum Fate: UInt8 {
    case loaded
    case deliveredTwice
    case rejected
  }

  /// The fate of each row.
  private(set) var all: [Fate]
  /// Whether all rows are loaded, as nearly always.
  let areAllLoaded: Bool
  /// For each row, the position in `keys` of the key that it shares, and one more; empty where none shares any.
  private var sharedKeys: [UInt32] = []
  /// The rows that share each key, in order.
  private let keys: RowsByKey

  init(_ keys: RowsByKey, _ faults: FaultyRows, _ columns: [Column], _ places: RowPlaces) {
    self.keys = keys
    all = [Fate](repeating: .loaded, count: places.count)
    areAllLoaded = faults.rows.isEmpty && keys.firsts.isEmpty
    if areAllLoaded { return }
    for row in faults.rows { all[Int(row)] = .rejected }
    // Rows of one file only are no copies of each other.
    if places.count > 0, places.file(of: 0) != places.file(of: places.count - 1) {
      leaveOutCopies(of: faults, places)
    }
    for (position, first) in keys.firsts.enumerated() {
      let rows = keys.rows(from: first)
      leaveOutCopies(among: rows.filter { all[$0] == .loaded }, columns, places)
      rejectSharers(rows.filter { all[$0] != .deliveredTwice }, position)
    }
  }

  /// The rows that are not loaded, in order.
  var notLoaded: [Int] { areAllLoaded ? [] : all.indices.filter { all[$0] != .loaded } }

  /// The first row of those whose key a row shares.
  ///
  /// - Precondition: It shares its key.
  func firstSharer(with row: Int) -> Int { keys.firsts[Int(sharedKeys[row]) - 1] }

  /// The rows that share a key and are not copies, given the first row that has it.
  func sharers(from first: Int) -> [Int] {
    keys.rows(from: first).filter { all[$0] != .deliveredTwice }
  }

  private mutating func rejectSharers(_ rows: [Int], _ key: Int) {
    guard rows.count > 1 else { return }
    if sharedKeys.isEmpty { sharedKeys = [UInt32](repeating: 0, count: all.count) }
    for row in rows where all[row] == .loaded {
      all[row] = .rejected
      sharedKeys[row] = UInt32(key + 1)
    }
  }

  // MARK: Copies

  // Rows that one file has twice are no copies, for the sender may mean both.

  /// Leaves out the rows that do not fit and that an earlier file has, written alike in every bound column.
  private mutating func leaveOutCopies(of faults: FaultyRows, _ places: RowPlaces) {
    var files: [UInt64: Int] = [:]
    for (row, print) in zip(faults.rows, faults.prints) where print != 0 {
      let file = places.file(of: Int(row))
      if files[print, default: file] != file {
        all[Int(row)] = .deliveredTwice
      } else {
        files[print] = file
      }
    }
  }

  /// Leaves out those rows of one key that an earlier file has, the same in every bound column.
  private mutating func leaveOutCopies(
    among rows: [Int],
    _ columns: [Column],
    _ places: RowPlaces
  ) {
    guard let first = rows.first, let last = rows.last,
      places.file(of: first) != places.file(of: last)
    else { return }
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
        if places.file(of: same) != places.file(of: row) { all[row] = .deliveredTwice }
      } else {
        earlier[hash, default: []].append(row)
      }
    }
  }
}
