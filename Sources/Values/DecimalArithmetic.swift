extension Decimal {
  /// The number with the other sign.
  public var negated: Decimal {
    Decimal(uncheckedCoefficient: -coefficient, exponent: exponent)
  }

  /// The number without its sign.
  public var magnitude: Decimal { isNegative ? negated : self }

  /// The sum, with as many decimals as the longer of the two.
  public func adding(_ other: Decimal) throws(ArithmeticError) -> Decimal {
    if exponent == other.exponent {
      // Two numbers of 34 digits fit 127 bits together.
      let sum = coefficient + other.coefficient
      if sum.magnitude < PowersOfTen.all[Decimal.precision] {
        return Decimal(uncheckedCoefficient: sum, exponent: exponent)
      }
    }
    let (high, low) = exponent >= other.exponent ? (self, other) : (other, self)
    let shift = high.exponent - low.exponent
    // 10^34 * 10^4 + 10^34 fits 127 bits.
    if shift <= 4 {
      let sum = high.coefficient * Int128(PowersOfTen.all[shift]) + low.coefficient
      return try Decimal.rounding(
        sum.magnitude,
        exponent: low.exponent,
        isNegative: sum < 0
      )
    }
    if high.coefficient == 0 { return low }
    let digits = PowersOfTen.digitCount(high.coefficient.magnitude)
    if digits + shift <= 38 {
      let sum = high.coefficient * Int128(PowersOfTen.all[shift]) + low.coefficient
      return try Decimal.rounding(
        sum.magnitude,
        exponent: low.exponent,
        isNegative: sum < 0
      )
    }
    return try Decimal.addingFarApart(high, low, digits: digits, shift: shift)
  }

  /// The sum of numbers whose exponents differ so much that it has over 34 digits.
  private static func addingFarApart(
    _ high: Decimal,
    _ low: Decimal,
    digits: Int,
    shift: Int
  ) throws(ArithmeticError) -> Decimal {
    // The larger one is written with 38 digits: the sum then has at least 37, of which the last three are dropped.
    let stretch = 38 - digits
    var magnitude = high.coefficient.magnitude * PowersOfTen.all[stretch]
    let excess = shift - stretch
    var (part, remainder) = (UInt128(0), low.coefficient.magnitude)
    if excess < PowersOfTen.all.count {
      (part, remainder) = remainder.quotientAndRemainder(dividingBy: PowersOfTen.all[excess])
    }
    if high.isNegative == low.isNegative {
      magnitude += part
    } else {
      magnitude -= remainder == 0 ? part : part + 1
    }
    return try rounding(
      magnitude,
      exponent: high.exponent - stretch,
      isNegative: high.isNegative,
      isInexact: remainder != 0
    )
  }

  /// The difference.
  public func subtracting(_ other: Decimal) throws(ArithmeticError) -> Decimal {
    try adding(other.negated)
  }

  /// The product.
  public func multiplied(by other: Decimal) throws(ArithmeticError) -> Decimal {
    let (a, b) = (coefficient.magnitude, other.coefficient.magnitude)
    let isNegative = isNegative != other.isNegative
    let exponent = exponent + other.exponent
    let (product, overflow) = a.multipliedReportingOverflow(by: b)
    guard overflow else {
      return try Decimal.rounding(product, exponent: exponent, isNegative: isNegative)
    }
    // 35 or 36 digits are kept, so that rounding to 34 sees what it drops.
    let excess = PowersOfTen.digitCount(a) + PowersOfTen.digitCount(b) - 36
    let (quotient, remainder) = PowersOfTen.all[excess].dividingFullWidth(
      a.multipliedFullWidth(by: b)
    )
    return try Decimal.rounding(
      quotient,
      exponent: exponent + excess,
      isNegative: isNegative,
      isInexact: remainder != 0
    )
  }

  /// The quotient, exact or to 34 digits.
  public func divided(by other: Decimal) throws(ArithmeticError) -> Decimal {
    guard other.coefficient != 0 else { throw .divisionByZero }
    let (a, b) = (coefficient.magnitude, other.coefficient.magnitude)
    let isNegative = isNegative != other.isNegative
    let exponent = exponent - other.exponent
    let whole = a.quotientAndRemainder(dividingBy: b)
    guard whole.remainder != 0 else {
      return try Decimal.rounding(whole.quotient, exponent: exponent, isNegative: isNegative)
    }
    // The numerator is stretched to 34 digits and then as far as gives a quotient of 36 or 37.
    let stretch = Decimal.precision - PowersOfTen.digitCount(a)
    let shift = PowersOfTen.digitCount(b) + 2
    let (quotient, remainder) = b.dividingFullWidth(
      (a * PowersOfTen.all[stretch]).multipliedFullWidth(by: PowersOfTen.all[shift])
    )
    guard remainder == 0 else {
      return try Decimal.rounding(
        quotient,
        exponent: exponent - stretch - shift,
        isNegative: isNegative,
        isInexact: true
      )
    }
    let (digits, dropped) = PowersOfTen.droppingZeros(of: quotient, limit: stretch + shift)
    return try Decimal.rounding(
      digits,
      exponent: exponent - stretch - shift + dropped,
      isNegative: isNegative
    )
  }

  /// What is left over when the divisor is taken away as often as it fits; it has the divisor's sign.
  ///
  /// It is the number less the divisor times the quotient rounded down (DMN 1.5, table 75), worked out exactly.
  public func modulo(_ divisor: Decimal) throws(ArithmeticError) -> Decimal {
    guard divisor.coefficient != 0 else { throw .divisionByZero }
    let rest = Decimal(
      uncheckedCoefficient: Int128(magnitudeModulo(divisor)) * (isNegative ? -1 : 1),
      exponent: min(exponent, divisor.exponent)
    )
    return rest.coefficient != 0 && isNegative != divisor.isNegative
      ? try rest.adding(divisor) : rest
  }

  /// The rest of the division without signs, in units of the smaller exponent.
  private func magnitudeModulo(_ divisor: Decimal) -> UInt128 {
    let (a, b) = (coefficient.magnitude, divisor.coefficient.magnitude)
    let shift = exponent - divisor.exponent
    guard shift < 0 else {
      // a * 10^shift, by squaring, where every step is cut to its rest.
      var (rest, factor, left) = (a % b, 10 % b, shift)
      while left > 0 {
        if left & 1 == 1 {
          rest = b.dividingFullWidth(rest.multipliedFullWidth(by: factor)).remainder
        }
        factor = b.dividingFullWidth(factor.multipliedFullWidth(by: factor)).remainder
        left >>= 1
      }
      return rest
    }
    guard -shift < PowersOfTen.all.count else { return a }
    let (stretched, isLarger) = b.multipliedReportingOverflow(by: PowersOfTen.all[-shift])
    return isLarger ? a : a % stretched
  }
}
