import Findings
import TestSupport
import Testing

@testable import Engine
@testable import Tables

/// Outcomes are added up as a look at every row adds them up.
@Suite struct `Control money` {
  @Test func `goes to the first set that has the row, and else to the others`() {
    var generator = SeededGenerator()
    for count in [0, 1, 5, 63, 64, 65, 127, 128, 129, 500] {
      for rejected in [0, 1, 70] {
        check(count, rejected, hasMoney: true, &generator)
        check(count, rejected, hasMoney: false, &generator)
      }
    }
  }

  private func check(
    _ count: Int,
    _ rejected: Int,
    hasMoney: Bool,
    _ generator: inout SeededGenerator
  ) {
    let all = count + rejected
    let states = (0..<all).map { _ in
      [CellState.known, .known, .blank, .unknown].randomElement(using: &generator) ?? .known
    }
    let pence = states.map { state in
      state == .known ? Int64.random(in: .min ... .max, using: &generator) : 0
    }
    var rows = RowRuns()
    rows.append(all, line: 2)
    let table = Table(
      schema: Schema(
        dataset: "things",
        each: "thing",
        fields: [Field(name: "money", type: .money)],
        key: [],
        control: hasMoney ? 0 : nil
      ),
      columns: [Column(type: .money, values: .scaled(pence), states: states)],
      sources: [RowSource(file: "things.csv")],
      rows: rows,
      rejectedCount: rejected,
      rejection: Unknown(kind: .rejectedRow, dataset: "things", subject: "row")
    )
    let outcomes: [Outcome] = [.flagged, .passed, .unassessed, .outOfScope]
    var sets = outcomes.map { ($0, RowSet(rowCount: all)) }
    for index in sets.indices {
      // Sixty-four rows that stand together are added up at once where all of them have the same outcome.
      let isWhole = Int.random(in: 0..<4, using: &generator) == 0
      for row in 0..<all where isWhole || Int.random(in: 0..<3, using: &generator) == 0 {
        sets[index].1.insert(row)
      }
    }
    var expected = Dictionary(uniqueKeysWithValues: Outcome.allCases.map { ($0, Tally()) })
    var total = Tally()
    for row in 0..<count {
      let outcome = sets.first { $0.1.contains(row) }?.0 ?? .passed
      let money = hasMoney && states[row] == .known ? pence[row] : nil
      expected[outcome]?.add(pence: money)
      total.add(pence: money)
    }
    let control = ControlMoney(table)
    let note = "\(count) rows and \(rejected) rejected, \(generator)"
    #expect(control.tally == total, "\(note)")
    #expect(control.tallies(sets, others: .passed) == expected, "\(note)")
  }
}
