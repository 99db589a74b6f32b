/// Types as expressions write them (grammar rule 52).
extension Parser {
  mutating func typeName() throws(FeelError) -> Expression.TypeName {
    nesting += 1
    defer { nesting -= 1 }
    guard nesting <= Parser.maximumDepth else { throw tooDeep(token.source) }
    let lower = position
    let type = try type()
    let parts = tokens[lower..<position]
    return Expression.TypeName(
      text: Names.text(parts),
      type: type,
      source: SourceRange(tokens[lower].source.lower, tokens[position - 1].source.upper)
    )
  }

  private mutating func type() throws(FeelError) -> FeelType? {
    guard let word = token.word else { throw unexpected("a type") }
    if tokens[position + 1].isSymbol("<") {
      switch word {
      case "list": return try argument().map(FeelType.list)
      case "range": return try argument().map(FeelType.range)
      case "context": return try contextType()
      case "function": return try functionType()
      default: break
      }
    }
    var count = max(1, typeNames.match(tokens[position...]))
    // A qualified name of a model, which nobody has given here.
    while count == 1, tokens[position + count].isSymbol("."),
      tokens[position + count + 1].word != nil
    { count += 2 }
    let name = Names.text(tokens[position..<position + count])
    position += count
    return Parser.simpleTypes[name] ?? types[name]
  }

  /// The type in `list<…>`.
  private mutating func argument() throws(FeelError) -> FeelType? {
    position += 2
    let type = try typeName().type
    try expect(">")
    return type
  }

  private mutating func contextType() throws(FeelError) -> FeelType? {
    position += 2
    var entries: [ContextType.Entry]? = []
    repeat {
      let parts = tokens[position...].prefix { $0.continuesName }
      var name = Names.text(parts)
      if case .string(let text) = token.kind {
        name = text
        position += 1
      } else {
        guard !parts.isEmpty else { throw unexpected("a name") }
        position = parts.endIndex
      }
      try expect(":")
      guard let type = try typeName().type else {
        // The rest is read all the same: what is wrong with it should be said.
        entries = nil
        continue
      }
      entries?.append(ContextType.Entry(name: name, type: type))
    } while skip(",")
    try expect(">")
    return entries.map { .context(ContextType(name: "context", entries: $0)) }
  }

  private mutating func functionType() throws(FeelError) -> FeelType? {
    position += 2
    var parameters: [FeelType?] = []
    while !skip(">") {
      if !parameters.isEmpty { try expect(",") }
      parameters.append(try typeName().type)
    }
    try expect("->")
    let result = try typeName().type
    let known = parameters.compactMap(\.self)
    guard let result, known.count == parameters.count else { return nil }
    return .function(parameters: known, result: result)
  }

  private static let simpleTypes: [String: FeelType] = [
    "Any": .any, "Null": .null, "number": .number, "string": .string, "boolean": .boolean,
    "date": .date, "time": .time, "date and time": .dateAndTime,
    "days and time duration": .daysAndTimeDuration,
    "years and months duration": .yearsAndMonthsDuration,
  ]

  static let standardTypeNames: Names = {
    var names = Names()
    for name in simpleTypes.keys { names.insert(name) }
    return names
  }()
}
