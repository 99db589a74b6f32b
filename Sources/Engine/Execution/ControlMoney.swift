internal import Findings
internal import Tables

/// The money of a table's rows that control totals add up, in pence.
struct ControlMoney {
  private let rowCount: Int
  private let numbers: [Int64]
  private let states: [CellState]
  /// All rows, added up apart from their outcomes.
  let tally: Tally

  /// The money of the rows of a table that count; no row has any where the table has no such column.
  init(_ table: Table) {
    rowCount = table.countedCount
    guard let field = table.schema.control,
      case .scaled(let numbers) = table.columns[field].values
    else {
      (numbers, states) = ([], [])
      tally = Tally(rows: rowCount, rowsWithoutMoney: rowCount, pence: 0)
      return
    }
    self.numbers = numbers
    states = table.columns[field].states
    var (known, pence) = (0, Int128(0))
    for row in 0..<rowCount where states[row] == .known {
      known += 1
      pence += Int128(numbers[row])
    }
    tally = Tally(rows: rowCount, rowsWithoutMoney: rowCount - known, pence: pence)
  }

  /// A row's money; nil where it is not known.
  func pence(_ row: Int) -> Int64? {
    !states.isEmpty && states[row] == .known ? numbers[row] : nil
  }

  /// The rows by outcome.
  ///
  /// - Parameters:
  ///   - sets: The rows that have an outcome; a row has that of the first set with it.
  ///   - others: The outcome of rows that no set has.
  /// - Returns: A tally for every outcome.
  func tallies(
    _ sets: [(outcome: Outcome, rows: RowSet)],
    others: Outcome
  ) -> [Outcome: Tally] {
    var tallies = [Tally](repeating: Tally(), count: sets.count)
    var rest = Tally()
    for word in 0..<(rowCount + 63) / 64 {
      let first = 64 * word
      var left = rowCount - first < 64 ? 1 << UInt64(rowCount - first) - 1 : UInt64.max
      for index in sets.indices {
        let rows = sets[index].rows.word(word) & left
        left &= ~rows
        if rows != 0 { add(rows, from: first, to: &tallies[index]) }
      }
      if left != 0 { add(left, from: first, to: &rest) }
    }
    var result = Dictionary(uniqueKeysWithValues: Outcome.allCases.map { ($0, Tally()) })
    for (set, tally) in zip(sets, tallies) { result[set.outcome]?.add(tally) }
    result[others]?.add(rest)
    return result
  }

  /// Adds the rows of a word.
  private func add(_ word: UInt64, from first: Int, to tally: inout Tally) {
    let rows = word.nonzeroBitCount
    var (known, pence) = (0, Int128(0))
    func add(_ row: Int) {
      if states[row] == .known {
        known &+= 1
        pence &+= Int128(numbers[row])
      }
    }
    var rest = states.isEmpty ? 0 : word
    // Mostly all of them have the same outcome.
    if rest == .max {
      for row in first..<first + 64 { add(row) }
      rest = 0
    }
    while rest != 0 {
      add(first + rest.trailingZeroBitCount)
      rest &= rest &- 1
    }
    tally.rows += rows
    tally.rowsWithoutMoney += rows - known
    tally.pence += pence
  }
}
