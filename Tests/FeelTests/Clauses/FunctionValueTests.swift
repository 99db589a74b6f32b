import Feel
import Testing

/// Functions as values and their calls (10.3.2.8, 10.3.2.13 and table 63).
@Suite struct FunctionValueTests {
  @Test(arguments: [
    ("(function(x) x + 1)(2)", "3"), ("(function() 5)()", "5"),
    ("(function(a, b) a - b)(b: 1, a: 5)", "4"), ("(function(a, b) [a, b])(b: 1)", "[null, 1]"),
    ("{f: function(a, b) a - b, r: f(5, 1)}.r", "4"), ("{f: function(a) a, r: f(a: 3)}.r", "3"),
    (
      "{isPositive: function(x) x > 0, isNotNegative: function(x) isPositive(x + 1), result: isNotNegative(0)}.result",
      "true"
    ),
    ("{m: {f: function(x) x * 2}}.m.f(4)", "8"), ("[function(x) x * 2][1](4)", "8"),
    ("(function(x) function(y) x - y)(5)(1)", "4"), ("(function() {a: [7]})().a[1]", "7"),
    ("(function(f, x) f(f(x)))(function(y) y * 2, 3)", "12"),
    ("(function(first name: string) first name)(first name: \"Ada\")", "\"Ada\""),
    ("(if true then floor else ceiling)(1.5)", "1"),
  ])
  func `a function is called by position or by name`(_ text: String, _ expected: String) throws {
    #expect(try standard(text) == expected)
  }

  @Test(arguments: [
    ("{f: abs, r: f(-1)}.r", "1"), ("{f: abs, r: f(n: -1)}.r", "1"),
    ("for f in [floor, ceiling] return f(1.5)", "[1, 2]"),
    ("sort([3, 1, 2], before)", "[1, 2, 3]"),
    ("{f: substring, r: [f(\"abc\", 2), f(\"abc\", 2, 1)]}.r", "[\"bc\", \"b\"]"),
    ("{f: max, r: [f(1, 2), f([3, 4])]}.r", "[2, 4]"), ("abs", "abs"),
    ("string length", "string length"),
  ])
  func `a function of the library is a value like any other`(_ text: String, _ expected: String)
    throws
  {
    #expect(try standard(text) == expected)
  }

  /// Table 63: what has no matching arity, names or types gives null.
  @Test(arguments: [
    "(function(x) x)()", "(function(x) x)(1, 2)", "(function() 1)(1)", "(function(x) x)(y: 1)",
    "(function(x: number) x)(\"a\")", "(function(x: number) x)([1, 2])",
    "(function(x: context<a: number>) x)({b: 1})", "(function(x: list<string>) x)([1])",
    "123()", "null()", "true()", "\"f\"()", "[1]()", "{a: 1}()", "@\"2024-01-31\"()", "(1 + 1)(2)",
    "{a: 1}.f(1)", "nothing(1)", "abs()", "abs(1, 2)", "abs(m: 1)", "is(1, 1, 1)",
    "{f: abs, r: f()}.r", "{f: abs, r: f(m: 1)}.r", "{f: 1, r: f(1)}.r",
  ])
  func `a call that does not fit is null, and it is said why`(_ text: String) throws {
    #expect(try standard(text) == "null")
    #expect(try !explanations(text).isEmpty)
  }

  @Test(arguments: [
    ("{f: function(n) if n <= 1 then 1 else n * f(n - 1), r: f(20)}.r", "2432902008176640000"),
    ("{fib: function(n) if n < 2 then n else fib(n - 1) + fib(n - 2), r: fib(12)}.r", "144"),
    (
      "{f: function(l) if count(l) = 0 then 0 else l[1] + f(l[item > l[1]]), r: f([1, 2, 3])}.r",
      "6"
    ),
  ])
  func `an entry that is a function may call itself`(_ text: String, _ expected: String) throws {
    #expect(try standard(text) == expected)
  }

  @Test func `a function that never ends is given up`() throws {
    #expect(try standard("{f: function(n) f(n + 1), r: f(1)}.r") == "null")
    #expect(
      try explanations("{f: function(n) f(n + 1), r: f(1)}.r").map { $0.contains("too deeply") }
        == [true]
    )
  }

  @Test(arguments: [
    "function(a) external {java: {class: \"java.lang.Math\", method signature: \"abs(int)\"}}",
    "function(a) external {pmml: {document: \"a.pmml\"}}",
  ])
  func `foreign functions are refused`(_ text: String) {
    #expect(refusal(text, mode: .standard)?.message.contains("external") == true)
  }

  @Test(arguments: [
    ("(function(x: number) x + 1)(2)", "number"), ("(function(x) 1)(2)", "number"),
    ("function(x: number) x > 1", "function<number> -> boolean"),
    ("(function(x: list<number>) x[1])(numbers)", "number or null"),
    ("(function(x) x)(2)", "Any"),
    ("sort(numbers, function(x, y) x < y)", "list<number>"),
  ])
  func `a rule knows what a function gives`(_ text: String, _ expected: String) throws {
    #expect(try type(text) == expected)
  }

  @Test(arguments: [
    ("(function(x) x)(1, 2)", 0, "this function takes 1 argument, not 2"),
    ("(function(a, b) a)(1)", 0, "this function takes 2 arguments, not 1"),
    ("(function(x: number) x)(text)", 24, "the parameter is a number, this is a string"),
    ("n(1)", 0, "expected a function, this is a number"),
    ("(n)(1)", 0, "expected a function, this is a number"),
    ("(function(x: nothing) x)(1)", 13, "there is no type `nothing`"),
    ("(function(x, x) x)(1, 2)", 13, "the parameter `x` is there twice"),
    (
      "sort(numbers, function(x) x)", 14,
      "`precedes` of `sort` is a function<Any, Any> -> boolean, this is a function<Any> -> Any"
    ),
  ])
  func `a rule refuses a call that does not fit`(
    _ text: String,
    _ offset: Int,
    _ message: String
  ) throws {
    let error = try #require(refusal(text))
    #expect(error.message == message)
    #expect(error.source.lower == offset)
  }
}
