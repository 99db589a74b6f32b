internal import Feel
internal import Rules
internal import Tables

/// Turns checked rules and derivations into a plan.
struct Planner {
  let catalog: Catalog
  private(set) var frames: [Frame] = []
  private var numbers: [UnitPlan: Int] = [:]

  init(catalog: Catalog) { self.catalog = catalog }

  /// The lowered body of a rule or derivation.
  private struct Body {
    let frame: Int
    /// The term of each variable of the body's scope.
    let variables: [VariableTerm]
    let filter: Term?
  }

  mutating func plan(_ derivation: Derivation, dataset: Int) -> DerivationPlan {
    let body = lower(derivation.body)
    let lowering = Lowering(catalog: catalog, variables: body.variables)
    return DerivationPlan(
      dataset: dataset,
      frame: body.frame,
      filter: body.filter,
      values: derivation.values.map { lowering.term($0) }
    )
  }

  mutating func plan(_ rule: Rule) -> RulePlan {
    let body = lower(rule.body)
    let lowering = Lowering(catalog: catalog, variables: body.variables)
    func named(_ expressions: [NamedExpression]) -> [RulePlan.Named] {
      expressions.map {
        .init(
          name: $0.name,
          term: lowering.term($0.expression),
          isMoney: $0.isMoney,
          audiences: nil
        )
      }
    }
    let reading = EvidenceCollector(catalog: catalog, body: rule.body).collect(
      [rule.body.filter, rule.condition, rule.amount].compactMap { $0 }
        + rule.cases.compactMap(\.condition)
    )
    return RulePlan(
      rule: rule,
      frame: body.frame,
      filter: body.filter,
      condition: lowering.term(rule.condition),
      cases: rule.cases.map { item in
        RulePlan.Case(
          condition: item.condition.map { lowering.term($0) },
          says: item.says.segments.map { segment in
            switch segment {
            case .text(let text): .text(text)
            case .value(let expression, let isMoney):
              .value(lowering.term(expression), isMoney: isMoney)
            }
          },
          named: lookups(namedBy: item.says, rule.body).compactMap { body.variables[$0].slot },
          nearest: item.nearest.flatMap { body.variables[$0.id].slot }
        )
      },
      amount: rule.amount.map { lowering.term($0) },
      show: named(rule.show),
      columns: named(rule.columns),
      evidence: reading.values.map {
        .init(
          name: $0.name,
          term: lowering.term($0.expression),
          isMoney: $0.isMoney,
          audiences: $0.audiences
        )
      },
      witnesses: reading.lookups.compactMap { body.variables[$0].slot },
      visibleFields: catalog.datasets.map { dataset in
        dataset.schema.fields.indices.filter { field in
          rule.audience.allSatisfy(dataset.schema.fields[field].privacy.isVisible)
        }
      }
    )
  }

  /// The variables of the lookups that words take a value from.
  private func lookups(namedBy says: Template, _ body: RuleBody) -> [Int] {
    var found: [Int] = []
    func visit(_ expression: CheckedExpression) {
      if case .variable(let variable) = expression.kind {
        let index = variable.id - body.unit.variableCount
        if body.bindings.indices.contains(index), body.bindings[index].isLookup {
          found.append(variable.id)
        }
      }
      for child in expression.children { visit(child) }
    }
    for case .value(let expression, _) in says.segments { visit(expression) }
    return found
  }

  private mutating func lower(_ body: RuleBody) -> Body {
    let unit = lower(body.unit)
    let frame = number(of: unit)
    var variables: [VariableTerm] = [.term(.slot(0))]
    switch unit {
    case .row: variables.append(.term(.slot(1)))
    case .expansion, .pair:
      variables.append(.term(.slot(1)))
      variables.append(.term(.slot(2)))
    case .group(let dataset, let by, _):
      variables.append(.term(.slot(1)))
      let fields = catalog.datasets[dataset].schema.fields
      let parts = by.enumerated().map { (fields[$1].name, Term.slot(2 + $0)) }
      variables.append(.key(Dictionary(uniqueKeysWithValues: parts)))
    }
    for binding in body.bindings {
      let lowering = Lowering(catalog: catalog, variables: variables)
      let definition: Definition =
        switch binding.kind {
        case .value(let expression): .value(lowering.term(expression))
        case .relation(let relation): .relation(lowering.relation(relation))
        }
      variables.append(.term(.slot(frames[frame].slot(of: definition))))
    }
    let filter = body.filter.map { Lowering(catalog: catalog, variables: variables).term($0) }
    return Body(frame: frame, variables: variables, filter: filter)
  }

  private func lower(_ unit: RuleUnit) -> UnitPlan {
    let one = Lowering(catalog: catalog, variables: [.term(.slot(0)), .term(.slot(1))])
    let two = Lowering(
      catalog: catalog,
      variables: [.term(.slot(0)), .term(.slot(1)), .term(.slot(2))]
    )
    switch unit {
    case .row(let dataset): return .row(dataset: dataset)
    case .expansion(let dataset, let relation):
      return .expansion(dataset: dataset, one.relation(relation))
    case .group(let dataset, let by, let filter):
      return .group(dataset: dataset, by: by, filter: filter.map { one.term($0) })
    case .pair(let dataset, let match, let filter, let condition):
      return .pair(
        dataset: dataset,
        match: match,
        filter: filter.map { one.term($0) },
        condition: condition.map { two.term($0) }
      )
    }
  }

  private mutating func number(of unit: UnitPlan) -> Int {
    if let frame = numbers[unit] { return frame }
    frames.append(Frame(unit: unit))
    numbers[unit] = frames.count - 1
    return frames.count - 1
  }
}
