import Feel
import Testing

@Suite struct CheckerTests {
  @Test(arguments: [
    ("n + 1", "number"), ("n = 1", "boolean"), ("day - day", "days and time duration"),
    ("day - @\"P1M\"", "date"), ("day.year", "number"), ("stay.cost", "number"),
    ("stay.end_date", "date or null"), ("other.cost", "number or null"),
    ("stays.end_date", "list<date or null>"), ("stays.cost", "list<number>"),
    ("stays[1]", "stay or null"), ("stays[cost > 1]", "list<stay>"),
    ("[1, \"a\"]", "list<Any>"), ("[1, null]", "list<number or null>"),
    ("[day..null]", "range<date>"), ("[stay.start_date..stay.end_date]", "range<date>"),
    ("if flag then 1 else null", "number or null"),
    ("for x in numbers return x > 1", "list<boolean>"),
    ("stays[end_date != null].end_date", "list<date>"), ("gaps[item != null]", "list<number>"),
    ("sum(numbers)", "number or null"), ("sum(n, 1)", "number"),
    ("min(stays.start_date)", "date or null"),
    ("max(stays.lot)", "string or null"), ("date(\"2024-01-31\")", "date"),
    ("date(text)", "date or null"),
    ("duration(\"P1D\")", "days and time duration"),
    ("duration(\"P1M\")", "years and months duration"),
    ("concatenate(numbers, [1])", "list<number>"),
    ("append(numbers, null)", "list<number or null>"),
    ("flatten([[1], [[2]]])", "list<Any>"), ("string(n)", "string"),
    ("string(m)", "string or null"),
  ])
  func `infers the type`(_ text: String, _ expected: String) throws {
    #expect(try type(text) == expected)
  }

  @Test(arguments: [
    ("stay.strat_date > day", 5, "did you mean `start_date`?"),
    ("sty.cost", 0, "did you mean `stay`?"),
    ("n + nubmers[1]", 4, "did you mean `numbers`?"),
    ("1 + coutn(numbers)", 4, "did you mean `count`?"),
    ("stays[lott = \"a\"]", 6, "did you mean `lot`?"), ("stays.cots", 6, "did you mean `cost`?"),
    ("day.yaer", 4, "did you mean `year`?"),
  ])
  func `points at an unknown name and gives the nearest`(
    _ text: String,
    _ offset: Int,
    _ hint: String
  ) throws {
    let error = try #require(refusal(text))
    #expect(error.source.lower == offset)
    #expect(error.hint == hint)
  }

  @Test(arguments: [
    ("n + day", 0, "`+` does not apply to a number and a date"),
    ("day + day", 0, "`+` does not apply to a date and a date"),
    ("text - text", 0, "`-` does not apply to a string and a string"),
    ("-text", 0, "`-` does not apply to a string"),
    ("n = text", 0, "a number is never comparable with a string"),
    ("n = numbers", 0, "a number is never comparable with a list<number>"),
    ("flag < flag", 0, "`<` does not apply to a boolean: it has no order"),
    ("n and flag", 0, "`and` needs true or false, this is a number"),
    ("if n then 1 else 2", 3, "`if` needs true or false, this is a number"),
    ("if flag then 1 else \"a\"", 0, "`then` gives a number, `else` a string: they must agree"),
    ("numbers[text]", 8, "a filter needs true or false, this is a string"),
    ("some x in n satisfies true", 10, "expected a list, this is a number"),
    ("n[1]", 0, "expected a list, this is a number"),
    ("n in [\"a\"..\"b\"]", 5, "a number is never in a range<string>"),
    ("n in (1, text)", 9, "a number is never in a string"),
    ("[1..day]", 0, "the bounds are a number and a date: they must agree"),
    ("[true..false]", 0, "a boolean cannot bound a range"),
    ("count(n)", 6, "`list` of `count` is a list<Any>, this is a number"),
    ("count()", 0, "wrong arguments for `count`"),
    ("decimal(1)", 0, "wrong arguments for `decimal`"),
    ("date(\"2024-02-30\")", 0, "\"2024-02-30\" is no date that there is"),
    ("n / 0", 0, "this divides by zero"), ("1 / 0", 0, "this divides by zero"),
    ("@\"P1D\" / @\"PT0S\"", 0, "this divides by zero"),
    ("10 ** 7000", 0, "the result of `**` is beyond the numbers that there are"),
    ("modulo(n, 0)", 10, "`modulo` has no result for a divisor of 0"),
    ("decimal(n, 7000)", 11, "`scale` is from -6111 to 6176"),
    ("n in [5..1]", 5, "a range goes up, from its start to its end"),
    ("n.cost", 2, "a number has no entries"),
    ("nothing(1)", 0, "unknown function `nothing`"),
  ])
  func `refuses what could only give null`(
    _ text: String,
    _ offset: Int,
    _ message: String
  ) throws {
    let error = try #require(refusal(text))
    #expect(error.message == message)
    #expect(error.source.lower == offset)
  }

  @Test func `a list against a scalar is told what to write`() {
    #expect(refusal("n = numbers")?.hint == "to ask whether it is in the list, write `… in …`")
  }

