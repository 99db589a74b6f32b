/// Functions of texts and patterns (table 74), whose syntax is that of XPath (Functions and Operators, 5.6).
///
/// Where XPath has an error these have null, which their types leave out: a pattern is mostly written where it is used,
/// and one that no text can match is a mistake as an argument of a wrong type is.
extension StandardFunctions {
  static let patterns = [
    function("matches", [input, pattern], gives: .boolean, matches),
    function("matches", [input, pattern, flags], gives: .boolean, matches),
    function("replace", [input, pattern, replacement], gives: .string, replace),
    function("replace", [input, pattern, replacement, flags], gives: .string, replace),
    function(
      "split",
      [.init("string", .string), .init("delimiter", .string)],
      gives: .list(.string),
      split
    ),
  ]

  /// The steps that it takes to read a byte of a pattern.
  private static let compilingEffort = 8

  private static let input = FeelFunction.Parameter("input", .string)
  private static let pattern = FeelFunction.Parameter("pattern", .string)
  private static let replacement = FeelFunction.Parameter("replacement", .string)
  private static let flags = FeelFunction.Parameter("flags", .nullable(.string))

  /// What is done with a pattern: the arguments are all of the call's, of which the second wrote the pattern.
  private typealias Use =
    @Sendable (Pattern, [Value], _ steps: inout Int) throws(PatternError) -> Value

  private static let matches: Use = { pattern, arguments, steps throws(PatternError) in
    guard let input = arguments[0].text else { return .null }
    return .boolean(try pattern.matches(input, &steps))
  }

  private static let replace: Use = { pattern, arguments, steps throws(PatternError) in
    guard let input = arguments[0].text, let replacement = arguments[2].text else { return .null }
    return .string(try pattern.replacing(in: input, with: replacement, &steps))
  }

  private static let split: Use = { pattern, arguments, steps throws(PatternError) in
    guard let string = arguments[0].text else { return .null }
    return .list(try pattern.split(string, &steps).map(Value.string))
  }

  /// A function whose pattern is read once where it is a literal, else in each call.
  private static func function(
    _ name: String,
    _ parameters: [FeelFunction.Parameter],
    gives result: FeelType,
    _ use: @escaping Use
  ) -> FeelFunction {
    let flags = parameters.firstIndex(of: flags)
    return FeelFunction(
      name,
      parameters,
      resultType: { _ in result },
      counting: { arguments, steps throws(ArgumentError) in
        try blaming(flags: flags) { () throws(PatternError) in
          let flags = flags.map { arguments[$0] } ?? .null
          guard let pattern = try compiled(arguments[1], flags: flags, &steps) else { return .null }
          return try use(pattern, arguments, &steps)
        }
      },
      preparing: { literals, steps throws(ArgumentError) in
        guard let text = literals[1], let letters = flags.map({ literals[$0] }) ?? .null,
          let pattern = try blaming(
            flags: flags,
            { () throws(PatternError) in try compiled(text, flags: letters, &steps) }
          )
        else { return nil }
        // What is wrong with a pattern or a replacement for every text, it is for the empty one.
        let trial = [.string("")] + literals.dropFirst().map { $0 ?? .string("") }
        try blaming(flags: flags) { () throws(PatternError) in
          do throws(PatternError) {
            _ = try use(pattern, trial, &steps)
          } catch {
            guard error == .exhausted else { throw error }
          }
        }
        return { arguments, steps throws(ArgumentError) in
          try blaming(flags: flags) { () throws(PatternError) in
            try use(pattern, arguments, &steps)
          }
        }
      }
    )
  }

  /// Says which argument an error is about.
  private static func blaming<Result>(
    flags: Int?,
    _ body: () throws(PatternError) -> Result
  ) throws(ArgumentError) -> Result {
    do throws(PatternError) {
      return try body()
    } catch {
      let (parameter, character): (Int, Int?) =
        switch error {
        case .syntax(_, let position): (1, position)
        case .replacement(_, let position): (2, position)
        case .flag: (flags ?? 1, nil)
        case .matchesEmptyText, .exhausted: (1, nil)
        }
      throw ArgumentError(message: error.description, parameter: parameter, character: character)
    }
  }

  /// The pattern that a text writes; null for flags is none of them.
  private static func compiled(
    _ pattern: Value,
    flags: Value,
    _ steps: inout Int
  ) throws(PatternError) -> Pattern? {
    guard let pattern = pattern.text, flags.isNull || flags.text != nil else { return nil }
    steps += pattern.utf8.count * compilingEffort
    guard steps <= Limits.steps else { throw .exhausted }
    return try Pattern(pattern, flags: flags.text ?? "")
  }
}
