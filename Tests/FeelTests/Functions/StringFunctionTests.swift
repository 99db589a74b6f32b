import Feel
import Testing

@Suite struct StringFunctionTests {
  /// The examples of DMN 1.5, table 74, but for those of patterns.
  @Test(arguments: [
    (#"substring("foobar", 3)"#, #""obar""#), (#"substring("foobar", 3, 3)"#, #""oba""#),
    (#"substring("foobar", -2, 1)"#, #""a""#), (#"substring("🐎ab", 2)"#, #""ab""#),
    (#"string length("foo")"#, "3"), (#"string length("🐎ab")"#, "3"),
    (#"upper case("aBc4")"#, #""ABC4""#), (#"lower case("aBc4")"#, #""abc4""#),
    (#"substring before("foobar", "bar")"#, #""foo""#),
    (#"substring before("foobar", "xyz")"#, #""""#),
    (#"substring after("foobar", "ob")"#, #""ar""#), (#"substring after("", "a")"#, #""""#),
    (#"contains("foobar", "of")"#, "false"), (#"starts with("foobar", "fo")"#, "true"),
    (#"ends with("foobar", "r")"#, "true"),
    (#"string join(["a", "b", "c"], "_and_")"#, #""a_and_b_and_c""#),
    (#"string join(["a", "b", "c"], "")"#, #""abc""#),
    (#"string join(["a", "b", "c"], null)"#, #""abc""#),
    (#"string join(["a"], "X")"#, #""a""#), (#"string join(["a", null, "c"], "X")"#, #""aXc""#),
    (#"string join([], "X")"#, #""""#), (#"string join(["a", "b", "c"])"#, #""abc""#),
    (#"string join(["a", null, "c"])"#, #""ac""#), ("string join([])", #""""#),
  ])
  func `give what the standard's examples say`(_ text: String, _ expected: String) throws {
    #expect(try value(text, mode: .standard) == expected)
  }

  @Test(arguments: [
    (#"substring("foobar", -6)"#, #""foobar""#), (#"substring("foobar", 6)"#, #""r""#),
    (#"substring("foobar", 3, 3.8)"#, #""oba""#), (#"substring("foobar", 3, 4)"#, #""obar""#),
    (#"substring("e\u0301x", 2, 1)"#, "\"\u{301}\""),
  ])
  func `count characters by code points, from either end`(_ text: String, _ expected: String)
    throws
  {
    let result = try value(text, mode: .standard)
    #expect(result.unicodeScalars.elementsEqual(expected.unicodeScalars))
  }

  /// Footnote 1 of the table: positions lie in the text, and lengths end with it.
  @Test(arguments: [
    #"substring("foobar", 0)"#, #"substring("foobar", 7)"#, #"substring("foobar", -7)"#,
    #"substring("foobar", 3, 0)"#, #"substring("foobar", 3, -1)"#, #"substring("foobar", 3, 5)"#,
    #"substring("foobar", -2, 3)"#, #"substring("", 1)"#, #"substring("a", 1, 0.9)"#,
    #"substring(null, 1)"#, #"substring("a", null)"#, #"substring("a", 1, null)"#,
    "string length(null)", "upper case(null)", #"contains(null, "a")"#, #"contains("a", null)"#,
    #"starts with(null, "a")"#, #"ends with("a", null)"#, #"substring before(null, "a")"#,
    #"substring after("a", null)"#, #"string join(null, "a")"#,
  ])
  func `give null for null, and outside their domain`(_ text: String) throws {
    #expect(try value(text, mode: .standard) == "null")
  }

  @Test func `join nothing but texts`() {
    #expect(apply("string join", .list([.boolean(true)])) == .null)
    #expect(apply("string join", .list([.string("a")]), .boolean(true)) == .null)
  }

  @Test(arguments: [
    (#"contains("abc", "")"#, "true"), (#"contains("", "a")"#, "false"),
    (#"contains("aab", "ab")"#, "true"), (#"starts with("a", "")"#, "true"),
    (#"ends with("", "")"#, "true"), (#"ends with("r", "bar")"#, "false"),
    (#"ends with("foobar", "ba")"#, "false"), (#"substring before("abc", "")"#, #""""#),
    (#"substring after("abc", "")"#, #""abc""#), (#"substring after("abc", "x")"#, #""""#),
    (#"substring after("aabab", "ab")"#, #""ab""#),
    (#"substring before("é bar é", " ")"#, #""é""#), (#"contains("🐎😀", "😀")"#, "true"),
  ])
  func `find a text at its first place, and nothing everywhere`(_ text: String, _ expected: String)
    throws
  {
    #expect(try value(text) == expected)
  }

  @Test func `take no two spellings of a letter for the same`() throws {
    #expect(try value("contains(\"e\u{301}\", \"\u{e9}\")") == "false")
    #expect(try value("contains(\"e\u{301}\", \"e\")") == "true")
    #expect(try value("ends with(\"caf\u{e9}\", \"e\u{301}\")") == "false")
  }

  @Test func `change the case of letters that have one`() throws {
    #expect(try value(#"upper case("straße ñ 1")"#) == #""STRASSE Ñ 1""#)
    #expect(try value(#"lower case("ÀÇ 1?")"#) == #""àç 1?""#)
    // The sigma that ends a word, and no other, is written differently.
    #expect(try value(#"lower case("ΣΟΦΟΣ ΑΣ. Σ ΑΣ'Α")"#) == #""σοφος ας. σ ασ'α""#)
  }
}
