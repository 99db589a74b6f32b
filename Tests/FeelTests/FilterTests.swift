import Feel
import Testing

/// Elements and filters of lists (10.3.2.5 and table 68).
@Suite struct FilterTests {
  @Test(arguments: [
    ("[1, 2, 3][1]", "1"), ("[1, 2, 3][-1]", "3"), ("[1, 2, 3][-3]", "1"), ("[1, 2, 3][1.0]", "1"),
    ("[[1, 2], [3]][1][2]", "2"), ("[1, 2, 3][count([1, 2])]", "2"), ("[null][1]", "null"),
    ("[1, 2, 3][item >= 2][1]", "2"), ("[3, 2, 1] [2]", "2"),
  ])
  func `an element is found by its number, from either end`(_ text: String, _ expected: String)
    throws
  {
    #expect(try standard(text) == expected)
  }

  @Test(arguments: [
    ("[1, 2, 3][0]", "0: there is no element 0: the list has 3"),
    ("[1, 2, 3][4]", "0: there is no element 4: the list has 3"),
    ("[][-1]", "0: there is no element -1: the list has 0"),
    ("100[2]", "0: there is no element 2: the list has 1"),
    ("[1, 2][1.5]", "0: an element's number is a whole one"),
    ("null[1]", "0: a filter needs a list, this is null"),
  ])
  func `there is no other element, and it is said why`(_ text: String, _ why: String) throws {
    #expect(try standard(text) == "null")
    #expect(try explanations(text) == [why])
  }

  @Test(arguments: [
    ("[1, 2, 3, 4][item > 2]", "[3, 4]"),
    ("[{x: 1, y: 2}, {x: 2, y: 3}][x = 1]", "[{x: 1, y: 2}]"),
    ("[{x: 1, y: 2}, {x: null, y: 3}][x < 2]", "[{x: 1, y: 2}]"),
    ("[1, null][item = null]", "[null]"), ("[1, \"a\", 3][item > 2]", "[3]"),
    ("[true, false, true][item]", "[true, true]"), ("[1, 2][true]", "[1, 2]"),
    ("[1, 2][false]", "[]"), ("[][true]", "[]"), ("[1, 2][null]", "[]"),
    ("[[1, 2], [3]][count(item) = 1]", "[[3]]"),
    ("[{a: 1}, {b: 2}][a = null]", "[{b: 2}]"),
  ])
  func `a filter keeps the items that its condition is true of`(
    _ text: String,
    _ expected: String
  ) throws {
    #expect(try standard(text) == expected)
  }

  @Test(arguments: [
    ("3[item > 2]", "[3]"), ("100[1]", "100"), ("100[-1]", "100"), ("\"foo\"[true]", "[\"foo\"]"),
    ("\"foo\"[false]", "[]"), ("{a: 1}[a = 1]", "[{a: 1}]"), ("{a: 1}[item.a = 2]", "[]"),
    ("[1..3][1]", "[1..3]"), ("@\"P1D\"[1]", "@\"P1D\""),
  ])
  func `what is no list is a list of itself`(_ text: String, _ expected: String) throws {
    #expect(try standard(text) == expected)
  }

  @Test(arguments: [
    ("[1, 2][\"a\"]", 7), ("[1, 2][if item = 2 then \"x\" else true]", 7), ("{a: 1}[\"a\"]", 7),
  ])
  func `a condition is true, false or null, or there is no list`(_ text: String, _ offset: Int)
    throws
  {
    #expect(try standard(text) == "null")
    #expect(try explanations(text) == ["\(offset): a filter needs true or false, this is a string"])
  }

  @Test func `an element's number does not see the items`() throws {
    #expect(try standard("[3, 2, 1][item]") == "null")
    #expect(try standard("{n: 1, r: [{n: 2}, {n: 3}][n]}.r") == "{n: 2}")
    #expect(try explanations("for l in [[1, 2]] return l[item.x = null]").isEmpty == false)
  }
}
