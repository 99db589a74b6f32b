/// Half-open range of UTF-8 offsets in an expression's source text.
public struct SourceRange: Hashable, Sendable {
  /// The first byte.
  public var lower: Int
  /// One past the last byte.
  public var upper: Int

  /// Creates a range.
  public init(_ lower: Int, _ upper: Int) {
    self.lower = lower
    self.upper = upper
  }
}

/// A name that stands for a value while an expression is evaluated.
///
/// The names of the scope have the numbers 0 ..< scope.count, in the scope's order; iteration variables and
/// the `item` of a filter get the numbers that follow, each its own, so that shadowing is settled by the checker.
public struct Variable: Hashable, Sendable {
  /// The name as written.
  public var name: String
  /// Its number.
  public var id: Int

  /// Creates a variable.
  public init(name: String, id: Int) {
    self.name = name
    self.id = id
  }
}

/// A type-checked expression: every name is resolved, every node has its type.
public struct CheckedExpression: Hashable, Sendable {
  /// What the node is.
  public indirect enum Kind: Hashable, Sendable {
    /// A value that is written out.
    case literal(Value)
    /// A variable, by its number.
    case variable(Variable)
    /// An entry of a context: `invoice.paid_on`. In a filter, an item's own entry, too.
    case path(CheckedExpression, entry: String)
    /// An entry of each context of a list: `memberships.left`.
    case projection(CheckedExpression, entry: String)
    /// `-value`.
    case negate(CheckedExpression)
    /// `a + b` and the like.
    case arithmetic(ArithmeticOperator, CheckedExpression, CheckedExpression)
    /// `a = b` and the like.
    case comparison(ComparisonOperator, CheckedExpression, CheckedExpression)
    /// `value between lower and upper`, bounds included.
    case between(CheckedExpression, lower: CheckedExpression, upper: CheckedExpression)
    /// `value in (test, …)`: true when any test is.
    case membership(CheckedExpression, [MembershipTest])
    /// `a and b`.
    case conjunction(CheckedExpression, CheckedExpression)
    /// `a or b`.
    case disjunction(CheckedExpression, CheckedExpression)
    /// `if … then … else …`.
    case conditional(
      if: CheckedExpression,
      then: CheckedExpression,
      else: CheckedExpression
    )
    /// `value instance of type`.
    case instance(CheckedExpression, of: FeelType)
    /// `for variable in list return result`; several iterators are nested and flattened by the checker.
    case iteration(Variable, in: CheckedExpression, return: CheckedExpression)
    /// An iteration whose result mentions `partial`: the list of the results so far.
    case accumulation([Iterator], partial: Variable, return: CheckedExpression)
    /// The whole numbers or days from one bound to the other, up or down.
    case sequence(CheckedExpression, CheckedExpression)
    /// `some` or `every` item satisfies a condition.
    case quantified(
      Quantifier,
      Variable,
      in: CheckedExpression,
      satisfies: CheckedExpression
    )
    /// `list[predicate]`; the variable is the item.
    case filter(CheckedExpression, item: Variable, predicate: CheckedExpression)
    /// `list[1]`, `list[-1]`.
    case element(CheckedExpression, index: CheckedExpression)
    /// `list[…]` where only the values tell whether it is a filter or an element.
    case bracket(CheckedExpression, item: Variable, CheckedExpression)
    /// A name in a filter that is an entry of the item where the item has it, else something else.
    case itemEntry(Variable, entry: String, otherwise: CheckedExpression)
    /// `[lower .. upper]`; a nil bound is open-ended, one that turns out null only where the host has said so.
    case range(
      lower: CheckedExpression?,
      lowerIncluded: Bool,
      upper: CheckedExpression?,
      upperIncluded: Bool,
      nullIsOpen: Bool
    )
    /// `[a, b]`.
    case list([CheckedExpression])
    /// `{a: 1, b: 2}`.
    case context([ContextEntry])
    /// A call; positional arguments in the function's parameter order.
    case call(FeelFunction, [CheckedExpression])
    /// A call of which only the arguments' values tell the overload.
    case dispatch(name: String, [Candidate], [CheckedExpression])
    /// A call of a function that an expression gives; `names` are the arguments', where they are named.
    case invocation(CheckedExpression, [CheckedExpression], names: [String]?)
    /// `function(…) …`.
    case function(FunctionDefinition)
    /// What cannot have a value, and why.
    case invalid(String)
  }

  /// `variable in list`.
  public struct Iterator: Hashable, Sendable {
    /// What stands for an item.
    public var variable: Variable
    /// The items.
    public var list: CheckedExpression
  }

  /// A function that a call may mean.
  public struct Candidate: Hashable, Sendable {
    /// The function.
    public var function: FeelFunction
    /// Which argument each parameter takes; nil for one that is not supplied.
    public var order: [Int?]
  }

  /// An entry of a context literal.
  public struct ContextEntry: Hashable, Sendable {
    /// The key, which stands for the value in later entries.
    public var variable: Variable
    /// Its value.
    public var value: CheckedExpression
  }

  /// What the node is.
  public var kind: Kind
  /// Its type.
  public var type: FeelType
  /// Where it stands in the source.
  public var source: SourceRange

  /// Creates a node.
  public init(_ kind: Kind, type: FeelType, source: SourceRange) {
    self.kind = kind
    self.type = type
    self.source = source
  }
}

/// One test to the right of `in`.
public enum MembershipTest: Hashable, Sendable {
  /// `< 5`, `>= x`.
  case comparison(ComparisonOperator, CheckedExpression)
  /// A value (equality).
  case equals(CheckedExpression)
  /// A range: the value lies in it.
  case inRange(CheckedExpression)
  /// A list: the value is one of its items.
  case inList(CheckedExpression)
  /// What only the operand's value tells.
  case matching(CheckedExpression)
  /// A condition on the value, which the variable `?` stands for.
  case satisfying(Variable, CheckedExpression)
}

/// `+ - * / **`.
public enum ArithmeticOperator: String, Hashable, Sendable, CaseIterable {
  /// The sum.
  case add = "+"
  /// The difference.
  case subtract = "-"
  /// The product.
  case multiply = "*"
  /// The quotient.
  case divide = "/"
  /// The power.
  case power = "**"
}

/// `= != < <= > >=`.
public enum ComparisonOperator: String, Hashable, Sendable, CaseIterable {
  /// Whether they are equal.
  case equal = "="
  /// Whether they are not.
  case notEqual = "!="
  /// Whether the left comes first.
  case less = "<"
  /// Whether the right does not come first.
  case lessOrEqual = "<="
  /// Whether the right comes first.
  case greater = ">"
  /// Whether the left does not come first.
  case greaterOrEqual = ">="
}

/// `some`, `every`.
public enum Quantifier: String, Hashable, Sendable, CaseIterable {
  /// At least one does.
  case some
  /// All do.
  case every
}
