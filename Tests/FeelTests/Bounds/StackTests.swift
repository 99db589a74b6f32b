import Testing
import Threads

@testable import Feel

/// What nests as deep as the limits allow has room on the stacks that `Limits` promises, with space to spare.
@Suite struct StackTests {
  private static let isOptimised = !_isDebugAssertConfiguration()

  /// Three quarters of the stack that is promised: 2 MiB, or 8 MiB in a debug build.
  private static let room = (isOptimised ? 2 : 8) * 1024 * 1024 * 3 / 4

  @Test(arguments: [
    "{f: function(x) f(x + 1) + 1, r: f(0)}.r", "{f: function(x) [f(x)], r: f(0)}.r",
    "{f: function(x) for i in [x] return f(i), r: f(1)}.r",
    "{f: function(x) some i in [x] satisfies f(i), r: f(1)}.r",
    "{f: function(x) [x][f(item)], r: f(1)}.r", "{f: function(x) x in (f(?)), r: f(1)}.r",
    "{f: function(x) for i in [x] return f(partial), r: f(1)}.r",
    "{f: function(x) {a: f(x), b: a}.b, r: f(1)}.r", "{f: function(x) f(x: f(x: x)), r: f(1)}.r",
    "{f: function(x) if f(x) then f(x) else -f(x), r: f(1)}.r",
    "{f: function(x) min(f(x), f(x), 1, 2) between f(x) and f(x), r: f(1)}.r",
    "{f: function(a, b) sort([a, b, a, b, a, b, a, b], f), r: f(1, 2)}.r",
    "{f: function(a, b) list replace([a], f, 1), r: f(1, 2)}.r",
    "{f: function(g, x) g(g, x), r: f(f, 1)}.r",
    "{f: function(x) \(nested("[", "f(x)", "]")), r: f(1)}.r",
    "{f: function(x) \(nested("{a: ", "f(x)", "}")), r: f(1)}.r",
    "{f: function(x) \(nested("some y in [", "f(x)", "] satisfies y")), r: f(1)}.r",
    // Something else that is deep, at the end of the depth.
    "{f: function(x) if x > 120 then range(\"[\(String(repeating: "(", count: 400))1..2]\") else f(x + 1), r: f(1)}.r",
    "{f: function(x) if x > 120 then matches(\"a\", \"\(String(repeating: "(", count: 100))\") else f(x + 1), r: f(1)}.r",
    "{v: \(nested("[", "1", "]")), f: function(x) if x > 120 then [string(v), v = v, flatten(v)] else f(x + 1), r: f(1)}.r",
  ])
  func `evaluation has room on the stack`(_ text: String) throws {
    let used = try SizedStack.use {
      let expression = try check(text, scope: Scope(variables: []), mode: .standard)
      _ = Printer.text(of: Interpreter().evaluateExplained(expression, variables: []).value)
    }
    #expect(used < StackTests.room)
    let usedDeep = try SizedStack.use {
      let expression = try check(text, scope: Scope(variables: []), mode: .standard)
      var evaluation = Evaluation(variables: [], isExplaining: true)
      evaluation.isOnDeepStack = true
      _ = Printer.text(of: evaluation.result(of: expression))
    }
    #expect(usedDeep < DeepStack.size / 4 * 3)
  }

  @Test(arguments: [
    ("if n <= 1 then 1 else n + f(n - 1)", 900, "405450"),
    ("if n = 0 then 0 else [f(n - 1) + 1][item > 0][1]", 400, "400"),
    ("if n = 0 then 0 else {a: f(n - 1), b: a + 1}.b", 500, "500"),
  ])
  func `a function may call itself hundreds of times`(
    _ body: String,
    _ count: Int,
    _ expected: String
  ) throws {
    let text = "{f: function(n) \(body), r: f(\(count))}.r"
    let expression = try check(text, scope: Scope(variables: []), mode: .standard)
    let (value, diagnostics) = Interpreter().evaluateExplained(expression, variables: [])
    #expect(diagnostics == [])
    #expect(Printer.text(of: value) == expected)
  }

  @Test func `a function that calls itself for ever is given up, and keeps what was explained`()
    throws
  {
    let text = "{f: function(n) if n / 0 = 1 then 1 else f(n + 1), r: f(1)}.r"
    let expression = try check(text, scope: Scope(variables: []), mode: .standard)
    let (value, diagnostics) = Interpreter().evaluateExplained(expression, variables: [])
    #expect(value == .null)
    #expect(diagnostics.count > 1)
    #expect(diagnostics.last?.message.hasPrefix("this calls itself too deeply") == true)
  }

  @Test(arguments: [
    nested("(", "1", ")"), nested("[", "1", "]"), nested("{a: ", "1", "}"), nested("-", "1", ""),
    nested("1 in (", "1", ")"), nested("f(", "1", ")"), nested("[1][", "1", "]"),
    nested("if true then ", "1", " else 1"), nested("function(x) ", "x", ""),
    nested("some x in ", "[1]", " satisfies x"), nested("for x in ", "[1]", " return x"),
    nested("1 instance of list<", "number", ">"), "x" + nested(".a", "", ""),
    "1" + nested(" + 1", "", ""), nested("1 + (", "1", ")"), "range" + nested("(", "1", ")"),
  ])
  func `parsing and checking have room on the stack`(_ text: String) throws {
    for mode in [CheckingMode.strict, .standard] {
      let used = try SizedStack.use {
        let expression = try? check(text, scope: Scope(variables: []), mode: mode)
        _ = expression.map { Interpreter().evaluateExplained($0, variables: []) }
      }
      #expect(used < StackTests.room)
    }
  }

  private static func nested(_ before: String, _ inside: String, _ after: String) -> String {
    String(repeating: before, count: 120) + inside + String(repeating: after, count: 120)
  }
}
