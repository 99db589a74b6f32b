internal import Values

/// Builds the tree of an expression from its tokens (DMN 1.5, 10.3.1).
struct Parser {
  let tokens: [Token]
  let functions: Names
  /// The types that a host names, beside the standard's.
  let types: [String: FeelType]
  /// The names of all types.
  let typeNames: Names
  var position = 0
  var nesting = 0
  /// Whether the upper bound of a range is read, after which `[` closes the range.
  var endsRange = false
  /// The names in scope where the parser stands.
  var names: Names
  /// The names of entries: what may follow a point, and what a filter may mention.
  var entries: Names
  /// Whether the parser stands in a filter, where entries go by their own names.
  var isInFilter = false

  /// How deep expressions may nest; what works on them recursively needs the limit.
  static let maximumDepth = 250

  init(_ text: String, scope: Scope, library: Library) throws(FeelError) {
    tokens = try Lexer.tokens(of: text)
    functions = library.tokens
    types = scope.types
    var typeNames = Parser.standardTypeNames
    for name in types.keys { typeNames.insert(name) }
    self.typeNames = typeNames
    names = Names()
    entries = Parser.properties
    for variable in scope.variables {
      names.insertUnlessPlain(variable.name)
      entries.insertEntries(of: variable.type)
    }
  }

  /// The properties of times, durations and ranges that are more than a word (tables 65 to 67).
  private static let properties: Names = {
    var names = Names()
    for name in ["time offset", "start included", "end included"] { names.insert(name) }
    return names
  }()

  /// The tree of a whole text.
  static func parse(_ text: String, scope: Scope, library: Library) throws(FeelError) -> Expression
  {
    var parser = try Parser(text, scope: scope, library: library)
    let expression = try parser.expression()
    guard parser.token.kind == .end else { throw parser.unexpectedAfterExpression(library) }
    return expression
  }

  // MARK: Tokens

  var token: Token { tokens[position] }

  func isNext(_ text: String) -> Bool {
    token.text == text && (token.kind == .symbol || token.kind == .word)
  }

  mutating func skip(_ text: String) -> Bool {
    guard isNext(text) else { return false }
    position += 1
    return true
  }

  mutating func expect(_ text: String) throws(FeelError) {
    guard skip(text) else { throw unexpected("`\(text)`") }
  }

  func unexpected(_ expected: String) -> FeelError {
    FeelError("expected \(expected), found \(token.described)", at: token.source)
  }

  /// What follows is no operator; perhaps a function's name of several words is misspelt.
  private func unexpectedAfterExpression(_ library: Library) -> FeelError {
    var error = unexpected("an operator or the end")
    let before = tokens[..<position].reversed().prefix { $0.word != nil }.reversed()
    let after = tokens[position...].prefix { $0.word != nil }
    guard tokens[position + after.count].isSymbol("(") else { return error }
    var words = (before + after).compactMap(\.word)
    while words.count > 1, error.hint == nil {
      error.hint = nearestName(to: words.joined(separator: " "), among: library.names)
        .map { "did you mean `\($0)`?" }
      words.removeFirst()
    }
    return error
  }

  /// A node that ends where the parser stands.
  ///
  /// It is mutating so that the parser is looked at after the argument has been parsed, not before.
  mutating func node(_ kind: Expression.Kind, from lower: Int) throws(FeelError) -> Expression {
    let upper = position > 0 ? tokens[position - 1].source.upper : lower
    let node = Expression(kind, source: SourceRange(lower, upper))
    guard node.depth <= Parser.maximumDepth else { throw tooDeep(node.source) }
    return node
  }

  func tooDeep(_ source: SourceRange) -> FeelError {
    FeelError(
      "expressions nest at most \(Parser.maximumDepth) levels deep, operators in a row included",
      at: source
    )
  }

  // MARK: Operators

  /// How tightly operators bind, loosest first.
  enum Level: Int, Comparable {
    case disjunction, conjunction, comparison, additive, multiplicative, power, instance, operand

    static func < (a: Level, b: Level) -> Bool { a.rawValue < b.rawValue }

    /// The level of what stands to the right: operators of one level group to the left.
    var next: Level { Level(rawValue: rawValue + 1) ?? .operand }
  }

  mutating func expression(_ minimum: Level = .disjunction) throws(FeelError) -> Expression {
    nesting += 1
    defer { nesting -= 1 }
    guard nesting <= Parser.maximumDepth else { throw tooDeep(token.source) }
    // Only a whole expression is taken for a range with one bound: after an operator, `n == 1` is a slip.
    if minimum == .disjunction, let comparison {
      return try continued(oneSided(comparison), minimum)
    }
    return try continued(prefixed(), minimum)
  }

