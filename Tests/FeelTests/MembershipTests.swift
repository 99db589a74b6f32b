import Feel
import Testing

/// `in`, `between` and ranges (10.3.2.7 and table 55).
@Suite struct MembershipTests {
  /// The examples of table 39.
  @Test(arguments: [
    ("5 in (<=5)", "true"), ("5 in ((5..10])", "false"), ("5 in ([5..10])", "true"),
    ("5 in (4, 5, 6)", "true"), ("5 in (<5, >5)", "false"),
    ("@\"2012-12-31\" in ((@\"2012-12-25\"..@\"2013-02-14\"))", "true"),
  ])
  func `in answers the standard's examples`(_ text: String, _ expected: String) throws {
    #expect(try value(text) == expected)
  }

  @Test(arguments: [
    ("1 in [1, null]", "true"), ("2 in [1, null]", "false"), ("null in [1, null]", "true"),
    ("null in []", "false"), ("5 in []", "false"), ("2 in [\"a\", 1]", "false"),
    ("1 in [[1..3], 5]", "true"), ("5 in [[1..3], 5]", "true"), ("4 in [[1..3], 5]", "false"),
    ("[1] in [[1], [2]]", "true"), ("[1] in [1]", "true"), ("[1, 2] in [[1, 2, 3]]", "false"),
    ("1 in [[1]]", "false"), ("[1..2] in [[1..2]]", "true"), ("{a: 1} in [{a: 1}]", "true"),
    ("1 in null", "false"), ("1 in {a: 1}", "null"), ("1 in \"a\"", "null"),
    ("2 in (\"a\", 1)", "null"), ("1 in (\"a\", 1)", "true"), ("1 in [1, 2][1]", "true"),
    ("1 in [[1, 2], [3]][1]", "true"), ("-1 in [-5..-1]", "true"), ("1 in 1 + 0", "true"),
    ("[1, 2, 3] in [1..5]", "null"), ("\"2\" in [1..5]", "null"),
  ])
  func `a list has items and ranges, several tests are put together by or`(
    _ text: String,
    _ expected: String
  ) throws {
    #expect(try standard(text) == expected)
  }

  @Test(arguments: [
    ("5 in (? > 3)", "true"), ("5 in (? > 9, ? < 6)", "true"), ("5 in (not(? = 5))", "false"),
    ("\"abc\" in starts with(?, \"a\")", "true"), ("[1, 2] in (count(?) = 2)", "true"),
    ("[1, -2] in (every x in ? satisfies x > 0)", "false"), ("null in (? = null)", "true"),
  ])
  func `a condition may speak of what is tested`(_ text: String, _ expected: String) throws {
    #expect(try standard(text) == expected)
  }

  @Test(arguments: [
    ("null between null and null", "null"), ("null between 1 and 2", "null"),
    ("1 between 2 and null", "false"), ("1 between 0 and \"b\"", "null"),
    ("1 between 2 and \"b\"", "false"), ("1 + 1 between 2 and 2 * 1", "true"),
    ("1 between 0 and 2 and 3 between 2 and 4", "true"), ("5 between 1 and 3", "false"),
  ])
  func `between is two comparisons`(_ text: String, _ expected: String) throws {
    #expect(try standard(text) == expected)
  }

  /// Table 42, and the ranges of 10.3.2.7.
  @Test(arguments: [
    ("[1..10]", "true", "1", "10", "true"), ("(1..10]", "false", "1", "10", "true"),
    ("(<= 10)", "false", "null", "10", "true"), ("(> 1)", "false", "1", "null", "false"),
    ("(>= @\"P1D\")", "true", "@\"P1D\"", "null", "false"),
    ("]\"a\"..\"c\"[", "false", "\"a\"", "\"c\"", "false"),
    ("[1 + 1..2 * 3]", "true", "2", "6", "true"), ("(= 5)", "true", "5", "5", "true"),
  ])
  func `a range has two ends`(
    _ text: String,
    _ startIncluded: String,
    _ start: String,
    _ end: String,
    _ endIncluded: String
  ) throws {
    #expect(try standard("\(text).start included") == startIncluded)
    #expect(try standard("\(text).start") == start)
    #expect(try standard("\(text).end") == end)
    #expect(try standard("\(text).end included") == endIncluded)
  }

  @Test(arguments: [
    ("{r: < 5, s: 4 in r}.s", "true"), ("[< 1, >= 9]", "[(< 1), (>= 9)]"),
    ("> @\"2019-03-31\"", "(> @\"2019-03-31\")"), ("count([<= 2 + 3])", "1"),
  ])
  func `a comparison with nothing to its left is a range`(_ text: String, _ expected: String)
    throws
  {
    #expect(try standard(text) == expected)
  }

  @Test(arguments: [
    "[3..1]", "[1..\"a\"]", "[1..null]", "[null..null]", "[true..true]", "[[1]..[1]]",
    "[{}..{}]", "[@\"P1D\"..@\"P1Y\"]",
  ])
  func `there is no range without order, and it is said why`(_ text: String) throws {
    #expect(try standard(text) == "null")
    #expect(try !explanations(text).isEmpty)
  }
}
