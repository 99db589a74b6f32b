internal import Values

extension Parser {
  mutating func prefixed() throws(FeelError) -> Expression {
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
