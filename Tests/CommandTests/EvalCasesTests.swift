import Foundation
import Testing

@Suite struct `vouch eval --cases` {
  private let folder: Folder

  init() throws { folder = try Folder() }

  private func run(cases: String) throws -> Program.Result {
    try folder.write(cases, to: "cases.jsonl")
    return try Program.vouch(["eval", "--cases", "cases.jsonl"], in: folder.path)
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
    (#"{"id": "x", "expression": "1"}"#, "x: no case: "),
    (
      #"{"expression": "1", "expected": {"type": "null"}}"#,
      "line 3: no case: it has no text as its \"id\""
    ),
    (
      #"{"id": "x", "expression": "1", "expected": {"type": "double", "value": "INF"}}"#,
      "x: no case: \"INF\" is no double"
    ),
    (
      #"{"id": "x", "expression": "1", "expected": {"type": "date", "value": "2024-02-30"}}"#,
      "x: no case: \"2024-02-30\" is no date"
    ),
    (
      #"{"id": "x", "expression": "1", "expected": {"type": "list"}}"#,
      "x: no case: a list has \"items\""
    ),
    (
      #"{"id": "x", "expression": "1", "expected": {"type": "null"}, "inputs": 1}"#,
      "x: no case: a context has entries"
    ),
  ])
  func `takes a line that is no case for a case that fails, and goes on`(
    line: String,
    why: String
  ) throws {
    let good = #"{"id": "good", "expression": "1", "expected": {"type": "decimal", "value": "1"}}"#
    let result = try run(cases: "\(good)\n\n\(line)\n\(good)\n")
    #expect(result.code == 1)
    #expect(result.output.hasPrefix(why), "\(result.output)")
    #expect(result.output.hasSuffix("\n2 passed, 1 failed\n"), "\(result.output)")
  }

  @Test func `refuses a file with a line that is no JSON, and names the line`() throws {
    let good = #"{"id": "x", "expression": "1", "expected": {"type": "null"}}"#
    let result = try run(cases: "\(good)\n\n{\"id\": \"x\", \n")
    #expect(result.code == 2)
    #expect(result.output.isEmpty)
    #expect(result.errors.hasPrefix("cases.jsonl:3:"), "\(result.errors)")
    #expect(result.errors.contains("a key in quotes"), "\(result.errors)")
  }

  @Test(arguments: [
    ("@\"2012-12-25\"", "date", "2012-12-25Z"), ("@\"2012-12-25\"", "date", "2012-12-25+01:00"),
    ("@\"PT0S\"", "duration", "P0Y0M0DT0H0M0S"), ("@\"P1DT2H\"", "duration", "P0Y0M1DT2H0M0S"),
    ("@\"-P1D\"", "duration", "-P0Y0M1D"), ("@\"P1Y2M\"", "duration", "P1Y2M0DT0H0M0S"),
  ])
  func `reads dates with a zone, and durations with zeros of both kinds`(
    expression: String,
    type: String,
    value: String
  ) throws {
    #expect(try holds(expression, "{\"type\": \"\(type)\", \"value\": \"\(value)\"}"))
    #expect(try !holds("1", "{\"type\": \"\(type)\", \"value\": \"\(value)\"}"))
  }
}
