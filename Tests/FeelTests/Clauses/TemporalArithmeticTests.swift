import Feel
import Testing

/// Sums, differences, products and quotients of every pair of types (tables 56 to 60 and 62).
@Suite struct TemporalArithmeticTests {
  /// The pairs that an operator is for, and the type of what it gives; all others give null.
  static let results: [(operation: String, types: [String: String])] = [
    (
      "+",
      [
        "number number": "number", "string string": "string", "days days": days,
        "months months": months, "date days": "date", "days date": "date", "date months": "date",
        "months date": "date", "moment days": moment, "days moment": moment,
        "moment months": moment, "months moment": moment, "time days": "time",
        "days time": "time",
      ]
    ),
    (
      "-",
      [
        "number number": "number", "date date": days, "moment moment": days, "time time": days,
        "days days": days, "months months": months, "date days": "date", "date months": "date",
        "moment days": moment, "moment months": moment, "time days": "time",
      ]
    ),
    (
      "*",
      [
        "number number": "number", "days number": days, "number days": days,
        "months number": months, "number months": months,
      ]
    ),
    (
      "/",
      [
        "number number": "number", "days number": days, "months number": months,
        "days days": "number", "months months": "number",
      ]
    ),
    ("**", ["number number": "number"]),
  ]
  static let days = "days and time duration"
  static let months = "years and months duration"
  static let moment = "date and time"

  @Test(arguments: results)
  func `an operator is for the types of its table, and null for all others`(
    _ operation: String,
    _ types: [String: String]
  ) throws {
    for (a, b) in Operand.pairs {
      let text = "(\(a.text) \(operation) \(b.text))"
      if let type = types["\(a) \(b)"] {
        #expect(try standard("\(text) instance of \(type)") == "true", "\(text)")
        #expect(refusal(text) == nil, "\(text)")
      } else {
        #expect(try standard(text) == "null", "\(text)")
        #expect(try !explanations(text).isEmpty, "\(text)")
        #expect(refusal(text) != nil, "\(text)")
      }
    }
  }

  @Test func `only numbers and durations have an opposite`() throws {
    for operand in Operand.allCases {
      let hasOpposite = [.number, .days, .months].contains(operand)
      #expect((try standard("-(\(operand.text))") != "null") == hasOpposite, "\(operand)")
    }
  }

  /// Table 57; what is between two moments is counted in seconds.
  @Test(arguments: [
    ("@\"2024-03-01\" - @\"2024-02-01\"", "@\"P29D\""),
    ("@\"2024-02-01\" - @\"2024-03-01\"", "@\"-P29D\""),
    ("@\"2024-03-01T12:00:00\" - @\"2024-02-29T13:30:00\"", "@\"PT22H30M\""),
    ("@\"2024-01-01T12:00:00+02:00\" - @\"2024-01-01T10:00:00Z\"", "@\"PT0S\""),
    ("@\"2024-01-01T00:00:00Z\" - @\"2023-12-31T23:59:59.5Z\"", "@\"PT0.5S\""),
    ("@\"2024-07-01T12:00:00@Europe/Paris\" - @\"2024-07-01T12:00:00Z\"", "@\"-PT2H\""),
    ("@\"2024-01-02\" - @\"2024-01-01T12:00:00Z\"", "@\"PT12H\""),
    ("@\"2024-01-01T12:00:00Z\" - @\"2024-01-02\"", "@\"-PT12H\""),
    ("@\"2024-01-02\" - @\"2024-01-01T12:00:00\"", "null"),
    ("@\"2024-01-01T12:00:00\" - @\"2024-01-01T12:00:00Z\"", "null"),
    ("@\"2024-01-01T12:00:00@Europe/Paris\" - @\"2024-01-01T12:00:00\"", "null"),
    ("@\"10:30:00\" - @\"09:00:00\"", "@\"PT1H30M\""),
    ("@\"01:00:00\" - @\"02:00:00\"", "@\"-PT1H\""),
    ("@\"10:00:00Z\" - @\"10:00:00+01:00\"", "@\"PT1H\""),
  ])
  func `a difference is the time between`(_ text: String, _ expected: String) throws {
    #expect(try standard(text) == expected)
  }

