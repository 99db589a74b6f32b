extension Decimal {
  /// The number to a power, exact or to 34 digits; anything to the power of 0 is 1.
  ///
  /// Throws `undefined` for a negative number to a power with a fraction, `divisionByZero` for zero to a negative power,
  /// and `overflow`.
  public func raised(to power: Decimal) throws(ArithmeticError) -> Decimal {
    guard power.coefficient != 0 else { return Decimal(1) }
    guard coefficient != 0 else {
      if power.isNegative { throw .divisionByZero }
      return .zero
    }
    guard power.isInteger || !isNegative else { throw .undefined }
    let result = try magnitude.positivePower(power)
    return isNegative && power.isOdd ? result.negated : result
  }

  /// A positive number to a power.
  private func positivePower(_ power: Decimal) throws(ArithmeticError) -> Decimal {
    guard self != Decimal(1) else { return Decimal(1) }
    let exact = try power.isInteger ? exactly(to: power) : exactly(toFraction: power)
    if let exact { return exact }
    return try approximately(to: power)
  }

  /// Whether a whole number is odd.
  private var isOdd: Bool {
    guard exponent <= 0 else { return false }
    return coefficient.magnitude / PowersOfTen.all[min(-exponent, 38)] & 1 == 1
  }

  /// The same number with as few digits as it can have.
  private var trimmed: (digits: UInt128, exponent: Int) {
    let (digits, dropped) = PowersOfTen.droppingZeros(of: coefficient.magnitude)
    return (digits, exponent + dropped)
  }

  /// A positive number to a whole power, where all digits of that can be worked out.
  ///
  /// Where they cannot, the power has far more digits than 34, so it is never half way between two decimals.
  private func exactly(to power: Decimal) throws(ArithmeticError) -> Decimal? {
    let trimmed = trimmed
    guard let power = power.intValue else { return nil }
    if let result = try Decimal.exactPower(coefficient.magnitude, exponent, power) { return result }
    return try Decimal.exactPower(trimmed.digits, trimmed.exponent, power)
  }

  private static func exactPower(
    _ digits: UInt128,
    _ exponent: Int,
    _ power: Int
  ) throws(ArithmeticError) -> Decimal? {
    // A power of ten has no more digits the higher it is.
    let size = digits == 1 ? 1 : Int(clamping: power.magnitude)
    guard (-1_000_000...1_000_000).contains(power),
      let whole = WideNatural(digits).raised(to: size, limit: 320)
    else { return nil }
    guard power < 0 else {
      return try rounding(whole, exponent: exponent * power, isInexact: false)
    }
    let stretch = whole.leadingExponent + 38
    let (quotient, remainder) = WideNatural.powerOfTen(stretch).quotientAndRemainder(
      dividingBy: whole
    )
    let result = try rounding(
      quotient,
      exponent: exponent * power - stretch,
      isInexact: !remainder.isZero
    )
    guard remainder.isZero else { return result }
    let trimmed = PowersOfTen.droppingZeros(of: result.coefficient.magnitude)
    return try rounding(
      trimmed.value,
      exponent: result.exponent + trimmed.count,
      isNegative: false
    )
  }

  /// A positive number to a power with a fraction, where that is rational: 4 to the power of 0.5, or of 1.5.
  private func exactly(toFraction power: Decimal) throws(ArithmeticError) -> Decimal? {
    // The power is n/d in its lowest terms; a rational result is that of a perfect d-th power.
    let (numerator, scale) = power.trimmed
    guard -scale < PowersOfTen.all.count else { return nil }
    let common = greatestCommonDivisor(numerator, PowersOfTen.all[-scale])
    let (number, tens) = trimmed
    // A number of 113 bits is no higher power; a power of ten may be.
    guard let root = Int(exactly: PowersOfTen.all[-scale] / common),
      root <= (number == 1 ? 10_000 : 113), tens % root == 0,
      let base = wholeRoot(root, of: number),
      let times = Int(exactly: numerator / common)
    else { return nil }
    return try Decimal.exactPower(base, tens / root, power.isNegative ? -times : times)
  }

  /// A positive number to a power, to 34 digits, as e to the power times the logarithm.
  private func approximately(to power: Decimal) throws(ArithmeticError) -> Decimal {
    let (logarithm, isLess) = fixedLogarithm
    let isNegative = isLess != power.isNegative
    // The logarithm of a number other than 1 is larger than 10^-35.
    guard power.exponent <= 40 else {
      if isNegative { return .zero }
      throw .overflow
    }
    return try Decimal.exponential(
      of: FixedPoint(
        bits: logarithm.bits * WideNatural(power.coefficient.magnitude),
        exponent: power.exponent
      ),
      isNegative: isNegative
    )
  }

  /// The number closest to a wide one times a power of ten.
  private static func rounding(
    _ value: WideNatural,
    exponent: Int,
    isInexact: Bool
  ) throws(ArithmeticError) -> Decimal {
    let excess = max(0, value.leadingExponent - 36)
    let (quotient, remainder) = value.quotientAndRemainder(dividingBy: .powerOfTen(excess))
    return try rounding(
      quotient.low,
      exponent: exponent + excess,
      isNegative: false,
      isInexact: isInexact || !remainder.isZero
    )
  }
}

private func greatestCommonDivisor(_ a: UInt128, _ b: UInt128) -> UInt128 {
  var (a, b) = (a, b)
  while b != 0 { (a, b) = (b, a % b) }
  return a
}

/// The whole number whose power `value` is, if it is one; found by halving.
private func wholeRoot(_ root: Int, of value: UInt128) -> UInt128? {
  guard value > 1 else { return value }
  let width = 128 - value.leadingZeroBitCount
  var (low, high) = (UInt128(1), UInt128(1) << ((width + root - 1) / root))
  while low < high {
    let middle = low + (high - low) / 2
    guard let power = WideNatural(middle).raised(to: root, limit: 640),
      power <= WideNatural(value)
    else {
      high = middle
      continue
    }
    if power == WideNatural(value) { return middle }
    low = middle + 1
  }
  return nil
}
