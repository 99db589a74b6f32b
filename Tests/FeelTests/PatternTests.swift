import Testing

@testable import Feel

/// What each construct means, by XML Schema part 2 (appendix F) and XPath and XQuery Functions and Operators 3.1
/// (section 5.6).
@Suite struct PatternTests {
  /// The places of the first match and of its groups, as text: `1..<3 [1..<2, -]`, or `-`.
  private func match(_ pattern: String, _ text: String, _ flags: String = "") throws -> String {
    guard let match = try Pattern(pattern, flags: flags).firstMatch(in: Array(text.unicodeScalars))
    else { return "-" }
    let groups = match.groups.map { $0.map(String.init(describing:)) ?? "-" }
    return "\(match.range)" + (groups.isEmpty ? "" : " [\(groups.joined(separator: ", "))]")
  }

  @Test(arguments: [
    ("", "abc", "0..<0"), ("b", "abc", "1..<2"), ("bc", "abc", "1..<3"), ("ac", "abc", "-"),
    ("a|b", "cb", "1..<2"), ("ab|a", "ab", "0..<2"), ("a|ab", "ab", "0..<1"), ("|a", "a", "0..<0"),
    ("a(b|c)d", "xacd", "1..<4 [2..<3]"), ("(?:a|b)c", "bc", "0..<2"), ("()", "a", "0..<0 [0..<0]"),
    ("é", "cafe\u{301}", "-"), ("e.", "cafe\u{301}", "3..<5"), (".", "😀", "0..<1"),
    ("-,:=!<>&'\"/~#@%_` ", "-,:=!<>&'\"/~#@%_` ", "0..<18"),
  ])
  func `finds texts, alternatives and groups`(pattern: String, text: String, expected: String)
    throws
  {
    #expect(try match(pattern, text) == expected)
  }

  @Test(arguments: [
    ("ba?", "baa", "0..<2"), ("ba?", "b", "0..<1"), ("ba*", "baab", "0..<3"), ("ba+", "b", "-"),
    ("ba+", "baab", "0..<3"), ("a{2}", "aaa", "0..<2"), ("a{2,}", "aaa", "0..<3"),
    ("a{2,}", "a", "-"), ("a{1,2}", "aaa", "0..<2"), ("a{0}b", "ab", "1..<2"),
    ("a{0,0}", "a", "0..<0"), ("a{1,1}", "a", "0..<1"), ("a{0,1}", "aa", "0..<1"),
    ("ba??", "ba", "0..<1"), ("ba??c", "bac", "0..<3"), ("ba*?", "baa", "0..<1"),
    ("ba*?c", "baac", "0..<4"), ("ba+?", "baa", "0..<2"), ("a{2}?", "aaa", "0..<2"),
    ("a{1,2}?", "aa", "0..<1"), ("a{1,}?b", "aab", "0..<3"), ("(ab){2}", "ababab", "0..<4 [2..<4]"),
    ("(a|ab){2}c", "aabc", "0..<4 [1..<3]"), ("(a{2}b){2}", "aabaab", "0..<6 [3..<6]"),
    ("(?:a{1,2}b?){3}", "aabaaa", "0..<6"), ("(a*)*", "aa", "0..<2 [0..<2]"),
    ("(a*)+", "b", "0..<0 [0..<0]"), ("(|a)+", "a", "0..<1 [0..<1]"),
    ("(?:(?:a)*?)+", "a", "0..<1"), ("a{4000000000}", "aaa", "-"),
    ("(?:a{2,3}){2,3}", "aaaaaaaaaaa", "0..<9"), ("(^|a){2}b", "ab", "0..<2 [0..<1]"),
  ])
  func `repeats as often as it can, or as seldom`(pattern: String, text: String, expected: String)
    throws
  {
    #expect(try match(pattern, text) == expected)
  }

