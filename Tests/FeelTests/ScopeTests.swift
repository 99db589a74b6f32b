import Feel
import Testing

/// What names stand for: contexts, filters, iterations and functions (10.3.2.10).
@Suite struct ScopeTests {
  @Test(arguments: [
    ("{a: 1 + 2, b: a + 3}", "{a: 3, b: 6}"), ("{a: 1, b: {c: a}}.b.c", "1"),
    ("{a: 1, b: {a: 2, c: a}}.b.c", "2"), ("{a: 1, b: {a: 2}, c: a}.c", "1"),
    ("{a: 1, b c: a + 1, d: b c + 1}.d", "3"), ("{\"a\": 1, b: a + 1}.b", "2"),
    ("{? : 5, r: ? > 3}.r", "true"),
  ])
  func `an entry sees those before it, and around its context`(_ text: String, _ expected: String)
    throws
  {
    #expect(try standard(text) == expected)
  }

  @Test(arguments: [("{a: a}", 4), ("{a: b, b: 1}", 4), ("{a: {b: 1}, c: b}", 15)])
  func `an entry sees neither itself, nor later ones, nor those of other contexts`(
    _ text: String,
    _ offset: Int
  ) throws {
    #expect(try #require(refusal(text)).source.lower == offset)
    #expect(try explanations(text).first?.hasPrefix("\(offset): unknown name") == true)
  }

  @Test(arguments: [
    ("{x: 5, r: [{x: 1}, {y: 2}][x > 2]}.r", "[{y: 2}]"),
    ("{item: 5, r: [1, 2, 3][item > 2]}.r", "[3]"),
    ("[{item: 1}, {item: 2}][item >= 2]", "[{item: 2}]"),
    ("[{item: {a: 1}}][item.a = 1]", "[{item: {a: 1}}]"),
    ("[{a: 1, b: [{c: 1}, {c: 2}]}][count(b[c = a]) = 1].a", "[1]"),
    ("[{a: [1, 2]}, {a: [3]}][count(a) > 1]", "[{a: [1, 2]}]"),
    ("{count: 1, r: [{count: 2}, {count: 3}][count > 2]}.r", "[{count: 3}]"),
  ])
  func `a filter sees the entries of each item, then item, then what is around it`(
    _ text: String,
    _ expected: String
  ) throws {
    #expect(try standard(text) == expected)
  }

  @Test(arguments: [
    ("for i in [1, 2], j in 1..i return j", "[1, 1, 2]"),
    ("for i in [1, 2], i in [3, 4] return i", "[3, 4, 3, 4]"),
    ("some x in [1, 2, 3], y in [x] satisfies y = 3", "true"),
    ("{i: 9, r: for i in [1] return i, s: i}.s", "9"),
    ("{i: [1, 2], r: for i in i return i}.r", "[1, 2]"),
  ])
  func `an iteration's list sees the variables before it, not its own`(
    _ text: String,
    _ expected: String
  ) throws {
    #expect(try standard(text) == expected)
  }

  @Test(arguments: [
    ("{x: 1, f: function() x, g: {x: 2, r: f()}}.g.r", "1"),
    ("{x: 1, f: function(x) x, r: f(2)}.r", "2"),
    ("{add: function(x) function(y) x + y, r: add(1)(2)}.r", "3"),
    ("(for x in [1, 2] return function(y) x + y)[2](10)", "12"),
    ("[1, 2][(function(x) x > 1)(item)]", "[2]"),
  ])
  func `a function sees what was in scope where it is written`(_ text: String, _ expected: String)
    throws
  {
    #expect(try standard(text) == expected)
  }

  @Test func `a name in scope hides a function of the library`() throws {
    #expect(try standard("{abs: function(x) 42, r: abs(-1)}.r") == "42")
    #expect(try standard("{sum: 5, r: sum + 1}.r") == "6")
  }
}
