import Feel
import Testing

/// What would take for ever, or all the memory, in an evaluator that does what it is told.
///
/// Each text ends: with a value, or given up, and it says why. A debug build would take minutes.
@Suite(.enabled(if: !_isDebugAssertConfiguration(), "the build is not optimised"))
struct BoundTests {
  static let tooManySteps = "this takes more than 10000000 steps: it was given up"
  static let tooLarge =
    "this makes a value of more than 1000000 parts or 200 levels: it was given up"

  /// The printed value, or what was said first about its being null.
  private func outcome(of text: String) throws -> String {
    let expression = try check(text, scope: Scope(variables: []), mode: .standard)
    let (value, diagnostics) = Interpreter().evaluateExplained(expression, variables: [])
    return value == .null ? diagnostics.first?.message ?? "null" : Printer.text(of: value)
  }

  private func expect(_ text: String, gives expected: String) throws {
    #expect(try outcome(of: text) == expected)
  }

  private static let long = "for i in 1..900000 return 1"
  private static let longTexts =
    "for i in 1..1000 return string join(for j in 1..1000 return \"aaaaaaaaaa\")"
  private static let longText = "string join(for i in 1..900000 return \"aaaaaaaaaa\")"

  @Test(arguments: [
    "for a in 1..1000000 return for b in 1..100 return a * b",
    "some a in 1..1000000, b in 1..1000000 satisfies a * b < 0",
    "{l: \(long), r: for i in 1..1000000 return sum(l)}.r",
    "{l: \(long), r: for i in 1..1000000 return median(l)}.r",
    "{l: \(long), m: \(long), r: for i in 1..1000000 return l = m}.r",
    "{l: \(long), r: for i in 1..1000000 return 0 in l}.r",
    "{l: \(long), r: for i in 1..1000000 return list contains([l], [1])}.r",
    "{l: \(long), r: for i in 1..1000000 return [l] instance of list<list<number>>}.r",
    "{l: \(long), f: function(x: list<number>) 1, r: for i in 1..1000000 return f(l)}.r",
    "{t: \(longText), r: for i in 1..1000000 return contains(t, \"b\")}.r",
    "{t: \(longText), u: t + \"b\", r: for i in 1..1000000 return t < u}.r",
    "{t: \(longText), r: replace(t, \"a\", t)}.r",
    "string join(for i in 1..900000 return \"\", \(longText))",
    "for i in 1..900000 return exp(i / 700)", "for i in 1..900000 return 1.1 ** (i / 7)",
    "{l: \(longTexts), r: for i in 1..1000 return min(l)}.r",
    "{l: \(longTexts), t: l[1] + \"b\", r: for i in 1..100000 return t in l}.r",
    "{t: \(longText), r: for i in 1..1000000 return t in [t..t]}.r",
    "{p: \"(\" + string join(for i in 1..900 return \"ab|c\") + \")\", r: for i in 1..100000 return matches(\"a\", p)}.r",
    "{a: context(for i in 1..100000 return {key: string(i), value: i}), b: context(reverse(get entries(a))), r: for i in 1..1000 return is(a, b)}.r",
  ])
  func `gives up what takes too many steps`(_ text: String) throws {
    try expect(text, gives: BoundTests.tooManySteps)
  }

  @Test(arguments: [
    "(for i in 1..100 return if i = 1 then \"ab\" else partial[-1] + partial[-1])[-1]",
    "(for i in 1..100 return if i = 1 then [1] else concatenate(partial[-1], partial[-1]))[-1]",
    "{l: \(long), r: append(l, l)}.r", "{l: \(long), r: concatenate(l, l)}.r",
    "for i in 1..100000 return partial", "for i in 1..100000 return function(x) partial",
    "for i in 1..100000 return 10**6000",
    "(for i in 1..3000 return if i = 1 then {} else context put({}, \"a\", partial[-1]))[-1]",
  ])
  func `gives up what becomes too large`(_ text: String) throws {
    try expect(text, gives: BoundTests.tooLarge)
  }

