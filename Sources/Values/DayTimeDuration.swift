/// A duration of days, hours, minutes and seconds, exact to the nanosecond (DMN 1.5, 10.3.2.3.7).
public struct DayTimeDuration: Hashable, Sendable {
  /// The whole duration in nanoseconds.
  public let nanoseconds: Int128

  private static let second: Int128 = 1_000_000_000
  private static let day: Int128 = 86_400 * second

  /// Creates a duration.
  public init(nanoseconds: Int128) {
    self.nanoseconds = nanoseconds
  }

  /// Creates a duration of whole days.
  public init(days: Int) {
    nanoseconds = Int128(days) * DayTimeDuration.day
  }

  /// Creates a duration of whole seconds.
  public init(seconds: Int) {
    nanoseconds = Int128(seconds) * DayTimeDuration.second
  }

  /// Creates the duration that a text such as `P3DT4H` or `-PT0.5S` writes; nil for anything else.
  ///
  /// The form is that of XML Schema's `dayTimeDuration`: more than nine decimals are cut off. Nil too for one of more
  /// than about 5,000,000,000,000,000,000,000 years.
  public init?(iso text: String) {
    var reader = FieldReader(text)
    let isNegative = reader.skip("-")
    guard reader.skip("P") else { return nil }
    var fields = [(reader.readField("D"), DayTimeDuration.day)]
    if reader.skip("T") {
      fields.append((reader.readField("H"), 3600 * DayTimeDuration.second))
      fields.append((reader.readField("M"), 60 * DayTimeDuration.second))
      fields.append((reader.readSeconds(), 1))
      // No unit behind the T is no duration.
      guard fields.dropFirst().contains(where: { $0.0 != nil }) else { return nil }
    }
    guard fields.contains(where: { $0.0 != nil }), reader.isAtEnd else { return nil }
    var sum: Int128 = 0
    for case (let count?, let unit) in fields {
      let (product, isTooLarge) = count.multipliedReportingOverflow(by: unit)
      let (total, overflow) = sum.addingReportingOverflow(product)
      guard !isTooLarge, !overflow else { return nil }
      sum = total
    }
    nanoseconds = isNegative ? -sum : sum
  }

  /// The days, where the duration is a whole number of them.
  public var days: Int? {
    nanoseconds % DayTimeDuration.day == 0 ? Int(exactly: nanoseconds / DayTimeDuration.day) : nil
  }

  /// The days, where part of a day counts as none of it: -1 for an hour back.
  public var daysRoundedDown: Int? {
    let (quotient, remainder) = nanoseconds.quotientAndRemainder(dividingBy: DayTimeDuration.day)
    return Int(exactly: remainder < 0 ? quotient - 1 : quotient)
  }

  /// The whole days, hours, minutes and seconds that make up the duration, each with its sign.
  public var components: (days: Int128, hours: Int, minutes: Int, seconds: Int) {
    let seconds = nanoseconds / DayTimeDuration.second
    return (
      seconds / 86_400, Int(seconds / 3600 % 24), Int(seconds / 60 % 60), Int(seconds % 60)
    )
  }

  /// The duration the other way round; nil where it does not fit.
  public var negated: DayTimeDuration? {
    nanoseconds == .min ? nil : DayTimeDuration(nanoseconds: -nanoseconds)
  }

  /// The sum; nil where it does not fit.
  public func adding(_ other: DayTimeDuration) -> DayTimeDuration? {
    let (sum, overflow) = nanoseconds.addingReportingOverflow(other.nanoseconds)
    return overflow ? nil : DayTimeDuration(nanoseconds: sum)
  }

  /// The product, cut off to nanoseconds towards zero; nil where it does not fit.
  public func multiplied(by factor: Decimal) -> DayTimeDuration? {
    DayTimeDuration(wholeNanoseconds: try? inNanoseconds.multiplied(by: factor))
  }

  /// The quotient, cut off to nanoseconds towards zero; nil for division by zero.
  public func divided(by divisor: Decimal) -> DayTimeDuration? {
    DayTimeDuration(wholeNanoseconds: try? inNanoseconds.divided(by: divisor))
  }

  /// How many times the other duration fits into this one; nil for division by zero.
  public func divided(by other: DayTimeDuration) -> Decimal? {
    try? inNanoseconds.divided(by: other.inNanoseconds)
  }

  private var inNanoseconds: Decimal { Decimal(coefficient: nanoseconds, exponent: 0) }

  private init?(wholeNanoseconds number: Decimal?) {
    // A number that stays large is not written out by rounding.
    guard let rounded = try? number?.rounded(toScale: 0, .down),
      rounded.exponent < PowersOfTen.all.count
    else { return nil }
    let (product, overflow) = rounded.coefficient.multipliedReportingOverflow(
      by: Int128(PowersOfTen.all[rounded.exponent])
    )
    guard !overflow else { return nil }
    nanoseconds = product
  }
}

extension DayTimeDuration: Comparable, CustomStringConvertible {
  /// Orders by length.
  public static func < (a: DayTimeDuration, b: DayTimeDuration) -> Bool {
    a.nanoseconds < b.nanoseconds
  }

  /// The duration as `P3DT4H`; none is `PT0S`.
  public var description: String {
    guard nanoseconds != 0 else { return "PT0S" }
    let (seconds, fraction) = nanoseconds.magnitude.quotientAndRemainder(
      dividingBy: 1_000_000_000
    )
    let (minutes, hours) = (seconds / 60, seconds / 3600)
    var text = nanoseconds < 0 ? "-P" : "P"
    if hours >= 24 { text += "\(hours / 24)D" }
    guard seconds % 86_400 != 0 || fraction != 0 else { return text }
    text += "T"
    if hours % 24 != 0 { text += "\(hours % 24)H" }
    if minutes % 60 != 0 { text += "\(minutes % 60)M" }
    guard seconds % 60 != 0 || fraction != 0 else { return text }
    text += "\(seconds % 60)\(fractionText(of: Int(fraction)))"
    return text + "S"
  }
}

extension FieldReader {
  /// Reads seconds with decimals or without, and their unit, as nanoseconds; nil, and nothing is read, when they are not next.
  fileprivate mutating func readSeconds() -> Int128? {
    var reader = self
    guard let whole: Int128 = reader.readNumber(), let fraction = reader.readFraction(),
      reader.skip("S")
    else { return nil }
    let (product, isTooLarge) = whole.multipliedReportingOverflow(by: 1_000_000_000)
    let (sum, overflow) = product.addingReportingOverflow(Int128(fraction))
    guard !isTooLarge, !overflow else { return nil }
    self = reader
    return sum
  }
}
