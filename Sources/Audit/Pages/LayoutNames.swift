public import Rules
internal import Tables

extension Layout {
  /// Names of rules, measures and columns that no rule of the rulebook gives this audience: misspelt ones, or those of rules that are switched off.
  ///
  /// Such a column is left out of its sheet, so that a council may switch rules off and keep its layouts.
  public func strayNames(in rulebook: Rulebook) -> [String] {
    let rules = rulebook.rules.filter { $0.audience.contains(audience) }
    var known = Set(rules.map(\.id))
    known.formUnion(rules.map(\.measure))
    for rule in rules {
      let schema = rulebook.catalog.datasets[rule.body.unit.dataset].schema
      known.formUnion(schema.key.map { schema.fields[$0].name })
      known.formUnion(rule.columns.map(\.name))
      known.formUnion(rule.show.map(\.name))
    }
    return Set(pages.flatMap(\.kind.names)).subtracting(known).sorted()
  }
}

extension PageLayout.Kind {
  /// The names of rules, measures and columns on the page.
  fileprivate var names: [String] {
    switch self {
    case .summary(let summary):
      summary.figures.flatMap { [$0.measure] + ($0.rules ?? []) }
        + (summary.left + summary.right).flatMap(\.names)
    case .worklist(let worklist):
      worklist.grain.joined() + worklist.measures + (worklist.rules ?? [])
        + worklist.columns.flatMap(\.content.names)
    case .findings(let findings):
      (findings.rules ?? []) + findings.columns.flatMap(\.content.names)
    case .unassessed, .rejected, .totals, .rules, .run: []
    }
  }
}

extension SummaryLayout.Part {
  fileprivate var names: [String] {
    guard case .breakdown(let breakdown) = self else { return [] }
    return [breakdown.measure] + (breakdown.columns ?? [])
  }
}

extension LineColumn.Content {
  fileprivate var names: [String] {
    switch self {
    case .fact, .typed: []
    case .value(let measure): [measure]
    case .from(let names), .earliest(let names), .latest(let names), .stated(let names): names
    }
  }
}

extension FindingColumn.Content {
  fileprivate var names: [String] {
    guard case .from(let names) = self else { return [] }
    return names
  }
}
