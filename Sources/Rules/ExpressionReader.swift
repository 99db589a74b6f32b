internal import Feel

/// Type-checks FEEL that stands in YAML; errors point into the file.
struct ExpressionReader {
  let library: Library
  /// The datasets whose extracts are cut by a date.
  var extents: Set<String> = []

  /// Checks an expression.
  ///
  /// - Parameters:
  ///   - node: The scalar that holds it.
  ///   - what: What it is, for errors.
  ///   - scope: The names that it may use.
  ///   - expected: What its type must be; nil for any.
  /// - Returns: The checked expression.
  /// - Throws: What is wrong with it, in the file.
  func check(
    _ node: YAMLNode,
    _ what: String,
    scope: Scope,
    expecting expected: FeelType? = nil
  ) throws(Diagnostic) -> CheckedExpression {
    guard case .scalar(let text, let style) = node.content else {
      throw node.diagnostic("\(what) must be a FEEL expression")
    }
    if style == .doubleQuoted {
      throw node.diagnostic(
        "FEEL is not written in double quotes, for YAML would change its text",
        hint: "use single quotes, or none"
      )
    }
    let expression = try check(text, in: node, at: 0, scope: scope)
    if let expected, expression.type != expected, expression.type != .any {
      throw node.diagnostic(
        "\(what) must be \(expected.words), and this is \(expression.type.words)",
        hint: expression.type == .nullable(expected)
          ? "it may be blank: guard it with `… != null and …` or `if … != null then … else …`" : nil
      )
    }
    return expression
  }

  /// Checks a part of a scalar's text.
  private func check(
    _ text: String,
    in node: YAMLNode,
    at offset: Int,
    scope: Scope
  ) throws(Diagnostic) -> CheckedExpression {
    do {
      let expression = try Feel.check(text, scope: scope, library: library)
      try checkExtents(expression)
      try refuseRowsAsValues(expression)
      return expression
    } catch {
      throw node.diagnostic(
        inText: offset + error.source.lower,
        offset + error.source.upper,
        error.message,
        hint: error.hint
      )
    }
  }

  /// Refuses to put rows where only values can be.
  private func refuseRowsAsValues(_ expression: CheckedExpression) throws(FeelError) {
    guard let rows = expression.rowsAsValues else { return }
    throw FeelError(
      "a row is no value that a context, a function or `partial` can take",
      at: rows.source,
      hint: "take its fields: `row.field`"
    )
  }

  /// Refuses `extract period` of anything but a dataset whose extract is cut by a date.
  private func checkExtents(_ expression: CheckedExpression) throws(FeelError) {
    if case .call(Additions.extractPeriod, let arguments) = expression.kind {
      guard case .literal(.string(let name))? = arguments.first?.kind, extents.contains(name) else {
        throw FeelError(
          "extract period wants the name of a dataset that has an extent",
          at: expression.source,
          hint: "these have one: \(extents.sorted().joined(separator: ", "))"
        )
      }
    }
    for child in expression.children { try checkExtents(child) }
  }

  /// Reads what a finding says: text with `{expression}` in it.
  func template(_ node: YAMLNode, scope: Scope) throws(Diagnostic) -> Template {
    let text = try node.text(of: "says")
    var segments: [Template.Segment] = []
    var literal = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "{") {
      literal += rest[..<open]
      let start = rest.index(after: open)
      guard let close = rest[start...].firstIndex(of: "}") else {
        throw node.diagnostic("a { is not closed")
      }
      let offset = text.utf8.distance(from: text.startIndex, to: start)
      let expression = try check(String(rest[start..<close]), in: node, at: offset, scope: scope)
      if !literal.isEmpty { segments.append(.text(literal)) }
      segments.append(.value(expression, isMoney: literal.last == "£"))
      literal = ""
      rest = rest[rest.index(after: close)...]
    }
    literal += rest
    if literal.contains("}") { throw node.diagnostic("a } was not opened") }
    if !literal.isEmpty { segments.append(.text(literal)) }
    return Template(segments: segments)
  }
}

extension FeelType {
  /// The type in words: "a number", "a list of invoice rows".
  var words: String {
    switch self {
    case .any: "any value"
    case .null: "null"
    case .number: "a number"
    case .string: "text"
    case .boolean: "true or false"
    case .date: "a date"
    case .time: "a time of the day"
    case .dateAndTime: "a date and time"
    case .daysAndTimeDuration: "a duration of days and time"
    case .yearsAndMonthsDuration: "a duration of years and months"
    case .range(let bound): "a range from and to \(bound.words)"
    case .list(.context(let row)): "a list of \(row.name) rows"
    case .list(let item): "a list, each item \(item.words)"
    case .context(let context): "a row (\(context.name))"
    case .function: "a function"
    case .nullable(let type): "\(type.words) or blank"
    }
  }
}
