import Testing

@testable import Feel

@Suite struct PatternLimitTests {
  /// Patterns that take a plain search longer than anyone waits; here they have an answer within the steps allowed.
  @Test(arguments: [
    ("(a+)+$", 5000), ("(a|aa)+b", 5000), ("(x+x+)+y", 5000), ("(a*)*b", 5000),
    ("([a-z]+)*[0-9]", 5000), ("(a|a|a)*c", 5000), ("(a?){60}a{60}c", 500),
    ("^(([a-z])+.)+[A-Z]([a-z])+$", 2000),
    ("(.*)(.*)(.*)(.*)(.*)c", 2000), ("(a{1,3}){1,9}c", 2000), ("((a{0,9}){0,9}){0,9}c", 60),
    (".*.*=.*", 5000),
    ("(?:a|b|ab)*?d", 5000), ("(((a*)*)*)*b", 5000),
    ("(?:a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?)*b", 2000),
  ])
  func `answers in time where a plain search would not`(pattern: String, count: Int) throws {
    for letter in ["a", "x"] {
      let text = String(repeating: letter, count: count) + "!"
      #expect(try !Pattern(pattern).matches(text))
    }
  }

  @Test func `replaces and splits long texts`() throws {
    let text = String(repeating: "ab,", count: 10_000)
    #expect(
      try Pattern("(a)b").replacing(in: text, with: "$1") == String(repeating: "a,", count: 10_000)
    )
    #expect(try Pattern(",").split(text).count == 10_001)
    #expect(try Pattern("[^,]*$").matches(text))
    #expect(try Pattern("(?:[a-z]{2},){10000}").matches(text))
    #expect(try Pattern("^(?:[a-z]{2},){10001}").matches(text) == false)
  }

  @Test(arguments: [
    "^(a*)(a*)(a*)(a*)(a*)(a*)\\1\\2\\3b", "(a?){100000}b\\1", "^(?:(a+)\\1?)+b",
    "^(?:(?:a?){1000000}){1000000}$\\p{Lu}",
  ])
  func `gives up in time where a text takes too many steps`(pattern: String) throws {
    #expect(throws: PatternError.exhausted) {
      try Pattern(pattern).matches(String(repeating: "a", count: 200))
    }
  }

  @Test func `gives up where a text takes too much memory`() throws {
    let text = Array(String(repeating: "a", count: 1000).unicodeScalars)
    let program = try Pattern("a*").program
    var small = PatternMatcher(program, text: text, limits: .init(frames: 1000))
    #expect(throws: PatternError.exhausted) { try small.firstMatch() }
    var enough = PatternMatcher(program, text: text, limits: .init(frames: 1010))
    #expect(try enough.firstMatch()?.range == 0..<1000)
  }

  @Test func `counts repetitions without copying them`() throws {
    let program = try Pattern("(?:ab{2,100000}c){3,100000}").program
    #expect(program.instructions.count < 20)
    #expect(try Pattern("a{100000}").matches(String(repeating: "a", count: 100_000)))
    #expect(try !Pattern("^a{100000}$").matches(String(repeating: "a", count: 100_001)))
  }
}
