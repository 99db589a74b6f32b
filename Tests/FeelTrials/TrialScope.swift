internal import Feel
internal import Values

/// The names that texts under trial may use: values of all types, and names with spaces and signs in them.
enum TrialScope {
  static let scope = Scope(variables: variables.map { ($0.name, $0.type) })
  static let values = variables.map(\.value)

  private static let row = ContextType(
    name: "row",
    entries: [
      .init(name: "cost", type: .number), .init(name: "start date", type: .date),
      .init(name: "end date", type: .nullable(.date)), .init(name: "tags", type: .list(.string)),
      .init(name: "inner", type: .context(ContextType(name: "inner", entries: []))),
    ]
  )

  private static let variables: [(name: String, type: FeelType, value: Value)] = [
    ("n", .number, read("12.5")), ("m", .nullable(.number), .null),
    ("monthly fee", .number, read("-7")), ("a-b", .number, read("3")),
    ("Profit and loss", .number, read("1E40")), ("text", .string, read(#""foo bar""#)),
    ("flag", .boolean, read("true")), ("maybe", .nullable(.boolean), .null),
    ("day", .date, read(#"@"2024-02-29""#)), ("clock", .time, read(#"@"23:59:59@Europe/Paris""#)),
    ("moment", .dateAndTime, read(#"@"2024-03-31T02:30:00+01:00""#)),
    ("span", .daysAndTimeDuration, read(#"@"P1DT2H""#)),
    ("age", .yearsAndMonthsDuration, read(#"@"P1Y2M""#)),
    ("term", .range(.date), read(#"[@"2024-01-01"..@"2024-12-31")"#)),
    ("numbers", .list(.number), read("[1, 2.50, -3]")),
    ("gaps", .list(.nullable(.number)), read("[1, null, 3]")),
    ("row", .context(row), read(rowText)), ("rows", .list(.context(row)), read("[\(rowText)]")),
    ("anything", .any, read(#"[1, "a", {b: null}]"#)),
  ]

  private static let rowText =
    #"{cost: 5.25, "start date": @"2024-01-31", "end date": null, tags: ["x", "y"], inner: {}}"#

  private static func read(_ text: String) -> Value {
    do {
      let expression = try check(text, scope: Scope(variables: []), mode: .standard)
      return Interpreter().evaluate(expression, variables: [])
    } catch {
      preconditionFailure("\(text): \(error.message)")
    }
  }
}
