import Feel
import Testing

/// What is converted where a function is called and a list is filtered (10.3.2.9.4 and table 45).
@Suite struct ImplicitConversionTests {
  @Test(arguments: [
    ("3[item > 2]", "[3]"), ("3[item > 3]", "[]"), ("{a: 1}[a = 1]", "[{a: 1}]"),
    ("\"a\"[1]", "\"a\""),
    ("count(1)", "1"), ("reverse(1)", "[1]"), ("append(1, 2)", "[1, 2]"),
    ("concatenate(1, [2])", "[1, 2]"),
    ("union(1, 1)", "[1]"), ("flatten(1)", "[1]"), ("index of(1, 1)", "[1]"),
    ("list contains(1, 1)", "true"),
    ("sublist(\"a\", 1)", "[\"a\"]"), ("distinct values(@\"P1D\")", "[@\"P1D\"]"),
    ("insert before(1, 1, 0)", "[0, 1]"), ("remove(1, 1)", "[]"),
    ("string join(\"a\", \"-\")", "\"a\""),
    ("sort(1, function(x, y) x < y)", "[1]"), ("context merge({a: 1})", "{a: 1}"),
    ("context({key: \"a\", value: 1})", "{a: 1}"), ("all(true)", "true"), ("sum(1)", "1"),
    ("(function(x: list<number>) x)(1)", "[1]"),
  ])
  func `a value becomes a list of one`(_ text: String, _ expected: String) throws {
    #expect(try standard(text) == expected)
    #expect(try explanations(text).isEmpty)
  }

  @Test(arguments: [
    ("contains([\"foobar\"], \"of\")", "false"), ("contains([\"foobar\"], [\"foo\"])", "true"),
    ("string length([\"abc\"])", "3"), ("abs([-1])", "1"), ("not([true])", "false"),
    ("modulo([7], [4])", "3"), ("date([\"2024-01-31\"])", "@\"2024-01-31\""),
    ("date([2024], 1, [31])", "@\"2024-01-31\""),
    ("get value([{a: 1}], \"a\")", "1"), ("day of year([@\"2024-02-01\"])", "32"),
    ("includes([[1..3]], 2)", "true"), ("(function(x: number) x + 1)([1])", "2"),
    ("(function(x: context<a: number>) x.a)([{a: 1}])", "1"),
    ("substring([\"abc\"], [2])", "\"bc\""),
  ])
  func `a list of one becomes its item`(_ text: String, _ expected: String) throws {
    #expect(try standard(text) == expected)
    #expect(try explanations(text).isEmpty)
  }

  @Test(arguments: [
    ("(function(x: date and time) x)(@\"2024-01-31\")", "@\"2024-01-31T00:00:00Z\""),
    ("(function(x: date and time) x.hour)(@\"2024-01-31\")", "0"),
    ("(function(x: date) x)(@\"2024-01-31T00:00:00\")", "null"),
    ("@\"2024-01-31\" - @\"2024-01-30T00:00:00Z\"", "@\"P1D\""),
  ])
  func `a date becomes its midnight in UTC, and nothing becomes a date`(
    _ text: String,
    _ expected: String
  ) throws {
    #expect(try standard(text) == expected)
  }

  /// A list of more or of none has no item to stand for it, and numbers and texts are not exchanged.
  @Test(arguments: [
    "string length([\"a\", \"b\"])", "string length([])", "string length([[\"a\"]])", "abs([1, 2])",
    "not([true, false])", "contains([\"foobar\", \"a\"], \"of\")", "string length(1)", "abs(\"1\")",
    "(function(x: number) x)(\"1\")", "(function(x: string) x)(1)", "(function(x: number) x)([])",
    "(function(x: list<string>) x)(1)", "upper case(null)",
    "date([\"2024-01-31\", \"2024-02-01\"])",
    "1 + [1]", "[1] + 1", "-[1]", "[1] < 2", "[true] and true", "[1] = 1", "\"1\" + 1",
  ])
  func `nothing else is converted`(_ text: String) throws {
    #expect(try standard(text) == "null")
    #expect(try !explanations(text).isEmpty)
  }
}
