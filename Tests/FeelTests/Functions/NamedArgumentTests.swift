import Feel
import Testing

/// Calls by position and by name mean the same (10.3.2.13.5), for every function of the library.
@Suite struct NamedArgumentTests {
  /// What a parameter is given here, by the names of the function and of the parameter, or by the latter's alone.
  static let arguments: [String: String] = [
    "date.from": "\"2024-01-31\"", "time.from": "\"10:00:00\"",
    "date and time.from": "\"2024-01-31T10:00:00\"", "string.from": "12",
    "duration.from": "\"P1D\"", "range.from": "\"[1..2]\"", "number.from": "\"1,000.5\"",
    "grouping separator": "\",\"", "decimal separator": "\".\"", "year": "2024", "month": "2",
    "day": "29", "hour": "10", "minute": "20", "second": "30.5", "offset": "@\"PT1H\"",
    "negand": "true", "match": "\"b\"", "index of.match": "2",
    "list replace.match": "function(a, b) a < b", "precedes": "function(a, b) a > b",
    "flags": "\"i\"", "start position": "2", "length": "1", "position": "2", "scale": "0",
    "key": "\"b\"", "keys": "[\"b\", \"c\"]", "entries": "[{key: \"k\", value: 1}]",
    "contexts": "[{a: 1}, {b: 2}]", "context put.context": "{a: 1, b: {c: 2}}", "m": "{a: 1, b: 2}",
    "string join.list": "[\"a\", \"b\"]", "all.list": "[true, false]", "any.list": "[true, false]",
    "range1": "[1..2]", "range2": "[2..3]",
  ]

  /// An argument of a parameter that only its type tells of.
  static func argument(of type: FeelType) -> String {
    switch type.nonNull {
    case .number: "2"
    case .string: "\"abc\""
    case .boolean: "true"
    case .date: "@\"2024-01-31\""
    case .time: "@\"10:00:00\""
    case .dateAndTime: "@\"2024-01-31T10:00:00\""
    case .daysAndTimeDuration: "@\"P1D\""
    case .yearsAndMonthsDuration: "@\"P1Y\""
    case .list: "[1, 2, 3]"
    case .range(let type): "[\(argument(of: type))..\(argument(of: type))]"
    default: "7"
    }
  }

  static func argument(of function: FeelFunction, _ parameter: FeelFunction.Parameter) -> String {
    let isGeneral = [.number, .string, .any].contains(parameter.type.nonNull)
    let special = arguments["\(function.name).\(parameter.name)"]
    // Of a few names the type says more: a date may be made of a text, a date or a moment.
    if let special, isGeneral || function.name != "date" && function.name != "time" {
      return special
    }
    switch parameter.type.nonNull {
    case .range(let type) where type != .number: return argument(of: parameter.type)
    default: return arguments[parameter.name] ?? argument(of: parameter.type)
    }
  }

  @Test(arguments: Library.standard.names)
  func `a call by name is that by position, in any order`(name: String) throws {
    for function in Library.standard.functions(named: name) where !function.isVariadic {
      // One number has no deviation (table 75).
      guard function.parameters.map(\.name) != ["n1"] || name != "stddev" else { continue }
      let named = function.parameters.map { ($0.name, Self.argument(of: function, $0)) }
      let byPosition = "\(name)(\(named.map(\.1).joined(separator: ", ")))"
      let expected = try value(byPosition)
      #expect(expected != "null", "\(byPosition)")
      // The same names in another order are another form of `before` and its like.
      let hasReverse = Set(named.map(\.0)) == ["point", "range"]
      for arguments in hasReverse ? [named] : [named, named.reversed()] {
        let list = arguments.map { "\($0): \($1)" }.joined(separator: ", ")
        for mode in [CheckingMode.strict, .standard] {
          #expect(try value("\(name)(\(list))", mode: mode) == expected, "\(name)(\(list))")
        }
      }
    }
  }

  @Test(arguments: Library.standard.names)
  func `a name that no parameter has gives null, and is refused`(name: String) throws {
    #expect(try standard("\(name)(nonsense: 1)") == "null")
    #expect(try explanations("\(name)(nonsense: 1)") == ["0: wrong arguments for `\(name)`"])
    #expect(refusal("\(name)(nonsense: 1)")?.hint?.contains("it is called as `\(name)(") == true)
  }
}
