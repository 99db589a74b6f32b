import Feel
import Testing

/// Names of several words, and what else they may be made of (10.3.1.4 and 10.3.1.6).
@Suite struct NameTests {
  @Test(arguments: [
    ("{Profit and loss: 3, r: Profit and loss + 1}.r", "4"),
    ("{what if?: 7, r: what if?}.r", "7"), ("{a.b: 1, r: a.b}.r", "1"),
    ("{Income+Expenses: 1, r: Income + Expenses}.r", "1"), ("{d'or: 1, r: d'or}.r", "1"),
    ("{a*b: 1, c/d: 2, r: a*b + c/d}.r", "3"), ("{a 1: 1, r: a 1}.r", "1"),
    ("{_a: 1, r: _a}.r", "1"), ("{ü: 1, 名前: 2, r: ü + 名前}.r", "3"),
    ("{🐎: 1, r: 🐎 + 1}.r", "2"), ("{sale for: 1, r: sale for}.r", "1"),
    ("{a: {start date: @\"2020-01-01\"}, r: a.start date.year}.r", "2020"),
    ("{a: [{b-c: 1}], r: a[b-c = 1].b-c}.r", "[1]"),
    ("for x y in [1, 2] return x y + 1", "[2, 3]"),
    ("some a-b in [1] satisfies a-b = 1", "true"),
    ("(function(a b, c) a b + c)(c: 1, a b: 2)", "3"),
  ])
  func `may have spaces, signs and keywords in them`(_ text: String, _ expected: String) throws {
    #expect(try standard(text) == expected)
  }

  @Test(arguments: [
    ("{a: 5, b: 2, a-b: 100, r: a-b}.r", "100"), ("{a: 5, b: 2, a-b: 100, r: a - b}.r", "100"),
    ("{a: 5, b: 2, a-b: 100, r: (a)-(b)}.r", "3"), ("{a: 5, b: 2, r: a-b}.r", "3"),
    ("{Profit: true, loss: false, r: Profit and loss}.r", "false"),
    ("{Profit: true, loss: true, Profit and loss: 1, r: (Profit) and (loss)}.r", "true"),
  ])
  func `are matched with the scope, the longest first`(_ text: String, _ expected: String) throws {
    #expect(try standard(text) == expected)
  }

  @Test func `are the same however many spaces stand between their words`() throws {
    #expect(try standard("{Phone Number: 1, r: Phone   \n Number}.r") == "1")
  }

  @Test(arguments: ["if", "for sale", "function name", "not", "null", "true", "in stock"])
  func `do not begin with a keyword`(_ name: String) {
    #expect(refusal("{\(name): 1}", mode: .standard)?.source.lower == 1)
  }

  @Test(arguments: ["list", "context", "range", "date", "item", "order", "notice", "format"])
  func `may be words that only look like keywords`(_ name: String) throws {
    #expect(try standard("{\(name): 1, r: \(name) + 1}.r") == "2")
  }

  @Test(arguments: [
    "row.in", "row.true", "row.plain_1", "row.start date", "row.a-b", "rows[start date = 1][1].in",
    "Profit and loss", "rows[plain_1 = Profit and loss][1].a-b",
  ])
  func `may be what a host calls its values, a keyword after a point included`(_ text: String)
    throws
  {
    let names = ["in", "true", "plain_1", "start date", "a-b"]
    let row = FeelType.context(
      ContextType(name: "row", entries: names.map { .init(name: $0, type: .number) })
    )
    let scope = Scope(variables: [
      ("row", row), ("rows", .list(row)), ("Profit and loss", .number), ("Profit", .boolean),
    ])
    #expect(try check(text, scope: scope, mode: .standard).type.nonNull == .number)
  }

  @Test func `may be any string in a context, which get value reads`() throws {
    #expect(try standard("get value({\"a+(]\": 1, \"\": 2}, \"a+(]\")") == "1")
    #expect(try standard("get value({\"if\": 1}, \"if\")") == "1")
  }
}
