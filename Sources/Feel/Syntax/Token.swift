internal import Values

/// A word of the language's text.
struct Token: Hashable {
  enum Kind: Hashable {
    case number(Decimal)
    case string(String)
    /// A name, part of one, or a keyword: the parser decides.
    case word
    case symbol
    /// `@"…"`
    case at(String)
    case end
  }

  var kind: Kind
  /// The token as written.
  var text: String
  var source: SourceRange

  /// The word as written, or nil.
  var word: String? { kind == .word ? text : nil }

  func isSymbol(_ symbol: String) -> Bool { kind == .symbol && text == symbol }

  /// Whether it is a name's part that needs a space before the next.
  var isWord: Bool {
    if case .number = kind { true } else { kind == .word }
  }

  /// Whether a name may have it after its first word.
  var continuesName: Bool {
    isWord || kind == .symbol && Token.additionalNameSymbols.contains(text)
  }

  /// Whether a value begins with it, and nothing that goes on after a value does.
  var beginsValue: Bool {
    switch kind {
    case .number, .string, .at: true
    case .word: !Token.keywords.contains(text) || Token.firstKeywords.contains(text)
    case .symbol, .end: false
    }
  }

  /// What it is called where another token was expected.
  var described: String {
    switch kind {
    case .number(let value): "\(value)"
    case .string: "a string"
    case .word, .symbol: "`\(text)`"
    case .at: "`@`"
    case .end: "the end"
    }
  }

  /// The symbols that names may have (grammar rule 30).
  static let additionalNameSymbols: Set<String> = [".", "/", "-", "'", "’", "+", "*", "**"]

  /// The words that cannot begin a name: the terminal symbols of the grammar that are words.
  static let keywords: Set<String> = [
    "and", "between", "else", "every", "external", "false", "for", "function", "if", "in",
    "instance", "not", "null", "of", "or", "return", "satisfies", "some", "then", "true",
  ]

  /// Those of them that an expression may begin with.
  private static let firstKeywords: Set<String> = [
    "every", "false", "for", "function", "if", "not", "null", "some", "true",
  ]
}