  @Test(arguments: [
    ("^b", "ab", "", "-"), ("^a", "ab", "", "0..<1"), ("a$", "ab", "", "-"),
    ("b$", "ab", "", "1..<2"),
    ("b$", "ab\n", "", "-"), ("^b", "a\nb", "", "-"), ("^b", "a\nb", "m", "2..<3"),
    ("a$", "a\nb", "m", "0..<1"), ("b$", "a\nb", "m", "2..<3"), ("^$", "a\n", "m", "-"),
    ("^$", "a\n\nb", "m", "2..<2"), ("^$", "", "m", "0..<0"), ("$", "a\n", "m", "1..<1"),
    ("^", "\n", "m", "0..<0"), ("a$.^b", "a\nb", "ms", "0..<3"), ("^b", "a\rb", "m", "-"),
    (".^b", "ab", "", "-"), ("a^b", "a^b", "", "-"), ("(^a)*b", "ab", "", "0..<2 [0..<1]"),
    ("^*a", "a", "", "0..<1"), ("a.b", "a\nb", "", "-"), ("a.b", "a\rb", "", "-"),
    ("a.b", "a\nb", "s", "0..<3"), ("a.b", "a\u{2028}b", "", "0..<3"),
  ])
  func `ties a match to the text's ends, or to its lines'`(
    pattern: String,
    text: String,
    flags: String,
    expected: String
  ) throws {
    #expect(try match(pattern, text, flags) == expected)
  }

  @Test(arguments: [
    ("(a|b)\\1", "abb", "1..<3 [1..<2]"), ("(a|b)\\1", "ab", "-"),
    ("(a*)b\\1", "aaba", "1..<4 [1..<2]"),
    ("('|\").*\\1", "say 'it' \"", "4..<8 [4..<5]"), ("(?:(a)|b)\\1c", "bc", "0..<2 [-]"),
    ("(a)\\10", "aa0", "0..<3 [0..<1]"), ("(a)(?:b)\\1", "aba", "0..<3 [0..<1]"),
    ("(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)\\10", "abcdefghijj", "0..<11 [\(Self.tenGroups)]"),
    ("((a)b)\\2\\1", "abaab", "0..<5 [0..<2, 0..<1]"), ("(?:(a|b)\\1)+", "aabb", "0..<4 [2..<3]"),
  ])
  func `refers back to what a group matched`(pattern: String, text: String, expected: String) throws
  {
    #expect(try match(pattern, text) == expected)
  }

  private static let tenGroups = (0..<10).map { "\($0)..<\($0 + 1)" }.joined(separator: ", ")

  @Test func `a group keeps what it matched last`() throws {
    #expect(try match("(?:(a)|(b))+", "ab") == "0..<2 [0..<1, 1..<2]")
    #expect(try match("(a|b)*", "abab") == "0..<4 [3..<4]")
    #expect(try match("(?:(a)b|ac)", "ac") == "0..<2 [-]")
  }

  @Test(arguments: [
    ("[abc]+", "xbcax", "1..<4"), ("[a-c]+", "xbcax", "1..<4"), ("[^a-c]+", "axyb", "1..<3"),
    ("[a-z-[aeiou]]+", "aeblo", "2..<4"), ("[^a-z-[0-9]]+", "a1-b", "2..<3"),
    ("[a-z-[b-y-[m]]]+", "bamzy", "1..<4"), ("[-a]+", "-a", "0..<2"), ("[a-]+", "-a", "0..<2"),
    ("[^-a]+", "-b", "1..<2"), ("[a^]+", "^a", "0..<2"), ("[^^]", "^a", "1..<2"),
    ("[-]", "-", "0..<1"),
    ("[\\]\\[\\-\\^\\\\]+", "]-[^\\", "0..<5"), ("[.*+?(){}|$]+", "(.*$){|}?+", "0..<10"),
    ("[\\n\\t]+", " \n\t", "1..<3"), ("[\\d\\-x]+", "a1-x", "1..<4"),
    ("[\\S-[\\d]]", "1 b", "2..<3"),
    ("[^\\d\\s]", "1 b", "2..<3"), ("[^\\D]", "ab3", "2..<3"), ("[\\Dx]+", "3x4", "1..<2"),
    ("[+-\\-]+", "*+,-.", "1..<4"), ("[\\--/]+", ",-./0", "1..<4"), ("[a--[a]]+", "a-a", "1..<2"),
    ("[--[a]]", "a-", "1..<2"), ("[😀-😂]", "😁", "0..<1"), ("[a-ce-g]+", "dabgh", "1..<4"),
    ("[\\P{L}\\p{Lu}]+", "aB1c", "1..<3"), ("[\\p{L}-[\\p{IsBasicLatin}]]", "aé", "1..<2"),
  ])
  func `takes characters of a class`(pattern: String, text: String, expected: String) throws {
    #expect(try match(pattern, text) == expected)
  }

