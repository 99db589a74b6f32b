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
    ("[1, 2]", "[1, 2]\nlist<number>\n"),
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
}
