extension Decimal {
  /// The number closest to `magnitude * 10^exponent`, in 34 digits and the exponents that there are.
  ///
  /// `isInexact` says that the true value is a little more than the magnitude, which must then have more than
  /// 34 digits, so that its last digit does not decide.
  static func rounding(
    _ magnitude: UInt128,
    exponent: Int,
    isNegative: Bool,
    isInexact: Bool = false
  ) throws(ArithmeticError) -> Decimal {
    var (digits, exponent) = (magnitude, exponent)
    // The next digit up (9…9 to 10…0) may make one more round necessary.
    let excess = max(
      PowersOfTen.digitCount(digits) - precision,
      exponents.lowerBound - exponent
    )
    if excess > 0 {
      digits = dropping(
        excess,
        of: digits,
        .halfEven,
        isNegative: isNegative,
        isInexact: isInexact
      )
      // What is too close to zero to be told from it is zero, and no zero with thousands of decimals.
      guard digits != 0 || magnitude == 0 else { return .zero }
      exponent += excess
      if digits == PowersOfTen.all[precision] {
        digits = PowersOfTen.all[precision - 1]
        exponent += 1
      }
    }
    if exponent > exponents.upperBound {
      let room = precision - PowersOfTen.digitCount(digits)
      let surplus = exponent - exponents.upperBound
      guard digits == 0 || surplus <= room else { throw .overflow }
      digits = digits == 0 ? 0 : digits * PowersOfTen.all[surplus]
      exponent = exponents.upperBound
    }
    return Decimal(
      uncheckedCoefficient: isNegative ? -Int128(digits) : Int128(digits),
      exponent: exponent
    )
  }

  /// The magnitude without its last `count` digits, rounded.
  static func dropping(
    _ count: Int,
    of magnitude: UInt128,
    _ mode: RoundingMode,
    isNegative: Bool,
    isInexact: Bool = false
  ) -> UInt128 {
    guard count < PowersOfTen.all.count else {
      let isExact = magnitude == 0 && !isInexact
      return mode.roundsAway(half: -1, isExact: isExact, isOdd: false, isNegative: isNegative)
        ? 1 : 0
    }
    let divisor = PowersOfTen.all[count]
    let (quotient, remainder) = magnitude.quotientAndRemainder(dividingBy: divisor)
    let half = divisor / 2
    let comparison =
      remainder == half ? (isInexact ? 1 : 0) : (remainder < half ? -1 : 1)
    let away = mode.roundsAway(
      half: comparison,
      isExact: remainder == 0 && !isInexact,
      isOdd: quotient & 1 == 1,
      isNegative: isNegative
    )
    return away ? quotient + 1 : quotient
  }

  /// The number with `scale` digits after the point; a negative scale rounds to tens, hundreds and so on.
  ///
  /// Digits are added where there are fewer, as long as 34 are enough.
  public func rounded(
    toScale scale: Int,
    _ mode: RoundingMode
  ) throws(ArithmeticError) -> Decimal {
    guard Decimal.scales.contains(scale) else { throw .overflow }
    let magnitude = coefficient.magnitude
    let excess = -scale - exponent
    guard excess <= 0 else {
      let digits = Decimal.dropping(excess, of: magnitude, mode, isNegative: isNegative)
      return try Decimal.rounding(digits, exponent: -scale, isNegative: isNegative)
    }
    guard magnitude != 0 else { return Decimal(uncheckedCoefficient: 0, exponent: -scale) }
    guard PowersOfTen.digitCount(magnitude) - excess <= Decimal.precision else { return self }
    return Decimal(
      uncheckedCoefficient: coefficient * Int128(PowersOfTen.all[-excess]),
      exponent: -scale
    )
  }
}
