import Feel
import Testing

/// Where a range ends (grammar rules 7 and 66): `[` closes it, or opens a filter of its upper bound.
@Suite struct RangeSyntaxTests {
  @Test(arguments: [
    ("{l: [2, 4], r: 3 in [1 .. l[2]]}.r", "true"), ("{l: [2, 4], r: 4 in (0..l[-1])}.r", "false"),
    ("{l: [{a: 5}], r: [1..l[1].a]}.r", "[1..5]"),
    ("{l: [{a: 5}], r: [1..l[a = 5][1].a + 1[1]]}.r", "[1..6]"),
    ("{l: [2, 4], r: [1..l[item > 2][1][}.r", "[1..4)"), ("[1 .. [7, 8][2]]", "[1..8]"),
    ("{l: [2], r: [l[1]..l[1]]}.r", "[2..2]"), ("{l: [2], r: 1 in (l[1]) + 0[1]}.r", "false"),
    ("{l: [2], r: [0 .. l[(1)]]}.r", "[0..2]"),
    ("{l: [2], r: [0 .. l[if true then 1 else 2]]}.r", "[0..2]"),
    ("{f: function(x) [x, x + 1], r: [1..f(2)[2]]}.r", "[1..3]"),
  ])
  func `a range's upper bound may be a filter or an element`(_ text: String, _ expected: String)
    throws
  {
    #expect(try standard(text) == expected)
  }

  @Test(arguments: [
    ("[1..2[", "[1..2)"), ("1 in [0..2[ and true", "true"), ("2 in [0..2[ or false", "false"),
    ("if 1 in [0..2[ then 1 else 2", "1"), ("[[1..2[, [3..4[]", "[[1..2), [3..4)]"),
    ("[1..2[ = [1..2[", "true"), ("[1..2[.end", "2"), ("[1..2[[1]", "[1..2)"),
    ("for i in [1..3[ return i", "[1, 2]"), ("some i in [1..3[ satisfies i = 3", "false"),
    ("[1..2[ instance of range<number>", "true"), ("([1..2[)", "[1..2)"),
    ("{r: [1..2[}.r", "[1..2)"),
    ("range(\"[1..2[\")", "[1..2)"), ("1 in ([0..1[, [1..2[)", "true"),
  ])
  func `a bracket that opens no filter closes the range`(_ text: String, _ expected: String)
    throws
  {
    #expect(try standard(text) == expected)
  }

  @Test func `an upper bound from a filter is checked as any other`() throws {
    #expect(try type("day in [@\"2024-01-01\" .. stays[1].end_date]") == "boolean")
    #expect(try type("n in [1 .. numbers[item > 2][1]]") == "boolean")
  }
}
