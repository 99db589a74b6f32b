/// A number that is not negative, with 320 bits (96 decimals) after the point.
///
/// Decimals are rounded to 34 digits; the others make sure that the last of the 34 is right: results of the functions
/// here differ from the true ones by less than 10^-85.
struct FixedPoint {
  /// The number times 2^320.
  var bits: WideNatural

  static let fractionBits = 320
  static let one = FixedPoint(bits: WideNatural.one << fractionBits)
  /// ln 2, by Machin-like formulas, as ln 10.
  static let ln2 = logarithm(of: (14, 10, 6))
  static let ln10 = logarithm(of: (46, 34, 20))

  /// About the square root of 2, between which and half of which factors are brought.
  private static let rootOf2 = FixedPoint(14142, exponent: -4)

  init(bits: WideNatural) {
    self.bits = bits
  }

  /// Creates `coefficient * 10^exponent`, cut off.
  ///
  /// - Precondition: It is less than 10^50.
  init(_ coefficient: UInt128, exponent: Int) {
    self.init(bits: WideNatural(coefficient) << FixedPoint.fractionBits, exponent: exponent)
  }

  /// Creates `bits * 2^-320 * 10^exponent`, cut off.
  ///
  /// - Precondition: It is less than 10^50.
  init(bits: WideNatural, exponent: Int) {
    if exponent >= 0 {
      self.bits = bits * WideNatural.powerOfTen(exponent)
    } else if exponent >= -231 {
      self.bits = bits.quotientAndRemainder(dividingBy: .powerOfTen(-exponent)).quotient
    } else {
      self.bits = .zero
    }
  }

  static func + (a: FixedPoint, b: FixedPoint) -> FixedPoint { FixedPoint(bits: a.bits + b.bits) }

  static func * (a: FixedPoint, b: FixedPoint) -> FixedPoint {
    FixedPoint(bits: (a.bits * b.bits) >> fractionBits)
  }

  func times(_ factor: Int) -> FixedPoint {
    FixedPoint(bits: bits * WideNatural(UInt128(factor)))
  }

  func divided(by divisor: Int) -> FixedPoint {
    FixedPoint(bits: bits.dividing(by: UInt64(divisor)).quotient)
  }

  /// The number as `coefficient * 10^exponent` with 36 digits or more, cut off.
  ///
  /// - Precondition: It is not zero, and less than 10^36.
  var scientific: (coefficient: UInt128, exponent: Int) {
    // Its digits before the point, or fewer by the zeros after it.
    let leading = ((bits.bitWidth - FixedPoint.fractionBits) * 1233) >> 12
    let shift = 36 - leading
    return (((bits * .powerOfTen(shift)) >> FixedPoint.fractionBits).low, -shift)
  }

  /// e to this power, as a number from 1 to 10 and a power of ten; the power is negative where `isNegative` says so.
  func exponential(isNegative: Bool) -> (factor: FixedPoint, exponent: Int) {
    // x = k ln 10 + r, so e^x = 10^k e^r.
    var (quotient, remainder) = bits.quotientAndRemainder(dividingBy: FixedPoint.ln10.bits)
    if isNegative, !remainder.isZero {
      remainder = FixedPoint.ln10.bits - remainder
      quotient = quotient + .one
    }
    let exponent = Int(quotient.low)
    // e^r is the 256th power of e^(r/256), whose series is short.
    let part = FixedPoint(bits: remainder >> 8)
    var (sum, term, count) = (FixedPoint.one, FixedPoint.one, 1)
    while !term.bits.isZero {
      term = (term * part).divided(by: count)
      sum = sum + term
      count += 1
    }
    for _ in 0..<8 { sum = sum * sum }
    return (sum, isNegative ? -exponent : exponent)
  }

  /// The natural logarithm of `factor * 10^exponent`, and whether it is negative; the factor is from 1 to 10.
  static func logarithm(
    of factor: FixedPoint,
    exponent: Int
  ) -> (magnitude: FixedPoint, isNegative: Bool) {
    // The factor is 2^j f, with f near 1, and ln f = 2 artanh((f - 1)/(f + 1)).
    var (near, halvings) = (factor, 0)
    while near.bits > rootOf2.bits {
      near.bits = near.bits >> 1
      halvings += 1
    }
    let isLess = near.bits < one.bits
    let distance = isLess ? one.bits - near.bits : near.bits - one.bits
    let ratio = (distance << fractionBits).quotientAndRemainder(
      dividingBy: near.bits + one.bits
    ).quotient
    let rest = FixedPoint(bits: ratio).inverseHyperbolicTangent.times(2)
    var (positive, negative) = (ln2.times(halvings), FixedPoint(bits: .zero))
    if isLess { negative = negative + rest } else { positive = positive + rest }
    let tens = ln10.times(abs(exponent))
    if exponent < 0 { negative = negative + tens } else { positive = positive + tens }
    return positive.bits >= negative.bits
      ? (FixedPoint(bits: positive.bits - negative.bits), false)
      : (FixedPoint(bits: negative.bits - positive.bits), true)
  }

  /// artanh x = x + x³/3 + x⁵/5 + …, for a small x.
  private var inverseHyperbolicTangent: FixedPoint {
    let square = self * self
    var (sum, power, divisor) = (self, self, 3)
    while !power.bits.isZero {
      power = power * square
      sum = sum + power.divided(by: divisor)
      divisor += 2
    }
    return sum
  }

  /// ln 2 = 14 artanh 1/31 + 10 artanh 1/49 + 6 artanh 1/161; ln 10 likewise with its own counts.
  private static func logarithm(of counts: (Int, Int, Int)) -> FixedPoint {
    one.divided(by: 31).inverseHyperbolicTangent.times(counts.0)
      + one.divided(by: 49).inverseHyperbolicTangent.times(counts.1)
      + one.divided(by: 161).inverseHyperbolicTangent.times(counts.2)
  }
}
