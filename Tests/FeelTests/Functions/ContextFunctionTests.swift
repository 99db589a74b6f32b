import Feel
import Testing
import Values

@Suite struct ContextFunctionTests {
  /// The examples of DMN 1.5, table 81.
  @Test(arguments: [
    (#"get value({key1: "value1"}, "key1")"#, #""value1""#),
    (#"get value({key1: "value 1"}, "unexistent-key")"#, "null"),
    (
      #"get entries({key1: "value 1", key2: "value2"})"#,
      #"[{key: "key1", value: "value 1"}, {key: "key2", value: "value2"}]"#
    ),
    (#"context([{key: "a", value: 1}, {key: "b", value: 2}])"#, "{a: 1, b: 2}"),
    (
      #"context([{key: "a", value: 1}, {key: "b", value: 2, something: "else"}])"#,
      "{a: 1, b: 2}"
    ),
    (#"context([{key: "a", value: 1}, {key: "b"}])"#, "null"),
    (#"context put({x: 1}, "y", 2)"#, "{x: 1, y: 2}"),
    (#"context put({x: 1, y: 0}, "y", 2)"#, "{x: 1, y: 2}"),
    (#"context put({x: 1, y: 0, z: 0}, "y", 2)"#, "{x: 1, y: 2, z: 0}"),
    (#"context put({x: 1}, ["y"], 2)"#, "{x: 1, y: 2}"),
    (#"context put({x: 1, y: {a: 0}}, ["y", "a"], 2)"#, "{x: 1, y: {a: 2}}"),
    ("context put({x: 1, y: {a: 0}}, [], 2)", "null"),
    ("context merge([{x: 1}, {y: 2}])", "{x: 1, y: 2}"),
    ("context merge([{x: 1, y: 0}, {y: 2}])", "{x: 1, y: 2}"),
  ])
  func `give what the standard's examples say`(_ text: String, _ expected: String) throws {
    #expect(try value(text, mode: .standard) == expected)
  }

  @Test(arguments: [
    (#"context put({}, "a", null)"#, "{a: null}"), ("context merge([])", "{}"),
    ("context merge([{a: 1, b: 2}, {c: 3, a: 4}])", "{a: 4, b: 2, c: 3}"),
    ("context([])", "{}"), (#"context([{key: "", value: null}])"#, #"{"": null}"#),
    ("get entries({})", "[]"),
    (#"context put({a: {b: {c: 1}}}, ["a", "b", "d"], 2)"#, "{a: {b: {c: 1, d: 2}}}"),
  ])
  func `keep the order of entries`(_ text: String, _ expected: String) throws {
    #expect(try value(text, mode: .standard) == expected)
  }

  @Test(arguments: [
    "context([{key: null, value: 1}])", #"context([{key: "a", value: 1}, {key: "a", value: 2}])"#,
    "context put({}, null, 1)", #"context put(null, "a", 1)"#,
    #"context put({x: 1}, ["y", "a"], 2)"#, #"context put({x: 1}, ["x", "a"], 2)"#,
    #"context put({x: {a: 1}}, [null, "a"], 2)"#, #"get value(null, "a")"#,
    "get value({a: 1}, null)", #"get value({a: null}, "a")"#, "get entries(null)",
    "context(null)", "context merge(null)", "context merge([{a: 1}, null])",
  ])
  func `give null for null, and for contexts that are not there`(_ text: String) throws {
    #expect(try value(text, mode: .standard) == "null")
  }
}
