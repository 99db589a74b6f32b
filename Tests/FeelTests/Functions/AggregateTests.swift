import Feel
import Testing
import Values

@Suite struct AggregateTests {
  /// The examples of DMN 1.5, table 75, that make one value of many.
  @Test(arguments: [
    ("min([1, 2, 3])", "1"), ("max(1, 2, 3)", "3"), ("min(1)", "1"), ("min([1])", "1"),
    ("max([])", "null"), ("sum([1, 2, 3])", "6"), ("sum(1, 2, 3)", "6"), ("sum(1)", "1"),
    ("sum([])", "null"), ("mean([1, 2, 3])", "2"), ("mean(1, 2, 3)", "2"), ("mean(1)", "1"),
    ("mean([])", "null"), ("all([false, null, true])", "false"), ("all(true)", "true"),
    ("all([true])", "true"), ("all([])", "true"), ("any([false, null, true])", "true"),
    ("any(false)", "false"), ("any([])", "false"), ("product([2, 3, 4])", "24"),
    ("product([])", "null"), ("product(2, 3, 4)", "24"), ("median(8, 2, 5, 3, 4)", "4"),
    ("median([6, 1, 2, 3])", "2.5"), ("median([])", "null"), ("stddev([47])", "null"),
    ("stddev(47)", "null"),
    ("stddev([])", "null"), ("mode(6, 3, 9, 6, 6)", "[6]"),
    ("mode([6, 1, 9, 6, 1])", "[1, 6]"), ("mode([])", "[]"),
  ])
  func `give what the standard's examples say`(_ text: String, _ expected: String) throws {
    #expect(try value(text, mode: .standard) == expected)
  }

  /// The standard's example, and one where numbers are far apart, by Python's `decimal` with 34 digits.
  @Test(arguments: [
    ("stddev(2, 4, 7, 5)", "2.081665999466132735282297706979931"),
    ("stddev([2, 4, 7, 5])", "2.081665999466132735282297706979931"),
    ("stddev(1, 1)", "0"), ("stddev(1, 1000001)", "707106.7811865475244008443621048490"),
  ])
  func `know the standard deviation of a sample`(_ text: String, _ expected: String) throws {
    #expect(try value("\(text) = \(expected)", mode: .standard) == "true")
  }

  @Test(arguments: [
    ("min([3, 1, 2])", "1"), (#"max(["a", "c", "b"])"#, #""c""#),
    (#"min([@"2024-02-01", @"2024-01-01"])"#, #"@"2024-01-01""#),
    (#"max(@"PT1H", @"PT61M")"#, #"@"PT1H1M""#), (#"min([@"P1Y", @"P11M"])"#, #"@"P11M""#),
  ])
  func `know the least and greatest of all that has an order`(_ text: String, _ expected: String)
    throws
  {
    #expect(try value(text, mode: .standard) == expected)
  }

  @Test(arguments: [
    "sum([1, null])", "mean([1, null])", "product([null])", "median([1, null])",
    "mode([1, null])", "max([1, null])", "max([null])", #"max([1, "a"])"#, "sum(null)",
    "min(null)", "mean(null)", "product(null)", "median(null)", "mode(null)", "all(null)",
    "any(null)", "all([true, null])", "any([false, null])", "all(true, null)",
  ])
  func `give null where an item is unknown and matters`(_ text: String) throws {
    #expect(try value(text, mode: .standard) == "null")
  }

  @Test(arguments: [
    ("all([null, false])", "false"), ("any([null, true])", "true"), ("all(true, false)", "false"),
    ("any(false, true)", "true"),
  ])
  func `know the answer where unknown truths do not matter`(_ text: String, _ expected: String)
    throws
  {
    #expect(try value(text, mode: .standard) == expected)
  }

  @Test(arguments: [
    "all([false, 123])", "any([true, 123])", "all(false, \"a\")", "any(true, 0)",
  ])
  func `give null for items that are no truth values`(_ text: String) throws {
    #expect(try value(text, mode: .standard) == "null")
  }

  @Test(arguments: [
    ("mode([2.50, 1, 2.5])", "[2.5]"), ("mode([3, 6, 1, 9, 6, 1, 3])", "[1, 3, 6]"),
    ("mode([1])", "[1]"),
  ])
  func `count equal numbers together, however they are written`(_ text: String, _ expected: String)
    throws
  {
    #expect(try value("\(text) = \(expected)", mode: .standard) == "true")
  }

  @Test func `do not overflow without saying so`() {
    let large = Value.number(Decimal(coefficient: 1, exponent: 6000))
    #expect(apply("product", .list([large, large])) == .null)
  }
}
