/// Why a pattern has no answer; where XPath raises an error, FEEL gives null (DMN 1.5, table 74, footnote 2).
enum PatternError: Error, Hashable {
  /// A letter among the flags that is none (`err:FORX0001`).
  case flag(Unicode.Scalar)
  /// What is wrong with the pattern's text, and at which of its characters, from 0 (`err:FORX0002`).
  case syntax(String, position: Int)
  /// The pattern matches the empty text, so that it could replace or split at every place (`err:FORX0003`).
  case matchesEmptyText
  /// What is wrong with the replacement's text, and at which of its characters, from 0 (`err:FORX0004`).
  case replacement(String, position: Int)
  /// The limit on steps or on memory is reached.
  case exhausted
}

extension PatternError: CustomStringConvertible {
  var description: String {
    switch self {
    case .flag(let flag):
      "`\(flag)` is not a flag of patterns: they are `s`, `m`, `i`, `x` and `q`"
    case .syntax(let message, let position):
      "the pattern is wrong at character \(position + 1): \(message)"
    case .matchesEmptyText:
      "this pattern also matches the empty text, so there is no saying where to cut"
    case .replacement(let message, let position):
      "the replacement is wrong at character \(position + 1): \(message)"
    case .exhausted:
      "this pattern takes too long on this text"
    }
  }
}
