/// Functions of texts and patterns (table 74), whose syntax is that of XPath (Functions and Operators, 5.6).
///
/// Where XPath has an error these have null, which their types leave out: a pattern is mostly written where it is used,
/// and one that no text can match is a mistake as an argument of a wrong type is.
extension StandardFunctions {
  static let patterns = [
    FeelFunction("matches", [input, pattern], resultType: boolean, counting: matches),
    FeelFunction("matches", [input, pattern, flags], resultType: boolean, counting: matches),
    FeelFunction("replace", [input, pattern, replacement], resultType: string, counting: replace),
    FeelFunction(
      "replace",
      [input, pattern, replacement, flags],
      resultType: string,
      counting: replace
    ),
    FeelFunction(
      "split",
      [.init("string", .string), .init("delimiter", .string)],
      resultType: { _ in .list(.string) },
      counting: split
    ),
  ]

  private static let input = FeelFunction.Parameter("input", .string)
  private static let pattern = FeelFunction.Parameter("pattern", .string)
  private static let replacement = FeelFunction.Parameter("replacement", .string)
  private static let flags = FeelFunction.Parameter("flags", .nullable(.string))

  private static let boolean: @Sendable ([FeelType]) -> FeelType = { _ in .boolean }
  private static let string: @Sendable ([FeelType]) -> FeelType = { _ in .string }

  @Sendable private static func matches(_ arguments: [Value], _ steps: inout Int) -> Value {
    guard let input = arguments[0].text,
      let pattern = compiled(arguments[1], flags: arguments.dropFirst(2).first)
    else { return .null }
    return Value(try? pattern.matches(input, &steps))
  }

  @Sendable private static func replace(_ arguments: [Value], _ steps: inout Int) -> Value {
    guard let input = arguments[0].text, let replacement = arguments[2].text,
      let pattern = compiled(arguments[1], flags: arguments.dropFirst(3).first)
    else { return .null }
    return Value(try? pattern.replacing(in: input, with: replacement, &steps))
  }

  @Sendable private static func split(_ arguments: [Value], _ steps: inout Int) -> Value {
    guard let string = arguments[0].text, let delimiter = compiled(arguments[1], flags: nil) else {
      return .null
    }
    return Value(try? delimiter.split(string, &steps).map(Value.string))
  }

  /// The pattern that a text writes; null for flags is none of them.
  private static func compiled(_ pattern: Value, flags: Value?) -> Pattern? {
    let flags = flags ?? .null
    guard let pattern = pattern.text, flags.isNull || flags.text != nil else { return nil }
    return try? Pattern(pattern, flags: flags.text ?? "")
  }
}
