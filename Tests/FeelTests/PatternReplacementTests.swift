import Testing

@testable import Feel

@Suite struct PatternReplacementTests {
  @Test(arguments: [
    ("abracadabra", "bra", "*", "a*cada*"), ("abracadabra", "a.*a", "*", "*"),
    ("abracadabra", "a.*?a", "*", "*c*bra"), ("abracadabra", "a", "", "brcdbr"),
    ("abracadabra", "a(.)", "a$1$1", "abbraccaddabbra"), ("AAAA", "A+", "b", "b"),
    ("AAAA", "A+?", "b", "bbbb"), ("darted", "^(.*?)d(.*)$", "$1c$2", "carted"),
    ("abcd", "(ab)|(a)", "[1=$1][2=$2]", "[1=ab][2=]cd"), ("abc", "x", "y", "abc"),
    ("", "x", "y", ""),
    ("abc", "b", "[$0]", "a[b]c"), ("abc", "b", "$1", "ac"), ("abc", "(b)", "$1$2$9", "abc"),
    ("abc", "(b)", "$12", "ab2c"), ("abc", "(b)", "$01", "abc"), ("abc", "(b)", "$012", "ab2c"),
    ("abc", "b", "$10", "a0c"), ("abc", "b", "$00", "abc"),
    ("abc", "(b)", "$99999999999999999999999", "a9999999999999999999999c"),
    ("abcdefghijk", "(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)", "$10$1$11", "jaa1k"),
    ("abc", "b", "\\\\", "a\\c"), ("abc", "b", "\\$1", "a$1c"), ("abc", "b", "\\\\$0", "a\\bc"),
    ("aéb", "é", "😀", "a😀b"),
    ("0123456789", "(\\d{3})(\\d{3})(\\d{4})", "($1) $2-$3", "(012) 345-6789"),
  ])
  func `replaces every match`(text: String, pattern: String, replacement: String, expected: String)
    throws
  {
    #expect(try Pattern(pattern).replacing(in: text, with: replacement) == expected)
  }

  @Test func `takes the replacement as it is where the pattern is literal`() throws {
    #expect(try Pattern("a.b", flags: "q").replacing(in: "xa.by", with: "$1\\n$") == "x$1\\n$y")
  }

  @Test(arguments: [
    ("$", 0), ("a$", 1), ("$x", 0), ("$$1", 0), ("\\", 0), ("a\\n", 1), ("\\\\\\", 2), ("$1\\1", 2),
    ("${1}", 0),
  ])
  func `refuses what is no replacement, and says where`(replacement: String, position: Int) throws {
    // Also where nothing is to be replaced.
    let error = #expect(throws: PatternError.self) {
      try Pattern("(x)").replacing(in: "abc", with: replacement)
    }
    guard case .replacement(_, position) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test(arguments: [
    ("a;b;c;;", ";", ["a", "b", "c", "", ""]), ("The cat  sat", "\\s+", ["The", "cat", "sat"]),
    (" a", "\\s", ["", "a"]), ("1, 15, 24, 50", ",\\s*", ["1", "15", "24", "50"]),
    ("abc", "x", ["abc"]),
    ("abracadabra", "(ab)|(a)", ["", "r", "c", "d", "r", ""]), ("", ",", [""]),
    (",", ",", ["", ""]),
    ("Some unparsed <br> HTML <BR> text", "\\s*<br>\\s*", ["Some unparsed", "HTML", "text"]),
    ("a\u{301}b", "\u{301}", ["a", "b"]),
  ])
  func `splits at every match`(text: String, pattern: String, expected: [String]) throws {
    #expect(try Pattern(pattern, flags: pattern.contains("<") ? "i" : "").split(text) == expected)
  }

  @Test(arguments: ["", "a*", "a?", ".*?", "^", "$", "^$", "(a|)", "a{0,3}", "()"])
  func `neither replaces nor splits at the empty text`(pattern: String) throws {
    #expect(throws: PatternError.matchesEmptyText) {
      try Pattern(pattern).replacing(in: "abracadabra", with: "x")
    }
    #expect(throws: PatternError.matchesEmptyText) { try Pattern(pattern).split("abracadabra") }
    #expect(try Pattern(pattern).matches(""))
  }

  @Test func `tells patterns apart by their text and flags`() throws {
    #expect(try Pattern("a", flags: "im") == Pattern("a", flags: "mi"))
    #expect(try Pattern("a", flags: "i") != Pattern("a"))
    // Equal as Swift's strings are, but not the same code points.
    #expect(try Pattern("\u{E9}") != Pattern("e\u{301}"))
    #expect(try Pattern("a").hashValue == Pattern("a").hashValue)
  }
}
