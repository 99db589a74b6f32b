import TestSupport

/// A small pattern over the letters a, b and c, with two slow and plain answers to what it matches.
indirect enum RandomPattern {
  case letter(Unicode.Scalar)
  case members([Unicode.Scalar], isNegated: Bool)
  case start
  case end
  case reference(Int)
  case group(Int?, RandomPattern)
  case sequence([RandomPattern])
  case choice([RandomPattern])
  case repetition(RandomPattern, Int, Int?, isReluctant: Bool)
}

// MARK: - Making and writing

extension RandomPattern {
  /// Which groups a pattern has by now, and those of them that are closed.
  struct Groups {
    var count = 0
    var closed: [Int] = []
    var mayBeReferred: Bool
  }

  static func random(
    depth: Int,
    _ groups: inout Groups,
    _ generator: inout SeededGenerator
  ) -> RandomPattern {
    switch Int.random(in: 0..<(depth > 0 ? 14 : 6), using: &generator) {
    case 0...2: return .letter(letters.randomElement(using: &generator) ?? "a")
    case 3:
      let members = letters.filter { _ in Bool.random(using: &generator) }
      return .members(members.isEmpty ? ["a"] : members, isNegated: .random(using: &generator))
    case 4:
      return Int.random(in: 0..<4, using: &generator) > 0
        ? .letter("a") : Bool.random(using: &generator) ? .start : .end
    case 5:
      guard groups.mayBeReferred, let group = groups.closed.randomElement(using: &generator) else {
        return .letter("b")
      }
      return .reference(group)
    case 6, 7:
      var number: Int?
      if Bool.random(using: &generator) {
        groups.count += 1
        number = groups.count
      }
      let content = random(depth: depth - 1, &groups, &generator)
      if let number { groups.closed.append(number) }
      return .group(number, content)
    case 8, 9: return .sequence(several(0...3, depth, &groups, &generator))
    case 10: return .choice(several(1...3, depth, &groups, &generator))
    default:
      let minimum = Int.random(in: 0...2, using: &generator)
      let more = Int.random(in: 0...3, using: &generator)
      return .repetition(
        random(depth: depth - 1, &groups, &generator),
        minimum,
        more == 3 ? nil : minimum + more,
        isReluctant: .random(using: &generator)
      )
    }
  }

  private static let letters: [Unicode.Scalar] = ["a", "b", "c"]

  private static func several(
    _ counts: ClosedRange<Int>,
    _ depth: Int,
    _ groups: inout Groups,
    _ generator: inout SeededGenerator
  ) -> [RandomPattern] {
    var patterns: [RandomPattern] = []
    for _ in 0..<Int.random(in: counts, using: &generator) {
      patterns.append(random(depth: depth - 1, &groups, &generator))
    }
    return patterns
  }

  /// The pattern in XPath's syntax.
  var text: String {
    switch self {
    case .letter(let letter): String(letter)
    case .members(let members, let isNegated):
      "[\(isNegated ? "^" : "")\(members.map(String.init).joined())]"
    case .start: "^"
    case .end: "$"
    // In its own group, so that no digit follows.
    case .reference(let group): "(?:\\\(group))"
    case .group(let number, let content):
      number == nil ? "(?:\(content.text))" : "(\(content.text))"
    case .sequence(let parts): "(?:\(parts.map(\.text).joined()))"
    case .choice(let branches): "(?:\(branches.map(\.text).joined(separator: "|")))"
    case .repetition(let content, let minimum, let maximum, let isReluctant):
      Self.atom(content) + Self.quantifier(minimum, maximum) + (isReluctant ? "?" : "")
    }
  }

  private static func atom(_ pattern: RandomPattern) -> String {
    if case .repetition = pattern { "(?:\(pattern.text))" } else { pattern.text }
  }

  private static func quantifier(_ minimum: Int, _ maximum: Int?) -> String {
    switch (minimum, maximum) {
    case (0, 1): "?"
    case (0, nil): "*"
    case (1, nil): "+"
    case (_, minimum): "{\(minimum)}"
    case (_, let maximum): "{\(minimum),\(maximum.map(String.init) ?? "")}"
    }
  }
}

