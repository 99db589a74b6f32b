/// Builds the tree of an expression from its tokens (DMN 1.5, 10.3.1).
struct Parser {
  let tokens: [Token]
  let library: Library
  var position = 0
  var nesting = 0
  /// Whether `[` closes the range whose upper bound is read, rather than opens a filter.
  var endsRange = false

  /// How deep expressions may nest; what works on them recursively needs the limit.
  static let maximumDepth = 100

  private init(_ text: String, _ library: Library) throws(FeelError) {
    tokens = try Lexer.tokens(of: text)
    self.library = library
  }

  /// The tree of a whole text.
  static func parse(_ text: String, library: Library) throws(FeelError) -> Expression {
    var parser = try Parser(text, library)
    let expression = try parser.expression()
    guard parser.token.kind == .end else { throw parser.unexpectedAfterExpression() }
    return expression
  }

  // MARK: Tokens

  var token: Token { tokens[position] }

  func isNext(_ text: String) -> Bool {
    token.kind == .symbol(text) || token.kind == .word(text)
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

  mutating func name() throws(FeelError) -> Expression.Name {
    guard let word = token.word, !Token.keywords.contains(word) else {
      throw unexpected("a name")
    }
    defer { position += 1 }
    return Expression.Name(text: word, source: token.source)
  }

  /// What follows is no operator; perhaps a function's name of several words is misspelt.
  private func unexpectedAfterExpression() -> FeelError {
    var error = unexpected("an operator or the end")
    let before = tokens[..<position].reversed().prefix { $0.word != nil }.reversed()
    let after = tokens[position...].prefix { $0.word != nil }
    guard tokens[position + after.count].kind == .symbol("(") else { return error }
    var words = (before + after).compactMap(\.word)
    while words.count > 1, error.hint == nil {
      error.hint = nearestName(to: words.joined(separator: " "), among: library.names)
        .map { "did you mean `\($0)`?" }
      words.removeFirst()
    }
    return error
  }

  func node(_ kind: Expression.Kind, from lower: Int) throws(FeelError) -> Expression {
    let upper = position > 0 ? tokens[position - 1].source.upper : lower
    let node = Expression(kind, source: SourceRange(lower, upper))
    guard node.depth <= Parser.maximumDepth else { throw tooDeep(node.source) }
    return node
  }

  func tooDeep(_ source: SourceRange) -> FeelError {
    FeelError("expressions nest at most \(Parser.maximumDepth) levels deep", at: source)
  }

  // MARK: Operators

  /// How tightly operators bind, loosest first.
  enum Level: Int, Comparable {
    case disjunction, conjunction, comparison, additive, multiplicative, power, operand

    static func < (a: Level, b: Level) -> Bool { a.rawValue < b.rawValue }

    /// The level of what stands to the right: operators of one level group to the left.
    var next: Level { Level(rawValue: rawValue + 1) ?? .operand }
  }

  mutating func expression(_ minimum: Level = .disjunction) throws(FeelError) -> Expression {
    nesting += 1
    defer { nesting -= 1 }
    guard nesting <= Parser.maximumDepth else { throw tooDeep(token.source) }
    var left = try prefixed()
    while let (level, text) = infix, level >= minimum {
      position += 1
      left = try node(infixKind(text, left, level), from: left.source.lower)
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

  /// The operator that is next, and its level.
  private var infix: (level: Level, text: String)? {
    let text: String
    switch token.kind {
    case .symbol(let symbol): text = symbol
    case .word(let word): text = word
    default: return nil
    }
    let level: Level
    switch text {
    case "or": level = .disjunction
    case "and": level = .conjunction
    case "=", "!=", "<", "<=", ">", ">=", "between", "in": level = .comparison
    case "+", "-": level = .additive
    case "*", "/": level = .multiplicative
    case "**": level = .power
    default: return nil
    }
    return (level, text)
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
    case "in":
      return .membership(left, try tests())
    default:
      let right = try expression(level.next)
      if let comparison = ComparisonOperator(rawValue: text) {
        return .comparison(comparison, left, right)
      }
      if let arithmetic = ArithmeticOperator(rawValue: text) {
        return .arithmetic(arithmetic, left, right)
      }
      return text == "and" ? .conjunction(left, right) : .disjunction(left, right)
    }
  }

  /// What stands to the right of `in`: one test, or several in parentheses.
  private mutating func tests() throws(FeelError) -> [Expression.Test] {
    let start = position
    guard skip("(") else { return [try test()] }
    var tests = [try test()]
    if isNext("..") {
      // The parenthesis opens a range.
      position = start
      return [try test()]
    }
    while skip(",") { tests.append(try test()) }
    try expect(")")
    return tests
  }

  private mutating func test() throws(FeelError) -> Expression.Test {
    var comparison: ComparisonOperator?
    if case .symbol(let symbol) = token.kind { comparison = ComparisonOperator(rawValue: symbol) }
    if comparison != nil { position += 1 }
    return Expression.Test(comparison: comparison, operand: try expression(.additive))
  }
}
