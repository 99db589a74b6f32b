import Feel
import Testing
import Values

@Suite struct DateFunctionTests {
  /// Examples of DMN 1.5, tables 72 and 79.
  @Test(arguments: [
    (#"date("2012-12-25") - date("2012-12-24")"#, #"@"P1D""#),
    (#"date(2012, 12, 25)"#, #"@"2012-12-25""#), (#"duration("P2Y2M") = duration("P26M")"#, "true"),
    (
      #"years and months duration(date("2011-12-22"), date("2013-08-24"))"#, #"@"P1Y8M""#
    ),
    ("day of week(date(2019, 9, 17))", #""Tuesday""#),
    ("month of year(date(2019, 9, 17))", #""September""#),
    ("string(1.1)", #""1.1""#), ("string(null)", "null"),
    (#"number("1 000,0", " ", ",") = number("1,000.0", ",", ".")"#, "true"),
  ])
  func `give what the standard's examples say`(_ text: String, _ expected: String) throws {
    #expect(try value(text, guards: .ignored) == expected)
  }

  @Test(arguments: [
    (#"@"2013-08-24""#, #"@"2011-12-22""#, "-P1Y8M"),
    (#"@"2024-01-31""#, #"@"2024-02-29""#, "P0M"), (#"@"2024-01-31""#, #"@"2024-03-31""#, "P2M"),
    (#"@"2024-02-29""#, #"@"2025-02-28""#, "P11M"), (#"@"2024-02-29""#, #"@"2025-03-01""#, "P1Y"),
    (#"@"2024-01-01""#, #"@"2024-01-01""#, "P0M"),
  ])
  func `count the whole months between two days`(
    _ from: String,
    _ to: String,
    _ expected: String
  ) throws {
    #expect(try value("years and months duration(\(from), \(to))") == "@\"\(expected)\"")
  }

  @Test(arguments: [
    "date(2023, 2, 29)", "date(2023, 13, 1)", "date(2023, 1, 0)", "date(2023, 1.5, 1)",
    #"date("2023-02-29")"#, #"date("")"#, #"date("20230101")"#, "date(null)",
    "date(2023, null, 1)", #"duration("1Y")"#, #"duration("P")"#, "day of week(null)",
    "years and months duration(null, null)", #"years and months duration(@"2024-01-01", null)"#,
  ])
  func `give null for days and durations that there are not`(_ text: String) throws {
    #expect(try value(text, guards: .ignored) == "null")
  }

  @Test(arguments: [
    (#"number("1.000.000,01", ".", ",")"#, "1000000.01"),
    (#"number("1,000,000.00", ",", null)"#, "1000000.00"),
    (#"number("1000.01", null, ".")"#, "1000.01"), (#"number("-1,5", null, ",")"#, "-1.5"),
    (#"number("12", null, null)"#, "12"), (#"number(".5", null, null)"#, "0.5"),
    (#"number("1.234", ".", null)"#, "1234"),
  ])
  func `read a number with its separators`(_ text: String, _ expected: String) throws {
    #expect(try value(text, guards: .ignored) == expected)
  }

  @Test(arguments: [
    #"number("1,000.01", " ", ".")"#, #"number("1.0", ",", ":")"#, #"number("1.0", ".", ".")"#,
    #"number("1.0", "-", ".")"#, #"number("1.0", "", ".")"#, #"number("a", null, ".")"#,
    #"number("", null, null)"#, #"number("1.", null, null)"#, #"number("+1", null, null)"#,
    #"number("1.2.3", null, ".")"#, #"number(null, null, null)"#, #"number("- 1", " ", ".")"#,
  ])
  func `read no number that no literal writes`(_ text: String) throws {
    let isSeparated = text.contains("- 1")
    #expect(try value(text, guards: .ignored) == (isSeparated ? "-1" : "null"))
  }

  @Test func `name the days of a week and the months of a year in order`() throws {
    let days = (1...7).map { "day of week(date(2024, 1, \($0)))" }.joined(separator: ", ")
    #expect(
      try value("[\(days)]", guards: .ignored)
        == #"["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]"#
    )
    let months = (1...12).map { "month of year(date(2024, \($0), 1))" }.joined(separator: ", ")
    #expect(
      try value("string join([\(months)], \" \")", guards: .ignored)
        == #""January February March April May June July August September October November December""#
    )
  }

  @Test func `tell the time that the host gives, and no other`() throws {
    let date = try #require(CalendarDate(year: 2024, month: 2, day: 29))
    let time = try #require(TimeOfDay(nanosecond: 0))
    let now = DateAndTime(date: date, time: time)
    let functions = StandardFunctions.clock(now: now)
    let library = Library.standard.adding(functions)
    #expect(library.functions(named: "now").map { $0.apply([]) } == [.dateAndTime(now)])
    #expect(library.functions(named: "today").map { $0.apply([]) } == [.date(date)])
    #expect(Library.standard.functions(named: "now").isEmpty)
  }

  @Test(arguments: [
    ("is(1, 1.0)", "true"), (#"is(@"P0D", @"P0M")"#, "false"), ("is(null, null)", "true"),
    ("is(null, 1)", "false"), (#"is("1", 1)"#, "false"), ("is([1, [2]], [1, [2.0]])", "true"),
    ("is([1], [1, 2])", "false"), ("is({a: 1, b: 2}, {b: 2, a: 1})", "true"),
    ("is({a: 1}, {a: 2})", "false"), ("is([1..2], [1..2])", "true"),
    ("is([1..2], [1..2))", "false"), (#"is(@"P1D", @"PT24H")"#, "true"),
    (#"is(@"P1Y", @"P12M")"#, "true"), (#"is(@"2012-12-25", @"2012-12-25")"#, "true"),
  ])
  func `know what is the same`(_ text: String, _ expected: String) throws {
    #expect(try value(text, guards: .ignored) == expected)
  }
}
