internal import Values

/// A word of the language's text.
struct Token: Hashable {
  enum Kind: Hashable {
    case number(Decimal)
    case string(String)
    /// A name, part of one, or a keyword: the parser decides.
    case word(String)
    case symbol(String)
    /// `@"…"`
    case at(String)
    case end
  }

  var kind: Kind
  var source: SourceRange

  /// The word as written, or nil.
  var word: String? {
    if case .word(let text) = kind { text } else { nil }
  }

  /// What it is called where another token was expected.
  var described: String {
    switch kind {
    case .number(let value): "\(value)"
    case .string: "a string"
    case .word(let text), .symbol(let text): "`\(text)`"
    case .at: "`@`"
    case .end: "the end"
    }
  }

  /// The words that cannot be names.
  static let keywords: Set<String> = [
    "and", "between", "else", "every", "external", "false", "for", "function", "if", "in",
    "instance", "not", "null", "of", "or", "return", "satisfies", "some", "then", "true",
  ]
}
