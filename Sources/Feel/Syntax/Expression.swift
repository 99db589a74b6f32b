/// A parsed expression: its form only; no name is resolved and no type is known.
struct Expression: Hashable, Sendable {
  indirect enum Kind: Hashable, Sendable {
    case literal(Value)
    case name(String)
    case path(Expression, entry: Name)
    case negate(Expression)
    case arithmetic(ArithmeticOperator, Expression, Expression)
    case comparison(ComparisonOperator, Expression, Expression)
    case between(Expression, lower: Expression, upper: Expression)
    case membership(Expression, [Test])
    case instance(Expression, of: TypeName)
    case conjunction(Expression, Expression)
    case disjunction(Expression, Expression)
    case conditional(if: Expression, then: Expression, else: Expression)
    case iteration([Iterator], return: Expression)
    case quantified(Quantifier, [Iterator], satisfies: Expression)
    /// `list[…]`: a filter, or an element by its position.
    case bracket(Expression, Expression)
    /// A nil bound is open-ended: `(< 5)`.
    case range(lower: Expression?, lowerIncluded: Bool, upper: Expression?, upperIncluded: Bool)
    /// The whole numbers or days `lower..upper` that an iteration goes through.
    case sequence(Expression, Expression)
    case list([Expression])
    case context([Entry])
    case function([Parameter], Expression)
    /// A call of what a name stands for.
    case call(Name, [Argument])
    /// A call of the function that an expression gives.
    case invocation(Expression, [Argument])
  }

  /// A name and where it stands.
  struct Name: Hashable, Sendable {
    var text: String
    var source: SourceRange
  }

  /// A type as written; `type` is nil where no type has the name.
  struct TypeName: Hashable, Sendable {
    var text: String
    var type: FeelType?
    var source: SourceRange
  }

  /// One test to the right of `in`: compared by an operator, or a value, list or range.
  struct Test: Hashable, Sendable {
    var comparison: ComparisonOperator?
    var operand: Expression
  }

  /// `name in list`.
  struct Iterator: Hashable, Sendable {
    var name: Name
    var list: Expression
  }

  /// An entry of a context literal.
  struct Entry: Hashable, Sendable {
    var name: Name
    var value: Expression
  }

  /// A formal parameter of a function literal.
  struct Parameter: Hashable, Sendable {
    var name: Name
    var type: TypeName?
  }

  /// An argument of a call, named or not.
  struct Argument: Hashable, Sendable {
    var name: Name?
    var value: Expression
  }

  let kind: Kind
  let source: SourceRange
  /// How many levels of nesting there are.
  let depth: Int

  init(_ kind: Kind, source: SourceRange) {
    self.kind = kind
    self.source = source
    depth = 1 + (Expression.children(of: kind).map(\.depth).max() ?? 0)
  }

  private static func children(of kind: Kind) -> [Expression] {
    switch kind {
    case .literal, .name: []
    case .path(let base, _), .negate(let base), .instance(let base, _), .function(_, let base):
      [base]
    case .arithmetic(_, let a, let b), .comparison(_, let a, let b), .sequence(let a, let b):
      [a, b]
    case .between(let value, let lower, let upper): [value, lower, upper]
    case .membership(let value, let tests): [value] + tests.map(\.operand)
    case .conjunction(let a, let b), .disjunction(let a, let b), .bracket(let a, let b): [a, b]
    case .conditional(let condition, let first, let second): [condition, first, second]
    case .iteration(let iterators, let result): iterators.map(\.list) + [result]
    case .quantified(_, let iterators, let condition): iterators.map(\.list) + [condition]
    case .range(let lower, _, let upper, _): [lower, upper].compactMap(\.self)
    case .list(let items): items
    case .context(let entries): entries.map(\.value)
    case .call(_, let arguments): arguments.map(\.value)
    case .invocation(let function, let arguments): [function] + arguments.map(\.value)
    }
  }
}
