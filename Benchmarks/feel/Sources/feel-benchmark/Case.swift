@testable internal import Feel

/// An expression to be timed.
struct Case {
  /// What rules have such expressions for.
  let name: String
  /// The expression.
  let text: String
  /// The names that it uses, as a context of the language.
  let variables: String
  /// Its value, worked out by hand, as the language writes it.
  let expected: String
}

/// Expressions of the size that rules have: one of each kind that they use.
///
/// Parentheses and points stand where the other implementations need them: all are given the same text.
let cases = [
  Case(
    name: "arithmetic on money",
    text: "(unit_rate - agreed_rate) * units + travel / 4.0",
    variables: "{unit_rate: 21.50, agreed_rate: 20.25, units: 56.00, travel: 12.00}",
    // 1.25 * 56 + 3
    expected: "73"
  ),
  Case(
    name: "a date in a range",
    text: #"(paid_on in [date("2024-04-01")..date("2025-03-31")]) and (net > 0.0)"#,
    variables: #"{paid_on: @"2024-08-05", net: 812.50}"#,
    expected: "true"
  ),
  Case(
    name: "a filter of 20 rows",
    text: "rows[net > 450.0]",
    variables: "{rows: [\(rows.joined(separator: ", "))]}",
    expected: #"[{net: 475, kind: "care"}, {net: 500, kind: "care"}]"#
  ),
  Case(
    name: "some of 20 rows",
    text: "some r in rows satisfies r.net > 480.0",
    variables: "{rows: [\(rows.joined(separator: ", "))]}",
    expected: "true"
  ),
  Case(
    name: "a chain of conditions",
    text: #"if net > 1000.0 then "high" else if net > 250.0 then "medium" else "low""#,
    variables: "{net: 812.50}",
    expected: #""medium""#
  ),
  Case(
    name: "functions of text",
    text: #"starts with(lower case(title), "care") and contains(title, "North")"#,
    variables: #"{title: "Care at Home North 2023"}"#,
    expected: "true"
  ),
  Case(
    name: "days from one date to another",
    text: "(period_to - period_from).days",
    variables: #"{period_from: @"2024-08-05", period_to: @"2024-09-01"}"#,
    // 26 to the end of August, and one.
    expected: "27"
  ),
  Case(
    name: "rounding to pence",
    text: "decimal((pound_days - pound_days_away * 0.25) / 7.0, 2)",
    variables: "{pound_days: 5686.25, pound_days_away: 214.50}",
    // 5632.625 / 7 is 804.66 and less than half a penny.
    expected: "804.66"
  ),
  Case(
    name: "the condition of a lookup",
    text: """
      (period_from in [valid_from..valid_to]) and list contains(["adults", "all lots"], lot) \
      and (band = "standard")
      """,
    variables: """
      {period_from: @"2024-08-05", valid_from: @"2024-04-01", valid_to: @"2025-03-31", \
      lot: "all lots", band: "standard"}
      """,
    expected: "true"
  ),
  Case(
    name: "a long and/or",
    text: """
      ((kind = "care") and (type = "INV") and (net > 0.0)) or ((kind = "block") and (net > 5000.0)) \
      or ((found != "framework") and (net >= 812.50) and (units < 60.0))
      """,
    variables: #"{kind: "spot", type: "INV", net: 812.50, found: "spot", units: 56.00}"#,
    expected: "true"
  ),
]

/// Rows of 25, 50, … 500 pounds.
private let rows = (1...20).map { #"{net: \#($0 * 25), kind: "care"}"# }
