import Feel
import Testing

@Suite struct OperatorTests {
  @Test(arguments: [
    ("1 + 2 * 3", "7"), ("(1 + 2) * 3", "9"), ("10 - 4 - 3", "3"), ("100 / 10 / 2", "5"),
    ("2 ** 3 ** 2", "64"), ("-3 ** 2", "9"), ("2 * 3 ** 2", "18"), ("- - 3", "3"),
    ("1 - -1", "2"), ("1 + 1 = 2 and 2 < 3", "true"), ("true or false and false", "true"),
    ("(true or false) and false", "false"), ("1 in [0..2] and 3 in [2..4]", "true"),
    ("5 between 1 and 3 + 3 and true", "true"), ("if 1 < 2 then 3 else 4 + 1", "3"),
    ("[1, 2][1] + 1", "2"), ("-[1, 2][item = 2][1]", "-2"), ("{a: {b: 7}}.a.b", "7"),
  ])
  func `binds as tightly as the grammar says`(_ text: String, _ expected: String) throws {
    #expect(try value(text, mode: .standard) == expected)
  }

  /// Clause 10.3.2.13, table 50.
  @Test(arguments: [
    ("true and true", "true"), ("true and false", "false"), ("true and null", "null"),
    ("false and true", "false"), ("false and false", "false"), ("false and null", "false"),
    ("null and true", "null"), ("null and false", "false"), ("null and null", "null"),
    ("true or true", "true"), ("true or false", "true"), ("true or null", "true"),
    ("false or true", "true"), ("false or false", "false"), ("false or null", "null"),
    ("null or true", "true"), ("null or false", "null"), ("null or null", "null"),
  ])
  func `and and or have three values`(_ text: String, _ expected: String) throws {
    #expect(try value(text, mode: .standard) == expected)
  }

  @Test(arguments: [
    ("null = null", "true"), ("null != null", "false"), ("1 = null", "false"),
    ("null != 1", "true"), ("1.0 = 1.00", "true"), ("\"a\" != \"b\"", "true"),
    ("[1, 2] = [1, 2]", "true"), ("[1, 2] = [2, 1]", "false"), ("[1] = [1, 2]", "false"),
    ("[1..3] = [1..3]", "true"), ("[1..3] = [1..3)", "false"),
    ("{a: 1, b: 2}.a = 1", "true"), ("{a: 1, b: 2} = {b: 2, a: 1}", "true"),
    ("{a: 1} = {a: 2}", "false"), ("@\"P1D\" = @\"PT24H\"", "true"),
    ("\"\\u00E9\" = \"e\\u0301\"", "false"),
  ])
  func `equality is by value and two-valued on null`(_ text: String, _ expected: String) throws {
    #expect(try value(text) == expected)
  }

  @Test(arguments: [
    ("1 < null", "null"), ("null >= 1", "null"), ("1 + null", "null"), ("-null", "null"),
    ("null between 1 and 2", "null"), ("null in [1..2]", "null"), ("1 / 0", "null"),
    ("10 ** 9999", "null"), ("-2 ** 0.5", "null"), ("m + 1", "null"),
  ])
  func `null and what has no result propagate`(_ text: String, _ expected: String) throws {
    #expect(try value(text, mode: .standard) == expected)
  }

  @Test(arguments: [
    ("\"a\" < \"b\"", "true"), ("\"Z\" < \"a\"", "true"), ("\"\\uFFFD\" < \"\\U01F600\"", "true"),
    ("@\"2024-01-31\" < @\"2024-02-01\"", "true"), ("@\"P1D\" >= @\"PT23H\"", "true"),
    ("@\"P1Y\" <= @\"P11M\"", "false"), ("2 > 1", "true"), ("2 >= 2", "true"),
  ])
  func `numbers, text, dates and durations have an order`(
    _ text: String,
    _ expected: String
  ) throws {
    #expect(try value(text) == expected)
  }

  @Test(arguments: [
    ("@\"2024-03-01\" - @\"2024-02-01\"", "@\"P29D\""),
    ("@\"2024-02-28\" + @\"P2D\"", "@\"2024-03-01\""),
    ("@\"P2D\" + @\"2024-02-28\"", "@\"2024-03-01\""),
    ("@\"2024-01-02\" - @\"PT1M\"", "@\"2024-01-01\""),
    ("@\"2024-01-02\" + @\"PT23H\"", "@\"2024-01-02\""),
    ("@\"2024-01-02\" - @\"P1D\"", "@\"2024-01-01\""),
    ("@\"2024-01-31\" + @\"P1M\"", "@\"2024-02-29\""),
    ("@\"2024-03-31\" - @\"P1M\"", "@\"2024-02-29\""),
    ("@\"P1D\" * 1.5", "@\"P1DT12H\""), ("2 * @\"P1Y\"", "@\"P2Y\""),
    ("@\"P3D\" / @\"P2D\"", "1.5"), ("@\"P1Y\" / @\"P5M\"", "2.4"),
    ("@\"P3D\" / 2", "@\"P1DT12H\""),
    ("-@\"P1D\"", "@\"-P1D\""), ("@\"P1Y\" - @\"P1M\"", "@\"P11M\""),
    ("\"a\" + \"b\"", "\"ab\""), ("0.1 + 0.2", "0.3"),
    ("1 / 3 * 3", "0.9999999999999999999999999999999999"),
  ])
  func `reckons with dates, durations and text`(_ text: String, _ expected: String) throws {
    #expect(try value(text) == expected)
  }

  @Test(arguments: [
    ("1 in [1..3]", "true"), ("1 in (1..3]", "false"), ("1 in ]1..3]", "false"),
    ("3 in [1..3)", "false"), ("3 in [1..3[", "false"), ("2 in (1..3)", "true"),
    ("5 in (1, 5)", "true"), ("5 in (1, 2)", "false"), ("5 in (< 3, > 4)", "true"),
    ("5 in <= 5", "true"), ("5 in != 5", "false"), ("5 in 5", "true"), ("5 in [1, 5]", "true"),
    ("\"a\" in [\"a\", \"b\"]", "true"), ("\"c\" in (\"a\", [\"b\", \"c\"])", "true"),
    ("@\"2024-01-31\" in [@\"2024-01-01\"..@\"2024-01-31\"]", "true"),
    ("@\"2030-01-31\" in [@\"2024-01-01\"..null]", "true"),
    ("@\"2020-01-31\" in [@\"2024-01-01\"..null]", "false"),
    ("5 in [null..4]", "false"), ("5 in ([1..2], [4..6])", "true"), ("not(5 in (1, 2))", "true"),
  ])
  func `in tests values, lists, ranges and comparisons`(_ text: String, _ expected: String) throws {
    #expect(try value(text) == expected)
  }

  @Test(arguments: [
    ("1 between 1 and 2", "true"), ("2 between 1 and 2", "true"), ("3 between 1 and 2", "false"),
    ("if null then 1 else 2", "2"), ("if 1 = 1 then \"y\" else null", "\"y\""),
  ])
  func `between and if`(_ text: String, _ expected: String) throws {
    #expect(try value(text, mode: .standard) == expected)
  }
}
