/// A regular expression, as `matches`, `replace` and `split` take them.
///
/// DMN 1.5, table 74, sends for their syntax and meaning to XPath and XQuery Functions and Operators, section 5.6 in its
/// version 3.1. Characters are code points, as everywhere in FEEL. Where XPath raises an error an operation throws, and
/// FEEL gives null.
struct Pattern: Sendable {
  /// The pattern as it was written.
  let text: String
  /// How it is read and matched.
  let flags: PatternFlags
  /// What runs to match it.
  let program: PatternProgram

  /// Reads a pattern, and flags out of `smixq`.
  init(_ text: String, flags: String = "") throws(PatternError) {
    self.text = text
    self.flags = try PatternFlags(flags)
    let (node, groupCount) = try PatternParser.parse(text, flags: self.flags)
    program = PatternProgram(node, groupCount: groupCount, flags: self.flags)
  }

  /// Whether some part of a text matches (`fn:matches`); the steps that it took are added.
  func matches(_ text: String, _ steps: inout Int) throws(PatternError) -> Bool {
    try firstMatch(in: Array(text.unicodeScalars), &steps) != nil
  }

  /// The first match in a text, by the places of its code points.
  func firstMatch(
    in text: [Unicode.Scalar],
    _ steps: inout Int
  ) throws(PatternError) -> PatternMatcher.Match? {
    var matcher = PatternMatcher(program, text: text)
    defer { steps += matcher.steps }
    return try matcher.firstMatch()
  }

  /// A text with each match replaced (`fn:replace`).
  ///
  /// `$1` in the replacement is what the first group matched, `$0` the whole match. As in XPath a pattern that matches
  /// the empty text is an error: it would match between any two characters.
  func replacing(
    in text: String,
    with replacement: String,
    _ steps: inout Int
  ) throws(PatternError) -> String {
    let replacement = try PatternReplacement(
      replacement,
      groupCount: program.groupCount,
      flags: flags
    )
    let scalars = Array(text.unicodeScalars)
    var result = String.UnicodeScalarView()
    var end = 0
    for match in try matches(in: scalars, &steps) {
      result.append(contentsOf: scalars[end..<match.range.lowerBound])
      steps += replacement.append(to: &result, for: match, in: scalars) / 2
      guard steps <= Limits.steps else { throw .exhausted }
      end = match.range.upperBound
    }
    result.append(contentsOf: scalars[end...])
    return String(result)
  }

  /// The parts of a text between the matches (`fn:tokenize`).
  ///
  /// A pattern that matches the empty text is an error, as in XPath. But the empty text is one empty part: FEEL's `split`
  /// breaks a text at its delimiters (DMN 1.5, table 74), which where there is none leaves all of it, while
  /// `fn:tokenize` gives nothing.
  func split(_ text: String, _ steps: inout Int) throws(PatternError) -> [String] {
    let scalars = Array(text.unicodeScalars)
    let matches = try matches(in: scalars, &steps)
    let starts = [0] + matches.map(\.range.upperBound)
    let ends = matches.map(\.range.lowerBound) + [scalars.count]
    return zip(starts, ends).map { start, end in
      String(String.UnicodeScalarView(scalars[start..<end]))
    }
  }

  /// All matches, each after the one before; none is empty.
  private func matches(
    in text: [Unicode.Scalar],
    _ steps: inout Int
  ) throws(PatternError) -> [PatternMatcher.Match] {
    // What takes no character matches the empty text if it matches anywhere: that is the start and the end of all.
    guard try firstMatch(in: [], &steps) == nil else { throw .matchesEmptyText }
    var matcher = PatternMatcher(program, text: text)
    defer { steps += matcher.steps }
    var matches: [PatternMatcher.Match] = []
    while let match = try matcher.firstMatch(from: matches.last?.range.upperBound ?? 0) {
      matches.append(match)
    }
    return matches
  }
}

extension Pattern: Hashable {
  static func == (first: Pattern, second: Pattern) -> Bool {
    first.text.unicodeScalars.elementsEqual(second.text.unicodeScalars)
      && first.flags == second.flags
  }

  func hash(into hasher: inout Hasher) {
    for scalar in text.unicodeScalars { hasher.combine(scalar) }
    hasher.combine(flags)
  }
}
