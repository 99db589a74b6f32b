import Feel
import Testing

/// Why something is null, as the evidence of a rule and `vouch eval` say it.
@Suite struct ReasonTests {
  @Test(arguments: [
    ("1 / 0", "this divides by zero"), ("@\"P1D\" / 0", "this divides by zero"),
    ("@\"P1D\" / @\"PT0S\"", "this divides by zero"), ("0 ** -1", "0 has no power below 0"),
    ("(-2) ** 0.5", "a negative number has powers to whole numbers only"),
    ("1E6000 * 1E6000", "the result of `*` is beyond the numbers that there are"),
    ("1 + \"a\"", "`+` does not apply to a number and a string"),
    ("null + 1", "`+` does not apply to null and a number"),
    (
      "@\"999999999-12-31\" + @\"P1D\"",
      "the result of `+` is beyond the dates and durations that there are"
    ),
    (
      "@\"10:00:00\" - @\"10:00:00Z\"",
      "one has a zone and the other none: their difference is not known"
    ),
  ])
  func `an operator says what has no result`(_ text: String, _ reason: String) throws {
    try expect(text, reason)
  }

  @Test(arguments: [
    ("modulo(5, 0)", "`modulo` has no result for a divisor of 0"),
    ("sqrt(-1)", "a negative number has no square root"),
    ("log(0)", "only numbers above 0 have a logarithm"),
    ("exp(1000000)", "the result of `exp` is beyond the numbers that there are"),
    ("decimal(1, 7000)", "`scale` is from -6111 to 6176"),
    ("date(\"2024-02-30\")", "\"2024-02-30\" is no date that there is"),
    ("date(2023, 2, 29)", "there is no date of 2023, 2, 29"),
    ("time(\"25:00:00\")", "\"25:00:00\" is no time that there is"),
    ("time(1, 60, 0)", "there is no time of 1, 60, 0"),
    ("date and time(\"x\")", "\"x\" is no date and time that there is"),
    ("duration(\"P\")", "\"P\" is no duration that there is"),
    ("number(\"1,5\", null, null)", "\"1,5\" is no number that there is"),
    ("number(\"a\", \",\", \".\")", "\"a\" is no number that there is"),
    ("substring(\"abc\", 0)", "positions are from 1 to 3, or from -1 to -3 at the end: this is 0"),
    (
      "substring(\"abc\", 2, 3)",
      "`length` is at least 1, and no more than there is from that position on"
    ),
    ("substring(\"\", 1)", "the text is empty"),
    ("remove([1, 2], 3)", "positions are from 1 to 2, or from -1 to -2 at the end: this is 3"),
    (
      "sublist([1], 1, 2)",
      "`length` is at least 1, and no more than there is from that position on"
    ),
    ("sum([1, \"a\"])", "item 2 of the list that `sum` is given is a string, expected a number"),
    ("max([1, null])", "item 2 of the list that `max` is given is null, expected a number"),
    ("mean([])", "the list that `mean` is given is empty"),
    ("stddev(1)", "`stddev` needs two numbers at least"),
    ("string length(null)", "`string` of `string length` is null"),
    ("get value({a: 1}, \"b\")", "the context has no value for `b`"),
    ("sort([1, 2], function(a, b) null)", "`precedes` gives neither true nor false"),
    ("range(\"[1\")", "`from` writes no range: expected `..`, found the end"),
  ])
  func `a function says what of its arguments it has no result for`(
    _ text: String,
    _ reason: String
  )
    throws
  {
    try expect(text, reason)
  }

  /// The checker says it where all is written out, else the evaluation.
  private func expect(_ text: String, _ reason: String) throws {
    let checked = try checkWithWarnings(text, scope: Scope(variables: []), mode: .standard)
    let (value, diagnostics) = Interpreter().evaluateExplained(checked.expression, variables: [])
    #expect(value == .null)
    #expect(
      (diagnostics + checked.warnings).map(\.message).contains(reason),
      "\(diagnostics) \(checked.warnings)"
    )
  }
}
