import Feel
import Rules
import Tables
import TestSupport
import Testing
import Values

@testable import Engine

/// Whatever vectors tell of a unit is what its own evaluator says, term by term.
@Suite struct `Vectors` {
  @Test func `tell what single units are worth, or ask`() throws {
    var tally = Told()
    for seed in Soak.seeds(short: 60, long: 3_000) {
      var generator = SeededGenerator(seed: seed)
      let rulebook = try GeneratedRules.rulebook(&generator)
      let plan = Plan(rulebook)
      let maker = try ScenarioMaker(rulebook)
      for _ in 0..<5 {
        let inputs = maker.scenario(&generator).inputs(rulebook.catalog)
        guard let report = try? plan.run(inputs, by: .reference) else { continue }
        let world = World(
          asAt: inputs.asAt,
          pool: inputs.pool,
          tables: rulebook.catalog.datasets.compactMap { report.tables[$0.schema.dataset] },
          covers: rulebook.catalog.datasets.map { inputs.covers[$0.schema.dataset] }
        )
        for number in plan.frames.indices {
          try tally.compare(plan, number, world, &generator, "seed \(seed)")
        }
      }
    }
    // Agreement says nothing where nothing is told.
    #expect(tally.known * 10 > tally.all * 3, "\(tally)")
    #expect(tally.told * 10 > tally.known * 9, "\(tally)")
    #expect(tally.firstCount >= 20, "\(tally.firstCount)")
    #expect(tally.alikeCount >= 20, "\(tally.alikeCount)")
    #expect(tally.longAlikeCount >= 20, "\(tally.longAlikeCount)")
    for kind in Told.kinds { #expect(tally.kinds[kind, default: 0] >= 50, "\(kind): \(tally)") }
  }
}

extension `Vectors` {
  /// Rows may be found by a field that few of them hold anything in, but not by a value that is not known.
  @Test func `do not take a list for empty whose rows are chosen by what is not known`() throws {
    let rule = Bench.rule(
      "tested",
      """
      each: parcel
      collect:
        found: { in: entries, match: { account_id: parcel.account_id }, when: entry.net = parcel.amount, reaches: '[parcel.day .. as_at]' }
      """,
      flag: "count(found) = 0",
      """
      { parcels: [{ parcel_id: P1, account_id: A, day: 2024-09-01, amount: 5 }, { parcel_id: P2, account_id: A, day: 2024-09-01 }, \
      { parcel_id: P3, account_id: A, day: 2024-09-01, amount: 7 }], \
      entries: [{ entry_id: E1, account_id: A, net: 5 }, { entry_id: E2, account_id: A, net: 6 }] }
      """
    )
    let rulebook = try Bench.rulebook([rule])
    let plan = Plan(rulebook)
    let example = try #require(rulebook.rules.first?.examples.first)
    let inputs = try ExampleRun(catalog: rulebook.catalog, example: example).inputs()
    let report = try plan.run(inputs, by: .reference)
    let world = World(
      asAt: inputs.asAt,
      pool: inputs.pool,
      tables: rulebook.catalog.datasets.compactMap { report.tables[$0.schema.dataset] },
      covers: rulebook.catalog.datasets.map { _ in nil }
    )
    var generator = SeededGenerator()
    var tally = Told()
    for _ in 0..<20 { try tally.compare(plan, 0, world, &generator, "\(generator)") }
    #expect(tally.told > 100)
  }
}
