import Feel
import TestSupport

/// A random expression of whole numbers and truth values, with the answer that the test itself works out.
struct RandomExpression {
  /// How loosely its outermost operator binds: 0 for `or`, 9 for a value that stands alone.
  var level: Int
  var text: String
  /// Nil for null.
  var number: Int?
  var truth: Bool?

  /// In parentheses where its place needs them, and now and then where it does not.
  func written(above level: Int, _ generator: inout SeededGenerator) -> String {
    self.level < level || Int.random(in: 0..<6, using: &generator) == 0 ? "(\(text))" : text
  }

  static func number(depth: Int, _ generator: inout SeededGenerator) -> RandomExpression {
    let choice = depth == 0 ? 0 : Int.random(in: 0..<6, using: &generator)
    switch choice {
    case 0:
      let value = Int.random(in: 0...9, using: &generator)
      return RandomExpression(level: 9, text: "\(value)", number: value)
    case 1:
      let operand = number(depth: depth - 1, &generator)
      return RandomExpression(
        level: 7,
        text: "-" + operand.written(above: 7, &generator),
        number: operand.number.map { -$0 }
      )
    case 2:
      let condition = truth(depth: depth - 1, &generator)
      let (a, b) = (number(depth: depth - 1, &generator), number(depth: depth - 1, &generator))
      return RandomExpression(
        level: -1,
        text: "if \(condition.text) then \(a.text) else \(b.text)",
        number: condition.truth == true ? a.number : b.number
      )
    default:
      let (a, b) = (number(depth: depth - 1, &generator), number(depth: depth - 1, &generator))
      let (level, sign) = [(4, "+"), (4, "-"), (5, "*")][choice - 3]
      let left = a.written(above: level, &generator)
      let right = b.written(above: level + 1, &generator)
      var result: Int?
      if let x = a.number, let y = b.number {
        result = sign == "+" ? x + y : sign == "-" ? x - y : x * y
      }
      return RandomExpression(level: level, text: "\(left) \(sign) \(right)", number: result)
    }
  }

  static func truth(depth: Int, _ generator: inout SeededGenerator) -> RandomExpression {
    let choice = depth == 0 ? 0 : Int.random(in: 0..<5, using: &generator)
    switch choice {
    case 0:
      let truth: Bool? = [true, false, nil].randomElement(using: &generator) ?? nil
      return RandomExpression(level: 9, text: truth.map { "\($0)" } ?? "null", truth: truth)
    case 1:
      let (a, b) = (number(depth: depth - 1, &generator), number(depth: depth - 1, &generator))
      let text = "\(a.written(above: 4, &generator)) < \(b.written(above: 4, &generator))"
      var truth: Bool?
      if let x = a.number, let y = b.number { truth = x < y }
      return RandomExpression(level: 2, text: text, truth: truth)
    case 2:
      let operand = truth(depth: depth - 1, &generator)
      return RandomExpression(
        level: 9,
        text: "not(\(operand.text))",
        truth: operand.truth.map { !$0 }
      )
    case 3:
      return connective("and", 1, decisive: false, depth: depth, &generator)
    default:
      return connective("or", 0, decisive: true, depth: depth, &generator)
    }
  }

  private static func connective(
    _ word: String,
    _ level: Int,
    decisive: Bool,
    depth: Int,
    _ generator: inout SeededGenerator
  ) -> RandomExpression {
    let (a, b) = (truth(depth: depth - 1, &generator), truth(depth: depth - 1, &generator))
    let left = a.written(above: level, &generator)
    let right = b.written(above: level + 1, &generator)
    let truth: Bool? =
      a.truth == decisive || b.truth == decisive
      ? decisive : a.truth == nil || b.truth == nil ? nil : !decisive
    return RandomExpression(level: level, text: "\(left) \(word) \(right)", truth: truth)
  }
}