  @Test(arguments: [
    ("\\d", "7\u{663}\u{1D7D8}", "a½Ⅷ"), ("\\D", "a½", "7\u{663}"),
    ("\\s", " \t\n\r", "a\u{A0}\u{C}"),
    ("\\S", "a\u{A0}", " \n"), ("\\w", "aé9€+日", " .-_\u{200B}"), ("\\W", " .-_", "aé9+"),
    ("\\i", "aé_:日", "9-.\u{B7} "), ("\\I", "9-. ", "a_:"), ("\\c", "aé_:9-.\u{B7}", " ,/@"),
    ("\\C", " ,/", "a9-"), ("\\p{L}", "aÀʰªǅ日", "1 _"), ("\\P{L}", "1 _", "aÀ"),
    ("\\p{Lu}", "AÀ", "aǅ"), ("\\p{Ll}", "aß", "A"), ("\\p{Lt}", "ǅ", "Aa"), ("\\p{Lm}", "ʰ", "a"),
    ("\\p{Lo}", "日ª", "a"), ("\\p{M}", "\u{301}\u{903}\u{20DD}", "a"),
    ("\\p{Mn}", "\u{301}", "\u{903}"),
    ("\\p{Mc}", "\u{903}", "\u{301}"), ("\\p{Me}", "\u{20DD}", "\u{301}"), ("\\p{N}", "1Ⅷ½", "a"),
    ("\\p{Nd}", "1", "Ⅷ½"), ("\\p{Nl}", "Ⅷ", "1"), ("\\p{No}", "½", "1"),
    ("\\p{P}", "_-()«»!", "a+$"),
    ("\\p{Pc}", "_", "-"), ("\\p{Pd}", "-–", "_"), ("\\p{Ps}", "([", ")"), ("\\p{Pe}", ")]", "("),
    ("\\p{Pi}", "«", "»"), ("\\p{Pf}", "»", "«"), ("\\p{Po}", "!.", "-"),
    ("\\p{Z}", " \u{2028}\u{2029}", "\t"),
    ("\\p{Zs}", " \u{A0}", "\u{2028}"), ("\\p{Zl}", "\u{2028}", " "), ("\\p{Zp}", "\u{2029}", " "),
    ("\\p{S}", "+$^©", "a!"), ("\\p{Sm}", "+", "$"), ("\\p{Sc}", "$€", "+"), ("\\p{Sk}", "^", "+"),
    ("\\p{So}", "©", "+"), ("\\p{C}", "\u{0}\u{200B}\u{E000}\u{378}", "a "), ("\\p{Cc}", "\n", "a"),
    ("\\p{Cf}", "\u{200B}", "\n"), ("\\p{Co}", "\u{E000}", "\n"), ("\\p{Cn}", "\u{378}", "\n"),
    ("\\p{IsBasicLatin}", "aZ\u{7F}", "é"), ("\\P{IsBasicLatin}", "é日", "a"),
    ("\\p{IsLatin-1Supplement}", "éÿ", "aĀ"), ("\\p{IsGreek}", "αΩ", "a"),
    ("\\p{IsGreekandCoptic}", "αΩ", "a"), ("\\p{IsCyrillic}", "Ж", "a"),
    ("\\p{IsPrivateUse}", "\u{E000}", "a"), ("\\p{IsCombiningMarksforSymbols}", "\u{20DD}", "a"),
    ("\\p{IsSupplementaryPrivateUseArea-B}", "\u{10FFFD}", "a"), ("\\p{IsEmoticons}", "😀", "☺"),
    ("\\n", "\n", "n"), ("\\r", "\r", "r"), ("\\t", "\t", "t"), ("\\\\", "\\", "/"),
    ("\\|", "|", "a"),
    ("\\.", ".", "a"), ("\\-", "-", "a"), ("\\^", "^", "a"), ("\\?", "?", "a"), ("\\*", "*", "a"),
    ("\\+", "+", "a"), ("\\{", "{", "a"), ("\\}", "}", "a"), ("\\(", "(", "a"), ("\\)", ")", "a"),
    ("\\[", "[", "a"), ("\\]", "]", "a"), ("\\$", "$", "a"),
  ])
  func `knows every escape`(pattern: String, members: String, others: String) throws {
    let pattern = try Pattern("^" + pattern + "$")
    for scalar in members.unicodeScalars {
      #expect(try pattern.matches(String(scalar)), "\(scalar.value) is one")
    }
    for scalar in others.unicodeScalars {
      #expect(try !pattern.matches(String(scalar)), "\(scalar.value) is none")
    }
  }

