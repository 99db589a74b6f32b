import Feel
import Testing

/// What rules refuse that the language alone answers with null: see the page on the language in rules.
@Suite struct StrictModeTests {
  @Test(arguments: [
    ("n between text and 3", 0, "a number is never comparable with a string"),
    ("n in [text]", 5, "a number is never in a list<string>"),
    ("n in (1, flag)", 9, "a number is never in a boolean"),
    ("n in < day", 7, "a number is never comparable with a date"),
    ("numbers = numbers[1]", 0, "a list<number> is never comparable with a number"),
    ("stay < stay", 0, "`<` does not apply to `stay`: it has no order"),
    ("not(n)", 4, "`negand` of `not` is a boolean, this is a number"),
    ("flag or text", 8, "`or` needs true or false, this is a string"),
    ("every x in numbers satisfies x", 29, "`satisfies` needs true or false, this is a number"),
    ("for x in text return x", 9, "expected a list, this is a string"),
    (
      "for x in 1..text return x", 9,
      "an iteration goes over numbers or dates, not from a number to a string"
    ),
    ("numbers[item > text]", 8, "a number is never comparable with a string"),
    ("stays[cost > day]", 6, "a number is never comparable with a date"),
    ("numbers.cost", 8, "a list<number> has no entries"),
    ("term.begin", 5, "a range<date> has no entry `begin`"),
    ("day.hour", 4, "a date has no entry `hour`"),
    ("text[1]", 0, "expected a list, this is a string"),
    ("term[1]", 0, "expected a list, this is a range<date>"),
    ("sum(stays.lot)", 4, "`list` of `sum` is a list<number>, this is a list<string>"),
    ("substring(text, text)", 16, "`start position` of `substring` is a number, this is a string"),
    ("substring(string: text)", 0, "wrong arguments for `substring`"),
    ("round up(n)", 0, "wrong arguments for `round up`"),
    ("includes(term, n)", 15, "`point` of `includes` is a date, this is a number"),
    ("substring(text, 1, text)", 19, "`length` of `substring` is a number, this is a string"),
    ("{a: 1}.b", 7, "`context` has no entry `b`"),
    ("null + 1", 0, "this is null: the result could only be null"),
    ("[day .. n]", 0, "the bounds are a date and a number: they must agree"),
    ("count(unknown)", 6, "unknown name `unknown`"), ("is(n)", 0, "wrong arguments for `is`"),
    ("n instance of day", 14, "there is no type `day`"),
    ("now()", 0, "unknown function `now`"), ("today()", 0, "unknown function `today`"),
  ])
  func `what can only give null is refused where it stands`(
    _ text: String,
    _ offset: Int,
    _ message: String
  ) throws {
    let error = try #require(refusal(text))
    #expect(error.message == message)
    #expect(error.source.lower == offset)
  }

  @Test(arguments: [
    ("m + 1", "guard it: `m != null and …`, or `if m != null then … else …`"),
    (
      "stay.end_date < day",
      "guard it: `stay.end_date != null and …`, or `if stay.end_date != null then … else …`"
    ),
    ("numbers[1] + 1", "name it first, then guard it: `name != null and …`"),
    ("sum(gaps)", "leave them out first: `list[item != null]`"),
    ("n = numbers", "to ask whether it is in the list, write `… in …`"),
    ("numbers = n", "to ask whether it is in the list, write `list contains(list, value)`"),
    ("stay.cots", "did you mean `cost`?"), ("txet", "did you mean `text`?"),
    ("uper case(text)", "did you mean `upper case`?"),
    ("decimal(n)", "it is called as `decimal(n, scale)`"),
    ("stay.zzz", "it has `start_date`, `end_date`, `cost`, `lot`, `n`"),
  ])
  func `a hint says what to write instead`(_ text: String, _ hint: String) throws {
    #expect(try #require(refusal(text)).hint == hint)
  }

  @Test(arguments: [
    ("m = null", "boolean"), ("stay.end_date = day", "boolean"),
    ("[n, m]", "list<number or null>"),
    ("if m = null then 0 else m", "number"), ("{a: m}.a", "number or null"),
    ("string(m)", "string or null"),
    ("m instance of number", "boolean"), ("day in term", "boolean"),
    ("[day .. stay.end_date]", "range<date>"),
    ("stays[end_date != null and end_date > day].cost", "list<number>"),
    ("count(gaps)", "number"),
    ("list contains(gaps, null)", "boolean"), ("is(m, n)", "boolean"),
    ("append(gaps, m)", "list<number or null>"),
  ])
  func `null is welcome where it has a meaning`(_ text: String, _ expected: String) throws {
    #expect(try type(text) == expected)
  }
}
