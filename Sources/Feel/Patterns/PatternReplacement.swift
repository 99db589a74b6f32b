/// What stands in the place of each match (`fn:replace`, Functions and Operators 3.1, section 5.6.4).
struct PatternReplacement {
  private enum Part {
    case scalar(Unicode.Scalar)
    /// What a group matched; 0 is the whole match.
    case group(Int)
  }

  private var parts: [Part] = []

  /// Reads a replacement: `$1` is what a group matched, `$0` the whole match, `\$` and `\\` are characters.
  ///
  /// Where flag `q` makes the pattern literal so is this.
  init(_ text: String, groupCount: Int, flags: PatternFlags) throws(PatternError) {
    let scalars = Array(text.unicodeScalars)
    var index = 0
    while index < scalars.count {
      let start = index
      let next = start + 1 < scalars.count ? scalars[start + 1] : nil
      index += 1
      switch scalars[start] {
      case "\\" where !flags.contains(.literal):
        guard let next, next == "\\" || next == "$" else {
          throw .replacement("`\\` is followed by `\\` or `$`", position: start)
        }
        parts.append(.scalar(next))
        index += 1
      case "$" where !flags.contains(.literal):
        guard let next, var group = PatternParser.digit(next) else {
          throw .replacement(
            "`$` is followed by a group's number: `$1`; write `\\$` for the character",
            position: start
          )
        }
        index += 1
        // Digits that would name a group that there is not stand for themselves, except for the first.
        while index < scalars.count, let digit = PatternParser.digit(scalars[index]),
          group * 10 + digit <= max(groupCount, 9)
        {
          group = group * 10 + digit
          index += 1
        }
        if group <= groupCount { parts.append(.group(group)) }
      case let scalar: parts.append(.scalar(scalar))
      }
    }
  }

  /// Appends what replaces a match.
  ///
  /// - Returns: How many characters that is.
  func append(
    to result: inout String.UnicodeScalarView,
    for match: PatternMatcher.Match,
    in text: [Unicode.Scalar]
  ) -> Int {
    var count = 0
    for part in parts {
      switch part {
      case .scalar(let scalar):
        result.append(scalar)
        count += 1
      case .group(let number):
        guard let range = number == 0 ? match.range : match.groups[number - 1] else { continue }
        result.append(contentsOf: text[range])
        count += range.count
      }
    }
    return count
  }
}
