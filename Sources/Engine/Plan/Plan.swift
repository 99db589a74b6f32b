internal import Feel
public import Rules

/// All that a night runs: frames of shared definitions, and the rules and derived datasets over them.
///
/// Its meaning does not depend on how it is run; `Executor` has two ways.
public struct Plan: Sendable {
  /// The rules and datasets that it was made of.
  public let rulebook: Rulebook
  let frames: [Frame]
  let derivations: [DerivationPlan]
  let rules: [RulePlan]
}

/// How a derived dataset's rows are made.
struct DerivationPlan: Sendable {
  let dataset: Int
  let frame: Int
  let filter: Term?
  let values: [Term]
}

/// How a rule judges a unit.
struct RulePlan: Sendable {
  struct Case: Sendable {
    let condition: Term?
    let says: [Segment]
    /// Slots of the lookups that it speaks of.
    let named: [Int]
    let nearest: Int?
  }

  enum Segment: Sendable {
    case text(String)
    case value(Term, isMoney: Bool)
  }

  struct Named: Sendable {
    let name: String
    let term: Term
    let isMoney: Bool
    /// The audiences that may see it; nil for all.
    let audiences: Set<String>?
  }

  let rule: Rule
  let frame: Int
  let filter: Term?
  let condition: Term
  let cases: [Case]
  let amount: Term?
  let show: [Named]
  let columns: [Named]
  /// The values that the verdict rests on.
  let evidence: [Named]
  /// Slots of lookups that the verdict rests on.
  let witnesses: [Int]
  /// The fields that all of the rule's audiences may see, by dataset.
  let visibleFields: [[Int]]

  /// What decides between its outcomes.
  var conditions: [Term] { [condition] + [filter].compactMap { $0 } }
}

extension Plan {
  /// Plans a rulebook: equal relations and values over the same units become one; datasets that no rule uses are not derived.
  public init(_ rulebook: Rulebook) {
    var planner = Planner(catalog: rulebook.catalog)
    var derivations: [DerivationPlan] = []
    let used = rulebook.rules.reduce(into: Set<Int>()) {
      $0.formUnion(rulebook.catalog.datasets(usedBy: $1.body))
    }
    for (index, dataset) in rulebook.catalog.datasets.enumerated() where used.contains(index) {
      guard let derivation = dataset.derivation else { continue }
      derivations.append(planner.plan(derivation, dataset: index))
    }
    let rules = rulebook.rules.map { planner.plan($0) }
    self.rulebook = rulebook
    self.frames = planner.frames
    self.derivations = derivations
    self.rules = rules
  }
}
