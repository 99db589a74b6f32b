import Feel
import Testing

/// Times and moments that differ by less than a second: `=` does not tell them apart (tables 53 and 54 go by whole
/// seconds), but nothing loses one of them.
@Suite struct FractionTests {
  private static let names = """
    a: @"12:00:00.1", b: @"12:00:00.5", c: @"2024-01-31T12:00:00.1Z", d: @"2024-01-31T12:00:00.5Z"
    """

  private func result(of text: String) throws -> String {
    try standard("{\(FractionTests.names), r: \(text)}.r")
  }

  @Test(arguments: ["a = b", "c = d", "[a] = [b]", "not(a != b)", "a in (b)"])
  func `equality is by whole seconds`(_ text: String) throws {
    #expect(try result(of: text) == "true")
  }

  @Test(arguments: [
    ("a < b", "true"), ("b < a", "false"), ("b <= a", "false"), ("a >= b", "false"),
    ("d > c", "true"), ("d between c and c", "false"), ("b in [a..a]", "false"),
    ("max(a, b) = b and is(max(a, b), b)", "true"), ("is(min([d, c]), c)", "true"),
    ("sort([b, a], function(x, y) x < y)[1].second", "0.1"),
    ("count(distinct values([a, b, a]))", "2"),
    ("count(union([c], [d]))", "2"), ("index of([a, b], b)", "[2]"),
    ("list contains([a], b)", "false"),
    ("b in [a]", "false"), ("includes([a..a], b)", "false"), ("before(a, b)", "true"),
    ("meets([a..b], [b..b])", "true"), ("coincides(c, d)", "false"),
  ])
  func `order and lists keep the fractions`(_ text: String, _ expected: String) throws {
    #expect(try result(of: text) == expected)
  }

  @Test(arguments: [
    ("@\"10:00:00Z\", @\"11:00:00+01:00\", @\"10:00:00.0Z\"", "1"),
    // The last is the same as the second, which is the same as the first, which it is not.
    ("@\"10:00:00\", @\"10:00:00Z\", @\"12:00:00+02:00\"", "2"),
    ("@\"10:00:00Z\", @\"10:00:00+02:00\", @\"10:00:00\"", "2"),
    ("[@\"10:00:00\"], [@\"10:00:00\"], [@\"10:00:01\"]", "2"),
    ("@\"2024-01-31T10:00:00Z\", @\"2024-01-31T11:00:00+01:00\", @\"2024-01-31T10:00:00\"", "1"),
    ("[1..2], [1..2], [1..2), (< 1), (< 1)", "3"), ("@\"10:00:00\", 1, @\"10:00:00\"", "2"),
  ])
  func `distinct values leave out what is equal on whatever clock`(
    _ items: String,
    _ expected: String
  ) throws {
    #expect(try standard("count(distinct values([\(items)]))") == expected)
  }
}
