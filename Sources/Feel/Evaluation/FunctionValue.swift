/// A function as a value: named without a call, or written out with `function(…) …`.
public enum FunctionValue: Hashable, Sendable {
  /// The library's functions of one name.
  case library([FeelFunction])
  /// A function written in an expression, with the values of the variables that it captures, in their order.
  case defined(FunctionDefinition, captured: [Value])
}

/// A function written in an expression: `function(a, b: number) a + b`.
public struct FunctionDefinition: Hashable, Sendable {
  /// A formal parameter.
  public struct Parameter: Hashable, Sendable {
    /// What stands for the argument.
    public var variable: Variable
    /// The type that it declares; `any` where it declares none.
    public var type: FeelType
  }

  /// The formal parameters.
  public var parameters: [Parameter]
  /// The result.
  public var body: CheckedExpression
  /// The function as it is written.
  public var text: String
  /// The variables of the surroundings that the body mentions, by number.
  public var captures: [Int]
  /// What stands for the function itself, by number, where it is an entry of a context and calls itself.
  public var itself: Int?
}

extension FunctionValue {
  /// The type of the function: its parameters and result; `any` where it has several forms.
  public var type: FeelType {
    let forms = forms(taking: 0)
    return forms.count == 1 ? forms[0] : .any
  }

  /// What is said of a call with too few or too many arguments.
  static func arity(_ count: Int, given: Int) -> String {
    "this function takes \(count) argument\(count == 1 ? "" : "s"), not \(given)"
  }

  /// The types of the function's forms, of which only functions of the library have several.
  ///
  /// One that takes any number of arguments is of those that take `count`, if it takes that many.
  func forms(taking count: Int) -> [FeelType] {
    switch self {
    case .library(let functions):
      functions.map { function in
        let own = function.parameters.count
        let types = (0..<(function.isVariadic ? max(own, count) : own))
          .map { function.parameter($0).type }
        return .function(parameters: types, result: function.resultType(types))
      }
    case .defined(let definition, _):
      [
        .function(parameters: definition.parameters.map(\.type), result: definition.body.type)
      ]
    }
  }
}
