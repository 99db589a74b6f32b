internal import Feel
internal import Rules
internal import Tables

/// Finds the values that a verdict rests on: fields of single rows and named values, through all that it refers to.
struct EvidenceCollector {
  let catalog: Catalog
  let body: RuleBody

  struct Term: Hashable {
    let name: String
    let expression: CheckedExpression
    let isMoney: Bool
    let audiences: Set<String>?
  }

  struct Result {
    var values: [Term] = []
    /// Variables of lookups.
    var lookups: [Int] = []
  }

  func collect(_ expressions: [CheckedExpression]) -> Result {
    var result = Result()
    var seen = Set<Int>()
    for expression in expressions {
      visit(expression, limit: body.scope.variables.count, &result, &seen)
    }
    return result
  }

  /// Variables from the limit on are not names in scope but iteration variables.
  private func visit(
    _ expression: CheckedExpression,
    limit: Int,
    _ result: inout Result,
    _ seen: inout Set<Int>
  ) {
    if case .path(let base, let entry) = expression.kind, case .variable(let variable) = base.kind,
      variable.id < limit, let term = term(expression, base, entry, variable)
    {
      if !result.values.contains(where: { $0.name == term.name }) { result.values.append(term) }
    }
    if case .variable(let variable) = expression.kind, variable.id < limit {
      follow(variable, &result, &seen)
    }
    for child in expression.children { visit(child, limit: limit, &result, &seen) }
  }

  /// A field or worked-out value of a row in scope.
  private func term(
    _ expression: CheckedExpression,
    _ base: CheckedExpression,
    _ entry: String,
    _ variable: Variable
  ) -> Term? {
    guard case .context(let context) = base.type.nonNull,
      let index = catalog.index(each: context.name), expression.type.fitsCell
    else { return nil }
    let dataset = catalog.datasets[index]
    var audiences: Set<String>?
    var isMoney = false
    switch dataset.entry(entry) {
    case .field(let field):
      switch dataset.schema.fields[field].privacy {
      case .open: break
      case .pseudonymise: return nil
      case .shown(let to): audiences = to
      }
      isMoney = dataset.schema.fields[field].type == .money
    default: return nil
    }
    return Term(
      name: "\(variable.name).\(entry)",
      expression: expression,
      isMoney: isMoney,
      audiences: audiences
    )
  }

  private func follow(_ variable: Variable, _ result: inout Result, _ seen: inout Set<Int>) {
    let index = variable.id - body.unit.variableCount
    guard index >= 0, index < body.bindings.count, seen.insert(variable.id).inserted else { return }
    switch body.bindings[index].kind {
    case .value(let expression): visit(expression, limit: variable.id, &result, &seen)
    case .relation(let relation):
      for expression in relation.matches.map(\.value) + [relation.condition].compactMap({ $0 }) {
        visit(expression, limit: variable.id, &result, &seen)
      }
      if relation.arity == .one || relation.arity == .atMostOne {
        result.lookups.append(variable.id)
      }
    }
  }
}

extension FeelType {
  /// Whether a value of the type fits a cell of a sheet.
  var fitsCell: Bool {
    switch nonNull {
    case .number, .string, .boolean, .date: true
    default: false
    }
  }
}
