import Feel
import Testing

/// Types and what is of them (10.3.2.9 and table 61).
@Suite struct InstanceOfTests {
  static let simple: [(value: String, type: String)] = [
    ("1", "number"), ("\"a\"", "string"), ("true", "boolean"), ("@\"2024-01-31\"", "date"),
    ("@\"10:00:00\"", "time"), ("@\"2024-01-31T10:00:00\"", "date and time"),
    ("@\"P1D\"", "days and time duration"), ("@\"P1Y\"", "years and months duration"),
    ("null", "Null"),
  ]

  @Test func `a value is of its own type and of Any, and of no other`() throws {
    for (value, own) in Self.simple {
      for (_, type) in Self.simple {
        #expect(
          try standard("\(value) instance of \(type)") == "\(type == own)",
          "\(value) \(type)"
        )
      }
      #expect(try standard("\(value) instance of Any") == "\(value != "null")")
      #expect(try standard("\(value) instance of list<\(own)>") == "false")
      #expect(try standard("[\(value)] instance of list<\(own)>") == "true")
      #expect(try standard("[\(value)] instance of \(own)") == "false")
      #expect(try standard("{x: \(value)} instance of context<x: \(own)>") == "true")
    }
  }

  @Test(arguments: [
    ("[123] instance of list<number>", "true"), ("\"abc\" instance of string", "true"),
    ("123 instance of string", "false"), ("123 instance of list", "null"),
  ])
  func `table 61 has these examples`(_ text: String, _ expected: String) throws {
    #expect(try standard(text) == expected)
  }

  @Test(arguments: [
    ("[1, \"a\"] instance of list<number>", "false"), ("[1, \"a\"] instance of list<Any>", "true"),
    ("[1, null] instance of list<number>", "true"), ("[null] instance of list<Null>", "true"),
    ("[[1], [2]] instance of list<list<number>>", "true"),
    ("[[1], [\"a\"]] instance of list<list<number>>", "false"),
    ("[[1]] instance of list<number>", "false"), ("[] instance of list<string>", "true"),
    ("[{a: 1, b: 2}] instance of list<context<a: number>>", "true"),
  ])
  func `a list is of the type that all its items conform to`(_ text: String, _ expected: String)
    throws
  {
    #expect(try standard(text) == expected)
  }

  @Test(arguments: [
    ("{a: 1, b: \"x\"} instance of context<a: number, b: string>", "true"),
    ("{a: 1, b: \"x\"} instance of context<b: string, a: number>", "true"),
    ("{a: 1, b: \"x\", c: true} instance of context<a: number, b: string>", "true"),
    ("{a: 1} instance of context<a: number, b: string>", "false"),
    ("{a: \"1\"} instance of context<a: number>", "false"),
    ("{a: null} instance of context<a: number>", "true"),
    ("{a: {b: [1]}} instance of context<a: context<b: list<number>>>", "true"),
    ("{a: {b: 1}} instance of context<a: context<b: string>>", "false"),
    ("{start date: @\"2024-01-31\"} instance of context<start date: date>", "true"),
    ("{\"a b\": 1} instance of context<\"a b\": number>", "true"),
    ("{a: 1} instance of context<b: number>", "false"),
    ("1 instance of context<a: number>", "false"),
  ])
  func `a context is of a type with some of its entries`(_ text: String, _ expected: String) throws
  {
    #expect(try standard(text) == expected)
  }

  @Test(arguments: [
    ("[1..3] instance of range<number>", "true"), ("(< 3) instance of range<number>", "true"),
    ("[1..3] instance of range<string>", "false"), ("[1..3] instance of range<Any>", "true"),
    ("[\"a\"..\"x\"] instance of range<string>", "true"),
    ("[@\"2024-01-01\"..@\"2024-01-02\"] instance of range<date>", "true"),
    ("[@\"2024-01-01\"..@\"2024-01-02\"] instance of range<date and time>", "false"),
    ("[@\"P1D\"..@\"P2D\"] instance of range<days and time duration>", "true"),
    ("[1..3] instance of list<number>", "false"), ("[1..3] instance of number", "false"),
    ("[[1..3]] instance of list<range<number>>", "true"),
  ])
  func `a range is of the type of its bounds`(_ text: String, _ expected: String) throws {
    #expect(try standard(text) == expected)
  }

  /// Parameters may ask for less, the result may say more (10.3.2.9.2).
  @Test(arguments: [
    ("(function(x: number) 1) instance of function<number> -> number", "true"),
    ("(function(x: number) 1) instance of function<number> -> Any", "true"),
    ("(function(x: number) 1) instance of function<number> -> string", "false"),
    ("(function(x: number) 1) instance of function<string> -> number", "false"),
    ("(function(x: number) 1) instance of function<Any> -> number", "false"),
    ("(function(x) 1) instance of function<number> -> number", "true"),
    (
      "(function(x: context<a: number>) 1) instance of function<context<a: number, b: string>> -> number",
      "true"
    ),
    (
      "(function(x: context<a: number, b: string>) 1) instance of function<context<a: number>> -> number",
      "false"
    ),
    ("(function(x: number) 1) instance of function<> -> number", "false"),
    ("(function() 1) instance of function<> -> number", "true"),
    ("(function(a: number, b: string) b) instance of function<number, string> -> string", "true"),
    ("(function(x: number) [x]) instance of function<number> -> list<number>", "true"),
    (
      "(function(x: number) function(y: number) x) instance of function<number> -> function<number> -> number",
      "true"
    ),
    ("abs instance of function<number> -> number", "true"),
    ("string length instance of function<string> -> number", "true"),
    ("string length instance of function<number> -> number", "false"),
    ("5 instance of function<> -> number", "false"),
  ])
  func `a function is of a type that can stand for it`(_ text: String, _ expected: String) throws {
    #expect(try standard(text) == expected)
  }

  @Test(arguments: [
    "1 instance of nothing", "1 instance of Number", "null instance of nothing",
    "[1] instance of list<nothing>", "[1..2] instance of range<nothing>",
    "[1..2] instance of range",
    "{a: 1} instance of context<a: nothing>", "{a: 1} instance of context",
    "abs instance of function", "abs instance of function<nothing> -> number",
    "abs instance of function<number> -> nothing", "1 instance of a.b",
  ])
  func `there is no answer for what is no type`(_ text: String) throws {
    #expect(try standard(text) == "null")
    #expect(try explanations(text).first?.contains("there is no type") == true)
    #expect(refusal(text)?.message.contains("there is no type") == true)
  }

  @Test(arguments: [
    ("not(1 instance of string)", "true"), ("1 instance of number and true", "true"),
    ("(1 + 1) instance of number", "true"), ("1 instance of number = true", "true"),
    ("[1, \"a\"][item instance of string]", "[\"a\"]"),
    ("-1 instance of number", "true"), ("{a: 1}.a instance of number", "true"),
    ("abs(-1) instance of number", "true"),
    ("1 instance of number instance of boolean", "true"),
  ])
  func `the operator binds more tightly than any other but those of a value`(
    _ text: String,
    _ expected: String
  ) throws {
    #expect(try standard(text) == expected)
  }
}
