/// The names that an expression may use, with their types.
public struct Scope: Sendable {
  /// The names, in the order of their numbers 0 ..< count.
  public let variables: [(name: String, type: FeelType)]
  /// Types that expressions may name beside the standard's: a model's item definitions.
  public let types: [String: FeelType]
  /// What is known not to be null.
  var facts: Set<ValuePath> = []

  /// Creates a scope; the variables get the numbers 0 ..< count in this order.
  public init(variables: [(name: String, type: FeelType)], types: [String: FeelType] = [:]) {
    self.variables = variables
    self.types = types
  }

  /// The scope where a condition, checked in this scope, is known to be true.
  ///
  /// What the condition rules out need not be guarded again: after `a != null`, `a` is not null.
  public func assuming(_ condition: CheckedExpression) -> Scope {
    var scope = self
    scope.facts.formUnion(Narrowing.facts(when: true, condition))
    return scope
  }
}

/// How much of what an expression may do wrong is refused before it is evaluated.
public enum CheckingMode: Hashable, Sendable {
  /// What can only be null is refused, and so is an operand that may be null until a condition has excluded null.
  case strict
  /// Everything that parses is evaluated, with null where there is no result, as the standard says.
  case standard
}
