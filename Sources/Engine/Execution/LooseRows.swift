internal import Tables

/// Rows of which some cell of some fields is not known and none is blank, by which of them are known.
struct LooseRows: Sendable {
  /// Rows of which the same cells are known.
  struct Part: Sendable {
    /// Which fields are known, by position.
    let known: [Int]
    var rows: [Int: [Int32]] = [:]
  }

  private let columns: [ColumnView]
  private(set) var parts: [Part] = []
  /// Rows none of whose cells is known.
  private(set) var blind: [Int32] = []

  /// The loose ones among all rows of a table.
  init(_ table: Table, _ fields: [Int]) {
    let columns = fields.map { ColumnView(table.columns[$0]) }
    let rows = Batches(count: table.rowCount, size: 1 << 16).concurrently { range in
      let rows = Array(Int32(range.lowerBound)..<Int32(range.upperBound))
      var marks = [UInt8](repeating: 0, count: rows.count)
      for column in columns { column.addStates(of: rows[...], to: &marks) }
      return zip(rows, marks).compactMap { $1 == CellState.unknown.rawValue ? $0 : nil }
    }
    self.init(columns, rows.flatMap { $0 })
  }

  /// - Parameters:
  ///   - columns: The fields' columns.
  ///   - rows: Rows of which some cells are not known and none is blank, ascending.
  init(_ columns: [ColumnView], _ rows: [Int32]) {
    self.columns = columns
    var numbers: [[Int]: Int] = [:]
    for row in rows { add(Int(row), &numbers) }
  }

  private mutating func add(_ row: Int, _ numbers: inout [[Int]: Int]) {
    let known = columns.indices.filter { columns[$0].states[row] == .known }
    if known.isEmpty {
      blind.append(Int32(row))
      return
    }
    let number = numbers[known] ?? parts.count
    if number == parts.count {
      numbers[known] = number
      parts.append(Part(known: known))
    }
    let hash = LooseRows.hash(known.map { columns[$0].bits(row) })
    parts[number].rows[hash, default: []].append(Int32(row))
  }

  private static func hash(_ bits: [Int64?]) -> Int {
    var hasher = Hasher()
    for bits in bits { hasher.combine(bits) }
    return hasher.finalize()
  }

  /// Rows of which some cells are known, and those hash as these values do.
  func partlyKnown(_ bits: [Int64?]) -> [Int32] {
    parts.flatMap { part in
      part.rows[LooseRows.hash(part.known.map { bits[$0] })] ?? []
    }
  }

  /// All rows of which some cells are known.
  var allPartlyKnown: [Int32] { parts.flatMap { $0.rows.values.joined() } }

  /// Rows that hold all of these values but the last, which is not known of them.
  func rows(lackingLastOf bits: [Int64?]) -> [Int32] {
    if parts.isEmpty { return [] }
    let known = Array(0..<(bits.count - 1))
    guard let part = parts.first(where: { $0.known == known }) else { return [] }
    let rows = part.rows[LooseRows.hash(Array(bits.dropLast()))] ?? []
    return rows.filter { row in known.allSatisfy { columns[$0].bits(Int(row)) == bits[$0] } }
  }
}
