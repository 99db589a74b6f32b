import Feel
import Testing
import Values

@Suite struct CollectionTests {
  @Test(arguments: [
    ("[1, 2, 3][item > 1]", "[2, 3]"), ("[1, 2, 3][2]", "2"), ("[1, 2, 3][-1]", "3"),
    ("[1, 2, 3][4]", "null"), ("[1, 2, 3][0]", "null"), ("[1, 2, 3][-4]", "null"),
    ("[1, 2, 3][1.5]", "null"), ("[{a: 1}, {a: 2}][a > 1].a", "[2]"),
    ("[{a: 1}, {a: 2}].a", "[1, 2]"), ("[{a: 1}, {a: 2}][item.a = 1][1].a", "1"),
    ("[[1], [2, 3]][count(item) = 2]", "[[2, 3]]"),
    ("for x in [1, 2] return x * 2", "[2, 4]"),
    ("for x in [1, 2], y in [10, 20] return x + y", "[11, 21, 12, 22]"),
    ("for x in [[1, 2], [3]], y in x return y", "[1, 2, 3]"),
    ("for x in [1, 2], y in [3] return [x, y]", "[[1, 3], [2, 3]]"),
    ("some x in [1, 2] satisfies x > 1", "true"), ("some x in [] satisfies x > 1", "false"),
    ("every x in [1, 2] satisfies x > 1", "false"), ("every x in [] satisfies x > 1", "true"),
    ("some x in [1, 2], y in [2, 3] satisfies x = y", "true"),
    ("every x in [1, 2], y in [2, 3] satisfies x < y", "false"),
    ("[1..2].start", "1"), ("[1..2].end", "2"), ("@\"2024-02-29\".year", "2024"),
    ("@\"2024-02-29\".month", "2"), ("@\"2024-02-29\".day", "29"),
    ("@\"2024-02-29\".weekday", "4"), ("@\"P1Y2M\".months", "2"), ("@\"P1Y2M\".years", "1"),
    ("@\"P1DT2H3M4S\".hours", "2"), ("{\"a b\": 1, c: [2]}", "{\"a b\": 1, c: [2]}"),
  ])
  func `goes through lists, contexts and the parts of values`(
    _ text: String,
    _ expected: String
  ) throws {
    #expect(try value(text) == expected)
  }

  @Test(arguments: [
    ("[1, null, 3][item > 1]", "[3]"), ("some x in [null, 2] satisfies x > 1", "true"),
    ("some x in [null, 1] satisfies x > 1", "null"),
    ("every x in [null, 2] satisfies x > 1", "null"),
    ("every x in [null, 1] satisfies x > 1", "false"), ("m[1]", "null"),
  ])
  func `a filter leaves out what is null, quantifiers keep it`(
    _ text: String,
    _ expected: String
  ) throws {
    let list = text.replacing("m[1]", with: "many[1]")
    #expect(try value(list, mode: .standard) == expected)
  }

  @Test func `an item's own entries hide outer names, and item is the item`() throws {
    #expect(try type("stays[n = \"a\"]") == "list<stay>")
    #expect(refusal("stays[n = 1]") != nil)
    #expect(
      try type("stays[item.n = \"a\" and cost > numbers[1]]", mode: .standard) == "list<stay>"
    )
    #expect(try type("for n in [true] return n") == "list<boolean>")
  }

  @Test func `a variable is found by its number, however deep it is shadowed`() throws {
    let checked = try check(
      "for x in numbers return count(numbers[item >= x and item < n])",
      scope: scope
    )
    var variables = [Value](repeating: .null, count: scope.variables.count)
    variables[0] = .number(Decimal(3))
    variables[9] = .list([1, 2, 3].map { .number(Decimal($0)) })
    let result = Interpreter().evaluate(checked, variables: variables)
    #expect(Printer.text(of: result) == "[2, 1, 0]")
  }
}