  /// The expression that begins with what is read, and goes on with operators.
  mutating func continued(
    _ first: Expression,
    _ minimum: Level
  ) throws(FeelError) -> Expression {
    var left = first
    while let (level, text) = infix, level >= minimum {
      if level <= .conjunction {
        left = try chain(of: text, left, level)
      } else {
        position += 1
        left = try node(infixKind(text, left, level), from: left.source.lower)
      }
    }
    return left
  }

  /// An expression between delimiters.
  mutating func inner() throws(FeelError) -> Expression {
    let outer = endsRange
    endsRange = false
    defer { endsRange = outer }
    return try expression()
  }

  /// The comparison that is next.
  private var comparison: ComparisonOperator? {
    token.kind == .symbol ? ComparisonOperator(rawValue: token.text) : nil
  }

  /// The operator that is next, and its level.
  private var infix: (level: Level, text: String)? {
    guard token.kind == .symbol || token.kind == .word else { return nil }
    let level: Level
    switch token.text {
    case "or": level = .disjunction
    case "and": level = .conjunction
    case "=", "!=", "<", "<=", ">", ">=", "between", "in": level = .comparison
    case "+", "-": level = .additive
    case "*", "/": level = .multiplicative
    case "**": level = .power
    case "instance": level = .instance
    default: return nil
    }
    return (level, token.text)
  }

  /// The operands of a row of `and` or of `or`: they nest as flat as a tree can, so that a long row is no deep one.
  private mutating func chain(
    of text: String,
    _ first: Expression,
    _ level: Level
  ) throws(FeelError) -> Expression {
    var operands = [first]
    while skip(text) { operands.append(try expression(level.next)) }
    return try joined(operands[...], text)
  }

  private func joined(
    _ operands: ArraySlice<Expression>,
    _ text: String
  ) throws(FeelError) -> Expression {
    if operands.count == 1, let only = operands.first { return only }
    let middle = operands.startIndex + (operands.count + 1) / 2
    let a = try joined(operands[..<middle], text)
    let b = try joined(operands[middle...], text)
    let kind: Expression.Kind = text == "and" ? .conjunction(a, b) : .disjunction(a, b)
    let node = Expression(kind, source: SourceRange(a.source.lower, b.source.upper))
    guard node.depth <= Parser.maximumDepth else { throw tooDeep(node.source) }
    return node
  }

  private mutating func infixKind(
    _ text: String,
    _ left: Expression,
    _ level: Level
  ) throws(FeelError) -> Expression.Kind {
    switch text {
    case "between":
      let lower = try expression(.additive)
      try expect("and")
      return .between(left, lower: lower, upper: try expression(.additive))
    case "in": return .membership(left, try tests())
    case "instance":
      try expect("of")
      return .instance(left, of: try typeName())
    default:
      let right = try expression(level.next)
      if let comparison = ComparisonOperator(rawValue: text) {
        return .comparison(comparison, left, right)
      }
      guard let arithmetic = ArithmeticOperator(rawValue: text) else { throw unexpected("a value") }
      return .arithmetic(arithmetic, left, right)
    }
  }

  // MARK: Tests

  /// What stands to the right of `in`: one test, or several in parentheses.
  private mutating func tests() throws(FeelError) -> [Expression.Test] {
    let lower = token.source.lower
    guard skip("(") else { return [try test(isParenthesised: false)] }
    let outer = endsRange
    endsRange = false
    var tests = [try test(isParenthesised: true)]
    if isNext(".."), tests[0].comparison == nil {
      // The parenthesis opens a range.
      endsRange = outer
      let range = try range(from: lower, lower: tests[0].operand, lowerIncluded: false)
      return [Expression.Test(comparison: nil, operand: try operand(range))]
    }
    while skip(",") { tests.append(try test(isParenthesised: true)) }
    endsRange = outer
    try expect(")")
    // `x in (a) + b`, `x in (a).b`: the parentheses belong to an operand.
    let goesOn = infix.map { $0.level > .comparison } ?? (isNext(".") || opensFilter)
    if tests.count == 1, tests[0].comparison == nil, goesOn {
      let first = try node(tests[0].operand.kind, from: lower)
      return [Expression.Test(comparison: nil, operand: try operand(first))]
    }
    return tests
  }

  /// The operand of a test that begins with what is read.
  private mutating func operand(_ first: Expression) throws(FeelError) -> Expression {
    try continued(postfixed(first), .additive)
  }

  /// A test; in parentheses, a comparison is a test of its own.
  private mutating func test(isParenthesised: Bool) throws(FeelError) -> Expression.Test {
    if let comparison {
      position += 1
      return Expression.Test(comparison: comparison, operand: try expression(.additive))
    }
    // A whole expression may be a test: it may mention `?`.
    var operand = try expression(.additive)
    if isParenthesised { operand = try continued(operand, .disjunction) }
    return Expression.Test(comparison: nil, operand: operand)
  }
}
