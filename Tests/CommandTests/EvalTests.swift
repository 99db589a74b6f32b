import Foundation
import Testing

@Suite struct `vouch eval` {
  private let folder: Folder

  init() throws { folder = try Folder() }

  private func eval(_ arguments: String...) throws -> Program.Result {
    try Program.vouch(["eval"] + arguments, in: folder.path)
  }

  /// Evaluates an expression among the entries of a JSON object.
  private func eval(_ expression: String, given json: String) throws -> Program.Result {
    try folder.write(json, to: "context.json")
    return try eval("--context", "context.json", "--", expression)
  }

  @Test(arguments: [
    ("1 + 2", "3\nnumber\n"),
    ("-2.50", "-2.50\nnumber\n"),
    ("\"a\" + \"b\"", "\"ab\"\nstring\n"),
    ("1 < 2", "true\nboolean\n"),
    ("@\"2024-01-31\"", "@\"2024-01-31\"\ndate\n"),
    ("[1, 2]", "[1, 2]\nlist of number\n"),
    ("{a: \"x\"}", "{a: \"x\"}\ncontext\n"),
    ("null", "null\nnull\n"),
  ])
  func `prints the value as FEEL writes it, then its type`(
    expression: String,
    output: String
  ) throws {
    let result = try eval("--", expression)
    #expect(result.code == 0, "\(result.errors)")
    #expect(result.output == output)
    #expect(result.errors.isEmpty)
  }

  @Test func `refuses a text that is no expression, with its line and a caret`() throws {
    let result = try eval("1 +\n  (2 * )")
    #expect(result.code == 1)
    #expect(result.output.isEmpty)
    #expect(result.errors.hasPrefix("expression:2:8: "), "\(result.errors)")
    #expect(result.errors.contains("\n    (2 * )\n         ^"), "\(result.errors)")
  }

  @Test(arguments: [
    [], ["1", "--cases", "c.jsonl"], ["--cases", "c.jsonl", "--context", "c.json"],
    ["1", "--context", "missing.json"], ["--cases", "missing.jsonl"],
  ])
  func `leaves with 2 where it cannot tell what to do, or a file is missing`(
    arguments: [String]
  ) throws {
    let result = try Program.vouch(["eval"] + arguments, in: folder.path)
    #expect(result.code == 2)
    #expect(result.output.isEmpty)
    #expect(!result.errors.isEmpty)
  }

  @Test func `goes by the moment that --now gives`() throws {
    let result = try eval("--now", "2026-01-31T23:59:59Z", "[now(), today()]")
    #expect(result.output.hasPrefix("[@\"2026-01-31T23:59:59Z\", @\"2026-01-31\"]\n"))
    #expect(try eval("--now", "yesterday", "now()").code == 2)
  }

  @Test func `goes by the clock otherwise, in UTC`() throws {
    let before = Date.now
    let output = try eval("now()").output
    let text = try #require(output.firstMatch(of: /@"(.*)(?:\.[0-9]+)?Z"/)?.1)
    let moment = try Date(String(text.prefix(19)) + "Z", strategy: .iso8601)
    #expect(moment.timeIntervalSince(before) > -1 && moment <= .now)
  }

  @Test(arguments: [
    ("1 + \n \"a\"", "expression:1:1: "), ("1 / (2 - 2)", "expression:1:1: "),
    ("[1, date(\"2024-02-30\")]", "expression:1:5: "), ("unknwn", "expression:1:1: "),
  ])
  func `says once why something is null`(expression: String, place: String) throws {
    let result = try eval(expression)
    #expect(result.code == 0)
    #expect(result.output.contains("null"))
    #expect(result.errors.hasPrefix(place), "\(result.errors)")
    #expect(result.errors.matches(of: /expression:/).count == 1, "\(result.errors)")
  }

  // MARK: Contexts

  @Test(arguments: [
    // Neither is so in binary floating point.
    ("a + b = 0.3", "true"),
    ("c", "12345678901234567890.12345678901234"),
    ("d", "1500"),
    ("rate of pay * 2", "20.50"),
    ("nested.list[2].deep", "\"yes\""),
    ("nested.nothing", "null"),
    ("yes", "true"),
  ])
  func `uses the names in a JSON object, and its numbers to the last digit`(
    expression: String,
    value: String
  ) throws {
    let result = try eval(
      expression,
      given: """
        {
          "a": 0.1, "b": 0.2, "c": 12345678901234567890.12345678901234, "d": 1.50e+3,
          "rate of pay": 10.25, "yes": true,
          "nested": { "list": [{ "deep": "no" }, { "deep": "yes" }], "nothing": null }
        }
        """
    )
    #expect(result.code == 0, "\(result.errors)")
    #expect(result.output.prefix { $0 != "\n" } == value)
  }

