import TestSupport

/// Texts at random: expressions by the grammar, of which many mean something, rows of words and signs, of which few do,
/// and texts that something was done to.
struct RandomText {
  var generator: SeededGenerator
  /// The names that are bound where it writes.
  private var names = RandomText.scopeNames

  init(_ generator: SeededGenerator) {
    self.generator = generator
  }

  private static let scopeNames = [
    "n", "m", "monthly fee", "a-b", "Profit and loss", "text", "flag", "maybe", "day", "clock",
    "moment", "span", "age", "term", "numbers", "gaps", "row", "rows", "anything",
  ]

  static let literals = [
    "0", "1", "-1", "2.50", "3", "0.1", "1E40", "9999999999999999999999999999999999", "1E-6176",
    "9.99E6144", "9223372036854775807", "-9223372036854775808", "true", "false", "null", #""""#,
    #""a""#, #""foo bar""#, #""é😀\n""#, #""P1D""#, #""2024-01-31""#, #""[a-z]+""#, #""(a*)*b""#,
    #"@"2024-01-31""#, #"@"999999999-12-31""#, #"@"-999999999-01-01""#, #"@"12:30:00""#,
    #"@"00:00:00Z""#, #"@"12:00:00.000000001@Europe/Paris""#, #"@"2024-10-27T02:30:00+02:00""#,
    #"@"2024-03-31T01:59:59.5@America/New_York""#, #"@"P1Y2M""#, #"@"-P3DT4H5M6.7S""#,
    #"@"P999999999Y""#, #"@"P106751991DT4H""#, "[]", "{}", "[1..5]", "(1..5)", #"["a".."c")"#,
    "(< 5)", "(>= 1)",
  ]

  private static let operators = [
    "+", "-", "*", "/", "**", "=", "!=", "<", "<=", ">", ">=", "and", "or", "in",
  ]

  private static let types = [
    "number", "string", "boolean", "date", "time", "date and time", "days and time duration",
    "years and months duration", "Any", "Null", "list<number>", "range<date>",
    "context<a: number>", "function<number> -> number", "nothing",
  ]

  static let functions = [
    "date", "date and time", "time", "number", "string", "not", "duration", "substring", "contains",
    "years and months duration", "range", "string length", "upper case", "lower case", "matches",
    "substring before", "substring after", "replace", "starts with", "ends with", "split", "min",
    "string join", "list contains", "list replace", "count", "max", "sum", "mean", "all", "any",
    "sublist", "append", "concatenate", "insert before", "remove", "reverse", "index of", "union",
    "distinct values", "flatten", "product", "median", "stddev", "mode", "decimal", "floor",
    "ceiling", "round up", "round down", "round half up", "round half down", "abs", "modulo",
    "sqrt", "log", "exp", "odd", "even", "is", "before", "after", "meets", "met by", "overlaps",
    "overlaps before", "overlaps after", "finishes", "finished by", "includes", "during", "starts",
    "started by", "coincides", "day of year", "day of week", "month of year", "week of year",
    "sort", "get value", "get entries", "context", "context put", "context merge",
  ]

  private static let entries = [
    "cost", "start date", "end date", "tags", "inner", "a", "b", "year", "month", "day", "weekday",
    "hour", "minute", "second", "time offset", "timezone", "days", "hours", "years", "start", "end",
    "start included",
  ]

  private mutating func pick<Item>(_ items: [Item]) -> Item {
    items[Int.random(in: 0..<items.count, using: &generator)]
  }

  /// An expression by the grammar.
  mutating func expression(depth: Int) -> String {
    guard depth > 0 else {
      return Int.random(in: 0..<3, using: &generator) == 0 ? pick(Self.literals) : pick(names)
    }
    let a = { (text: inout RandomText) in text.expression(depth: depth - 1) }
    switch Int.random(in: 0..<22, using: &generator) {
    case 0...3: return "\(a(&self)) \(pick(Self.operators)) \(a(&self))"
    case 4: return "(\(a(&self)))"
    case 5: return "-\(a(&self))"
    case 6: return "\(a(&self)) between \(a(&self)) and \(a(&self))"
    case 7: return "\(a(&self)) in (\(pick(["", "< ", ">= ", "? > "]))\(a(&self)), \(a(&self)))"
    case 8: return "\(a(&self)) instance of \(pick(Self.types))"
    case 9: return "if \(a(&self)) then \(a(&self)) else \(a(&self))"
    case 10: return bound { "for \($0) in \(a(&$1)) return \(a(&$1))" }
    case 11: return bound { "for \($0) in \(a(&$1))..\(a(&$1)) return [\(a(&$1)), partial]" }
    case 12:
      let quantifier = pick(["some", "every"])
      return bound { "\(quantifier) \($0) in \(a(&$1)) satisfies \(a(&$1))" }
    case 13: return "\(a(&self))[\(pick([a(&self), "item = \(a(&self))", "1", "-1"]))]"
    case 14: return "[\(a(&self)), \(a(&self))]"
    case 15: return "\(pick(["[", "("]))\(a(&self))..\(a(&self))\(pick(["]", ")"]))"
    case 16: return bound { "{a: \(a(&$1)), \($0): \(a(&$1)), b: \(a(&$1))}" }
    case 17: return "\(a(&self)).\(pick(Self.entries))"
    case 18: return bound { "(function(\($0)) \(a(&$1)))(\(a(&$1)))" }
    case 19: return bound { "{f: function(\($0): \($1.pick(Self.types))) \(a(&$1)), r: f(f)}.r" }
    default:
      let count = Int.random(in: 0...3, using: &generator)
      let arguments = (0..<count).map { _ in a(&self) }
      return "\(pick(Self.functions))(\(arguments.joined(separator: ", ")))"
    }
  }

  /// What binds a name that is not in scope elsewhere.
  private mutating func bound(_ write: (String, inout RandomText) -> String) -> String {
    let name = pick(["x", "y z", "n", "item", "f", "été"])
    names.append(name)
    defer { names.removeLast() }
    return write(name, &self)
  }

  /// Words and signs in any order.
  mutating func soup() -> String {
    let signs = [
      "(", ")", "[", "]", "{", "}", ",", ":", ".", "..", "\"", "\\", "@", "é", "/*", "//", "?", "x",
      "if", "then", "else", "for", "return", "some", "satisfies", "between", "instance of", "item",
      "function(x)", "partial", "\u{0}", "\u{FEFF}", "->", "<", "external",
    ]
    let pieces = [signs, Self.literals, Self.operators, Self.functions.map { $0 + "(" }, names]
    let words = (0..<Int.random(in: 1...14, using: &generator)).map { _ in pick(pick(pieces)) }
    return words.joined(separator: pick([" ", "", "\n"]))
  }

  /// A text with some of its bytes dropped, doubled, changed or put elsewhere.
  mutating func changed(_ text: String) -> String {
    var bytes = Array(text.utf8)
    for _ in 0..<Int.random(in: 1...4, using: &generator) where !bytes.isEmpty {
      let lower = Int.random(in: 0..<bytes.count, using: &generator)
      let length = Int.random(in: 1...8, using: &generator)
      let part = lower..<min(lower + length, bytes.count)
      let place = Int.random(in: 0..<bytes.count, using: &generator)
      switch Int.random(in: 0..<5, using: &generator) {
      case 0: bytes.removeSubrange(part)
      case 1: bytes.insert(contentsOf: bytes[part], at: place)
      case 2: bytes[lower] = UInt8.random(in: 0...255, using: &generator)
      case 3: bytes.insert(contentsOf: Array(pick(Self.literals).utf8), at: place)
      default: bytes.swapAt(lower, place)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
