import Engine
import Findings
import Rules
import TestSupport
import Testing

enum GeneratedRules {
  /// Rules of every shape, written by chance.
  static func rulebook(_ generator: inout SeededGenerator) throws -> Rulebook {
    var maker = RuleMaker(conditions: ConditionMaker(generator: generator))
    let rules = RuleMaker.shapes.map { SourceText(name: "rules/\($0).yaml", text: maker.rule($0)) }
    generator = maker.conditions.generator
    return try Rulebook.read(
      datasets: AbstractDefinitions.datasets.map {
        SourceText(name: "datasets/\($0.name).yaml", text: $0.text)
      },
      rules: rules,
      audiences: ["inner", "outer"]
    )
  }
}

@Suite struct GeneratedRuleTests {
  @Test func `both executors agree on rules of every shape`() throws {
    var outcomes: [String: [Outcome: Int]] = [:]
    for seed in Soak.seeds(short: 300, long: 5_000) {
      var generator = SeededGenerator(seed: seed)
      let rulebook = try GeneratedRules.rulebook(&generator)
      let plan = Plan(rulebook)
      let maker = try ScenarioMaker(rulebook)
      for _ in 0..<10 {
        let agreement = Agreement(plan, maker.scenario(&generator).inputs(rulebook.catalog))
        #expect(agreement.difference == nil, "seed \(seed)")
        if agreement.difference != nil { return }
        for totals in agreement.report?.totals ?? [] {
          for (outcome, tally) in totals.outcomes where tally.rows > 0 {
            outcomes[totals.rule, default: [:]][outcome, default: 0] += 1
          }
        }
      }
    }
    for shape in RuleMaker.shapes {
      for outcome in [Outcome.flagged, .passed, .unassessed] {
        let count = outcomes[shape]?[outcome] ?? 0
        #expect(count >= 10, "\(shape): \(outcome.rawValue) in \(count) scenarios only")
      }
    }
  }

  @Test func `a blank hides no finding of a rule of any shape and makes none`() throws {
    var weights: [String: Int] = [:]
    for seed in Soak.seeds(short: 250, long: 5_000) {
      var generator = SeededGenerator(seed: seed)
      let rulebook = try GeneratedRules.rulebook(&generator)
      for rule in rulebook.rules {
        var promise = try Promise(rule.id, in: rulebook)
        for _ in 0..<4 {
          promise.check(
            promise.maker.scenario(&generator),
            &generator,
            "seed \(seed)\n\(rule.source.text)"
          )
        }
        weights[rule.id, default: 0] += promise.weight
      }
    }
    for shape in RuleMaker.shapes {
      #expect(weights[shape, default: 0] >= 10, "\(shape)")
    }
  }
}
