internal import Values

/// Evaluates checked expressions one value at a time, as the standard says: null where there is no result.
public struct Interpreter: Sendable {
  /// Creates an interpreter.
  public init() {}

  /// The value of an expression; the variables are the scope's, by their numbers.
  public func evaluate(_ expression: CheckedExpression, variables: [Value]) -> Value {
    var evaluation = Evaluation(variables: variables, isExplaining: false)
    return evaluation.result(of: expression)
  }

  /// The value of an expression, and why what became null did.
  ///
  /// - Parameters:
  ///   - expression: The expression.
  ///   - variables: The values of the scope's variables, by their numbers.
  /// - Returns: The value, and a diagnostic for each operation that had no result, in the order of evaluation.
  public func evaluateExplained(
    _ expression: CheckedExpression,
    variables: [Value]
  ) -> (value: Value, diagnostics: [FeelError]) {
    var evaluation = Evaluation(variables: variables, isExplaining: true)
    let value = evaluation.result(of: expression)
    return (value, evaluation.diagnostics)
  }
}

/// One evaluation: the variables, what has been spent of the limits, and what there is to explain.
struct Evaluation: Sendable {
  /// The values of the variables, by their numbers.
  var environment: [Value]
  /// What `?` stands for, by its number: it has a place of its own, for a change of the environment copies that.
  var subject: (id: Int, value: Value)?
  var diagnostics: [FeelError] = []
  /// Why the evaluation was given up: it has no value then.
  var failure: FeelError?
  let isExplaining: Bool
  private var steps = 0
  var depth = 0
  /// Whether this runs where there is room for all of `Limits.depth`.
  var isOnDeepStack = false

  init(variables: [Value], isExplaining: Bool) {
    environment = variables
    self.isExplaining = isExplaining
  }

  mutating func result(of expression: CheckedExpression) -> Value {
    let value = value(of: expression)
    return failure == nil ? value : .null
  }

  // MARK: Limits and explanations

  /// Notes why something is null; once the evaluation is given up, all is null for that reason.
  mutating func explain(_ message: @autoclosure () -> String, at source: SourceRange) {
    guard isExplaining, failure == nil, diagnostics.count < Limits.diagnostics else { return }
    diagnostics.append(FeelError(message(), at: source))
  }

  /// Gives the evaluation up.
  mutating func fail(_ message: String, at source: SourceRange) {
    guard failure == nil else { return }
    let error = FeelError(message, at: source)
    failure = error
    if isExplaining { diagnostics.append(error) }
  }

  mutating func failTooLarge(at source: SourceRange) {
    fail(
      "this makes a value of more than \(Limits.parts) parts or \(Limits.nesting) levels: it was given up",
      at: source
    )
  }

  /// Spends steps of what one evaluation may take.
  mutating func spend(_ count: Int, at source: SourceRange) {
    steps += count
    if steps > Limits.steps {
      fail("this takes more than \(Limits.steps) steps: it was given up", at: source)
    }
  }

  /// A value as the result of an operation that makes new ones: within the limits, or given up.
  mutating func limited(_ value: Value, at source: SourceRange) -> Value {
    switch value {
    case .list, .context, .function, .string:
      guard let parts = Limits.parts(of: value) else {
        failTooLarge(at: source)
        return .null
      }
      spend(parts, at: source)
      return failure == nil ? value : .null
    default: return value
    }
  }

  // MARK: Evaluation

  mutating func value(of expression: CheckedExpression) -> Value {
    depth += 1
    defer { depth -= 1 }
    steps += 1
    guard depth <= Limits.depth, steps <= Limits.steps, failure == nil else {
      if depth > Limits.depth {
        fail(
          "this calls itself too deeply: more than \(Limits.depth) levels",
          at: expression.source
        )
      }
      spend(0, at: expression.source)
      return .null
    }
    switch expression.kind {
    case .literal(let value): return value
    case .variable(let variable): return value(of: variable.id)
    case .path(let base, let entry), .projection(let base, let entry):
      return property(entry, of: value(of: base), at: expression.source)
    case .itemEntry(let item, let entry, let otherwise):
      return itemEntry(item, entry, otherwise, at: expression.source)
    case .negate(let operand): return negated(value(of: operand), at: expression.source)
    case .arithmetic(let operation, let a, let b):
      return arithmetic(operation, value(of: a), value(of: b), at: expression.source)
    case .comparison(let operation, let a, let b):
      return comparison(operation, value(of: a), value(of: b), at: expression.source)
    case .between(let value, let lower, let upper):
      return between(value, lower, upper, at: expression.source)
    case .membership(let value, let tests):
      return Value(isMember(self.value(of: value), tests, at: expression.source))
    case .instance(let value, let type):
      return instance(self.value(of: value), type, at: expression.source)
    case .conjunction(let a, let b):
      let first = truth(a)
      return first == false ? .boolean(false) : Value(Operations.both(first, truth(b)))
    case .disjunction(let a, let b):
      let first = truth(a)
      return first == true ? .boolean(true) : Value(Operations.either(first, truth(b)))
    case .conditional(let condition, let first, let second):
      return truth(condition) == true ? value(of: first) : value(of: second)
    case .call(let function, let arguments):
      return call(function, arguments, at: expression.source)
    case .dispatch(let name, let candidates, let arguments):
      return dispatch(name, candidates, arguments, at: expression.source)
    case .invocation(let function, let arguments, let names):
      return invocation(function, arguments, names, at: expression.source)
    case .function(let definition): return function(definition, at: expression.source)
    case .invalid(let message):
      explain(message, at: expression.source)
      return .null
    case .list, .context, .range, .sequence, .iteration, .accumulation, .quantified, .filter,
      .element, .bracket:
      return collection(expression)
    }
  }

  /// Whether a condition is true or false; nil for anything else.
  mutating func truth(_ expression: CheckedExpression) -> Bool? {
    switch value(of: expression) {
    case .boolean(let answer): return answer
    case .null: return nil
    case let value:
      explain("expected true or false, this is \(value.kind)", at: expression.source)
      return nil
    }
  }

  /// The value of a variable, by its number.
  func value(of id: Int) -> Value {
    if let subject, subject.id == id { return subject.value }
    return id < environment.count ? environment[id] : .null
  }

  mutating func bind(_ variable: Variable, _ value: Value) {
    while environment.count <= variable.id { environment.append(.null) }
    environment[variable.id] = value
  }

  /// What a filter's item has under a name, or what else the name stands for.
  private mutating func itemEntry(
    _ item: Variable,
    _ name: String,
    _ otherwise: CheckedExpression,
    at source: SourceRange
  ) -> Value {
    let candidate = value(of: item.id)
    spend(Limits.effort(of: candidate), at: source)
    if case .context(let entries) = candidate,
      let entry = entries.first(where: { $0.name == name })
    {
      return entry.value
    }
    return value(of: otherwise)
  }
}
