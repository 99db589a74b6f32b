import Rules
import TestSupport
import Testing
import Values

@testable import Engine
@testable import Tables

/// Lookups by a day are done once for neighbours that agree in all else, for as long as no range that could be found begins or ends.
@Suite struct `Steady lanes` {
  private static let rule = Bench.rule(
    "tested",
    """
    each: parcel
    where: parcel.checked
    lookup:
      cost: { in: prices, match: { kind: parcel.kind }, when: parcel.day in price.valid, expect: one }
      dear:
        in: prices
        match: { kind: parcel.kind }
        when: price.price > parcel.amount and parcel.day in price.valid
        expect: at most one
      owner: { in: accounts, match: { account_id: parcel.account_id }, when: parcel.day in account.open_days, expect: at most one }
    collect:
      prices_then: { in: prices, match: { kind: parcel.kind }, when: parcel.day in price.valid }
    let:
      difference: parcel.amount - cost.price
    """,
    flag: "difference > 1 and (dear != null or owner != null) and count(prices_then) = 1"
  )

  /// A column whose cells mostly are what the one before is; days go up and down.
  private func column(
    _ field: Field,
    _ count: Int,
    _ pool: TextPool,
    _ generator: inout SeededGenerator
  ) -> Column {
    var states: [CellState] = []
    var values: [Int64] = []
    let oneIn = [1, 6, 24, 96].randomElement(using: &generator) ?? 1
    let (noBlank, noUnknown) = (Bool.random(using: &generator), Bool.random(using: &generator))
    for row in 0..<count {
      if row > 0, field.type != .date, Int.random(in: 0..<oneIn, using: &generator) > 0 {
        states.append(states[row - 1])
        values.append(values[row - 1])
        continue
      }
      let odd = Int.random(in: 0..<24, using: &generator)
      states.append(odd == 0 && !noBlank ? .blank : odd == 1 && !noUnknown ? .unknown : .known)
      values.append(Int64.random(in: 0...5, using: &generator))
    }
    for row in values.indices where states[row] != .known { values[row] = 0 }
    func day(_ row: Int) -> Int32 { states[row] == .known ? 20_000 + Int32(values[row]) * 3 : 0 }
    func text(_ row: Int) -> TextCode {
      states[row] == .known ? pool.code(for: ["x", "y", "z", "A", "B", "C"][Int(values[row])]) : 0
    }
    return switch field.type {
    case .text, .code:
      Column(type: field.type, values: .texts(values.indices.map(text)), states: states)
    case .date: Column(type: field.type, values: .days(values.indices.map(day)), states: states)
    case .boolean:
      Column(type: field.type, values: .flags(values.map { $0 > 0 }), states: states)
    case .number, .money:
      Column(type: field.type, values: .scaled(values.map { $0 * 100 }), states: states)
    }
  }

  @Test func `tell what single units are worth`() throws {
    let rulebook = try Bench.rulebook([Self.rule])
    let plan = Plan(rulebook)
    var tally = Told()
    for seed in Soak.seeds(short: 60, long: 3_000) {
      var generator = SeededGenerator(seed: seed)
      let pool = TextPool()
      let tables = rulebook.catalog.datasets.map { dataset in
        let name = dataset.schema.dataset
        let count =
          name == "parcels"
          ? Int.random(in: 1...200, using: &generator) : Int.random(in: 0...12, using: &generator)
        let columns = dataset.schema.fields.map { column($0, count, pool, &generator) }
        let loaded =
          name == "parcels" ? count : Int.random(in: count / 2...count, using: &generator)
        return Table(
          schema: dataset.schema,
          columns: columns,
          loadedCount: loaded,
          countedCount: loaded,
          sources: RowLists(),
          doubts: [Unknown(kind: .rejectedRow, dataset: name, subject: "", row: nil)],
          reasons: [:]
        )
      }
      let world = World(
        asAt: CalendarDate(dayNumber: 20_010),
        pool: pool,
        tables: tables,
        covers: tables.map { _ in nil }
      )
      try tally.compare(plan, 0, world, &generator, "seed \(seed)")
    }
    #expect(tally.told * 10 > tally.known * 9, "\(tally)")
    #expect(tally.steadyCount > 200, "\(tally.steadyCount)")
    #expect(tally.cutCount > 50, "\(tally.cutCount)")
  }
}
