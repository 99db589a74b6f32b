import TestSupport
import Testing

@testable import Engine
@testable import Tables

/// An index gives the rows that a look at every row gives.
@Suite struct `Key index` {
  /// Cells of a column whose integers lie in a range, some blank or not known; neighbours are often the same.
  private func column(
    _ count: Int,
    _ range: ClosedRange<Int64>,
    oddIn: Int,
    runs: Int,
    _ generator: inout SeededGenerator
  ) -> Column {
    var values: [Int64] = []
    var states: [CellState] = []
    for _ in 0..<count {
      if let state = states.last, let value = values.last,
        Int.random(in: 0..<runs, using: &generator) > 0
      {
        states.append(state)
        values.append(value)
        continue
      }
      let odd = Int.random(in: 0..<oddIn, using: &generator)
      states.append(odd == 0 ? .blank : odd == 1 ? .unknown : .known)
      values.append(states.last == .known ? Int64.random(in: range, using: &generator) : 0)
    }
    return Column(type: .money, values: .scaled(values), states: states)
  }

  /// The widths that keys are spread over: close together, far apart, and the whole of the type.
  private static let ranges: [ClosedRange<Int64>] = [
    0...3, -50...50, 7...4_000, 0...9_000_000_000, Int64.min...Int64.max,
  ]

  private func check(count: Int, _ generator: inout SeededGenerator, _ note: String) {
    let width = Int.random(in: 1...3, using: &generator)
    let runs = [1, 3, 40].randomElement(using: &generator) ?? 1
    let columns = (0..<width).map { _ in
      column(
        count,
        Self.ranges.randomElement(using: &generator) ?? 0...1,
        oddIn: Int.random(in: 3...40, using: &generator),
        runs: runs,
        &generator
      )
    }
    let table = Table.things(columns)
    let given: [Int32]? =
      Bool.random(using: &generator)
      ? nil : (0..<Int32(count)).filter { _ in Bool.random(using: &generator) }
    let rows = given ?? Array(0..<Int32(count))
    let index = KeyIndex(table, Array(columns.indices), rows: given)

    var groups: [[Int64]: [Int32]] = [:]
    var order: [[Int64]] = []
    var blind: [Int32] = []
    for row in rows {
      let states = columns.map { $0.states[Int(row)] }
      if states.allSatisfy({ $0 == .unknown }) { blind.append(row) }
      guard states.allSatisfy({ $0 == .known }) else { continue }
      let key = columns.map { $0.bits(Int(row)) ?? 0 }
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append(row)
    }
    #expect(index.groups.count == order.count, "\(note)")
    for (number, key) in order.enumerated() where number < index.groups.count {
      #expect(Array(index.groups.group(number)) == groups[key], "\(note)")
    }
    #expect(index.loose.blind == blind, "\(note)")

    let out = order.indices.filter { _ in Int.random(in: 0..<7, using: &generator) == 0 }
    let rest = index.groups.leavingOut(out)
    let left = order.indices.filter { !out.contains($0) }
    #expect(rest.count == left.count, "\(note)")
    for (number, old) in zip(0..<rest.count, left) {
      #expect(Array(rest.group(number)) == groups[order[old]], "\(note)")
    }

    // Keys that are there, and others.
    var asked = (0..<200).compactMap { _ in order.randomElement(using: &generator) }
    asked += (0..<200).map { _ in
      columns.map { _ in
        Int64.random(in: Self.ranges.randomElement(using: &generator) ?? 0...1, using: &generator)
      }
    }
    let isAsked = asked.map { _ in Int.random(in: 0..<9, using: &generator) > 0 }
    let wanted = columns.indices.map { position in
      WantedBits(bits: asked.map { $0[position] })
    }
    let found = index.groups(holding: wanted, where: isAsked)
    for (lane, key) in asked.enumerated() {
      let expected = isAsked[lane] ? order.firstIndex(of: key) ?? -1 : -1
      #expect(Int(found[lane]) == expected, "\(note)")
    }
  }

  @Test func `groups rows as a look at each does, in the order of their first`() {
    for seed in Soak.seeds(short: 60, long: 2_000) {
      var generator = SeededGenerator(seed: seed)
      check(count: Int.random(in: 0...400, using: &generator), &generator, "seed \(seed)")
    }
  }

  @Test func `groups many rows, in parts on all processors, as few`() {
    for seed in Soak.seeds(short: 2, long: 20) {
      var generator = SeededGenerator(seed: seed)
      check(count: 70_000, &generator, "seed \(seed)")
    }
  }

  @Test(arguments: [1, 1_000_000_000_000] as [Int64])
  func `a group goes on from one piece of the rows to the next, and past a row that is not known`(
    distance: Int64
  ) {
    // Rows are gone through in pieces of 65,536.
    let count = 2 * 65_536 + 5
    let values = (0..<count).map { Int64($0 / 1_000) * distance }
    var states = [CellState](repeating: .known, count: count)
    for row in [0, 65_535, 65_537, 131_072] { states[row] = .blank }
    let table = Table.things([
      Column(type: .money, values: .scaled(values), states: states)
    ])
    let groups = KeyIndex(table, [0]).groups
    #expect(groups.count == 132)
    for group in 0..<132 {
      let rows = (group * 1_000..<min((group + 1) * 1_000, count)).filter { states[$0] == .known }
      #expect(groups.group(group).map { Int($0) } == rows)
    }
    // Nothing tells rows apart that have no key.
    let all = (0..<Int32(count)).map { $0 }
    #expect(Array(RowGroups(table, [], all).group(0)) == all)
    #expect(RowGroups(table, [], all).count == 1)
    #expect(RowGroups(table, [], []).count == 0)
  }

  @Test func `finds nothing by what no cell can hold`() {
    let table = Table.things([
      Column(type: .money, values: .scaled([0, 1]), states: [.known, .known])
    ])
    let index = KeyIndex(table, [0])
    let wanted = WantedBits(bits: [0, 0], isHeld: [true, false])
    #expect(index.groups(holding: [wanted], where: [true, true]) == [0, -1])
  }
}
