/// How a pattern is read and matched (XPath and XQuery Functions and Operators 3.1, section 5.6.2).
struct PatternFlags: OptionSet, Hashable, Sendable {
  let rawValue: UInt8

  /// `s`: the point matches every character, also the ends of lines.
  static let dotMatchesAll = Self(rawValue: 1)
  /// `m`: `^` and `$` match at the start and end of every line.
  static let multiline = Self(rawValue: 2)
  /// `i`: letters match in either case.
  static let ignoresCase = Self(rawValue: 4)
  /// `x`: white space in the pattern stands for nothing, outside of classes.
  static let removesSpace = Self(rawValue: 8)
  /// `q`: every character of the pattern stands for itself.
  static let literal = Self(rawValue: 16)
}

extension PatternFlags {
  /// Reads flags in any order; one that is written twice counts once.
  init(_ text: String) throws(PatternError) {
    self = []
    for scalar in text.unicodeScalars {
      switch scalar {
      case "s": insert(.dotMatchesAll)
      case "m": insert(.multiline)
      case "i": insert(.ignoresCase)
      case "x": insert(.removesSpace)
      case "q": insert(.literal)
      default: throw .flag(scalar)
      }
    }
  }
}
