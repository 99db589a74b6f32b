/// Resolves the names of a parsed expression and gives every node its type.
struct Checker {
  /// What a name stands for.
  enum Binding {
    /// A variable of the scope or an iteration, a filter's `item`, a parameter or an entry of a context.
    case variable(Variable, FeelType)
    /// The entries of a filter's item, which go by their own names.
    case entries(of: Variable, ContextType)
    /// A filter's item of which only its value tells whether it has entries.
    case openItem(Variable)
  }

  let text: String
  let library: Library
  let mode: CheckingMode
  /// Innermost last.
  var bindings: [Binding]
  /// The number of the next variable that the expression binds.
  var nextVariable: Int
  /// What is known not to be null where the checker stands.
  var facts: Set<ValuePath>
  /// What strict mode would have refused.
  var warnings: [FeelError] = []
  /// The steps that evaluating what is written out has taken.
  var steps = 0

  init(text: String, scope: Scope, library: Library, mode: CheckingMode) {
    self.text = text
    self.library = library
    self.mode = mode
    bindings = scope.variables.enumerated().map { id, variable in
      .variable(Variable(name: Names.canonical(variable.name), id: id), variable.type)
    }
    nextVariable = scope.variables.count
    facts = scope.facts
  }

  /// Checks a node and all that is inside.
  mutating func check(_ expression: Expression) throws(FeelError) -> CheckedExpression {
    let source = expression.source
    switch expression.kind {
    case .literal(let value):
      return CheckedExpression(.literal(value), type: FeelType(of: value), source: source)
    case .name(let name): return try resolve(name, at: source)
    case .path(let base, let entry): return try path(check(base), entry, at: source)
    case .negate(let operand): return try negation(check(operand), at: source)
    case .arithmetic(let operation, let a, let b):
      return try arithmetic(operation, check(a), check(b), at: source)
    case .comparison(let operation, let a, let b):
      return try comparison(operation, check(a), check(b), at: source)
    case .between(let value, let lower, let upper):
      return try between(check(value), check(lower), check(upper), at: source)
    case .membership(let value, let tests):
      return try membership(check(value), tests, at: source)
    case .instance(let value, let type): return try instance(check(value), type, at: source)
    case .conjunction(let a, let b): return try connective(a, b, assuming: true, at: source)
    case .disjunction(let a, let b): return try connective(a, b, assuming: false, at: source)
    case .conditional(let condition, let first, let second):
      return try conditional(condition, first, second, at: source)
    case .iteration(let iterators, let result): return try iteration(iterators, result, at: source)
    case .quantified(let quantifier, let iterators, let condition):
      return try quantified(quantifier, iterators[...], condition, at: source)
    case .sequence(let lower, let upper):
      return try sequence(check(lower), check(upper), at: source)
    case .bracket(let list, let inner): return try bracket(check(list), inner, at: source)
    case .range(let lower, let lowerIncluded, let upper, let upperIncluded):
      return try range(lower, lowerIncluded, upper, upperIncluded, at: source)
    case .list(let items): return try list(items, at: source)
    case .context(let entries): return try context(entries, at: source)
    case .function(let parameters, let body):
      return try function(parameters, body, itself: nil, at: source)
    case .call(let name, let arguments): return try call(name, arguments, at: source)
    case .invocation(let function, let arguments):
      return try invocation(check(function), arguments, at: source)
    }
  }

  // MARK: Refusing

  /// Refuses what can only be null; in standard mode it is noted, and evaluates to null.
  mutating func refuse(_ error: FeelError) throws(FeelError) {
    guard mode == .standard else { throw error }
    warnings.append(error)
  }

  /// What takes the place of an expression that cannot have a value.
  mutating func invalid(_ error: FeelError) throws(FeelError) -> CheckedExpression {
    try refuse(error)
    return CheckedExpression(.invalid(error.message), type: .null, source: error.source)
  }

  /// Refuses an operand that may be null, in strict mode.
  func refuseNull(_ operand: CheckedExpression) throws(FeelError) {
    guard mode == .strict else { return }
    switch operand.type {
    case .null:
      throw FeelError("this is null: the result could only be null", at: operand.source)
    case .nullable:
      let name = text(at: operand.source)
      throw FeelError(
        "`\(name)` may be null",
        at: operand.source,
        hint: ValuePath(operand) == nil
          ? "name it first, then guard it: `name != null and …`"
          : "guard it: `\(name) != null and …`, or `if \(name) != null then … else …`"
      )
    default: break
    }
  }

  /// The text of a node.
  func text(at range: SourceRange) -> String {
    String(Substring(text.utf8.dropFirst(range.lower).prefix(range.upper - range.lower)))
  }

  /// The type that a result has when an operand may be null.
  func propagating(_ type: FeelType, _ operands: CheckedExpression...) -> FeelType {
    operands.contains { $0.type.admitsNull && $0.type != .any } ? type.orNull : type
  }

  // MARK: Scopes

  /// Checks an expression where more is known not to be null.
  mutating func check(
    _ expression: Expression,
    assuming more: Set<ValuePath>
  ) throws(FeelError) -> CheckedExpression {
    let outer = facts
    facts.formUnion(more)
    defer { facts = outer }
    return try check(expression)
  }

  /// A new variable.
  mutating func bind(_ name: String) -> Variable {
    defer { nextVariable += 1 }
    return Variable(name: name, id: nextVariable)
  }
}
