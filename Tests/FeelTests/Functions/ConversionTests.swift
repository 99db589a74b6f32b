import Feel
import Testing
import Values

@Suite struct ConversionTests {
  /// Examples of DMN 1.5, table 72.
  @Test(arguments: [
    (#"date("2012-12-25") - date("2012-12-24")"#, #"@"P1D""#),
    (#"date(date and time("2012-12-25T11:00:00Z"))"#, #"@"2012-12-25""#),
    ("date(2012, 12, 25)", #"@"2012-12-25""#),
    (
      #"date and time(date("2012-12-24"), time("23:59:00"))"#, #"@"2012-12-24T23:59:00""#
    ),
    (#"date and time("2012-12-24T23:59:00")"#, #"@"2012-12-24T23:59:00""#),
    (#"time(date and time("2012-12-25T11:00:00Z"))"#, #"@"11:00:00Z""#),
    (#"time(23, 59, 0, duration("PT0H"))"#, #"@"23:59:00Z""#),
    (#"number("1 000,0", " ", ",") = number("1,000.0", ",", ".")"#, "true"),
    ("string(1.1)", #""1.1""#), ("string(null)", "null"),
    (#"duration("P2Y2M") = duration("P26M")"#, "true"),
    (#"years and months duration(date("2011-12-22"), date("2013-08-24"))"#, #"@"P1Y8M""#),
  ])
  func `give what the standard's examples say`(_ text: String, _ expected: String) throws {
    #expect(try value(text, mode: .standard) == expected)
  }

  @Test(arguments: [
    (#"time("12:00:00")"#, #"@"12:00:00""#),
    (#"time("12:00:00.5+01:00")"#, #"@"12:00:00.5+01:00""#),
    ("time(12, 59, 1.3)", #"@"12:59:01.3""#), ("time(0, 0, 0)", #"@"00:00:00""#),
    (#"time(12, 59, 1.3, @"-PT1H")"#, #"@"12:59:01.3-01:00""#),
    (#"time(12, 0, 0, @"PT2H45M55S")"#, #"@"12:00:00+02:45:55""#),
    ("time(12, 0, 0, null)", #"@"12:00:00""#),
    ("time(1, 2, 3.1234567899)", #"@"01:02:03.123456789""#),
    (#"time(time("12:00:00Z"))"#, #"@"12:00:00Z""#), (#"time(@"2024-01-31")"#, #"@"00:00:00Z""#),
    (#"date and time("2012-12-24")"#, #"@"2012-12-24T00:00:00""#),
    (
      #"date and time(date and time("2024-01-31T10:00:00-01:00"), time("09:15:30Z"))"#,
      #"@"2024-01-31T09:15:30Z""#
    ),
    (#"date(date("2024-01-31"))"#, #"@"2024-01-31""#), (#"duration("PT36H")"#, #"@"P1DT12H""#),
    (#"string(date("2024-01-31"))"#, #""2024-01-31""#), (#"string("a")"#, #""a""#),
    (#"string([1, "a"])"#, #""[1, \"a\"]""#), ("string(true)", #""true""#),
  ])
  func `make dates, times and texts of other values`(_ text: String, _ expected: String) throws {
    #expect(try value(text, mode: .standard) == expected)
  }

  @Test(arguments: [
    "date(2023, 2, 29)", "date(2023, 13, 1)", "date(2023, 1, 0)", "date(2023, 1.5, 1)",
    #"date("2023-02-29")"#, #"date("")"#, #"date("20230101")"#, #"date("2023-01-01T00:00:00")"#,
    "date(null)", "date(2023, null, 1)", "date(10000000000, 1, 1)", #"duration("1Y")"#,
    #"duration("P")"#, "duration(null)", "time(24, 0, 0)", "time(0, 60, 0)", "time(0, 0, 60)",
    "time(-1, 0, 0)", "time(1.5, 0, 0)", "time(0, 0, -0.1)", "time(null, 0, 0)",
    "time(12, 11, null, null)", #"time(12, 0, 0, @"PT19H")"#, #"time(12, 0, 0, @"PT0.5S")"#,
    #"time("12:00")"#, #"time("")"#, "time(null)", #"date and time("2012-12-24T")"#,
    #"date and time("")"#, "date and time(null)", #"date and time(@"2012-12-24", null)"#,
    #"date and time(null, time("12:00:00"))"#,
  ])
  func `give null for days, times and durations that there are not`(_ text: String) throws {
    #expect(try value(text, mode: .standard) == "null")
  }

  @Test(arguments: [
    (#"number("1.000.000,01", ".", ",")"#, "1000000.01"),
    (#"number("1,000,000.00", ",", null)"#, "1000000.00"),
    (#"number("1000.01", null, ".")"#, "1000.01"), (#"number("-1,5", null, ",")"#, "-1.5"),
    (#"number("12", null, null)"#, "12"), (#"number(".5", null, null)"#, "0.5"),
    (#"number("1.234", ".", null)"#, "1234"),
    (#"number("1.5e3", null, null)"#, "1500"), (#"number("1,5E-1", null, ",")"#, "0.15"),
    (#"number("- 1 2", " ", ".")"#, "-12"),
  ])
  func `read a number with its separators`(_ text: String, _ expected: String) throws {
    #expect(try value(text, mode: .standard) == expected)
  }

  @Test(arguments: [
    #"number("1,000.01", " ", ".")"#, #"number("1.0", ",", ":")"#, #"number("1.0", ".", ".")"#,
    #"number("1.0", "-", ".")"#, #"number("1.0", "", ".")"#, #"number("a", null, ".")"#,
    #"number("", null, null)"#, #"number("1.", null, null)"#, #"number("+1", null, null)"#,
    #"number("1.e5", null, null)"#, #"number("e5", null, null)"#, #"number("1e", null, null)"#,
    #"number("1.2.3", null, ".")"#, #"number(null, null, null)"#,
  ])
  func `read no number that no literal writes`(_ text: String) throws {
    #expect(try value(text, mode: .standard) == "null")
  }
}
