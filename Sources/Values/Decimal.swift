/// An exact decimal number of up to 34 significant digits: the numbers of IEEE 754 decimal128, without its infinities.
///
/// 1.0 and 1.00 are equal and hash alike, but each keeps its digits when it is written.
public struct Decimal: Sendable {
  /// The digits, as a whole number of at most 34 digits.
  public let coefficient: Int128
  /// The power of ten that the coefficient is multiplied by.
  public let exponent: Int

  /// The most digits that a number has.
  static let precision = 34
  /// The exponents of decimal128.
  static let exponents = -6176...6111
  /// The numbers of digits after the point that go with them.
  static let scales = -6111...6176

  /// Zero.
  public static let zero = Decimal(0)

  /// Creates a number from parts that are known to be in range.
  init(uncheckedCoefficient coefficient: Int128, exponent: Int) {
    self.coefficient = coefficient
    self.exponent = exponent
  }

  /// Creates a whole number.
  public init(_ value: Int) {
    self.init(uncheckedCoefficient: Int128(value), exponent: 0)
  }

  /// Creates a whole number, rounded half to even where it has more than 34 digits.
  public init(_ value: Int128) {
    self.init(coefficient: value, exponent: 0)
  }

  /// Creates the number `scaled / 10^scale`: 1234 at scale 2 is 12.34.
  ///
  /// - Precondition: The scale is between -6111 and 6176.
  public init(scaled: Int64, scale: Int) {
    precondition(Decimal.scales.contains(scale), "scale out of range")
    self.init(uncheckedCoefficient: Int128(scaled), exponent: -scale)
  }

  /// Creates the number `coefficient * 10^exponent`, rounded half to even where it has more than 34 digits.
  ///
  /// - Precondition: The exponent is between -6176 and 6000.
  public init(coefficient: Int128, exponent: Int) {
    precondition((-6176...6000).contains(exponent), "exponent out of range")
    guard
      let result = try? Decimal.rounding(
        coefficient.magnitude,
        exponent: exponent,
        isNegative: coefficient < 0
      )
    else { preconditionFailure("exponent out of range") }
    self = result
  }

  /// Whether the number is less than zero.
  public var isNegative: Bool { coefficient < 0 }

  /// Whether the number has no fraction: 3.00 has none.
  public var isInteger: Bool {
    guard exponent < 0, coefficient != 0 else { return true }
    guard -exponent < Decimal.precision else { return false }
    return coefficient.magnitude % PowersOfTen.all[-exponent] == 0
  }

  /// The whole number that this is, or nil when it has a fraction or does not fit.
  public var intValue: Int? { scaled(toScale: 0).map(Int.init) }

  /// The number times `10^scale` as an integer; nil when that has a fraction or does not fit.
  public func scaled(toScale scale: Int) -> Int64? {
    guard coefficient != 0 else { return 0 }
    guard (-7000...7000).contains(scale) else { return nil }
    let shift = exponent + scale
    if shift >= 0 {
      guard shift <= 18 else { return nil }
      let (product, overflow) = coefficient.multipliedReportingOverflow(
        by: Int128(PowersOfTen.all[shift])
      )
      return overflow ? nil : Int64(exactly: product)
    }
    guard -shift < Decimal.precision else { return nil }
    let (quotient, remainder) = coefficient.quotientAndRemainder(
      dividingBy: Int128(PowersOfTen.all[-shift])
    )
    return remainder == 0 ? Int64(exactly: quotient) : nil
  }
}

extension Decimal: Hashable, Comparable {
  /// Compares by value, exactly, whatever the exponents.
  public static func == (a: Decimal, b: Decimal) -> Bool {
    if a.exponent == b.exponent { return a.coefficient == b.coefficient }
    return order(a, b) == 0
  }

  /// Compares by value, exactly, whatever the exponents.
  public static func < (a: Decimal, b: Decimal) -> Bool {
    if a.exponent == b.exponent { return a.coefficient < b.coefficient }
    return order(a, b) < 0
  }

  /// Hashes the value: 1.0 and 1.00 alike.
  public func hash(into hasher: inout Hasher) {
    let (digits, dropped) = PowersOfTen.droppingZeros(of: coefficient.magnitude)
    hasher.combine(digits)
    guard digits != 0 else { return }
    hasher.combine(isNegative)
    hasher.combine(exponent + dropped)
  }

  /// Negative, zero or positive as `a` is less than, equal to or greater than `b`.
  private static func order(_ a: Decimal, _ b: Decimal) -> Int {
    let (signA, signB) = (a.coefficient.signum(), b.coefficient.signum())
    guard signA == signB, signA != 0 else { return Int(signA - signB) }
    var (left, right) = (a.coefficient.magnitude, b.coefficient.magnitude)
    // Where the first digits stand decides, and where they stand alike, the longer one has at most 34 digits.
    let leading =
      PowersOfTen.digitCount(left) + a.exponent - PowersOfTen.digitCount(right) - b.exponent
    guard leading == 0 else { return leading.signum() * Int(signA) }
    let shift = a.exponent - b.exponent
    if shift >= 0 {
      left *= PowersOfTen.all[shift]
    } else {
      right *= PowersOfTen.all[-shift]
    }
    return left == right ? 0 : (left < right ? -Int(signA) : Int(signA))
  }
}