// MARK: - What it matches

extension RandomPattern {
  /// The places where a match that starts at a place may end, all of them; for patterns without back-references.
  func ends(in text: [Unicode.Scalar], from place: Int) -> Set<Int> {
    switch self {
    case .letter(let letter): place < text.count && text[place] == letter ? [place + 1] : []
    case .members(let members, let isNegated):
      place < text.count && members.contains(text[place]) != isNegated ? [place + 1] : []
    case .start: place == 0 ? [place] : []
    case .end: place == text.count ? [place] : []
    case .reference: []
    case .group(_, let content): content.ends(in: text, from: place)
    case .sequence(let parts):
      parts.reduce([place]) { places, part in part.ends(in: text, fromAll: places) }
    case .choice(let branches):
      branches.reduce(into: []) { $0.formUnion($1.ends(in: text, from: place)) }
    case .repetition(let content, let minimum, let maximum, _):
      Self.ends(content, minimum, maximum, in: text, from: place)
    }
  }

  private func ends(in text: [Unicode.Scalar], fromAll places: Set<Int>) -> Set<Int> {
    places.reduce(into: []) { $0.formUnion(ends(in: text, from: $1)) }
  }

  private static func ends(
    _ content: RandomPattern,
    _ minimum: Int,
    _ maximum: Int?,
    in text: [Unicode.Scalar],
    from place: Int
  ) -> Set<Int> {
    var places: Set<Int> = [place]
    for _ in 0..<minimum { places = content.ends(in: text, fromAll: places) }
    var ends = places
    var rounds = minimum
    // A place that fewer rounds reach has more of them to go, so that only new ones lead further.
    while !places.isEmpty, rounds < maximum ?? .max {
      places = content.ends(in: text, fromAll: places).subtracting(ends)
      ends.formUnion(places)
      rounds += 1
    }
    return ends
  }

  /// Where a match ends and what its groups matched: the first in the order in which XPath prefers matches.
  struct Preferred: Equatable {
    var end: Int
    var groups: [Int: Range<Int>]
  }

  /// Tries every way by plain recursion; what follows is handed down as a function.
  func preferred(
    in text: [Unicode.Scalar],
    from place: Int,
    _ groups: [Int: Range<Int>] = [:],
    then next: (Int, [Int: Range<Int>]) -> Preferred? = { Preferred(end: $0, groups: $1) }
  ) -> Preferred? {
    switch self {
    case .letter, .members, .start, .end:
      return ends(in: text, from: place).first.flatMap { next($0, groups) }
    case .reference(let group):
      let captured = groups[group].map { text[$0] } ?? []
      return text[place...].starts(with: captured) ? next(place + captured.count, groups) : nil
    case .group(let number, let content):
      return content.preferred(in: text, from: place, groups) { end, groups in
        var groups = groups
        if let number { groups[number] = place..<end }
        return next(end, groups)
      }
    case .sequence(let parts):
      guard let first = parts.first else { return next(place, groups) }
      return first.preferred(in: text, from: place, groups) { end, groups in
        RandomPattern.sequence(Array(parts.dropFirst()))
          .preferred(in: text, from: end, groups, then: next)
      }
    case .choice(let branches):
      for branch in branches {
        if let result = branch.preferred(in: text, from: place, groups, then: next) {
          return result
        }
      }
      return nil
    case .repetition(let content, let minimum, let maximum, let isReluctant):
      guard maximum != 0 else { return next(place, groups) }
      func again() -> Preferred? {
        content.preferred(in: text, from: place, groups) { end, groups in
          // A round that is not needed and takes nothing is none.
          if minimum == 0, end == place { return nil }
          return RandomPattern.repetition(
            content,
            max(0, minimum - 1),
            maximum.map { $0 - 1 },
            isReluctant: isReluctant
          ).preferred(in: text, from: end, groups, then: next)
        }
      }
      if minimum > 0 { return again() }
      return isReluctant ? next(place, groups) ?? again() : again() ?? next(place, groups)
    }
  }
}
