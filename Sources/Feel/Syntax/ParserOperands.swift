internal import Values

extension Parser {
  mutating func prefixed() throws(FeelError) -> Expression {
    let lower = token.source.lower
    switch token.word {
    case "if":
      position += 1
      let condition = try inner()
      try expect("then")
      let first = try inner()
      try expect("else")
      return try node(
        .conditional(if: condition, then: first, else: try expression()),
        from: lower
      )
    case "for": return try iteration()
    case "some", "every": return try quantified()
    case "function" where tokens[position + 1].isSymbol("("): return try function()
    default: break
    }
    guard skip("-") else { return try postfixed(primary()) }
    nesting += 1
    defer { nesting -= 1 }
    guard nesting <= Parser.maximumDepth else { throw tooDeep(token.source) }
    return try node(.negate(try prefixed()), from: lower)
  }

  /// What may follow a value: paths, filters and calls.
  mutating func postfixed(_ operand: Expression) throws(FeelError) -> Expression {
    var base = operand
    while true {
      let lower = base.source.lower
      if skip(".") {
        base = try node(.path(base, entry: try entryName()), from: lower)
      } else if opensFilter {
        position += 1
        let outer = isInFilter
        isInFilter = true
        let predicate = try inner()
        isInFilter = outer
        try expect("]")
        base = try node(.bracket(base, predicate), from: lower)
      } else if isNext("(") {
        base = try node(.invocation(base, try arguments()), from: lower)
      } else {
        return base
      }
    }
  }

  /// Whether a filter is next.
  ///
  /// After the upper bound of a range `[` closes the range, unless a value follows: there is no operator between.
  var opensFilter: Bool {
    guard isNext("[") else { return false }
    let next = tokens[position + 1]
    return !endsRange || next.beginsValue || next.isSymbol("-") || next.isSymbol("(")
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
          "`\(text)` is no date, time or duration that there is: `@\"2024-01-31\"`, `@\"12:30:00\"`, `@\"2024-01-31T12:30:00\"`, `@\"P1Y6M\"`, `@\"P14D\"`",
          at: token.source
        )
      }
      position += 1
      return try node(.literal(value), from: lower)
    case .symbol:
      switch token.text {
      case "(": return try parenthesised()
      case "[", "]": return try bracketed()
      case "{": return try context()
      default: throw unexpected("a value")
      }
    case .word: return try named()
    case .end: throw unexpected("a value")
    }
  }

  /// A name, a call of what a name stands for, or a literal that is a word.
  private mutating func named() throws(FeelError) -> Expression {
    let lower = token.source.lower
    let rest = tokens[position...]
    var count = max(names.match(rest), isInFilter ? entries.match(rest) : 0)
    let function = functions.match(rest)
    let isFunction = function > count || function == count && count > 0
    count = max(count, function)
    let isKeyword = Token.keywords.contains(token.text)
    if count == 0 {
      if let value = Parser.literals[token.text] {
        position += 1
        return try node(.literal(value), from: lower)
      }
      guard !isKeyword else { throw unexpected("a value") }
      count = 1
    }
    let isCall = tokens[position + count].isSymbol("(")
    // `not` and the like are functions only where they are called.
    guard !isKeyword || isFunction && isCall else { throw unexpected("a value") }
    let text = Names.text(tokens[position..<position + count])
    position += count
    guard isCall else { return try node(.name(text), from: lower) }
    let name = Expression.Name(
      text: text,
      source: SourceRange(lower, tokens[position - 1].source.upper)
    )
    return try node(.call(name, try arguments()), from: lower)
  }

  private static let literals: [String: Value] = [
    "true": .boolean(true), "false": .boolean(false), "null": .null,
  ]

  private mutating func arguments() throws(FeelError) -> [Expression.Argument] {
    try expect("(")
    var arguments: [Expression.Argument] = []
    guard !skip(")") else { return [] }
    repeat {
      let name = argumentName()
      arguments.append(Expression.Argument(name: name, value: try inner()))
    } while skip(",")
    try expect(")")
    return arguments
  }

  /// The name of an argument and its colon, or nil and nothing read.
  private mutating func argumentName() -> Expression.Name? {
    guard token.kind == .word else { return nil }
    let parts = tokens[position...].prefix { $0.continuesName }
    guard tokens[parts.endIndex].isSymbol(":"), let last = parts.last else { return nil }
    defer { position = parts.endIndex + 1 }
    return Expression.Name(
      text: Names.text(parts),
      source: SourceRange(token.source.lower, last.source.upper)
    )
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

  /// `< 5`: a range with one bound (grammar rule 7).
  mutating func oneSided(_ comparison: ComparisonOperator) throws(FeelError) -> Expression {
    let lower = token.source.lower
    position += 1
    let bound = try expression(.additive)
    let kind: Expression.Kind
    switch comparison {
    case .less, .lessOrEqual:
      kind = .range(
        lower: nil,
        lowerIncluded: false,
        upper: bound,
        upperIncluded: comparison == .lessOrEqual
      )
    case .greater, .greaterOrEqual:
      kind = .range(
        lower: bound,
        lowerIncluded: comparison == .greaterOrEqual,
        upper: nil,
        upperIncluded: false
      )
    case .equal:
      kind = .range(lower: bound, lowerIncluded: true, upper: bound, upperIncluded: true)
    case .notEqual:
      throw FeelError(
        "`!=` alone is no range: `(< 5)`, `(<= 5)`, `(> 5)`, `(>= 5)` and `(= 5)` are",
        at: SourceRange(lower, tokens[position - 1].source.upper)
      )
    }
    return try node(kind, from: lower)
  }

  /// A list, or a range with brackets: `[a .. b]`, `]a .. b[`.
  private mutating func bracketed() throws(FeelError) -> Expression {
    let lower = token.source.lower
    let isIncluded = isNext("[")
    position += 1
    // In `[]1 .. 2[]` a range begins with the second bracket.
    if isIncluded, isNext("]"), !tokens[position + 1].beginsValue {
      position += 1
      return try node(.list([]), from: lower)
    }
    var items = [try inner()]
    if isNext("..") {
      return try range(from: lower, lower: items[0], lowerIncluded: isIncluded)
    }
    guard isIncluded else { throw unexpected("`..`") }
    while skip(",") { items.append(try inner()) }
    try expect("]")
    return try node(.list(items), from: lower)
  }

  mutating func range(
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
}
