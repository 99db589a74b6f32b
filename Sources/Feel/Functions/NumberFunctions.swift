internal import Values

extension StandardFunctions {
  static let numbers: [FeelFunction] =
    [
      FeelFunction("number", [.init("from", .string)], resultType: { _ in .nullable(.number) }) {
        guard case .string(let text) = $0[0] else { return .null }
        return Decimal(text).map(Value.number) ?? .null
      },
      FeelFunction(
        "modulo",
        [.init("dividend", .number), .init("divisor", .number)],
        resultType: { _ in .number }
      ) {
        guard case .number(let dividend) = $0[0], case .number(let divisor) = $0[1] else {
          return .null
        }
        return (try? modulo(dividend, divisor)).map(Value.number) ?? .null
      },
    ]
    + [FeelType.number, .daysAndTimeDuration, .yearsAndMonthsDuration].map { type in
      FeelFunction("abs", [.init("n", type)], resultType: { $0[0].nonNull }) {
        Operations.compare(.less, Operations.negate($0[0]), $0[0]) == true
          ? $0[0] : Operations.negate($0[0])
      }
    }
    + rounding("decimal", .halfEven) + rounding("round half up", .halfUp)
    + rounding("round half down", .halfDown) + rounding("round up", .up)
    + rounding("round down", .down)
    + rounding("floor", .floor, scaleIsOptional: true)
    + rounding("ceiling", .ceiling, scaleIsOptional: true)

  private static func rounding(
    _ name: String,
    _ mode: RoundingMode,
    scaleIsOptional: Bool = false
  ) -> [FeelFunction] {
    let scaled = FeelFunction(
      name,
      [.init("n", .number), .init("scale", .number)],
      resultType: { _ in .number }
    ) { round($0[0], $0[1], mode) }
    guard scaleIsOptional else { return [scaled] }
    let whole = FeelFunction(name, [.init("n", .number)], resultType: { _ in .number }) {
      round($0[0], .number(.zero), mode)
    }
    return [whole, scaled]
  }

  private static func round(_ value: Value, _ scale: Value, _ mode: RoundingMode) -> Value {
    guard case .number(let number) = value, case .number(let scale) = scale,
      let scale = scale.intValue, let result = try? number.rounded(toScale: scale, mode)
    else { return .null }
    return .number(result)
  }

  /// `dividend - divisor * floor(dividend / divisor)`: it has the divisor's sign.
  private static func modulo(
    _ dividend: Decimal,
    _ divisor: Decimal
  ) throws(ArithmeticError) -> Decimal {
    let quotient = try dividend.divided(by: divisor).rounded(toScale: 0, .floor)
    let rest = try dividend.subtracting(divisor.multiplied(by: quotient))
    // A quotient just under a whole number may have been rounded to it.
    return rest != .zero && rest.isNegative != divisor.isNegative ? try rest.adding(divisor) : rest
  }
}
