internal import Values

/// Functions of numbers (table 76).
extension StandardFunctions {
  static let numbers =
    [
      scaled("decimal", .halfEven), scaled("floor", .floor), whole("floor", .floor),
      scaled("ceiling", .ceiling), whole("ceiling", .ceiling), scaled("round up", .up),
      scaled("round down", .down), scaled("round half up", .halfUp),
      scaled("round half down", .halfDown),
      FeelFunction(
        "modulo",
        .init("dividend", .number),
        .init("divisor", .number),
        gives: .number
      ) { dividend, divisor in
        guard let dividend = dividend.decimal, let divisor = divisor.decimal else { return .null }
        return Value(try? dividend.modulo(divisor))
      }.refusing(1, where: \.isZero, "`modulo` has no result for a divisor of 0"),
      FeelFunction("sqrt", number, gives: .nullable(.number)) { number in
        Value(try? number.decimal?.squareRoot())
      }.workingOutDigits,
      FeelFunction("log", number, gives: .nullable(.number)) { number in
        Value(try? number.decimal?.naturalLogarithm())
      }.workingOutDigits,
      FeelFunction("exp", number, gives: .number) { number in
        Value(try? number.decimal?.exponential())
      }.workingOutDigits,
      // A number with a fraction is neither.
      FeelFunction("odd", number, gives: .boolean) { number in
        Value(number.decimal.map { $0.isInteger && !isEven($0) })
      },
      FeelFunction("even", number, gives: .boolean) { number in
        Value(number.decimal.map(isEven))
      },
    ]
    + [FeelType.number, .daysAndTimeDuration, .yearsAndMonthsDuration].map { type in
      FeelFunction("abs", .init("n", type), gives: type) { n in
        let negated = Operations.negate(n)
        return Operations.compare(.less, negated, n) == true ? n : negated
      }
    }

  private static let number = FeelFunction.Parameter("number", .number)

  private static let scales = -6111...6176

  /// A rounding to `scale` digits after the point.
  private static func scaled(_ name: String, _ mode: RoundingMode) -> FeelFunction {
    FeelFunction(name, .init("n", .number), .init("scale", .number), gives: .number) { n, scale in
      guard let n = n.decimal, let scale = scale.whole else { return .null }
      return Value(try? n.rounded(toScale: scale, mode))
    }.refusing(
      1,
      where: { $0.whole.map { !scales.contains($0) } ?? !$0.isNull },
      "`scale` is from -6111 to 6176"
    )
  }

  /// A rounding to whole numbers.
  private static func whole(_ name: String, _ mode: RoundingMode) -> FeelFunction {
    FeelFunction(name, .init("n", .number), gives: .number) { n in
      Value(try? n.decimal?.rounded(toScale: 0, mode))
    }
  }

  private static func isEven(_ number: Decimal) -> Bool {
    (try? number.modulo(Decimal(2))) == .zero
  }
}