  @Test(arguments: [
    "m + 1", "1 - m", "-m", "m < 1", "1 >= m", "m in [1..2]", "m between 1 and 2",
    "n between m and 2",
    "maybe and flag", "flag or maybe", "not(maybe)", "if maybe then 1 else 2", "many[1]",
    "many[item > 1]", "some x in many satisfies x > 1", "count(many)", "numbers[maybe]",
    "numbers[m]", "some x in numbers satisfies maybe", "abs(m)", "stay.end_date < day", "sum(gaps)",
    "n in many", "other.cost > 1", "for x in many return x", "numbers[1] + 1", "sum(numbers) > 1",
    "duration(text) + day", "get value(stay, text) + 1", "context([{key: text, value: 1}]).x",
    "context put(stay, [text], 1).x", "for x in numbers return x + partial[-1]",
    "[1, text][1] + 1", "(function(x: number) x)(m)",
    "(if flag then duration(text) else @\"P1D\") + day",
    "stays[end_date > day]", "n in < m", "m = 1 or m > 2", "m != null or m > 2",
    "m = null and m > 2",
  ])
  func `refuses an operand that may be null, unless guards are ignored`(_ text: String) throws {
    let error = try #require(refusal(text))
    #expect(error.message.contains("may be null"))
    #expect(error.hint != nil)
    #expect(refusal(text, mode: .standard) == nil)
  }

  @Test(arguments: [
    "m != null and m > 1", "m = null or m > 1", "if m != null then m > 1 else false",
    "if m = null then false else m > 1", "not(m = null) and m > 1", "m = 5 and m > 1",
    "stay.end_date != null and stay.end_date < day", "other != null and other.cost > 1",
    "other.cost != null and other.cost > 1", "other.end_date != null and other.cost > 1",
    "many != null and count(many) > 0 and some x in many satisfies x > 1",
    "stays[end_date != null and end_date > day]", "stays[item.end_date != null and end_date > day]",
    "m != null and flag and m > 1", "(m != null and flag) and m > 1",
    "if m = null or n = 1 then true else m > 1", "not(m != null and n = 1) or m > 1",
    "sum(gaps[item != null]) != null", "m = null", "maybe = true", "m != n",
    "{d: duration(text), r: d != null and day + d > day}.r", "(function(x) x = 1)(m)",
    "for x in numbers return if partial[-1] = null then x else x",
    "n / n = 1", "n * 0 = 0", "modulo(n, n) = 0", "sort(numbers, function(a, b) a < b) = numbers",
    "m in (1, null)".replacing("m in", with: "n in"),
    "every x in gaps satisfies x = null or x > 1", "stays[other != null and cost > other.cost]",
  ])
  func `accepts an operand once null is ruled out`(_ text: String) {
    #expect(refusal(text) == nil)
  }

  @Test func `what one branch knows, the other and what follows do not`() {
    #expect(refusal("if m != null then 1 else m + 1") != nil)
    #expect(refusal("(m != null and m > 1) or m > 2") != nil)
    #expect(refusal("[m != null and m > 1, m > 2]") != nil)
    #expect(refusal("m != null and (for m in gaps return m + 1) = [1]") != nil)
  }

  @Test func `a scope can assume a condition`() throws {
    let condition = try check("m != null", scope: scope)
    #expect(throws: FeelError.self) { try check("m > 1", scope: scope) }
    #expect(try check("m > 1", scope: scope.assuming(condition)).type == .boolean)
  }

  @Test func `an error shows its line with a caret`() throws {
    let text = "n = 1\nand stay.strat_date > day"
    let error = try #require(refusal(text))
    #expect(
      error.rendered(in: text, name: "rule") == """
        rule:2:10: `stay` has no entry `strat_date`
          and stay.strat_date > day
                   ^^^^^^^^^^
          did you mean `start_date`?
        """
    )
  }

  @Test func `columns count characters, not bytes`() throws {
    let text = "\"é€\" = txt"
    let error = try #require(refusal(text))
    #expect(error.position(in: text) == (1, 8))
  }

  @Test func `a library may gain functions, named with spaces and keywords`() throws {
    let days = FeelFunction(
      "days in common",
      [.init("a", .range(.date)), .init("b", .range(.date))],
      resultType: { _ in .number }
    ) { _ in .boolean(true) }
    let library = Library.standard.adding([days])
    let checked = try check("days in common(term, term) > 0", scope: scope, library: library)
    #expect(checked.type == .boolean)
    #expect(throws: FeelError.self) {
      try check("days in common(term, term) > 0", scope: scope)
    }
  }

  @Test func `arguments may be named`() throws {
    #expect(try value("date(day: 29, year: 2024, month: 2)") == "@\"2024-02-29\"")
    #expect(refusal("date(day: 29, year: 2024, moth: 2)") != nil)
    #expect(refusal("modulo(dividend: 29, 2)") != nil)
  }

  @Test(arguments: [
    "5 in [[1..3], [4..6]]", "5 in [< 3, > 4]", "5 in (1, [4..6])", "count(1)", "reverse(n)",
    "append(n, 1)", "union(1, [2])", "list contains(text, \"a\")", "string length([\"a\"])",
    "contains([\"foobar\"], \"of\")", "sublist(text, [1])", "context merge({a: 1})",
    "string join(text, [\"-\"])", "(function(x: list<number>) x)(1)",
    "(function(x: number) x)([1])",
    "(function(x: date and time) x)(day)", "(function(x: context<a: number>) x)([{a: 1}])",
  ])
  func `standard mode has nothing to say of what is right`(_ text: String) throws {
    #expect(try checkWithWarnings(text, scope: scope, mode: .standard).warnings == [])
  }

  @Test(arguments: [
    ("string length(1)", 14), ("string length([1])", 14), ("count(n, n)", 0), ("sum(text)", 4),
    ("string join(n)", 12), ("(function(x: list<number>) x)(text)", 30),
    ("(function(x: number) x)(numbers, 1)", 0), ("reverse(list: 1, b: 2)", 0),
  ])
  func `standard mode warns of arguments that no conversion helps`(_ text: String, _ offset: Int)
    throws
  {
    let warnings = try checkWithWarnings(text, scope: scope, mode: .standard).warnings
    #expect(warnings.map(\.source.lower) == [offset])
  }
}
