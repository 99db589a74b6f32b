import Engine
import Rules
import Tables
import Testing

/// The promise of one rule: unknown is not false.
///
/// What is not known never makes a row pass or be flagged, where knowing it could change that.
struct Promise {
  let rule: Rule
  let plan: Plan
  let maker: ScenarioMaker
  var catalog: Catalog { plan.rulebook.catalog }
  /// Comparisons in which something was flagged, so that the promise could have been broken.
  private(set) var weight = 0

  init(_ id: String, in rulebook: Rulebook) throws {
    rule = try #require(rulebook.rules.first { $0.id == id })
    maker = try ScenarioMaker(rulebook, startingFrom: [id])
    plan = Plan(Rulebook(catalog: rulebook.catalog, rules: [rule.withoutYielding]))
  }

  /// The examples as scenarios.
  func examples() throws -> [(label: String, scenario: Scenario)] {
    try rule.examples.map { example in
      let inputs = try ExampleRun(catalog: catalog, example: example).inputs()
      return (example.label, Scenario(inputs, catalog: catalog, pool: maker.pool))
    }
  }

  /// A row of a scenario.
  struct Place {
    var dataset: String
    var row: Int
  }

  /// Demands that what is said of a scenario holds, whichever of the known ones it is.
  ///
  /// The unknown is in the row at a place; where that row is not judged itself, nothing is said of it. Where the
  /// population shrinks, rows that are not there any more are not missed.
  mutating func check(
    _ unknown: Scenario,
    at place: Place,
    isJudged: Bool,
    populationShrinks: Bool = false,
    against known: [(label: String, scenario: Scenario)],
    _ label: String
  ) {
    guard let verdicts = Verdicts(plan, unknown, rule: rule.id) else { return }
    for item in known {
      var scenario = item.scenario
      scenario.dropRepeatedKeys(catalog)
      guard scenario.rows.mapValues(\.count) == unknown.rows.mapValues(\.count),
        let other = Verdicts(plan, scenario, rule: rule.id, without: isJudged ? nil : place)
      else { continue }
      if !other.flagged.isEmpty || !verdicts.flagged.isEmpty { weight += 1 }
      let breach = verdicts.breach(of: other, populationShrinks: populationShrinks)
      guard let breach, !isBlind(unknown, place) else { continue }
      Issue.record("\(label): \(breach), \(item.label)")
    }
  }

  /// Whether some search knows nothing of what it compares the row by, and there are other rows.
  ///
  /// Such a row is deliberately held against a search only where the search finds nothing else: one unreadable line
  /// of a register would otherwise leave every row of the night unassessed.
  private func isBlind(_ scenario: Scenario, _ place: Place) -> Bool {
    Verdicts.isBlind(place, plan, scenario, searches: searches)
  }

  /// The fields by which rows of a dataset are searched for, by each search.
  private func searches(of dataset: Int) -> [[Int]] {
    let bodies = catalog.datasets.compactMap { $0.derivation?.body } + [rule.body]
    return bodies.flatMap { body -> [[Int]] in
      var relations = body.bindings.compactMap { binding -> CheckedRelation? in
        guard case .relation(let relation) = binding.kind else { return nil }
        return relation
      }
      var found: [[Int]] = []
      switch body.unit {
      case .row: break
      case .expansion(_, let relation): relations.append(relation)
      case .group(dataset, let by, _): found.append(by)
      case .pair(dataset, let match, _, _): found.append(match)
      case .group, .pair: break
      }
      return found
        + relations.filter { $0.dataset == dataset }.map { $0.matches.map(\.field) }
    }
  }
}
