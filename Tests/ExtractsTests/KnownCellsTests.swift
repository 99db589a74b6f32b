import TestSupport
import Testing

@testable import Tables

/// A column knows how many of its cells are known before any that is not, whatever is done with it.
@Suite struct `Known cells of a column` {
  private func cells(_ count: Int, _ random: inout SeededGenerator) -> [Cell] {
    let isFull = Bool.random(using: &random)
    return (0..<count).map { row in
      switch Int.random(in: isFull ? 2...9 : 0...9, using: &random) {
      case 0: .unknown
      case 1: .blank
      default: .scaled(Int64(row))
      }
    }
  }

  private func column(_ cells: [Cell]) -> Column {
    var column = Column(type: .money)
    for cell in cells { column.append(cell) }
    return column
  }

  private func check(_ column: Column, _ words: String) {
    let known = column.states.firstIndex { $0 != .known } ?? column.count
    #expect(column.knownCount == known, "\(words)")
  }

  @Test func `are counted after every change`() {
    for seed in Soak.seeds(short: 300, long: 20_000) {
      var random = SeededGenerator(seed: seed)
      let own = cells(Int.random(in: 0...40, using: &random), &random)
      var made = column(own)
      check(made, "appended, seed \(seed)")
      check(
        Column(type: .money, values: made.values, states: made.states),
        "created, seed \(seed)"
      )
      made.append(contentsOf: column(cells(Int.random(in: 0...20, using: &random), &random)))
      check(made, "joined, seed \(seed)")
      if made.count == 0 { continue }
      let rows = (0..<30).map { _ in Int.random(in: 0..<made.count, using: &random) }
      check(made.selecting(rows: rows), "selected, seed \(seed)")
      let moved = (0..<made.count).filter { _ in Int.random(in: 0...5, using: &random) == 0 }
      let last = moved.filter { _ in Bool.random(using: &random) }
      var other = made
      let left = made.count - moved.count + last.count
      other.move(
        RowMoves(moved, last: last),
        known: [CellState](repeating: .known, count: left)
      )
      check(other, "moved, seed \(seed)")
      let row = Int.random(in: 0..<made.count, using: &random)
      made.replace(row: row, with: cells(1, &random)[0])
      check(made, "replaced, seed \(seed)")
    }
  }

  @Test func `are counted past many that are known`() {
    for count in [4_095, 4_096, 4_097, 10_000] {
      for place in [0, 1, 4_094, 4_095, 4_096, 8_192, count - 1] where place < count {
        var states = [CellState](repeating: .known, count: count)
        let values = Column.Values.scaled([Int64](repeating: 0, count: count))
        #expect(Column(type: .money, values: values, states: states).knownCount == count)
        states[place] = .blank
        #expect(Column(type: .money, values: values, states: states).knownCount == place)
      }
    }
  }
}
