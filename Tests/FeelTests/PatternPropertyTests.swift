import TestSupport
import Testing

@testable import Feel

@Suite struct PatternPropertyTests {
  /// Limits under which the matcher remembers nothing, everything, or until its memory is full.
  private static let limits: [PatternMatcher.Limits] = [
    .init(stepsWithoutStates: .max / 2), .init(stepsWithoutStates: 0),
    .init(states: 5, stepsWithoutStates: 0),
  ]

  private func randomText(_ counts: ClosedRange<Int>, _ generator: inout SeededGenerator)
    -> [Unicode.Scalar]
  {
    let letters: [Unicode.Scalar] = ["a", "a", "b", "c"]
    return (0..<Int.random(in: counts, using: &generator)).map { _ in
      letters.randomElement(using: &generator) ?? "a"
    }
  }

  @Test func `finds the match and the groups that plain recursion prefers`() throws {
    for seed in Soak.seeds(short: 10_000, long: 1_000_000) {
      var generator = SeededGenerator(seed: seed)
      var groups = RandomPattern.Groups(mayBeReferred: true)
      let random = RandomPattern.random(depth: 4, &groups, &generator)
      let pattern = try Pattern(random.text)
      let text = randomText(0...6, &generator)
      let expected = (0...text.count).lazy.compactMap { start in
        random.preferred(in: text, from: start).map { preferred in
          PatternMatcher.Match(
            range: start..<preferred.end,
            groups: (0..<groups.count).map { preferred.groups[$0 + 1] }
          )
        }
      }.first
      for limits in Self.limits {
        var matcher = PatternMatcher(pattern.program, text: text, limits: limits)
        #expect(
          try matcher.firstMatch() == expected,
          "\(random.text) in \(String(String.UnicodeScalarView(text))), \(generator)"
        )
      }
    }
  }

  @Test func `matches the texts that sets of places say it matches`() throws {
    for seed in Soak.seeds(short: 1000, long: 100_000) {
      var generator = SeededGenerator(seed: seed)
      var groups = RandomPattern.Groups(mayBeReferred: false)
      let random = RandomPattern.random(depth: 5, &groups, &generator)
      let pattern = try Pattern(random.text)
      let whole = try Pattern("^(?:\(random.text))$")
      for text in [randomText(0...4, &generator), randomText(20...40, &generator)] {
        let ends = (0...text.count).map { random.ends(in: text, from: $0) }
        let message = "\(random.text) in \(String(String.UnicodeScalarView(text))), \(generator)"
        let start = ends.firstIndex { !$0.isEmpty }
        let match = try pattern.firstMatch(in: text)
        #expect(match?.range.lowerBound == start, "\(message)")
        if let match { #expect(ends[match.range.lowerBound].contains(match.range.upperBound)) }
        #expect(
          try (whole.firstMatch(in: text) != nil) == ends[0].contains(text.count),
          "\(message)"
        )
      }
    }
  }

  @Test func `what is replaced by itself is the text again, and its parts are between the matches`()
    throws
  {
    for seed in Soak.seeds(short: 1000, long: 300_000) {
      var generator = SeededGenerator(seed: seed)
      var groups = RandomPattern.Groups(mayBeReferred: true)
      let pattern = try Pattern(RandomPattern.random(depth: 3, &groups, &generator).text)
      let text = String(String.UnicodeScalarView(randomText(0...12, &generator)))
      guard try !pattern.matches("") else { continue }
      #expect(try pattern.replacing(in: text, with: "$0") == text, "\(pattern.text), \(generator)")
      let cut = try pattern.replacing(in: text, with: "|")
      #expect(
        try pattern.split(text)
          == cut.split(separator: "|", omittingEmptySubsequences: false).map(String.init),
        "\(pattern.text), \(generator)"
      )
    }
  }

  @Test func `any characters are a pattern or an error at one of them, and end in time`() {
    let pieces = [
      "a", "b", "c", "é", "😀", "\u{301}", " ", "\n", "(", ")", "(?:", "(?", "[", "[^", "]", "-",
      "-[", "{",
      "}", "{2}", "{0,3}", "{1,}", "{99999999999999999999}", ",", "*", "+", "?", "*?", "|", ".",
      "^", "$",
      "\\", "\\d", "\\W", "\\i", "\\p{L}", "\\P{IsGreek}", "\\p{", "\\1", "\\2", "\\0", "\\b", "&",
      "1", ":",
    ]
    let text = Array("abcabc é😀 \naab\u{301}1-[]{}".unicodeScalars)
    for seed in Soak.seeds(short: 5000, long: 300_000) {
      var generator = SeededGenerator(seed: seed)
      let pattern = (0..<Int.random(in: 0...14, using: &generator))
        .map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
      let flags = ["", "s", "m", "i", "x", "q", "smix"].randomElement(using: &generator) ?? ""
      do throws(PatternError) {
        let program = try Pattern(pattern, flags: flags).program
        var matcher = PatternMatcher(program, text: text, limits: .init(steps: 20_000))
        let match = try matcher.firstMatch()
        #expect(match.map { $0.range.upperBound <= text.count } ?? true)
      } catch .syntax(_, let position) {
        #expect((0...pattern.unicodeScalars.count).contains(position), "\(pattern), \(generator)")
      } catch {
        #expect(error == .exhausted, "\(pattern), \(generator)")
      }
    }
  }
}
