/// Functions of texts and patterns (table 74), whose syntax is that of XPath (Functions and Operators, 5.6).
///
/// Where XPath has an error these have null, which their types leave out: a pattern is mostly written where it is used,
/// and one that no text can match is a mistake as an argument of a wrong type is.
extension StandardFunctions {
  static let patterns = [
    FeelFunction("matches", input, pattern, gives: .boolean) { input, pattern in
      matches(input, pattern, flags: .null)
    },
    FeelFunction("matches", input, pattern, flags, gives: .boolean) { input, pattern, flags in
      matches(input, pattern, flags: flags)
    },
    FeelFunction("replace", input, pattern, replacement, gives: .string) {
      input,
      pattern,
      replacement in
      replace(input, pattern, by: replacement, flags: .null)
    },
    FeelFunction(
      "replace",
      [input, pattern, replacement, flags],
      resultType: { _ in .string },
      body: .any { replace($0[0], $0[1], by: $0[2], flags: $0[3]) }
    ),
    FeelFunction(
      "split",
      .init("string", .string),
      .init("delimiter", .string),
      gives: .list(.string)
    ) { string, delimiter in
      guard let string = string.text, let delimiter = compiled(delimiter, flags: .null) else {
        return .null
      }
      return Value(try? delimiter.split(string).map(Value.string))
    },
  ]

  private static let input = FeelFunction.Parameter("input", .string)
  private static let pattern = FeelFunction.Parameter("pattern", .string)
  private static let replacement = FeelFunction.Parameter("replacement", .string)
  private static let flags = FeelFunction.Parameter("flags", .nullable(.string))

  private static func matches(_ input: Value, _ pattern: Value, flags: Value) -> Value {
    guard let input = input.text, let pattern = compiled(pattern, flags: flags) else {
      return .null
    }
    return Value(try? pattern.matches(input))
  }

  private static func replace(
    _ input: Value,
    _ pattern: Value,
    by replacement: Value,
    flags: Value
  ) -> Value {
    guard let input = input.text, let replacement = replacement.text,
      let pattern = compiled(pattern, flags: flags)
    else { return .null }
    return Value(try? pattern.replacing(in: input, with: replacement))
  }

  /// The pattern that a text writes; null for flags is none of them.
  private static func compiled(_ pattern: Value, flags: Value) -> Pattern? {
    guard let pattern = pattern.text, flags == .null || flags.text != nil else { return nil }
    return try? Pattern(pattern, flags: flags.text ?? "")
  }
}
