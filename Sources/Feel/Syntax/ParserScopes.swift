/// What brings names into scope: iterations, functions and contexts.
extension Parser {
  /// A name that is declared here, and its tokens: all up to the delimiter.
  private mutating func declaredName(
    before delimiter: String
  ) throws(FeelError) -> (name: Expression.Name, tokens: [String]) {
    guard let word = token.word, !Token.keywords.contains(word) else { throw unexpected("a name") }
    let parts = tokens[position...].prefix { $0.continuesName && $0.text != delimiter }
    defer { position = parts.endIndex }
    let source = SourceRange(token.source.lower, (parts.last ?? token).source.upper)
    return (Expression.Name(text: Names.text(parts), source: source), parts.map(\.text))
  }

  /// The name of an entry after a point: the longest that an entry has, else a word.
  mutating func entryName() throws(FeelError) -> Expression.Name {
    let known = entries.match(tokens[position...])
    guard token.kind == .word, known > 0 || !Token.keywords.contains(token.text) else {
      throw unexpected("a name")
    }
    let count = max(1, known)
    let parts = tokens[position..<position + count]
    defer { position += count }
    return Expression.Name(
      text: Names.text(parts),
      source: SourceRange(token.source.lower, tokens[position + count - 1].source.upper)
    )
  }

  mutating func iteration() throws(FeelError) -> Expression {
    let lower = token.source.lower
    let outer = names.count
    defer { names.leave(outer) }
    position += 1
    let iterators = try iterators()
    try expect("return")
    names.insert(["partial"])
    return try node(.iteration(iterators, return: try expression()), from: lower)
  }

  mutating func quantified() throws(FeelError) -> Expression {
    let lower = token.source.lower
    let outer = names.count
    defer { names.leave(outer) }
    let quantifier: Quantifier = isNext("some") ? .some : .every
    position += 1
    let iterators = try iterators()
    try expect("satisfies")
    return try node(
      .quantified(quantifier, iterators, satisfies: try expression()),
      from: lower
    )
  }

  private mutating func iterators() throws(FeelError) -> [Expression.Iterator] {
    var iterators: [Expression.Iterator] = []
    repeat {
      let (name, parts) = try declaredName(before: "in")
      try expect("in")
      var list = try inner()
      if skip("..") {
        list = try node(.sequence(list, try inner()), from: list.source.lower)
      }
      // A list does not see the variable that goes through it.
      names.insert(parts)
      iterators.append(Expression.Iterator(name: name, list: list))
    } while skip(",")
    return iterators
  }

  /// `function(a, b: number) a + b`.
  mutating func function() throws(FeelError) -> Expression {
    let lower = token.source.lower
    let outer = names.count
    defer { names.leave(outer) }
    position += 1
    try expect("(")
    var parameters: [Expression.Parameter] = []
    while !skip(")") {
      if !parameters.isEmpty { try expect(",") }
      let (name, parts) = try declaredName(before: ":")
      names.insert(parts)
      guard !parameters.contains(where: { $0.name.text == name.text }) else {
        throw FeelError("the parameter `\(name.text)` is there twice", at: name.source)
      }
      let type = skip(":") ? try typeName() : nil
      parameters.append(Expression.Parameter(name: name, type: type))
    }
    guard !isNext("external") else {
      throw FeelError(
        "external functions (Java, PMML) are not there: write the function in this language",
        at: token.source
      )
    }
    return try node(.function(parameters, try expression()), from: lower)
  }

  mutating func context() throws(FeelError) -> Expression {
    let lower = token.source.lower
    let outer = names.count
    defer { names.leave(outer) }
    position += 1
    var result: [Expression.Entry] = []
    var keys: Set<String> = []
    guard !skip("}") else { return try node(.context([]), from: lower) }
    repeat {
      let key: Expression.Name
      var parts: [String]?
      if case .string(let text) = token.kind {
        key = Expression.Name(text: text, source: token.source)
        position += 1
      } else {
        (key, parts) = try declaredName(before: ":")
      }
      guard keys.insert(key.text).inserted else {
        throw FeelError("the entry `\(key.text)` is there twice", at: key.source)
      }
      try expect(":")
      // An entry sees those before it, but not itself; a function sees itself, too.
      let isFunction = isNext("function")
      if isFunction { insert(key, parts) }
      let value = try inner()
      if !isFunction { insert(key, parts) }
      entries.insert(key.text)
      result.append(Expression.Entry(name: key, value: value))
    } while skip(",")
    try expect("}")
    return try node(.context(result), from: lower)
  }

  /// Brings a key into scope: by its tokens, or as what its text reads as.
  private mutating func insert(_ key: Expression.Name, _ tokens: [String]?) {
    if let tokens { names.insert(tokens) } else { names.insert(key.text) }
  }
}
