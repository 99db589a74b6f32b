import Feel
import Testing

/// The grammar, rule by rule (10.3.1.2 to 10.3.1.6).
@Suite struct GrammarTests {
  /// Rules 2 and 4, and what the standard says below them of precedence.
  @Test(arguments: [
    ("-4 ** 2", "16"), ("-(4 ** 2)", "-16"), ("2 ** 3 ** 2", "64"), ("2 ** -1", "0.5"),
    ("2 * -3", "-6"),
    ("2 - -3", "5"), ("10 - 2 - 3", "5"), ("16 / 4 / 2", "2"), ("1 + 2 * 3 ** 2", "19"),
    ("1 + 1 = 2", "true"), ("1 < 2 = true", "true"), ("1 = 1 = true", "true"),
    ("1 in [1] in [true]", "true"), ("1 + 1 in [2]", "true"), ("2 in 1 + 1", "true"),
    ("1 < 2 and 2 < 3 or 1 / 0 = 1", "true"), ("false and false or true", "true"),
    ("true or false and false", "true"), ("2 between 1 and 3 and true", "true"),
    ("not(false) and true", "true"), ("\"a\" + \"b\" = \"ab\"", "true"), ("-[1, 2][1]", "-1"),
    ("-{a: 1}.a", "-1"), ("-abs(-2)", "-2"), ("[1, 2][1] ** 2 + 1", "2"),
    ("if true then 1 else 2 + 3", "1"), ("for i in [1] return i + 1", "[2]"),
    ("some i in [1] satisfies i = 1 and false", "false"), ("(function(x) x + 1)(1) * 2", "4"),
    ("function(x) x = 1", "function(x) x = 1"), ("1 = 1 and \"a\" in (\"a\", \"b\")", "true"),
  ])
  func `operators bind as the order of the rules says, and group to the left`(
    _ text: String,
    _ expected: String
  ) throws {
    #expect(try standard(text) == expected)
  }

  /// Rules 35 to 37.
  @Test(arguments: [
    ("0", "0"), ("007", "7"), (".5", "0.5"), ("0.50", "0.50"), ("-1", "-1"), ("1.2e3", "1200"),
    ("1.2E3", "1200"), ("12e-1", "1.2"), ("5e+1", "50"), (".25e2", "25"),
    ("1234567890123456789012345678901234", "1234567890123456789012345678901234"),
    ("0.1234567890123456789012345678901234", "0.1234567890123456789012345678901234"),
  ])
  func `a number has digits, perhaps a point, perhaps an exponent`(
    _ text: String,
    _ expected: String
  ) throws {
    #expect(try standard("\(text) = \(expected)") == "true")
    #expect(try standard("\(text) instance of number") == "true")
  }

  @Test(arguments: [
    "1.", "1..2", "1e", "1 2", "1.2.3", "0x1F", "1_000", "1,000", "+1", "1e5000000",
  ])
  func `what is nearly a number is refused`(_ text: String) {
    #expect(refusal(text) != nil)
  }

