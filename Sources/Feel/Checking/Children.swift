extension CheckedExpression {
  /// The expressions directly inside this one.
  public var children: [CheckedExpression] {
    switch kind {
    case .literal, .variable, .invalid: []
    case .path(let base, _), .projection(let base, _), .negate(let base), .instance(let base, _):
      [base]
    case .arithmetic(_, let a, let b), .comparison(_, let a, let b), .conjunction(let a, let b),
      .disjunction(let a, let b), .sequence(let a, let b), .iteration(_, let a, let b),
      .quantified(_, _, let a, let b), .filter(let a, _, let b), .element(let a, let b),
      .bracket(let a, _, let b):
      [a, b]
    case .between(let value, let lower, let upper): [value, lower, upper]
    case .membership(let value, let tests): [value] + tests.map(\.expression)
    case .conditional(let condition, let first, let second): [condition, first, second]
    case .accumulation(let iterators, _, let result): iterators.map(\.list) + [result]
    case .itemEntry(_, _, let otherwise): [otherwise]
    case .range(let lower, _, let upper, _, _): [lower, upper].compactMap(\.self)
    case .list(let items): items
    case .context(let entries): entries.map(\.value)
    case .call(_, let arguments), .dispatch(_, _, let arguments): arguments
    case .invocation(let function, let arguments, _): [function] + arguments
    case .function(let definition): [definition.body]
    }
  }

  /// The numbers of the variables that the expression mentions.
  var mentionedVariables: Set<Int> {
    var found: Set<Int> = []
    switch kind {
    case .variable(let variable), .itemEntry(let variable, _, _): found.insert(variable.id)
    default: break
    }
    return children.reduce(into: found) { $0.formUnion($1.mentionedVariables) }
  }
}

extension MembershipTest {
  /// The expression that the test has in it.
  public var expression: CheckedExpression {
    switch self {
    case .comparison(_, let operand), .equals(let operand), .inRange(let operand),
      .inList(let operand), .matching(let operand), .satisfying(_, let operand):
      operand
    }
  }
}
