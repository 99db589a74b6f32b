import Feel
import TestSupport
import Testing

@Suite struct SyntaxTests {
  @Test(arguments: [
    ("1 // one", "1"), ("/* one */ 1", "1"), ("1 /* a\nb */ + 1", "2"), (".5", "0.5"),
    ("1.50", "1.50"),
    ("\"\\\"\\\\\\n\"", "\"\\\"\\\\\\n\""), ("\"\\u20AC\"", "\"€\""), ("\"\\U01F600\"", "\"😀\""),
    ("\"\\uD83D\\uDE00\"", "\"😀\""), ("@\"P1D\"", "@\"P1D\""), ("[]", "[]"), ("{}", "{}"),
    ("[1..2]", "[1..2]"), ("]1..2[", "(1..2)"), ("(1..2]", "(1..2]"), ("true", "true"),
    ("null", "null"), ("< 5", "(< 5)"), ("(>= 5)", "(>= 5)"), ("[<= 1, > 7]", "[(<= 1), (> 7)]"),
    ("= 2 + 3", "[5..5]"),
    ("[[1..2], [3..4]]", "[[1..2], [3..4]]"), ("[ (1) .. (2) ]", "[1..2]"), ("\"//\"", "\"//\""),
  ])
  func `reads literals`(_ text: String, _ expected: String) throws {
    #expect(try value(text) == expected)
  }

  @Test(arguments: [
    ("", 0, "expected a value, found the end"), ("1 +", 3, "expected a value, found the end"),
    ("1 2", 2, "expected an operator or the end, found 2"),
    ("(1", 2, "expected `)`, found the end"),
    ("[1, 2", 5, "expected `]`, found the end"),
    ("if true then 1", 14, "expected `else`, found the end"),
    ("for x [1] return x", 6, "expected `in`, found `[`"),
    ("some x in [1] x", 14, "expected `satisfies`, found `x`"),
    ("n between 1 or 2", 12, "expected `and`, found `or`"),
    ("a.if", 2, "expected a name, found `if`"),
    ("n = = 1", 4, "expected a value, found `=`"), ("{a \"b\"}", 3, "expected `:`, found a string"),
    ("{a: 1, a: 2}", 7, "the entry `a` is there twice"), ("]1, 2]", 2, "expected `..`, found `,`"),
    ("\"abc", 0, "this string has no closing quote"),
    ("1 /* x", 2, "this comment has no end: `*/`"),
    ("n # 1", 2, "`#` has no meaning here"), ("and", 0, "expected a value, found `and`"),
  ])
  func `says what was expected, and where`(
    _ text: String,
    _ offset: Int,
    _ message: String
  ) throws {
    let error = try #require(refusal(text))
    #expect(error.message == message)
    #expect(error.source.lower == offset)
  }

  @Test(arguments: [
    "text + 1", "-text", "date(\"2024-02-30\")", "[n .. text]", "if flag then 1 else \"a\"",
    "string length(1, 2)",
  ])
  func `points at all of what does not fit together`(_ text: String) throws {
    let error = try #require(refusal(text))
    #expect(error.source == SourceRange(0, text.utf8.count))
  }

  @Test(arguments: [
    "\"\\u12\"", "\"\\uD83D\"", "\"\\U110000\"", "@\"2024-02-30\"", "@n", "\"\\",
  ])
  func `refuses bad escapes and dates`(_ text: String) {
    #expect(refusal(text) != nil)
  }

  @Test(arguments: [
    "(", "[", "-", "not(", "{a: ", "if true then ", "1 + (", "f(", "[1..", "1 ** -",
  ])
  func `refuses what nests too deep, without a crash`(_ part: String) throws {
    let text = String(repeating: part, count: 5000) + "1"
    let error = try #require(refusal(text))
    #expect(
      error.message == "expressions nest at most 250 levels deep, operators in a row included"
    )
  }

  @Test(arguments: [
    ("strng length(text)", "did you mean `string length`?"),
    ("n > 1 and list contain(numbers, 1)", "did you mean `list contains`?"),
  ])
  func `knows a misspelt function of several words`(_ text: String, _ hint: String) throws {
    #expect(try #require(refusal(text)).hint == hint)
  }

  @Test func `refuses a chain that is too long`() throws {
    let text = "1" + String(repeating: " + 1", count: 10_000)
    #expect(
      refusal(text)?.message
        == "expressions nest at most 250 levels deep, operators in a row included"
    )
    #expect(try value("1" + String(repeating: " + 1", count: 90)) == "91")
    let (open, close) = (String(repeating: "[", count: 90), String(repeating: "]", count: 90))
    #expect(try value(open + close) == open + close)
  }

  /// Whatever the words and signs, an answer or an error inside the text, never a crash.
  @Test func `survives random tokens`() {
    let pieces = [
      "n", "m", "text", "flag", "day", "stay", "stays", "numbers", "many", "item", ".cost",
      ".end_date",
      "1", "2.5", "\"a\"", "@\"2024-01-31\"", "@\"P1D\"", "null", "true", "+", "-", "*", "/", "**",
      "=", "!=",
      "<", ">=", "and", "or", "(", ")", "[", "]", "..", ",", "in", "between", "if", "then", "else",
      "for",
      "x", "return", "some", "satisfies", "not(", "count(", "sum(", "date(", "string(", "{", "}",
      "a:",
      "decimal(", "substring(", "\"", "\\", "é", "/*", "//", ":", "@", ".",
    ]
    var generator = SeededGenerator()
    var checked = 0
    for _ in 0..<50_000 {
      let length = Int.random(in: 1...12, using: &generator)
      let words = (0..<length).map { _ in pieces.randomElement(using: &generator) ?? "" }
      let text = words.joined(separator: Bool.random(using: &generator) ? " " : "")
      for mode in [CheckingMode.strict, .standard] {
        do {
          let expression = try check(text, scope: scope, mode: mode)
          _ = Printer.text(of: Interpreter().evaluate(expression, variables: []))
          checked += 1
        } catch {
          let range = error.source
          let isInside =
            range.lower >= 0 && range.lower <= range.upper && range.upper <= text.utf8.count
          #expect(isInside, "\(text), \(generator)")
          #expect(!error.rendered(in: text, name: "x").isEmpty)
        }
      }
    }
    #expect(checked > 500, "\(generator)")
  }
}
