/// A part of a pattern, as it is written.
indirect enum PatternNode: Hashable, Sendable {
  /// One character of a class.
  case one(CharacterClass)
  /// One character, itself.
  case scalar(Unicode.Scalar)
  /// `^`.
  case start
  /// `$`.
  case end
  /// `\1`: the text that a group matched last.
  case reference(Int)
  /// `(…)`, with its number from 1 in the order of the opening parentheses.
  case group(Int, PatternNode)
  /// One after the other; none of them matches the empty text.
  case sequence([PatternNode])
  /// `a|b`: the first that leads to a match.
  case alternation([PatternNode])
  /// `a{2,5}` and the other quantifiers: as often as possible or, where reluctant, as seldom as possible.
  case repetition(PatternNode, minimum: Int, maximum: Int, isReluctant: Bool)

  /// Whether it may match without taking a character.
  var matchesEmptyText: Bool {
    switch self {
    case .one, .scalar: false
    case .start, .end, .reference: true
    case .group(_, let content): content.matchesEmptyText
    case .sequence(let parts): parts.allSatisfy(\.matchesEmptyText)
    case .alternation(let branches): branches.contains(where: \.matchesEmptyText)
    case .repetition(let content, let minimum, _, _): minimum == 0 || content.matchesEmptyText
    }
  }
}