  @Test(arguments: [
    ("abc", "aBC", true), ("[a-c]+", "ABC", true), ("[^q]", "Q", false), ("[^Q]", "q", false),
    ("[A-Z-[OI]]", "x", true), ("[A-Z-[OI]]", "o", false), ("k", "\u{212A}", true),
    ("[A-Z]", "\u{212A}", true), ("\u{212A}", "K", true), ("s", "ſ", true), ("ß", "ẞ", true),
    ("ß", "ss", false), ("σ", "ς", true), ("é", "É", true), ("\\p{Lu}", "a", false),
    ("\\P{Lu}", "A", false), ("[\\p{Lu}]", "a", false), ("(a)\\1", "aA", true), ("i", "İ", false),
    ("(.)\\1", "kK", true), ("(.)\\1", "kL", false), ("ﬅ", "ﬆ", true),
    ("\u{390}", "\u{1FD3}", true),
    ("å", "A\u{30A}", false), ("[ -/]", "A", false),
  ])
  func `ignores case where it is told to`(pattern: String, text: String, expected: Bool) throws {
    #expect(try Pattern("^(?:\(pattern))$", flags: "i").matches(text) == expected)
  }

  @Test(arguments: [
    (" a b ", "ab", "x", true), ("a\n\t\r b", "ab", "x", true), ("a[ ]b", "a b", "x", true),
    ("a[ ]b", "ab", "x", false), ("\\p{ IsBasicLatin } +", "ab", "x", true),
    ("a\\ [b", "a[b", "x", true),
    ("[a-c-[ b]] [a]", "ca", "x", true), ("[^ ] d", "d", "x", false), ("\\[ a", "[a", "x", true),
    ("a\u{A0}b", "ab", "x", false), ("a b", "ab", "", false), ("a.c", "a.c", "q", true),
    ("a.c", "abc", "q", false), ("^[(*\\", "^[(*\\", "q", true), ("a b", "ab", "qx", false),
    ("A.", "a.", "iq", true), ("a . b", "a\nb", "xs", true), ("A B", "ab", "xiix", true),
  ])
  func `follows the flags that change how a pattern is read`(
    pattern: String,
    text: String,
    flags: String,
    expected: Bool
  ) throws {
    #expect(
      try Pattern(pattern, flags: flags).firstMatch(in: Array(text.unicodeScalars))?.range
        == (expected ? 0..<text.unicodeScalars.count : nil)
    )
  }

  @Test func `has every character in one block`() {
    let blocks = UnicodeBlocks.ranges.values.sorted { $0.lowerBound < $1.lowerBound }
    #expect(zip(blocks, blocks.dropFirst()).allSatisfy { $0.upperBound < $1.lowerBound })
    // The characters that the standard library knows, up to the version of Unicode that the table has.
    let outside = CharacterClass.complement(of: blocks).joined().filter { code in
      guard let properties = Unicode.Scalar(code)?.properties, let age = properties.age else {
        return false
      }
      return age.major <= 17 && !properties.isNoncharacterCodePoint
    }
    #expect(outside == [])
  }
}