  @Test func `keeps the order of a JSON object's entries`() throws {
    let result = try eval("c", given: #"{"c": {"zebra": 1, "ant": 2, "mole": 3}}"#)
    #expect(result.output.hasPrefix("{zebra: 1, ant: 2, mole: 3}\n"))
  }

  @Test(arguments: [
    (#""\ud83d\udc0e""#, #""🐎""#), (#""\u00e9\/\\""#, #""é/\\""#), (#""a\tb\n\"""#, #""a\tb\n\"""#),
    (#""2024-01-31""#, #""2024-01-31""#), (#""""#, #""""#),
  ])
  func `reads JSON strings with every escape, and takes none for a date`(
    json: String,
    value: String
  ) throws {
    let result = try eval("s", given: "{\"s\": \(json)}")
    #expect(result.output == "\(value)\nstring\n", "\(result.errors)")
  }

  @Test(arguments: [
    ("", "1:1", "expected a value"), ("{\"a\": 01}", "1:8", "expected \",\" or \"}\""),
    ("{\n  \"é\": 1,\n  \"é\": 2\n}", "3:3", "the key \"é\" is given twice"),
    ("{\"a\": [1, 2}", "1:12", "expected \",\" or \"]\""),
    ("{\"a\": 1,}", "1:9", "a key in quotes"),
    ("{\"a\" 1}", "1:6", "expected \":\""), ("{\"a\": nil}", "1:7", "expected a value"),
    ("{\"a\": \"b\n\"}", "1:9", "closing quote"), ("{\"a\": \"\\x\"}", "1:8", "no such escape"),
    ("{\"a\": \"\\ud83d\"}", "1:8", "half of a character"),
    ("{\"a\": \"\\udc0e\\ud83d\"}", "1:8", "half of a character"),
    ("{\"a\": \"\\u12g4\"}", "1:12", "four hexadecimal digits"),
    ("{\"a\": -}", "1:8", "expected a digit"), ("{\"a\": 1.}", "1:9", "expected a digit"),
    ("{\"a\": 1e}", "1:9", "expected a digit"), ("{\"a\": 1e9999}", "1:7", "too large"),
    ("{\"a\": 1} 2", "1:10", "expected nothing more"), ("{\"a\": \"b", "1:9", "this is the end"),
  ])
  func `says where a file is not JSON, and why`(json: String, place: String, why: String) throws {
    let result = try eval("1", given: json)
    #expect(result.code == 2)
    #expect(result.output.isEmpty)
    #expect(result.errors.hasPrefix("context.json:\(place): error: "), "\(result.errors)")
    #expect(result.errors.contains(why), "\(result.errors)")
  }

  @Test func `refuses JSON that is nested too deep, or is no object`() throws {
    let deep = String(repeating: "[", count: 100_000)
    #expect(try eval("1", given: "{\"a\": \(deep)").errors.contains("more than 200 levels"))
    #expect(try eval("1", given: "[1]").errors.contains("a context is a JSON object"))
  }

  // MARK: Cases

  private func run(cases: String) throws -> Program.Result {
    try folder.write(cases, to: "cases.jsonl")
    return try eval("--cases", "cases.jsonl")
  }

  private func holds(
    _ expression: String,
    _ expected: String,
    inputs: String? = nil,
    type: String? = nil
  ) throws -> Bool {
    var fields = ["id": "1", "expression": expression]
    fields["typeRef"] = type
    let encoder = JSONEncoder()
    var line = String(decoding: try encoder.encode(fields), as: UTF8.self).dropLast()
    line += ", \"expected\": \(expected)"
    if let inputs { line += ", \"inputs\": \(inputs)" }
    let result = try run(cases: "\(line)}\n")
    let isPassed = result.output == "1 passed, 0 failed\n"
    #expect(isPassed == (result.code == 0), "\(result.errors)")
    #expect(isPassed || result.output.hasPrefix("1: expected "), "\(result.errors)")
    return isPassed
  }

  @Test func `prints each case that fails, and how many passed`() throws {
    let result = try run(
      cases: """
        {"id": "sum", "expression": "1 + 1", "expected": {"type": "decimal", "value": "2"}}
        {"id": "wrong", "expression": "1 + 1", "expected": {"type": "decimal", "value": "3"}}

        {"id": "text", "expression": "\\"a\\"", "expected": {"type": "list", "items": []}}
        {"id": "broken", "expression": "1 +", "expected": {"type": "boolean", "value": "true"}}

        """
    )
    #expect(result.code == 1)
    let lines = result.output.split(separator: "\n")
    #expect(lines.count == 4)
    #expect(lines[0] == "wrong: expected 3 got 2")
    #expect(lines[1] == "text: expected [] got \"a\"")
    #expect(lines[2].hasPrefix("broken: expected true got null (1:4: "))
    #expect(lines[3] == "1 passed, 3 failed")
  }

  @Test func `takes an expression that is wrong for null, as the standard does`() throws {
    #expect(try holds("1 +", #"{"type": "null"}"#))
    #expect(try holds("abs(1, 2)", #"{"type": "null"}"#))
    #expect(try !holds("1", #"{"type": "null"}"#))
  }

  @Test(arguments: [
    ("2 / 3", "0.66666667", true), ("2 / 3", "0.667", false), ("2 / 3", "0.6666666667", true),
    ("2 / 3", "0.66666666", false), ("4.000000001", "4", true), ("4.00000001", "4", true),
    ("4.0000001", "4", false), ("3.999999999", "4", true), ("123456789.4", "123456789", true),
    ("123456789.6", "123456789", false), ("120000", "1.2E5", true), ("0.0000000001", "0", false),
    ("5.0", "5", true),
  ])
  func `compares numbers in the digits that the expected one shows, at least eight`(
    expression: String,
    expected: String,
    agrees: Bool
  ) throws {
    let typed = "{\"type\": \"decimal\", \"value\": \"\(expected)\"}"
    #expect(try holds(expression, typed) == agrees)
  }

  @Test func `gives a case its inputs, of every type`() throws {
    let inputs = """
      {"n": {"type": "integer", "value": "7"}, "s": {"type": "string", "value": "é"},
       "b": {"type": "boolean", "value": "true"}, "d": {"type": "date", "value": "2024-01-31"},
       "days": {"type": "duration", "value": "P2D"}, "months": {"type": "duration", "value": "P2M"},
       "none": {"type": "null"}, "monthly pay": {"type": "double", "value": "1.5e1"},
       "list": {"type": "list", "items": [{"type": "decimal", "value": "01.3"}]},
       "c": {"type": "context", "entries": {"x": {"type": "string", "value": "in"}}}}
      """.replacing("\n", with: " ")
    for condition in [
      "n = 7", "s = \"é\"", "b", "d = @\"2024-01-31\"", "days = @\"P2D\"", "months = @\"P2M\"",
      "none = null", "monthly pay = 15", "list[1] = 1.3", "c.x = \"in\"",
    ] {
      let expected = #"{"type": "boolean", "value": "true"}"#
      #expect(try holds(condition, expected, inputs: inputs), "\(condition)")
    }
  }

  @Test func `compares contexts whatever the order of their entries, and lists item by item`()
    throws
  {
    let entries = """
      {"a": {"type": "decimal", "value": "1"}, "b": {"type": "string", "value": "x"}}
      """
    let context = "{\"type\": \"context\", \"entries\": \(entries)}"
    #expect(try holds("{b: \"x\", a: 1}", context))
    #expect(try !holds("{b: \"x\", a: 2}", context))
    #expect(try !holds("{b: \"x\", a: 1, c: null}", context))
    let list = #"{"type": "list", "items": [{"type": "decimal", "value": "1"}, {"type": "null"}]}"#
    #expect(try holds("[1, null]", list))
    #expect(try !holds("[null, 1]", list))
    #expect(try !holds("[1]", list))
  }

  @Test func `coerces the result to the declared type`() throws {
    let one = #"{"type": "decimal", "value": "1"}"#
    let list = "{\"type\": \"list\", \"items\": [\(one)]}"
    let null = #"{"type": "null"}"#
    #expect(try holds("[1]", one, type: "number"))
    #expect(try holds("1", list, type: "tNumberList"))
    #expect(try holds("[1]", list, type: "tNumList"))
    #expect(try holds("\"1\"", null, type: "number"))
    #expect(try holds("[1, 2]", null, type: "number"))
    #expect(try holds("[\"1\"]", null, type: "tNumberList"))
    #expect(try holds("null", null, type: "tNumberList"))
    let day = #"{"type": "dateTime", "value": "2024-01-31T00:00:00Z"}"#
    #expect(try holds("@\"2024-01-31\"", day, type: "dateTime"))
    let yes = #"{"type": "boolean", "value": "true"}"#
    #expect(try holds("[1] instance of tNumberList", yes))
    #expect(try !holds("[\"1\"] instance of tNumberList", yes))
    // What such a name stands for only its model says.
    #expect(try holds("[1]", list, type: "tResult"))
    #expect(try !holds("[1]", one))
  }

  @Test(arguments: [
    (#"{"id": "x", "expression": "1"}"#, "1: error: no case"),
    (#"{"expression": "1", "expected": {"type": "null"}}"#, "no text as its \"id\""),
    (
      #"{"id": "x", "expression": "1", "expected": {"type": "decimal", "value": "one"}}"#,
      "\"one\" is no decimal"
    ),
    (
      #"{"id": "x", "expression": "1", "expected": {"type": "date", "value": "2024-02-30"}}"#,
      "is no date"
    ),
    (#"{"id": "x", "expression": "1", "expected": {"type": "list"}}"#, "a list has \"items\""),
    (
      #"{"id": "x", "expression": "1", "expected": {"type": "null"}, "inputs": 1}"#,
      "a context has entries"
    ),
    (#"{"id": "x", "#, "a key in quotes"),
  ])
  func `refuses a file with a line that is no case, and names the line`(
    line: String,
    why: String
  ) throws {
    let good = #"{"id": "x", "expression": "1", "expected": {"type": "null"}}"#
    let result = try run(cases: "\(good)\n\n\(line)\n")
    #expect(result.code == 2)
    #expect(result.output.isEmpty)
    #expect(result.errors.hasPrefix("cases.jsonl:3:"), "\(result.errors)")
    #expect(result.errors.contains(why), "\(result.errors)")
  }
}
