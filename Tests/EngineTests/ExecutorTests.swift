import Engine
import Findings
import Rules
import TestSupport
import Testing

@Suite struct ExecutorTests {
  @Test func `both executors agree on every bundled rule over random tables`() throws {
    let rulebook = try BundledRules.read()
    let plan = Plan(rulebook)
    let maker = try ScenarioMaker(rulebook)
    var outcomes: [String: [Outcome: Int]] = [:]
    for seed in Soak.seeds(short: 2_000, long: 50_000) {
      var generator = SeededGenerator(seed: seed)
      let agreement = Agreement(plan, maker.scenario(&generator).inputs(rulebook.catalog))
      #expect(agreement.difference == nil, "seed \(seed)")
      if agreement.difference != nil { return }
      for totals in agreement.report?.totals ?? [] {
        for (outcome, tally) in totals.outcomes where tally.rows > 0 {
          outcomes[totals.rule, default: [:]][outcome, default: 0] += 1
        }
      }
    }
    // Agreement says nothing where nothing happens.
    for rule in rulebook.rules {
      for outcome in [Outcome.flagged, .passed, .unassessed] {
        let count = outcomes[rule.id]?[outcome] ?? 0
        #expect(count >= 10, "\(rule.id): \(outcome.rawValue) in \(count) scenarios only")
      }
    }
  }
}
