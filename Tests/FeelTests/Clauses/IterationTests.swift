import Feel
import Testing

/// `for`, `some` and `every` (10.3.2.14 and table 49).
@Suite struct IterationTests {
  @Test(arguments: [
    ("for i in [1, 2, 3] return i * 2", "[2, 4, 6]"), ("for i in [] return i", "[]"),
    ("for i in [null] return i = null", "[true]"),
    ("for i in [[1, 2], [3]] return i", "[[1, 2], [3]]"),
    ("for i in 1..3 return i", "[1, 2, 3]"), ("for i in 3..1 return i", "[3, 2, 1]"),
    ("for i in 2..2 return i", "[2]"), ("for i in -1..1 return i", "[-1, 0, 1]"),
    ("for i in 1 + 1..2 * 2 return i", "[2, 3, 4]"),
    ("{x: 5, r: for i in x..x+2 return i}.r", "[5, 6, 7]"),
    ("for i in 1.0..2.00 return i", "[1, 2]"), ("for i in [1, 2][item > 1]..3 return i", "null"),
    (
      "for d in @\"2024-02-28\"..@\"2024-03-01\" return d",
      "[@\"2024-02-28\", @\"2024-02-29\", @\"2024-03-01\"]"
    ),
    ("for d in @\"2024-01-01\"..@\"2023-12-31\" return d.day", "[1, 31]"),
    ("count(for d in @\"2021-01-01\"..@\"2022-01-01\" return d)", "366"),
    ("for r in [[1..2], [3..4]] return r.end", "[2, 4]"),
  ])
  func `goes through a list, numbers or days, up or down`(_ text: String, _ expected: String) throws
  {
    #expect(try standard(text) == expected)
  }

  @Test(arguments: [
    "for i in 1.5..3 return i", "for i in 1..2.5 return i", "for i in 1..null return i",
    "for i in null..1 return i", "for i in \"a\"..\"c\" return i", "for i in null return i",
    "for i in 1..@\"2024-01-01\" return i", "for i in @\"10:00:00\"..@\"11:00:00\" return i",
    "for i in @\"2024-01-01T00:00:00\"..@\"2024-01-03T00:00:00\" return i",
    "for i in @\"P1D\"..@\"P3D\" return i", "for i in true..false return i",
    "for i in {a: 1} return i", "for i in [1], j in null return i", "some i in null satisfies true",
    "every i in null satisfies true",
  ])
  func `there is nothing to go through in anything else, and it is said why`(_ text: String) throws
  {
    #expect(try standard(text) == "null")
    #expect(try !explanations(text).isEmpty)
  }

  @Test(arguments: [
    ("for i in [1, 2], j in [10, 20] return i + j", "[11, 21, 12, 22]"),
    ("for i in [1, 2], j in 1..i return [i, j]", "[[1, 1], [2, 1], [2, 2]]"),
    ("for a in [[1, 2], [3]], b in a return b", "[1, 2, 3]"),
    ("for i in [1, 2], j in [] return i", "[]"), ("for i in [], j in [1] return i", "[]"),
    ("for i in 1..2, j in 2..1, k in [0] return i * j + k", "[2, 1, 4, 2]"),
    ("for i in [1, 2] return for j in [i, i + 1] return j", "[[1, 2], [2, 3]]"),
    ("for i in [1, 2], j in [1, 2] return [i + j]", "[[2], [3], [3], [4]]"),
  ])
  func `several lists give every combination, the last the quickest`(
    _ text: String,
    _ expected: String
  ) throws {
    #expect(try standard(text) == expected)
  }

  @Test(arguments: [
    ("for i in 0..4 return if i = 0 then 1 else i * partial[-1]", "[1, 1, 2, 6, 24]"),
    ("for i in [1, 2, 3] return count(partial)", "[0, 1, 2]"),
    ("for i in [1, 2], j in [3, 4] return count(partial)", "[0, 1, 2, 3]"),
    ("for i in [1, 2] return partial", "[[], [[]]]"),
    ("for i in [1, 2] return for j in [1, 2, 3] return count(partial)", "[[0, 1, 2], [0, 1, 2]]"),
    ("for i in 1..3 return [i, count(for j in partial return j)]", "[[1, 0], [2, 1], [3, 2]]"),
    ("{partial: 9, r: for i in [1, 2] return count(partial)}.r", "[0, 1]"),
    ("for partial in [7, 8] return partial", "[7, 8]"),
    ("for i in 1..6 return if i < 3 then 1 else partial[-1] + partial[-2]", "[1, 1, 2, 3, 5, 8]"),
    ("{f: for i in [1, 2] return function() count(partial), r: for g in f return g()}.r", "[0, 1]"),
  ])
  func `partial is what came out so far`(_ text: String, _ expected: String) throws {
    #expect(try standard(text) == expected)
  }

  /// Table 49: `false or …` and `true and …`, over every combination.
  @Test(arguments: [
    ("some x in [] satisfies true", "false"), ("every x in [] satisfies false", "true"),
    ("some x in [1, 2] satisfies x = 2", "true"), ("every x in [1, 2] satisfies x = 2", "false"),
    ("some x in [1, 2], y in [3, 4] satisfies x + y = 6", "true"),
    ("some x in [1, 2], y in [3, 4] satisfies x + y = 7", "false"),
    ("every x in [1, 2], y in [3, 4] satisfies x < y", "true"),
    ("every x in [[1], [2, 3]], y in x satisfies y < 3", "false"),
    ("some x in [1], y in [] satisfies true", "false"),
    ("every x in [1], y in [] satisfies false", "true"),
    ("some x in [null, true] satisfies x", "true"), ("some x in [null, false] satisfies x", "null"),
    ("every x in [null, false] satisfies x", "false"),
    ("every x in [null, true] satisfies x", "null"),
    ("some x in [1] satisfies x", "null"), ("every x in [\"a\"] satisfies x", "null"),
    ("some x in [1, true] satisfies x", "true"), ("every x in [1, false] satisfies x", "false"),
    ("every x in [1..3] satisfies x > 0", "true"),
    ("(some x in [1] satisfies x = 1) and true", "true"),
    ("some x in [1, 2] satisfies every y in [1, 2] satisfies y <= x", "true"),
  ])
  func `some is a row of or, every a row of and`(_ text: String, _ expected: String) throws {
    #expect(try standard(text) == expected)
  }

  @Test(arguments: [
    ("if true then 1 else 2", "1"), ("if false then 1 else 2", "2"), ("if null then 1 else 2", "2"),
    ("if \"true\" then 1 else 2", "2"), ("if 1 then 1 else 2", "2"), ("if [] then 1 else 2", "2"),
    ("if [true] then 1 else 2", "2"), ("if 1 > null then 1 else 2", "2"),
    ("if false then 1 else if true then 2 else 3", "2"), ("if true then 1 + 1 else 3 + 3", "2"),
    ("(if true then 1 else 2) + 3", "4"), ("[if true then 1 else 2, 3]", "[1, 3]"),
    ("if true then if false then 1 else 2 else 3", "2"),
  ])
  func `if takes else unless the condition is true`(_ text: String, _ expected: String) throws {
    #expect(try standard(text) == expected)
  }
}
