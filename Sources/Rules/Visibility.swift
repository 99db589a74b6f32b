public import Feel
internal import Tables

/// Sees to it that nothing personal reaches a page whose readers may not see it.
struct Visibility {
  let datasets: [Dataset]

  /// Refuses an expression that shows an audience what it may not see.
  func check(
    _ expression: CheckedExpression, shownTo audiences: [String], at node: YAMLNode
  ) throws(Diagnostic) {
    var found: (path: String, privacy: Privacy)?
    visit(expression) { path, privacy in
      if found == nil, !audiences.allSatisfy(privacy.isVisible) { found = (path, privacy) }
    }
    guard let found else { return }
    throw node.diagnostic(
      "\(found.path) is personal, and this would show it to \(hidden(found.privacy, audiences))",
      hint: "leave it out, or narrow the rule's audience")
  }

  /// Refuses a derived field that is less private than what it copies.
  func check(
    _ expression: CheckedExpression, storedAs privacy: Privacy, at node: YAMLNode
  ) throws(Diagnostic) {
    var found: String?
    visit(expression) { path, source in
      switch (source, privacy) {
      case (.open, _), (_, .pseudonymise): return
      case (.shown(let wide), .shown(let narrow)) where narrow.isSubset(of: wide): return
      default: found = found ?? path
      }
    }
    if let found {
      throw node.diagnostic(
        "\(found) is personal, and the field made of it does not say so",
        hint: "declare the field `personal:`, at least as narrowly")
    }
  }

  private func hidden(_ privacy: Privacy, _ audiences: [String]) -> String {
    audiences.filter { !privacy.isVisible(to: $0) }.joined(separator: ", ")
  }

  /// The privacy of an entry of a row.
  func privacy(_ context: ContextType, _ entry: String) -> [(path: String, privacy: Privacy)] {
    guard let dataset = datasets.first(where: { $0.schema.each == context.name }) else { return [] }
    switch dataset.entry(entry) {
    case .field(let field):
      return [("\(context.name).\(entry)", dataset.schema.fields[field].privacy)]
    case .interval(let interval):
      let ends = dataset.intervals[interval]
      return [ends.from, ends.to].map {
        ("\(context.name).\(entry)", dataset.schema.fields[$0].privacy)
      }
    case .rowValue(let value):
      var result: [(path: String, privacy: Privacy)] = []
      visit(dataset.rowValues[value].expression) { result.append(($0, $1)) }
      return result
    case nil: return []
    }
  }

  /// Calls back for every entry of a row whose value the result shows, conditions excepted.
  private func visit(
    _ expression: CheckedExpression, _ found: (String, Privacy) -> Void
  ) {
    switch expression.kind {
    case .path(let base, let entry), .projection(let base, let entry):
      if let context = base.type.rowType {
        for item in privacy(context, entry) { found(item.path, item.privacy) }
      }
      visit(base, found)
    case .conditional(_, let then, let otherwise):
      visit(then, found)
      visit(otherwise, found)
    case .filter(let list, _, _): visit(list, found)
    case .comparison, .between, .membership, .conjunction, .disjunction, .quantified: break
    case .iteration(_, let list, let result):
      visit(list, found)
      visit(result, found)
    default:
      for child in expression.children { visit(child, found) }
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

extension CheckedExpression {
  /// The expressions directly inside.
  public var children: [CheckedExpression] {
    switch kind {
    case .literal, .variable: []
    case .path(let a, _), .projection(let a, _), .negate(let a): [a]
    case .arithmetic(_, let a, let b), .comparison(_, let a, let b), .conjunction(let a, let b),
      .disjunction(let a, let b), .iteration(_, let a, let b), .quantified(_, _, let a, let b),
      .filter(let a, _, let b), .element(let a, let b):
      [a, b]
    case .between(let a, let b, let c), .conditional(let a, let b, let c): [a, b, c]
    case .membership(let a, let tests): [a] + tests.map(\.expression)
    case .range(let a, _, let b, _): [a, b].compactMap { $0 }
    case .list(let items): items
    case .context(let entries): entries.map(\.value)
    case .call(_, let arguments): arguments
    }
  }
}

extension MembershipTest {
  /// The expression to compare with.
  public var expression: CheckedExpression {
    switch self {
    case .comparison(_, let a), .equals(let a), .inRange(let a), .inList(let a): a
    }
  }
}
