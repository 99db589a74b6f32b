import Engine
import Rules
import Tables
import TestSupport
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

  /// Blanks a cell or rejects a row by chance, and compares with what it could be.
  mutating func check(_ base: Scenario, _ generator: inout SeededGenerator, _ label: String) {
    let schema = catalog.datasets.map(\.schema)
      .filter { !(base.rows[$0.dataset] ?? []).isEmpty }
      .randomElement(using: &generator)
    guard let schema, let rows = base.rows[schema.dataset] else { return }
    let place = Place(dataset: schema.dataset, row: Int.random(in: rows.indices, using: &generator))
    let field = Int.random(in: schema.fields.indices, using: &generator)
    var unknown = base
    let what = "\(label)\n\(rule.id): \(schema.dataset) \(place.row + 1)"
    if Int.random(in: 0..<3, using: &generator) == 0 {
      guard !rows[place.row].isRejected else { return }
      unknown.rows[schema.dataset]?[place.row].isRejected = true
      var absent = base
      absent.rows[schema.dataset]?[place.row].isAbsent = true
      check(
        unknown,
        at: place,
        isJudged: false,
        against: [("if it is read", base), ("if it is not there", absent)],
        "\(what) rejected"
      )
      return
    }
    // A row without its key is rejected before rules see it.
    guard !schema.key.contains(field), !asksWhetherBlank(schema.fields[field]) else { return }
    unknown.rows[schema.dataset]?[place.row].cells[field] = .unknown
    let values = maker.knownValues(schema.fields[field]).shuffled(using: &generator).prefix(5)
    let known = (Array(values) + [rows[place.row].cells[field]]).filter { $0 != .unknown }
      .map { value in
        var known = base
        known.rows[schema.dataset]?[place.row].cells[field] = value
        return (Self.text(value, base.pool), known)
      }
    check(
      unknown,
      at: place,
      isJudged: true,
      against: known,
      "\(what): \(schema.fields[field].name) unknown"
    )
  }

  /// Whether the rule asks if a field says nothing, of which then a blank is an answer.
  private func asksWhetherBlank(_ field: Field) -> Bool {
    if case .answer = field.blank { return false }
    return ["=", "!="].contains { rule.source.text.contains("\(field.name) \($0) null") }
  }

  /// A value in words.
  static func text(_ cell: Cell, _ pool: TextPool) -> String {
    if case .text(let code) = cell { return "if it is \"\(pool.text(code))\"" }
    return "if it is \(cell)"
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
