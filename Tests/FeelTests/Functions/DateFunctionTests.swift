import Feel
import Testing
import Values

@Suite struct DateFunctionTests {
  /// The examples of DMN 1.5, table 79.
  @Test(arguments: [
    ("day of year(date(2019, 9, 17))", "260"), ("day of week(date(2019, 9, 17))", #""Tuesday""#),
    ("month of year(date(2019, 9, 17))", #""September""#),
    ("week of year(date(2019, 9, 17))", "38"), ("week of year(date(2003, 12, 29))", "1"),
    ("week of year(date(2004, 1, 4))", "1"), ("week of year(date(2005, 1, 1))", "53"),
    ("week of year(date(2005, 1, 3))", "1"), ("week of year(date(2005, 1, 9))", "1"),
  ])
  func `give what the standard's examples say`(_ text: String, _ expected: String) throws {
    #expect(try value(text, mode: .standard) == expected)
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
    (#"date and time("2017-12-31T13:00:00")"#, #"date and time("2017-12-31T12:00:00")"#, "P0M"),
    (#"@"2013-08-24""#, #"date and time("2017-12-15T00:59:59")"#, "P4Y3M"),
    (#"date and time("2017-02-28T23:59:59")"#, #"@"2019-07-23""#, "P2Y4M"),
  ])
  func `count the months between the days of moments`(
    _ from: String,
    _ to: String,
    _ expected: String
  ) throws {
    let text = "years and months duration(\(from), \(to))"
    #expect(try value(text, mode: .standard) == "@\"\(expected)\"")
  }

  @Test(arguments: [
    "day of year(null)", "day of week(null)", "month of year(null)", "week of year(null)",
    "years and months duration(null, null)", #"years and months duration(@"2024-01-01", null)"#,
  ])
  func `give null for null`(_ text: String) throws {
    #expect(try value(text, mode: .standard) == "null")
  }

  @Test func `name the days of a week and the months of a year in order`() throws {
    let days = (1...7).map { "day of week(date(2024, 1, \($0)))" }.joined(separator: ", ")
    #expect(
      try value("[\(days)]", mode: .standard)
        == #"["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]"#
    )
    let months = (1...12).map { "month of year(date(2024, \($0), 1))" }.joined(separator: ", ")
    #expect(
      try value("string join([\(months)], \" \")", mode: .standard)
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
    (#"is(@"P1Y", @"P12M")"#, "true"),
    (#"is(date("2012-12-25"), time("23:00:50"))"#, "false"),
    (#"is(time("23:00:50Z"), time("23:00:50"))"#, "false"),
    (#"is(time("23:00:50Z"), time("23:00:50+00:00"))"#, "true"),
    (#"is(time("23:00:50Z"), time("00:00:50+01:00"))"#, "false"),
    (#"is([date and time("2012-12-25T00:00:00Z")], [date("2012-12-25")])"#, "false"),
    (#"is(@"2012-12-25", @"2012-12-25")"#, "true"),
  ])
  func `know what is the same`(_ text: String, _ expected: String) throws {
    #expect(try value(text, mode: .standard) == expected)
  }
}
