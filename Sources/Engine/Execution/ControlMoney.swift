internal import Findings
internal import Tables

/// The money of a table's rows that control totals add up, in pence.
struct ControlMoney {
  private let rowCount: Int
  private let numbers: [Int64]
  private let states: [CellState]

  /// The money of the rows of a table that count; no row has any where the table has no such column.
  init(_ table: Table) {
    rowCount = table.countedCount
    guard let field = table.schema.control,
      case .scaled(let numbers) = table.columns[field].values
    else {
      (numbers, states) = ([], [])
      return
    }
    self.numbers = numbers
    states = table.columns[field].states
  }

  /// A row's money; nil where it is not known.
  func pence(_ row: Int) -> Int64? {
    !states.isEmpty && states[row] == .known ? numbers[row] : nil
  }

  /// The rows of sets, each row in the first that has it.
  ///
  /// - Parameter sets: The sets.
  /// - Returns: A tally for each set, and one for the rows that no set has.
  func tallies(_ sets: [RowSet]) -> [Tally] {
    var tallies = [Tally](repeating: Tally(), count: sets.count + 1)
    for word in 0..<(rowCount + 63) / 64 {
      let first = 64 * word
      var left = rowCount - first < 64 ? 1 << UInt64(rowCount - first) - 1 : UInt64.max
      for (index, set) in sets.enumerated() {
        let rows = set.word(word) & left
        left &= ~rows
        if rows != 0 { add(rows, from: first, to: &tallies[index]) }
      }
      if left != 0 { add(left, from: first, to: &tallies[sets.count]) }
    }
    return tallies
  }

  /// Adds the rows of a word.
  private func add(_ word: UInt64, from first: Int, to tally: inout Tally) {
    var rest = word
    var (rows, known, pence) = (0, 0, Int128(0))
    while rest != 0 {
      let row = first + rest.trailingZeroBitCount
      rest &= rest &- 1
      rows += 1
      if !states.isEmpty, states[row] == .known {
        known += 1
        pence += Int128(numbers[row])
      }
    }
    tally.rows += rows
    tally.rowsWithoutMoney += rows - known
    tally.pence += pence
  }
}
