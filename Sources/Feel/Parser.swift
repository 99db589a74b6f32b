internal import Values

/// Builds the tree of an expression from its tokens (DMN 1.5, 10.3.1).
struct Parser {
  private let tokens: [Token]
  private let library: Library
  private var position = 0
  private var nesting = 0
  /// Whether `[` closes the range whose upper bound is read, rather than opens a filter.
  private var endsRange = false

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
    guard parser.token.kind == .end else { throw parser.unexpected("an operator or the end") }
    return expression
  }

  // MARK: Tokens

  private var token: Token { tokens[position] }

  private func isNext(_ text: String) -> Bool {
    token.kind == .symbol(text) || token.kind == .word(text)
  }

  private mutating func skip(_ text: String) -> Bool {
    guard isNext(text) else { return false }
    position += 1
    return true
  }

  private mutating func expect(_ text: String) throws(FeelError) {
    guard skip(text) else { throw unexpected("`\(text)`") }
  }

  private func unexpected(_ expected: String) -> FeelError {
    FeelError("expected \(expected), found \(token.described)", at: token.source)
  }

  private mutating func name() throws(FeelError) -> Expression.Name {
    guard let word = token.word, !Token.keywords.contains(word) else {
      throw unexpected("a name")
    }
    defer { position += 1 }
    return Expression.Name(text: word, source: token.source)
  }

  private func node(_ kind: Expression.Kind, from lower: Int) throws(FeelError) -> Expression {
    let upper = position > 0 ? tokens[position - 1].source.upper : lower
    let node = Expression(kind, source: SourceRange(lower, upper))
    guard node.depth <= Parser.maximumDepth else { throw tooDeep(node.source) }
    return node
  }

  private func tooDeep(_ source: SourceRange) -> FeelError {
    FeelError("expressions nest at most \(Parser.maximumDepth) levels deep", at: source)
  }

  // MARK: Operators

  /// How tightly operators bind, loosest first.
  private enum Level: Int, Comparable {
    case disjunction, conjunction, comparison, additive, multiplicative, power, operand

    static func < (a: Level, b: Level) -> Bool { a.rawValue < b.rawValue }

    /// The level of what stands to the right: operators of one level group to the left.
    var next: Level { Level(rawValue: rawValue + 1) ?? .operand }
  }

  private mutating func expression(_ minimum: Level = .disjunction) throws(FeelError) -> Expression
  {
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
  private mutating func inner() throws(FeelError) -> Expression {
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

  // MARK: Operands

  private mutating func prefixed() throws(FeelError) -> Expression {
    let lower = token.source.lower
    switch token.word {
    case "if":
      position += 1
      let condition = try expression()
      try expect("then")
      let first = try expression()
      try expect("else")
      return try node(
        .conditional(if: condition, then: first, else: try expression()),
        from: lower
      )
    case "for":
      position += 1
      let iterators = try iterators()
      try expect("return")
      return try node(.iteration(iterators, return: try expression()), from: lower)
    case "some", "every":
      let quantifier: Quantifier = isNext("some") ? .some : .every
      position += 1
      let iterators = try iterators()
      try expect("satisfies")
      return try node(
        .quantified(quantifier, iterators, satisfies: try expression()),
        from: lower
      )
    default: break
    }
    guard skip("-") else { return try postfixed() }
    nesting += 1
    defer { nesting -= 1 }
    guard nesting <= Parser.maximumDepth else { throw tooDeep(token.source) }
    return try node(.negate(try prefixed()), from: lower)
  }

  private mutating func iterators() throws(FeelError) -> [Expression.Iterator] {
    var iterators: [Expression.Iterator] = []
    repeat {
      let name = try name()
      try expect("in")
      iterators.append(Expression.Iterator(name: name, list: try expression()))
    } while skip(",")
    return iterators
  }

  private mutating func postfixed() throws(FeelError) -> Expression {
    var base = try primary()
    while true {
      if skip(".") {
        base = try node(.path(base, entry: try name()), from: base.source.lower)
      } else if !endsRange, skip("[") {
        let predicate = try inner()
        try expect("]")
        base = try node(.bracket(base, predicate), from: base.source.lower)
      } else {
        return base
      }
    }
  }

  private mutating func primary() throws(FeelError) -> Expression {
    let lower = token.source.lower
    switch token.kind {
    case .number(let value):
      position += 1
      return try node(.literal(.number(value)), from: lower)
    case .string(let text):
      position += 1
      return try node(.literal(.string(text)), from: lower)
    case .at(let text):
      guard let value = Literals.value(at: text) else {
        throw FeelError(
          "`\(text)` is no date or duration that there is: `@\"2024-01-31\"`, `@\"P1Y6M\"`, `@\"P14D\"`",
          at: token.source
        )
      }
      position += 1
      return try node(.literal(value), from: lower)
    case .symbol("("): return try parenthesised()
    case .symbol("["), .symbol("]"): return try bracketed()
    case .symbol("{"): return try context()
    case .word(let word): return try named(word)
    default: throw unexpected("a value")
    }
  }

  private mutating func named(_ word: String) throws(FeelError) -> Expression {
    let lower = token.source.lower
    if let count = functionNameLength() {
      let words = tokens[position..<position + count].compactMap(\.word)
      position += count
      let source = SourceRange(lower, tokens[position - 1].source.upper)
      let name = Expression.Name(text: words.joined(separator: " "), source: source)
      return try node(.call(name, try arguments()), from: lower)
    }
    let literals: [String: Value] = [
      "true": .boolean(true), "false": .boolean(false), "null": .null,
    ]
    if let value = literals[word] {
      position += 1
      return try node(.literal(value), from: lower)
    }
    guard !Token.keywords.contains(word) else { throw unexpected("a value") }
    position += 1
    return try node(.name(word), from: lower)
  }

  /// How many words the name of the function has that is called here; nil when none is.
  ///
  /// The longest name of the library wins; a single word before a parenthesis is a function even if unknown.
  private func functionNameLength() -> Int? {
    let words = tokens[position...].prefix(library.longestName + 1).prefix { $0.word != nil }
    for count in stride(from: words.count, through: 1, by: -1)
    where tokens[position + count].kind == .symbol("(") {
      let name = words.prefix(count).compactMap(\.word).joined(separator: " ")
      if !library.functions(named: name).isEmpty { return count }
      if count == 1, !Token.keywords.contains(name) { return 1 }
    }
    return nil
  }

  private mutating func arguments() throws(FeelError) -> [Expression.Argument] {
    try expect("(")
    var arguments: [Expression.Argument] = []
    guard !skip(")") else { return [] }
    repeat {
      var name: Expression.Name?
      if token.word != nil, tokens[position + 1].kind == .symbol(":") {
        name = try self.name()
        position += 1
      }
      arguments.append(Expression.Argument(name: name, value: try inner()))
    } while skip(",")
    try expect(")")
    return arguments
  }

  private mutating func parenthesised() throws(FeelError) -> Expression {
    let lower = token.source.lower
    position += 1
    let content = try inner()
    if isNext("..") { return try range(from: lower, lower: content, lowerIncluded: false) }
    try expect(")")
    // The parentheses belong to the place, but not to the tree.
    return try node(content.kind, from: lower)
  }

  /// A list, or a range with brackets: `[a .. b]`, `]a .. b[`.
  private mutating func bracketed() throws(FeelError) -> Expression {
    let lower = token.source.lower
    let isIncluded = isNext("[")
    position += 1
    if isIncluded, skip("]") { return try node(.list([]), from: lower) }
    var items = [try inner()]
    if isNext("..") {
      return try range(from: lower, lower: items[0], lowerIncluded: isIncluded)
    }
    guard isIncluded else { throw unexpected("`..`") }
    while skip(",") { items.append(try inner()) }
    try expect("]")
    return try node(.list(items), from: lower)
  }

  private mutating func range(
    from start: Int,
    lower: Expression,
    lowerIncluded: Bool
  ) throws(FeelError) -> Expression {
    try expect("..")
    let outer = endsRange
    endsRange = true
    defer { endsRange = outer }
    let upper = try expression()
    let upperIncluded = isNext("]")
    guard upperIncluded || isNext(")") || isNext("[") else { throw unexpected("`]` or `)`") }
    position += 1
    return try node(
      .range(
        lower: lower,
        lowerIncluded: lowerIncluded,
        upper: upper,
        upperIncluded: upperIncluded
      ),
      from: start
    )
  }

  private mutating func context() throws(FeelError) -> Expression {
    let lower = token.source.lower
    position += 1
    var entries: [Expression.Entry] = []
    guard !skip("}") else { return try node(.context([]), from: lower) }
    repeat {
      let key: Expression.Name
      if case .string(let text) = token.kind {
        key = Expression.Name(text: text, source: token.source)
        position += 1
      } else {
        key = try name()
      }
      guard !entries.contains(where: { $0.name.text == key.text }) else {
        throw FeelError("the entry `\(key.text)` is there twice", at: key.source)
      }
      try expect(":")
      entries.append(Expression.Entry(name: key, value: try inner()))
    } while skip(",")
    try expect("}")
    return try node(.context(entries), from: lower)
  }
}
