extension Decimal {
  /// The square root, exact or to 34 digits.
  ///
  /// Throws `undefined` for a negative number.
  public func squareRoot() throws(ArithmeticError) -> Decimal {
    guard !isNegative else { throw .undefined }
    guard coefficient != 0 else { return .zero }
    // An even exponent, and 74 digits or 75, whose root has 37 or 38.
    var stretch = 74 - PowersOfTen.digitCount(coefficient.magnitude)
    if (exponent - stretch) % 2 != 0 { stretch += 1 }
    let square = WideNatural(coefficient.magnitude) * .powerOfTen(stretch)
    let root = square.squareRoot
    let rootExponent = (exponent - stretch) / 2
    guard root * root == square else {
      return try Decimal.rounding(
        root.low,
        exponent: rootExponent,
        isNegative: false,
        isInexact: true
      )
    }
    let (digits, dropped) = PowersOfTen.droppingZeros(
      of: root.low,
      limit: max(0, (exponent >> 1) - rootExponent)
    )
    return try Decimal.rounding(digits, exponent: rootExponent + dropped, isNegative: false)
  }

  /// e to the power of this number, to 34 digits.
  ///
  /// Throws `overflow` where that is too large.
  public func exponential() throws(ArithmeticError) -> Decimal {
    guard coefficient != 0 else { return Decimal(1) }
    guard exponent + PowersOfTen.digitCount(coefficient.magnitude) < 6 else {
      if isNegative { return .zero }
      throw .overflow
    }
    return try Decimal.exponential(
      of: FixedPoint(coefficient.magnitude, exponent: exponent),
      isNegative: isNegative
    )
  }

  /// The natural logarithm, to 34 digits.
  ///
  /// Throws `undefined` unless the number is positive.
  public func naturalLogarithm() throws(ArithmeticError) -> Decimal {
    guard coefficient > 0 else { throw .undefined }
    let (magnitude, isNegative) = fixedLogarithm
    // Only 1 has the logarithm 0: every other number's is larger than 10^-35.
    guard !magnitude.bits.isZero else { return .zero }
    let (digits, exponent) = magnitude.scientific
    return try Decimal.rounding(
      digits,
      exponent: exponent,
      isNegative: isNegative,
      isInexact: true
    )
  }

  /// The natural logarithm of the number without its sign, and whether it is negative; the number is not zero.
  var fixedLogarithm: (magnitude: FixedPoint, isNegative: Bool) {
    let digits = coefficient.magnitude
    let leading = PowersOfTen.digitCount(digits) - 1
    return FixedPoint.logarithm(
      of: FixedPoint(digits, exponent: -leading),
      exponent: exponent + leading
    )
  }

  /// e to a power, to 34 digits.
  static func exponential(
    of power: FixedPoint,
    isNegative: Bool
  ) throws(ArithmeticError) -> Decimal {
    // e^14300 is larger than every decimal, and e^-14300 less than half the smallest.
    guard power.bits < FixedPoint(14_300, exponent: 0).bits else {
      if isNegative { return .zero }
      throw .overflow
    }
    let (factor, tens) = power.exponential(isNegative: isNegative)
    let (digits, exponent) = factor.scientific
    return try rounding(digits, exponent: exponent + tens, isNegative: false, isInexact: true)
  }
}
