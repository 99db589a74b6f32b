/// A duration of years and months, whose length in days depends on where it starts (DMN 1.5, 10.3.2.3.8).
public struct YearMonthDuration: Hashable, Sendable {
  /// The whole duration in months.
  public let months: Int

  /// Creates a duration.
  public init(months: Int) {
    self.months = months
  }

  /// Creates the duration that a text such as `P1Y2M` or `-P3M` writes; nil for anything else.
  public init?(iso text: String) {
    var reader = FieldReader(text)
    let isNegative = reader.skip("-")
    guard reader.skip("P") else { return nil }
    let years = reader.readField("Y")
    let months = reader.readField("M")
    guard years != nil || months != nil, reader.isAtEnd else { return nil }
    let (product, overflow) = (years ?? 0).multipliedReportingOverflow(by: 12)
    let (sum, tooLong) = product.addingReportingOverflow(months ?? 0)
    guard !overflow, !tooLong, let months = Int(exactly: isNegative ? -sum : sum) else {
      return nil
    }
    self.init(months: months)
  }

  /// The whole years and the months of the rest, each with the duration's sign.
  public var components: (years: Int, months: Int) { (months / 12, months % 12) }

  /// The duration the other way round; nil where it does not fit.
  public var negated: YearMonthDuration? {
    months == .min ? nil : YearMonthDuration(months: -months)
  }

  /// The sum; nil where it does not fit.
  public func adding(_ other: YearMonthDuration) -> YearMonthDuration? {
    let (sum, overflow) = months.addingReportingOverflow(other.months)
    return overflow ? nil : YearMonthDuration(months: sum)
  }

  /// The product, in whole months, cut off towards zero; nil where it does not fit.
  public func multiplied(by factor: Decimal) -> YearMonthDuration? {
    let product = try? Decimal(months).multiplied(by: factor).rounded(toScale: 0, .down)
    return product?.intValue.map(YearMonthDuration.init)
  }

  /// The quotient, in whole months, cut off towards zero; nil for division by zero.
  public func divided(by divisor: Decimal) -> YearMonthDuration? {
    let quotient = try? Decimal(months).divided(by: divisor).rounded(toScale: 0, .down)
    return quotient?.intValue.map(YearMonthDuration.init)
  }
}

extension YearMonthDuration: Comparable, CustomStringConvertible {
  /// Orders by length.
  public static func < (a: YearMonthDuration, b: YearMonthDuration) -> Bool { a.months < b.months }

  /// The duration as `P1Y2M`; none is `P0M`.
  public var description: String {
    guard months != 0 else { return "P0M" }
    let (years, rest) = months.magnitude.quotientAndRemainder(dividingBy: 12)
    return (months < 0 ? "-P" : "P") + (years > 0 ? "\(years)Y" : "")
      + (rest > 0 ? "\(rest)M" : "")
  }
}
