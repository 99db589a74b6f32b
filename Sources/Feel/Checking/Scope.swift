/// The names that an expression may use, with their types.
public struct Scope: Sendable {
  /// The names, in the order of their numbers 0 ..< count.
  public let variables: [(name: String, type: FeelType)]
  /// What is known not to be null.
  var facts: Set<ValuePath> = []

  /// Creates a scope; the variables get the numbers 0 ..< count in this order.
  public init(variables: [(name: String, type: FeelType)]) {
    self.variables = variables
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

/// Whether an expression must rule out null before it uses a value that may be null.
public enum GuardPolicy: Hashable, Sendable {
  /// It must: what may be null is refused as an operand until a condition has excluded null.
  case required
  /// It need not: null propagates as the standard says.
  case ignored
}