  @Test func `gives up a value that shares its parts with itself again and again`() throws {
    let lists = (1..<200).map { "a\($0): [a\($0 - 1), a\($0 - 1)]" }.joined(separator: ", ")
    try expect("{a0: [1, 1], \(lists)}.a199", gives: BoundTests.tooLarge)
  }

  @Test func `gives up an iteration over too many numbers`() throws {
    let message = "an iteration goes over at most 1000000 items: it was given up"
    try expect("for i in -9223372036854775808..9223372036854775807 return i", gives: message)
    try expect(
      "for d in @\"-999999999-01-01\"..@\"999999999-12-31\" return d",
      gives: message
    )
  }

  @Test(arguments: [
    ("count(distinct values(for i in 1..200000 return {a: [i]}))", "200000"),
    (
      "count(distinct values(for i in 1..200000 return @\"2024-01-01T00:00:00\" + duration(\"PT\" + string(i) + \"S\")))",
      "200000"
    ),
    ("count(distinct values(for i in 1..200000 return [i..i + 1]))", "200000"),
    (
      "context(for i in 1..200000 return {key: string(i), value: i}).x",
      "a context has no entry `x`"
    ),
    (
      "get value(context merge(for i in 1..100000 return context put({}, string(i), i)), \"7\")",
      "7"
    ),
    ("count(sort(for i in 1..100000 return -i, function(a, b) a < b))", "100000"),
    ("contains(\(longText), \(longText) + \"b\")", "false"),
    ("2 ** 1000000000000000000", "the result of `**` is beyond the numbers that there are"),
    (
      "1.000000000001 ** 9000000000000000000",
      "the result of `**` is beyond the numbers that there are"
    ),
  ])
  func `is quick with much`(_ text: String, _ expected: String) throws {
    try expect(text, gives: expected)
  }

  /// Texts of which a simple parser or checker goes through parts again and again.
  @Test(arguments: [
    repeated("1 in (", 120) + "1" + repeated(" = 1)", 120),
    repeated("1 in (", 100) + "1" + repeated("..2)", 100),
    repeated("1 in (", 100) + "1" + repeated(") + 1", 100),
    "{\"\(repeated("a ", 8000))b\": 1, r: \(repeated("a ", 8000))}",
    "{" + listed(3000) { "a \($0): 1" } + ", r: [" + listed(3000) { _ in "a 1" } + "]}",
    "{" + listed(2500) { "aaaa\($0): 1" } + ", r: [" + listed(2500) { "aaab\($0)" } + "]}",
    "{" + listed(4000) { "a\($0): 1" } + ", r: [" + listed(8000) { _ in "a1" } + "]}",
    "{" + listed(2000) { "a\($0): for x in [1] return x" } + "}",
    "{\(repeated("a", 30000)): 1, r: \(repeated("a", 15000))b\(repeated("a", 14999))}",
    "{" + twins(40) + ", r: [a39, b39]}", "{" + twins(40) + ", r: if true then a39 else b39}",
    "[" + listed(800) { "matches(\"\(repeated("a", 40))\", \"^(?:(a+)\\1?)+b\(1000 + $0)\")" }
      + "]",
    repeated("/*", 32_000), repeated("function(x) ", 200) + "[\(listed(15_000) { _ in "x" })]",
  ])
  func `checks or refuses long texts in time`(_ text: String) {
    for mode in [CheckingMode.strict, .standard] {
      _ = try? check(text, scope: Scope(variables: []), mode: mode)
    }
  }

  private static func repeated(_ text: String, _ count: Int) -> String {
    String(repeating: text, count: count)
  }

  private static func listed(_ count: Int, _ item: (Int) -> String) -> String {
    (0..<count).map(item).joined(separator: ", ")
  }

  /// Contexts of which each has the one before twice, and as many that are like them but not the same.
  private static func twins(_ count: Int) -> String {
    "a0: {x: 1}, b0: {x: 1}, "
      + (1..<count).map { index in
        ["a", "b"].map { "\($0)\(index): {x: \($0)\(index - 1), y: \($0)\(index - 1)}" }
          .joined(separator: ", ")
      }.joined(separator: ", ")
  }
}
