import Feel
import Testing
import Values

@Suite struct ListFunctionTests {
  /// The examples of DMN 1.5, table 75, but for those that make one value of many.
  @Test(arguments: [
    ("list contains([1, 2, 3], 2)", "true"), ("count([1, 2, 3])", "3"), ("count([])", "0"),
    ("count([1, [2, 3]])", "2"), ("sublist([4, 5, 6], 1, 2)", "[4, 5]"),
    ("append([1], 2, 3)", "[1, 2, 3]"), ("concatenate([1, 2], [3])", "[1, 2, 3]"),
    ("insert before([1, 3], 1, 2)", "[2, 1, 3]"), ("remove([1, 2, 3], 2)", "[1, 3]"),
    ("list replace([2, 4, 7, 8], 3, 6)", "[2, 4, 6, 8]"), ("reverse([1, 2, 3])", "[3, 2, 1]"),
    ("index of([1, 2, 3, 2], 2)", "[2, 4]"), ("union([1, 2], [2, 3])", "[1, 2, 3]"),
    ("distinct values([1, 2, 3, 2, 1])", "[1, 2, 3]"),
    ("flatten([[1, 2], [[3]], 4])", "[1, 2, 3, 4]"),
  ])
  func `give what the standard's examples say`(_ text: String, _ expected: String) throws {
    #expect(try value(text, mode: .standard) == expected)
  }

  @Test(arguments: [
    ("sublist([4, 5, 6], 2)", "[5, 6]"), ("sublist([4, 5, 6], -2)", "[5, 6]"),
    ("sublist([4, 5, 6], -3, 2)", "[4, 5]"), ("sublist([4, 5, 6], 3, 1)", "[6]"),
    ("insert before([1, 3], -1, 2)", "[1, 2, 3]"), ("insert before([1], 1, null)", "[null, 1]"),
    ("remove([1, 2, 3], -1)", "[1, 2]"), ("remove([1], 1)", "[]"),
    ("list replace([1, 2, 3], -1, 4)", "[1, 2, 4]"),
    ("list replace([1, 2], 2, null)", "[1, null]"), ("list replace([1, 2], 1.9, 4)", "[4, 2]"),
  ])
  func `count positions from either end`(_ text: String, _ expected: String) throws {
    #expect(try value(text, mode: .standard) == expected)
  }

  @Test(arguments: [
    "sublist([1, 2], 0)", "sublist([1, 2], 3)", "sublist([1, 2], 1, 3)", "sublist([1, 2], 1, 0)",
    "sublist([1, 2], -1, 2)", "sublist([], 1)", "insert before([], 1, 2)",
    "insert before([1], 2, 2)", "insert before([1], 0, 2)", "remove([1], 0)", "remove([1], 2)",
    "remove([], 1)", "list replace([1], 2, 3)", "list replace([1], 0, 3)",
    "sublist([1], 0.5)", "sublist(null, 1)", "remove(null, 1)", "remove([1], null)",
    "list contains(null, 1)", "count(null)", "reverse(null)", "append(null, 1)", "flatten(null)",
    "concatenate([1], null)", "union(null)", "distinct values(null)", "index of(null, 1)",
    "list replace(null, 1, 2)",
  ])
  func `give null for null, and for positions that are not there`(_ text: String) throws {
    #expect(try value(text, mode: .standard) == "null")
  }

  @Test(arguments: [
    ("list contains([1, null], null)", "true"), ("list contains([1], null)", "false"),
    (#"list contains([1, "1"], "1")"#, "true"), ("list contains([[1], 2], [1.0])", "true"),
    ("index of([1, null, null], null)", "[2, 3]"), ("index of([1, 2], 3)", "[]"),
    ("append([1], null)", "[1, null]"), ("append([], [1])", "[[1]]"),
    ("union([null, 1], [null])", "[null, 1]"), (#"distinct values([1, "1", 1.0])"#, #"[1, "1"]"#),
    ("distinct values([{a: 1}, {a: 1}])", "[{a: 1}]"), ("flatten([[], [[null]]])", "[null]"),
    ("flatten([])", "[]"), ("reverse([])", "[]"), ("concatenate([], [])", "[]"),
  ])
  func `take null and lists for items like others`(_ text: String, _ expected: String) throws {
    #expect(try value(text, mode: .standard) == expected)
  }

  @Test func `flatten lists that are nested deeper than the stack is`() {
    var list = Value.list([.boolean(true)])
    for _ in 0..<20_000 { list = .list([list]) }
    #expect(apply("flatten", list) == .list([.boolean(true)]))
  }

  @Test func `keep texts apart that only look alike`() throws {
    #expect(try value("count(distinct values([\"\u{e9}\", \"e\u{301}\", \"\u{e9}\"]))") == "2")
  }

  @Test func `leave out what is equal, whatever it is`() throws {
    let items =
      #"[1, [1], {a: 1}, @"P1D", [1..2], "1", true, null, @"2024-01-01"]"#
    #expect(try value("union(\(items), \(items)) = \(items)", mode: .standard) == "true")
  }
}
