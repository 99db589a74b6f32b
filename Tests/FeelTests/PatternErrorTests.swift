import Testing

@testable import Feel

@Suite struct PatternErrorTests {
  private func error(_ pattern: String, _ flags: String = "") -> PatternError? {
    do throws(PatternError) {
      _ = try Pattern(pattern, flags: flags)
      return nil
    } catch {
      return error
    }
  }

  /// Each pattern, and the character at which it is wrong.
  @Test(arguments: [
    ("(a", 0), ("a(b(c)", 1), ("a)", 1), ("a|b)c", 3), ("(?=a)", 2), ("(?!a)", 2), ("(?<n>a)", 2),
    ("(?i)a", 2), ("(?", 2), ("*a", 0), ("a|+", 2), ("(?:?)", 3), ("a**", 2), ("a*+", 2),
    ("a+*", 2),
    ("a???", 3), ("a{2}{3}", 4), ("{2}", 0), ("a{", 2), ("a{,2}", 2), ("a{x}", 2), ("a{2", 1),
    ("a{2,", 1), ("a{2,1}", 1), ("a{2,3,4}", 1), ("a{ 2}", 2), ("a}", 1), ("a]", 1), ("[", 1),
    ("[a", 2),
    ("[]", 1), ("[^]", 2), ("[]a]", 1), ("[a[b]]", 2), ("[b-a]", 3), ("[a-c-e]", 4), ("[a-\\d]", 5),
    ("[\\d-z]", 3), ("[--z]", 2), ("[+--]", 3), ("[a-z-[b]c]", 8), ("[-[a]]", 2), ("[a-[]]", 4),
    ("[a-[b]", 6), ("\\", 0), ("a\\", 1), ("\\b", 0), ("\\B", 0), ("\\A", 0), ("\\z", 0),
    ("\\x41", 0),
    ("\\u0041", 0), ("\\/", 0), ("\\ ", 0), ("\\\"", 0), ("\\e", 0), ("\\_", 0), ("[\\b]", 1),
    ("\\0", 0),
    ("\\1", 0), ("(a)\\2", 3), ("(a\\1)", 2), ("\\1(a)", 0), ("(?:a)\\1", 5), ("((a)\\1)", 4),
    ("(a)[\\1]", 4), ("[a\\0]", 2), ("\\p", 2), ("\\pL", 2), ("\\p{", 2), ("\\p{L", 2),
    ("\\p{}", 3),
    ("\\p{X}", 3), ("\\p{lu}", 3), ("\\p{Cs}", 3), ("\\p{Alpha}", 3), ("\\p{IsLatin}", 3),
    ("\\p{IsNowhere}", 3), ("\\p{^L}", 3), ("[:alpha:]]", 9), ("a&&[b]]", 6),
  ])
  func `refuses what is no pattern, and says where`(pattern: String, position: Int) throws {
    guard case .syntax(let message, let found) = error(pattern) else {
      Issue.record("\(pattern) is not refused")
      return
    }
    #expect(found == position, "\(message)")
  }

  @Test func `counts the characters that flag x removes when it says where`() {
    #expect(
      error(" a [b] *  *", "x").map { "\($0)".hasPrefix("the pattern is wrong at character 11:") }
        == true
    )
  }

  @Test(arguments: ["p", "X", " ", "g", "ip", "é", "s m", ";j"])
  func `refuses unknown flags`(flags: String) {
    let unknown = flags.unicodeScalars.first { !"smixq".unicodeScalars.contains($0) }
    #expect(error("a", flags) == unknown.map(PatternError.flag))
  }

  @Test func `refuses patterns that are too long or too deep`() {
    let depth = PatternParser.maximumDepth
    func groups(_ count: Int) -> String {
      String(repeating: "(", count: count) + String(repeating: ")*", count: count)
    }
    func classes(_ count: Int) -> String {
      String(repeating: "[a-", count: count) + "[b]" + String(repeating: "]", count: count)
    }
    #expect(error(groups(depth)) == nil)
    #expect(error(groups(depth + 1)) != nil)
    #expect(error(classes(depth)) == nil)
    #expect(error(classes(depth + 1)) != nil)
    #expect(error(String(repeating: "[", count: 10_000)) != nil)
    #expect(error(String(repeating: "a", count: PatternParser.maximumLength)) == nil)
    #expect(error(String(repeating: "a", count: PatternParser.maximumLength + 1)) != nil)
  }

  @Test func `says what is wrong in words`() {
    #expect(
      error("a(?=b)")?.description
        == "the pattern is wrong at character 4: `(?` is followed by `:`, for a group that captures nothing"
    )
    #expect(
      error("a", "g")?.description
        == "`g` is not a flag of patterns: they are `s`, `m`, `i`, `x` and `q`"
    )
  }
}
