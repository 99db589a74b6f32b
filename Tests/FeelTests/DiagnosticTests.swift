import Feel
import Testing

/// What is said of a null, and of what is refused (10.3.2.16): where, and why.
@Suite struct DiagnosticTests {
  /// The place in the expression, and the message.
  @Test(arguments: [
    ("1 / 0", "0: this divides by zero"),
    ("2 + 10 ** 7000", "4: the result of `**` is beyond the numbers that there are"),
    ("\"a\" + 1", "0: `+` does not apply to a string and a number"),
    ("-\"a\"", "0: `-` does not apply to a string"),
    ("1 < \"a\"", "0: a number is not comparable with a string"),
    ("[1, 2][5]", "0: there is no element 5: the list has 2"),
    ("[1, 2][1.5]", "0: an element's number is a whole one"),
    ("[1][item.x > 1]", "4: a number has no entry `x`"),
    ("{a: 1}.b", "0: a context has no entry `b`"),
    ("[5..1]", "0: a range goes up, from its start to its end, which are of one type"),
    ("[1..null]", "0: a range has no bound that is null"),
    ("for x in 5 return x", "9: an iteration needs a list, this is a number"),
    ("for x in 1..1.5 return x", "9: an iteration goes from one whole number to another"),
    ("(function(x) x)(1, 2)", "0: this function takes 1 argument, not 2"),
    ("(function(x: number) x)(\"a\")", "0: `x` is a number, this is a string"),
    ("5(1)", "0: there is no function to call here"),
    ("unknown(1)", "0: unknown function `unknown`"), ("unknown", "0: unknown name `unknown`"),
    ("sqrt(-1)", "0: a negative number has no square root"),
    ("contains([\"a\", \"b\"], \"a\")", "0: `contains` does not take a list, a string"),
    ("5 instance of nothing", "14: there is no type `nothing`"),
    ("for p in [\"a(\"] return matches(\"a\", p)", "23: \(unclosed(at: 2))"),
    (
      "for f in [\"g\"] return matches(\"a\", \"a\", f)",
      "22: `g` is not a flag of patterns: they are `s`, `m`, `i`, `x` and `q`"
    ),
    (
      "for p in [\"b*\"] return split(\"abc\", p)",
      "23: this pattern also matches the empty text, so there is no saying where to cut"
    ),
    (
      "for t in [\"\(String(repeating: "a", count: 200))\"] return matches(t, \"^(?:(a+)\\1?)+b\")",
      "221: this pattern takes too long on this text"
    ),
  ])
  func `a null comes with the place and the reason`(_ text: String, _ expected: String) throws {
    #expect(try explanations(text).first == expected)
  }

  private static func unclosed(at character: Int) -> String {
    "the pattern is wrong at character \(character): this group has no closing `)`"
  }

  @Test(arguments: [
    ("(for i in 1..2000000 return i)[1] + 1", 10), ("count(for i in 1..2000000 return i) > 1", 15),
    ("{f: function(n) f(n + 1) + 1, r: f(1) + 1}.r + 1", 4),
  ])
  func `what follows from an evaluation that was given up is not told`(
    _ text: String,
    _ offset: Int
  ) throws {
    let found = try explanations(text)
    #expect(found.count == 1)
    #expect(
      found.first?.hasSuffix("it was given up") == true
        || found.first?.contains("too deeply") == true
    )
    #expect(found.first.map { (Int($0.prefix { $0 != ":" }) ?? 0) >= offset } == true)
  }

  /// Where in the expression; a character is found in a literal without escapes, else all of the literal is meant.
  @Test(arguments: [
    ("matches(text, \"a(b\")", 16, 17, unclosed(at: 2)),
    ("matches(text, \"é(b\")", 17, 18, unclosed(at: 2)),
    ("matches(text, \"\\n(b\")", 14, 20, unclosed(at: 2)),
    ("matches(text, \"\\d(\")", 17, 18, unclosed(at: 3)),
    ("split(text, \"(\")", 13, 14, unclosed(at: 1)),
    (
      "replace(text, \"b*\", \"c\")", 14, 18,
      "this pattern also matches the empty text, so there is no saying where to cut"
    ),
    (
      "matches(text, \"a\", \"gi\")", 19, 23,
      "`g` is not a flag of patterns: they are `s`, `m`, `i`, `x` and `q`"
    ),
    (
      "replace(text, \"a\", \"x$\")", 21, 22,
      "the replacement is wrong at character 2: `$` is followed by a group's number: `$1`; write `\\$` for the character"
    ),
  ])
  func `a pattern that is written out is read before anything is evaluated`(
    _ text: String,
    _ lower: Int,
    _ upper: Int,
    _ message: String
  ) throws {
    let error = FeelError(message, at: SourceRange(lower, upper))
    #expect(refusal(text) == error)
    let checked = try checkWithWarnings(text, scope: scope, mode: .standard)
    #expect(checked.warnings == [error])
    let result = Interpreter().evaluateExplained(checked.expression, variables: [])
    #expect(result.value == .null)
    #expect(result.diagnostics == [error])
  }

  @Test(arguments: [
    ("matches(text, \"b+\")", "true"), ("matches(text, \"B\", \"i\")", "true"),
    ("replace(text, \"(b)\", \"$1$1\")", "\"abbbbc\""), ("split(text, \"b+\")", "[\"a\", \"c\"]"),
    ("for p in [\"b\", \"x\"] return matches(text, p)", "[true, false]"),
    ("for r in [\"-\", \"$0\"] return replace(text, \"b\", r)", "[\"a--c\", \"abbc\"]"),
  ])
  func `a pattern that was read beforehand does the same`(_ text: String, _ expected: String) throws
  {
    #expect(try value(text, [.null, .null, .string("abbc")]) == expected)
  }
}
