internal import Rules
internal import Tables
internal import Values

/// How many rows a plan's steps are expected to meet, from how many each source had when it was last read.
///
/// Without figures of how values are spread, each row is taken to belong to one unit: a lookup finds one, and what all units collect
/// are all rows. A group or a pair is taken to be as many as its rows.
struct Estimate {
  /// By dataset; nil where nothing is known.
  private(set) var rows: [Int?]
  private let plan: Plan

  init(_ plan: Plan, _ lastRead: [String: Int]) {
    self.plan = plan
    rows = plan.rulebook.catalog.datasets.map { lastRead[$0.schema.dataset] }
    for derivation in plan.derivations {
      rows[derivation.dataset] = units(plan.frames[derivation.frame].unit)
    }
  }

  /// How many units a frame is expected to have.
  func units(_ unit: UnitPlan) -> Int? { rows[unit.dataset] }

  /// How often a relation is expected to be asked, and how many rows to find, in words.
  func words(_ relation: Relation, of unit: UnitPlan) -> String? {
    guard let units = units(unit) else { return nil }
    let found: Int?
    switch relation.arity {
    case .one, .atMostOne: found = units
    case .many, .disjoint: found = rows[relation.dataset]
    }
    guard let found else { return "\(units.grouped) units" }
    return "\(units.grouped) units, \(found.grouped) rows"
  }
}
