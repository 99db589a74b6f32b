internal import Feel
internal import Tables

/// Sees to it that nothing personal reaches a page whose readers may not see it.
struct Visibility {
  let datasets: [Dataset]
  /// The rule or derivation whose names expressions use.
  let body: RuleBody

  /// Refuses an expression that shows an audience what it may not see.
  func check(
    _ expression: CheckedExpression,
    shownTo audiences: [String],
    at node: YAMLNode
  ) throws(Diagnostic) {
    var found: (path: String, privacy: Privacy)?
    visit(expression, limit: body.scope.variables.count) { path, privacy in
      if found == nil, !audiences.allSatisfy(privacy.isVisible) { found = (path, privacy) }
    }
    guard let found else { return }
    throw node.diagnostic(
      "\(found.path) is personal, and this would show it to \(hidden(found.privacy, audiences))",
      hint: "leave it out, or narrow the rule's audience"
    )
  }

  /// Refuses a derived field that is less private than what it copies.
  func check(
    _ expression: CheckedExpression,
    storedAs privacy: Privacy,
    at node: YAMLNode
  ) throws(Diagnostic) {
    var found: String?
    visit(expression, limit: body.scope.variables.count) { path, source in
      switch (source, privacy) {
      case (.open, _), (_, .pseudonymise): return
      case (.shown(let wide), .shown(let narrow)) where narrow.isSubset(of: wide): return
      default: found = found ?? path
      }
    }
    if let found {
      throw node.diagnostic(
        "\(found) is personal, and the field made of it does not say so",
        hint: "declare the field `personal:`, at least as narrowly"
      )
    }
  }

  private func hidden(_ privacy: Privacy, _ audiences: [String]) -> String {
    audiences.filter { !privacy.isVisible(to: $0) }.joined(separator: ", ")
  }

  /// The dataset of a row, or of what the rows of a group share.
  private func dataset(of context: ContextType) -> Dataset? {
    if case .group(let dataset, _, _) = body.unit, context.name == "key" {
      return datasets[dataset]
    }
    return datasets.first { $0.schema.each == context.name }
  }

  /// The privacy of an entry of a row.
  private func privacy(
    _ context: ContextType,
    _ entry: String
  ) -> [(path: String, privacy: Privacy)] {
    guard let dataset = dataset(of: context) else { return [] }
    switch dataset.entry(entry) {
    case .field(let field):
      return [("\(context.name).\(entry)", dataset.schema.fields[field].privacy)]
    case .interval(let interval):
      let ends = dataset.intervals[interval]
      return [ends.from, ends.to].map {
        ("\(context.name).\(entry)", dataset.schema.fields[$0].privacy)
      }
    case .rowValue(let value):
      if dataset.rowValues[value].isMasked { return [] }
      var result: [(path: String, privacy: Privacy)] = []
      visit(dataset.rowValues[value].expression, limit: 0) { result.append(($0, $1)) }
      return result
    case nil: return []
    }
  }

  /// Calls back for every entry of a row whose value the result shows, conditions excepted.
  ///
  /// Variables from the limit on are not names in scope but iteration variables.
  private func visit(
    _ expression: CheckedExpression,
    limit: Int,
    _ found: (String, Privacy) -> Void
  ) {
    func visit(_ part: CheckedExpression) { self.visit(part, limit: limit, found) }
    switch expression.kind {
    case .variable(let variable):
      let binding = variable.id - body.unit.variableCount
      if binding >= 0, variable.id < limit, case .value(let value) = body.bindings[binding].kind {
        self.visit(value, limit: variable.id, found)
      }
    case .path(let base, let entry), .projection(let base, let entry):
      if let context = base.type.rowType {
        for item in privacy(context, entry) { found(item.path, item.privacy) }
      }
      visit(base)
    case .conditional(_, let then, let otherwise):
      visit(then)
      visit(otherwise)
    case .filter(let list, _, _): visit(list)
    case .comparison, .between, .membership, .conjunction, .disjunction, .quantified: break
    case .iteration(_, let list, let result):
      visit(list)
      visit(result)
    default:
      for child in expression.children { visit(child) }
    }
  }
}

extension FeelType {
  /// The row of a row, a row or blank, or a list of rows.
  var rowType: ContextType? {
    switch self {
    case .context(let context): context
    case .nullable(let type), .list(let type): type.rowType
    default: nil
    }
  }
}