  /// Rules 33 and 64.
  @Test(arguments: [
    (#""""#, 0), (#""a""#, 1), (#""\"""#, 1), (#""\\""#, 1), (#""\'""#, 1), (#""\n\r\t""#, 3),
    (#""\u0041""#, 1), (#""\u00e9\u00E9""#, 2), (#""\U01F40E""#, 1), (#""\uD83D\uDC0E""#, 1),
    (#""🐎é""#, 2), (#""// no /* comment""#, 16), (#""\\u0041""#, 6), (#""it's""#, 4), (#""\d""#, 2),
  ])
  func `a string has characters, of which some are escaped`(_ text: String, _ length: Int) throws {
    #expect(try standard("string length(\(text))") == "\(length)")
  }

  @Test(arguments: [
    (#""\u0041\U000042C" = "ABC""#, "true"), (#""\uD83D\uDC0E" = "\U01F40E""#, "true"),
    (#""\ud83d\udc0e" = "🐎""#, "true"), (#""\'" = "'""#, "true"), (#""\u005C" = "\\""#, "true"),
  ])
  func `an escape is its character`(_ text: String, _ expected: String) throws {
    #expect(try standard(text) == expected)
  }

  @Test(arguments: [
    #""\u00""#, #""\uD83D""#, #""\uDC0E""#, #""\uDC0E\uD83D""#, #""\uD83Dx""#, #""\U110000""#,
    #""\U0041""#,
    #""a"#, #""a\""#, "'a'", #""a" "b""#,
  ])
  func `what is nearly a string is refused`(_ text: String) {
    #expect(refusal(text) != nil)
  }

  /// Rules 60 and 65, and 10.3.4.1.
  @Test(arguments: [
    ("2024-01-31", "date"), ("-2024-01-31", "date"), ("12024-01-31", "date"), ("12:30:45", "time"),
    ("12:30:45.5Z", "time"), ("12:30:45-01:30", "time"), ("12:30:45@Europe/Paris", "time"),
    ("2024-01-31T12:30:45", "date and time"), ("2024-01-31T12:30:45.123+14:00", "date and time"),
    ("2024-01-31T12:30:45@Etc/UTC", "date and time"), ("P1D", "days and time duration"),
    ("-PT1H2M3.5S", "days and time duration"), ("P1DT1S", "days and time duration"),
    ("P1Y", "years and months duration"), ("-P1Y2M", "years and months duration"),
    ("P14M", "years and months duration"),
  ])
  func `a literal with an at sign is a date, a time, a moment or a duration`(
    _ text: String,
    _ type: String
  ) throws {
    #expect(try standard("@\"\(text)\" instance of \(type)") == "true")
    #expect(
      try standard("string(@\"\(text)\") = \"\(text)\"") == (text == "P14M" ? "false" : "true")
    )
  }

  @Test(arguments: [
    "", "2024", "2024-01", "2024-1-31", "2024-02-30", "2023-02-29", "02024-01-31", "+2024-01-31",
    "24-01-31",
    "12:30", "25:00:00", "12:60:00", "12:30:60", "24:00:01", "12:30:45+15:00",
    "12:30:45@Nowhere/Town",
    "12:30:45+01:00@Europe/Paris", "2024-01-31 12:30:45", "2024-01-31T", "T12:30:45", "P", "PT",
    "P1", "1D",
    "P1DT", "P1Y1D", "P1H", "PT1D", "P1.5D", "P1W", "P-1D", "P1M1Y", "1000000000-01-01",
    " 2024-01-31",
  ])
  func `a literal of no such day, time or duration is refused`(_ text: String) throws {
    #expect(refusal("@\"\(text)\"", mode: .standard)?.source == SourceRange(0, text.utf8.count + 3))
  }

  /// Rules 61 and 62, and comments.
  @Test(arguments: [
    "1 + 2", "1+2", " 1 + 2 ", "1\n+\n2", "1\t+\u{B}\u{C}\r2", "1\u{A0}+\u{3000}2",
    "\u{FEFF}1\u{2028}+\u{2029}2",
    "1 /* one */ + 2", "1 + // plus\n2", "/**/1/***/+/*\n*/2//", "1 // one /* \n + 2",
    "/* // */ 1 + 2",
  ])
  func `white space and comments stand between tokens`(_ text: String) throws {
    #expect(try standard(text) == "3")
  }

  /// Rules 25 to 30, and the longest match (10.3.1.6).
  @Test(arguments: [
    ("{a b: 1, r: a  b}.r", "1"), ("{a/b: 1, r: a/b}.r", "1"),
    ("{a+b: 1, a: 2, b: 3, r: a + b}.r", "1"),
    ("{a+b: 1, a: 2, b: 3, r: (a) + (b)}.r", "5"), ("{l'été: 1, r: l'été}.r", "1"),
    ("{a’b: 1, r: a’b}.r", "1"), ("{?: 1, r: ?}.r", "1"), ("{_: 1, r: _}.r", "1"),
    ("{a·1: 1, r: a·1}.r", "1"),
    ("{a or b: 1, r: a or b}.r", "1"), ("{is in stock: true, r: is in stock}.r", "true"),
    ("{if: 1}", "refused"), ("{1a: 1}", "refused"), ("{-a: 1}", "refused"),
    ("{a: 1, r: a b}", "refused"),
    ("{date: 1, r: date}.r", "1"), ("{date: @\"2024-01-31\", r: date(date)}.r", "@\"2024-01-31\""),
    ("{list: [1], range: 2, context: 3, r: list[1] + range + context}.r", "6"),
    ("{a: {b c: {d-e: 1}}}.a.b c.d-e", "1"), ("{x.y: 1, x: {y: 2}, r: x.y}.r", "1"),
    ("for net cost in [1, 2] return net cost * 2", "[2, 4]"),
    ("{days: 2, r: days * 2}.r", "4"), ("{string: \"a\", r: string length(string)}.r", "1"),
  ])
  func `a name is what the scope has, the longest first`(_ text: String, _ expected: String) throws
  {
    #expect((try? standard(text)) ?? "refused" == expected)
  }

  /// Rules 7 to 12, 49 and 16.
  @Test(arguments: [
    ("1 in [1..2]", "true"), ("1 in ]1..2]", "false"), ("2 in [1..2[", "false"),
    ("1 in (1..2)", "false"),
    ("1 in ([1..2], 5)", "true"), ("5 in ((1..2), > 4)", "true"), ("1 in (< 1, 1)", "true"),
    ("1 in = 1", "true"), ("1 in != 1", "false"), ("1 in (!= 2)", "true"),
    ("1 in [= 1, > 5]", "true"),
    ("[1, 2, 3][item in [2..3]]", "[2, 3]"), ("(1 in [1..2]) in [true]", "true"),
    ("5 in [2 + 1..2 * 3]", "true"), ("1 between 0 and 2 = true", "true"),
    ("[[1..2], ]3..4]]", "[[1..2], (3..4]]"), ("{a: [1 .. 2)}.a.end", "2"),
    ("\"b\" in [\"a\"..\"c\"]", "true"), ("[1 .. [2, 3][1]]", "[1..2]"),
    ("{a: [2, 3], r: [1..a[-1]]}.r", "[1..3]"),
    ("{a: [2, 3], r: 2 in ]1..a[item > 2][1][ and true}.r", "true"),
    ("[]1..2[, [1..2[]", "[(1..2), [1..2)]"),
    ("if 1 in [1..2[ then [1..2[ else []", "[1..2)"), ("([1]) [1]", "1"),
    ("[1..2][1]", "[1..2]"),
    ("date(\"2024-01-15\") in [date(\"2024-01-01\")..date(\"2024-01-31\")]", "true"),
  ])
  func `a range may stand wherever a value may`(_ text: String, _ expected: String) throws {
    #expect(try standard(text) == expected)
  }

  /// Rules 38 to 46 and 53 to 59.
  @Test(arguments: [
    ("[]", "[]"), ("[[], [[]]]", "[[], [[]]]"), ("{}", "{}"), ("{\"\": 1}", "{\"\": 1}"),
    ("{\"a b\": 1, c: {d: []}}", "{\"a b\": 1, c: {d: []}}"), ("[1, 2][1]", "1"),
    ("[[1, 2], [3]][1][2]", "2"),
    ("[{a: 1}][1].a", "1"), ("{a: [{b: 5}]}.a.b", "[5]"), ("{a: [{b: 5}]}.a[b = 5].b[1]", "5"),
    ("abs ( -1 )", "1"), ("abs(n:-1)", "1"), ("string length (\"a\")", "1"),
    ("substring(length: 1, start position: 2, string: \"abc\")", "\"b\""),
    ("if 1 = 1 then {a: 1}.a else [2][1]", "1"),
    ("for x in [1], y in [x] return {x: x, y: y}", "[{x: 1, y: 1}]"),
    ("[for x in [1] return x, 2]", "[[1], 2]"),
    ("{f: function(x: number, y) x, g: f(1, 2)}.g", "1"),
    ("[if true then [1, 2] else [], some x in [1] satisfies x = 1]", "[[1, 2], true]"),
  ])
  func `lists, contexts, calls and functions nest`(_ text: String, _ expected: String) throws {
    #expect(try standard(text) == expected)
  }

  @Test(arguments: [
    "", "(", ")", "[1,]", "[,1]", "{a: 1,}", "{a}", "{a: }", "{: 1}", "1 +", "* 1", "1 = = 1", "= ",
    "a.", ".a",
    "if true then 1", "if true else 1", "for x in [1]", "for x return x", "for in [1] return 1",
    "some x in [1]", "every satisfies true", "function() ", "function(1) 1", "function(a b", "f(1",
    "f(,)", "f(1,)",
    "f(a: 1, 2", "1 between 2", "1 in", "1 in ()", "1 instance number", "1 instance of", "[1..]",
    "[..1]", "[1..2",
    "1..2", "(1..2", "1 ! 2", "1 == 2", "a := 1", "1 <> 2", "true && false", "1;", "{a: 1, a: 2}",
    "{a: 1, \"a\": 2}",
    "null.", "1 instance of list<number", "1 instance of context<>",
    "1 instance of function<number>", "#", "$a",
  ])
  func `what the grammar does not have is refused`(_ text: String) {
    #expect(refusal(text, mode: .standard) != nil)
  }
}
