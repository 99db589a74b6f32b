/// `range(from)`: the range that a text writes (table 72, grammar rules 66 and 67).
extension StandardFunctions {
  static let rangeConversion = FeelFunction(
    "range",
    [.init("from", .string)],
    resultType: { _ in .nullable(.range(.any)) },
    counting: { arguments, steps throws(ArgumentError) in
      guard let text = arguments[0].text else { return .null }
      steps += text.utf8.count
      guard steps <= Limits.steps else { return .null }
      do throws(FeelError) {
        return try RangeLiteral.value(of: text)
      } catch {
        throw ArgumentError(message: "`from` writes no range: \(error.message)", parameter: 0)
      }
    }
  )
}

/// A range whose endpoints are literals: `[1..5]`, `(@"2024-01-01"..)`.
private enum RangeLiteral {
  /// The functions that write literals of dates, times and durations (grammar rule 60).
  private static let constructors: Set<String> = ["date", "time", "date and time", "duration"]

  /// How deep an endpoint may nest: literals nest little, and who calls may have little of the stack left.
  private static let maximumDepth = 20

  /// The range; null where the endpoints make none.
  static func value(of text: String) throws(FeelError) -> Value {
    var parser = try Parser(text, scope: Scope(variables: []), library: .standard)
    let lowerIncluded = parser.isNext("[")
    guard lowerIncluded || parser.isNext("(") || parser.isNext("]") else {
      throw parser.unexpected("`[` or `(`")
    }
    parser.position += 1
    parser.endsRange = true
    parser.nesting = Parser.maximumDepth - maximumDepth
    let lower = parser.isNext("..") ? nil : try endpoint(&parser, in: text)
    try parser.expect("..")
    let isOpen = parser.isNext(")") || parser.isNext("[")
    let upper = isOpen ? nil : try endpoint(&parser, in: text)
    let upperIncluded = parser.isNext("]")
    guard upperIncluded || parser.isNext(")") || parser.isNext("[") else {
      throw parser.unexpected("`]` or `)`")
    }
    parser.position += 1
    // What has no endpoint is not included, and a range has one at least.
    guard parser.token.kind == .end, lower != nil || upper != nil,
      lower != nil || !lowerIncluded, upper != nil || !upperIncluded
    else { throw parser.unexpected("the end") }
    let range = ValueRange(
      lower: lower,
      lowerIncluded: lowerIncluded,
      upper: upper,
      upperIncluded: upperIncluded
    )
    return range.isOrdered ? .range(range) : .null
  }

  private static func endpoint(_ parser: inout Parser, in text: String) throws(FeelError) -> Value {
    let expression = try parser.expression()
    guard isLiteral(expression) else {
      throw FeelError("an endpoint is a literal", at: expression.source)
    }
    var checker = Checker(
      text: text,
      scope: Scope(variables: []),
      library: .standard,
      mode: .standard
    )
    let value = Interpreter().evaluate(try checker.check(expression), variables: [])
    guard !value.isNull else { throw FeelError("this is null", at: expression.source) }
    return value
  }

  private static func isLiteral(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .literal(let value): !value.isNull
    case .negate(let operand): isLiteral(operand)
    case .call(let name, let arguments):
      constructors.contains(name.text) && arguments.allSatisfy { isLiteral($0.value) }
    default: false
    }
  }
}