  /// Table 57; a time of day goes round the clock.
  @Test(arguments: [
    ("@\"2023-12-31\" + @\"P1D\"", "@\"2024-01-01\""),
    ("@\"2024-01-01\" - @\"P366D\"", "@\"2022-12-31\""),
    ("@\"2024-01-01\" + @\"PT23H59M\"", "@\"2024-01-01\""),
    ("@\"2024-01-01\" + @\"PT24H\"", "@\"2024-01-02\""),
    ("@\"2024-01-01\" - @\"PT1S\"", "@\"2023-12-31\""),
    ("@\"2024-01-01\" + @\"-P1D\"", "@\"2023-12-31\""),
    ("@\"2023-11-15\" + @\"P2M\"", "@\"2024-01-15\""),
    ("@\"2024-01-15\" - @\"P1Y1M\"", "@\"2022-12-15\""),
    ("@\"2024-12-15\" + @\"P12M\"", "@\"2025-12-15\""),
    ("@\"2024-01-15T10:00:00Z\" - @\"P1M\"", "@\"2023-12-15T10:00:00Z\""),
    ("@\"2024-01-15T10:00:00@Europe/Paris\" + @\"P6M\"", "@\"2024-07-15T10:00:00@Europe/Paris\""),
    ("@\"2024-01-31T23:30:00+01:00\" + @\"PT1H\"", "@\"2024-02-01T00:30:00+01:00\""),
    ("@\"2024-01-01T00:00:00\" - @\"PT0.5S\"", "@\"2023-12-31T23:59:59.5\""),
    ("@\"2024-03-30T12:00:00@Europe/Paris\" + @\"P1D\"", "@\"2024-03-31T13:00:00@Europe/Paris\""),
    ("@\"23:00:00\" + @\"PT2H\"", "@\"01:00:00\""), ("@\"01:00:00\" - @\"PT2H\"", "@\"23:00:00\""),
    ("@\"10:00:00Z\" + @\"P3D\"", "@\"10:00:00Z\""),
    ("@\"00:00:00\" - @\"P1DT1S\"", "@\"23:59:59\""),
    ("@\"10:00:00@Europe/Paris\" + @\"PT1M\"", "@\"10:01:00@Europe/Paris\""),
    ("@\"999999999-12-31\" + @\"P1D\"", "null"), ("@\"-999999999-01-01\" - @\"P1M\"", "null"),
    ("@\"999999999-12-31T23:59:59\" + @\"PT1S\"", "null"),
  ])
  func `a duration moves a date, a moment and a time`(_ text: String, _ expected: String) throws {
    #expect(try standard(text) == expected)
  }

  /// Tables 57, 59 and 62.
  @Test(arguments: [
    ("@\"P1D\" + @\"PT36H\"", "@\"P2DT12H\""), ("@\"PT1H\" - @\"PT90M\"", "@\"-PT30M\""),
    ("@\"P1Y\" + @\"P13M\"", "@\"P2Y1M\""), ("@\"P1M\" - @\"P1Y\"", "@\"-P11M\""),
    ("@\"P1D\" * 0.5", "@\"PT12H\""), ("-2 * @\"PT45M\"", "@\"-PT1H30M\""),
    ("@\"P1Y\" * 1.5", "@\"P1Y6M\""), ("@\"P1M\" * 0", "@\"P0M\""), ("@\"P1D\" * 0", "@\"PT0S\""),
    ("@\"P1D\" / 4", "@\"PT6H\""), ("@\"P1Y\" / -4", "@\"-P3M\""), ("@\"P1D\" / 0", "null"),
    ("@\"P1Y\" / 0", "null"), ("@\"P1D\" / @\"PT30M\"", "48"), ("@\"P1Y\" / @\"P8M\"", "1.5"),
    ("@\"P1D\" / @\"PT0S\"", "null"), ("@\"P1Y\" / @\"P0M\"", "null"),
    ("-@\"P1Y2M\"", "@\"-P1Y2M\""), ("-@\"-PT1H\"", "@\"PT1H\""), ("- - @\"P1D\"", "@\"P1D\""),
  ])
  func `durations are reckoned with like numbers`(_ text: String, _ expected: String) throws {
    #expect(try standard(text) == expected)
  }

  /// Tables 65 to 67.
  @Test(arguments: [
    ("date and time(\"2012-03-07Z\").year", "2012"), ("@\"-0044-03-15\".year", "-44"),
    ("@\"2024-12-31\".month", "12"), ("@\"2024-02-29\".day", "29"),
    ("@\"2024-06-17\".weekday", "1"),
    ("@\"2024-06-16T23:00:00-05:00\".weekday", "7"), ("@\"2024-06-16T23:00:00\".hour", "23"),
    ("@\"10:20:30\".minute", "20"), ("@\"10:20:30.250\".second", "30.25"),
    ("@\"10:20:30+01:30\".time offset", "@\"PT1H30M\""),
    ("@\"10:20:30-08:00\".time offset", "@\"-PT8H\""), ("@\"10:20:30Z\".time offset", "@\"PT0S\""),
    ("@\"10:20:30\".time offset", "null"), ("@\"10:20:30Z\".timezone", "null"),
    ("@\"10:20:30@Asia/Tokyo\".timezone", "\"Asia/Tokyo\""),
    ("@\"2024-01-01T00:00:00@Europe/Paris\".time offset", "@\"PT1H\""),
    ("@\"2024-07-01T00:00:00@Europe/Paris\".time offset", "@\"PT2H\""),
    ("@\"2024-07-01T00:00:00@Europe/Paris\".timezone", "\"Europe/Paris\""),
    ("@\"P14M\".years", "1"), ("@\"P14M\".months", "2"), ("@\"P1Y\".days", "null"),
    ("@\"PT49H61M\".days", "2"), ("@\"PT49H61M\".hours", "2"), ("@\"PT49H61M\".minutes", "1"),
    ("@\"PT61.5S\".seconds", "1.5"), ("@\"P1D\".months", "null"), ("@\"2024-01-01\".hour", "null"),
    ("@\"10:00:00\".year", "null"), ("[1..3).end included", "false"), ("(> 1).start", "1"),
    ("[@\"2024-01-01\", @\"2025-01-01\"].year", "[2024, 2025]"),
  ])
  func `dates, times, durations and ranges have parts`(_ text: String, _ expected: String) throws {
    #expect(try standard(text) == expected)
  }
}
