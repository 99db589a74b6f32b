@testable import Feel

/// The operations of patterns where nobody asks how many steps they took.
extension Pattern {
  func matches(_ text: String) throws(PatternError) -> Bool {
    var steps = 0
    return try matches(text, &steps)
  }

  func firstMatch(in text: [Unicode.Scalar]) throws(PatternError) -> PatternMatcher.Match? {
    var steps = 0
    return try firstMatch(in: text, &steps)
  }

  func replacing(in text: String, with replacement: String) throws(PatternError) -> String {
    var steps = 0
    return try replacing(in: text, with: replacement, &steps)
  }

  func split(_ text: String) throws(PatternError) -> [String] {
    var steps = 0
    return try split(text, &steps)
  }
}
