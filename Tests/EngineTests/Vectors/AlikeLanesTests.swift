import TestSupport
import Testing
import Values

@testable import Engine
@testable import Tables

/// What stands for a lane agrees with it in the fields that it stands for it in, whichever lanes are chosen.
@Suite struct `Alike lanes` {
  private static let fields = 4

  /// Rows whose fields change ever more often, some cells not known.
  private func table(_ count: Int, _ generator: inout SeededGenerator) -> Table {
    let columns = (0..<Self.fields).map { field in
      var values: [Int64] = []
      var states: [CellState] = []
      for row in 0..<count {
        if row == 0 || Int.random(in: 0..<[200, 40, 4, 1][field], using: &generator) == 0 {
          values.append(Int64.random(in: 0...9, using: &generator))
          let odd = Int.random(in: 0..<20, using: &generator)
          states.append(odd == 0 ? .blank : odd == 1 ? .unknown : .known)
        } else {
          values.append(values[row - 1])
          states.append(states[row - 1])
        }
      }
      return Column(type: .money, values: .scaled(values), states: states)
    }
    return Table.things(columns)
  }

  private func rows(_ lanes: Lanes) -> [Int32] {
    guard case .rows(let rows, _) = lanes.slot(1, { .unknown($0.count) }).content else { return [] }
    return rows
  }

  /// How many levels of runs there are, all of which agree with what they stand for.
  private func levels(_ lanes: Lanes, _ table: Table, _ note: String) -> Int {
    guard let alike = lanes.alike else { return 0 }
    let (own, others) = (rows(lanes), rows(alike.lanes))
    #expect(alike.runs.count == own.count && others.count * 2 <= own.count, "\(note)")
    for (lane, row) in own.enumerated() {
      let other = Int(others[Int(alike.runs[lane])])
      for field in alike.agreeing.fields {
        let column = table.columns[field]
        #expect(column.states[Int(row)] == column.states[other], "\(note)")
        #expect(column.values.bits(Int(row)) == column.values.bits(other), "\(note)")
      }
    }
    return 1 + levels(alike.lanes, table, note)
  }

  @Test func `agree with what stands for them, all and some of them`() {
    var seen: [String: Int] = [:]
    for seed in Soak.seeds(short: 40, long: 1_000) {
      var generator = SeededGenerator(seed: seed)
      let count = Int.random(in: 1...2_000, using: &generator)
      let table = table(count, &generator)
      let world = World(
        asAt: CalendarDate(dayNumber: 20_000),
        pool: TextPool(),
        tables: [table],
        covers: [nil]
      )
      var asked = UnitFields.none
      for field in 0..<Self.fields { asked.formUnion(UnitFields(field)) }
      let units = UnitColumns(dataset: 0, first: Array(0..<Int32(count)))
      let lanes = units.lanes(
        0..<count,
        slotCount: 2,
        world,
        room: Room(units: 1),
        asked: asked,
        days: [.none, UnitFields(0), UnitFields(2)].randomElement(using: &generator) ?? .none
      )
      let all = levels(lanes, table, "seed \(seed)")
      // Of short runs one lane each is left where few are chosen, of long ones still many.
      for oneIn in [2, 8, 60] {
        let places = (0..<Int32(count)).filter { _ in
          Int.random(in: 0..<oneIn, using: &generator) == 0
        }
        let some = levels(Lanes(selecting: places, of: lanes), table, "seed \(seed)")
        seen["\(some) of \(all)", default: 0] += 1
      }
    }
    for kind in ["2 of 2", "1 of 2", "0 of 2"] { #expect(seen[kind, default: 0] > 0, "\(seen)") }
  }
}
