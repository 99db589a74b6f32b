/// A sum of money in whole pence.
struct Pence: Hashable, Comparable, AdditiveArithmetic, CustomStringConvertible {
  var count: Int64

  init(_ count: Int64) { self.count = count }

  /// Creates a sum of whole pounds.
  init(pounds: Int) { count = Int64(pounds) * 100 }

  /// The sum times a fraction, rounded half up as contracts round it.
  init(_ sum: Pence, times numerator: Int, over denominator: Int) {
    let product = sum.count * Int64(numerator)
    let (half, size) = (Int64(denominator), 2 * Int64(denominator))
    let rounded = (2 * product.magnitude + half.magnitude) / size.magnitude
    count = product < 0 ? -Int64(rounded) : Int64(rounded)
  }

  static let zero = Pence(0)
  static func + (a: Pence, b: Pence) -> Pence { Pence(a.count + b.count) }
  static func - (a: Pence, b: Pence) -> Pence { Pence(a.count - b.count) }
  static func * (sum: Pence, times: Int) -> Pence { Pence(sum.count * Int64(times)) }
  static prefix func - (sum: Pence) -> Pence { Pence(-sum.count) }
  static func < (a: Pence, b: Pence) -> Bool { a.count < b.count }

  /// The plain form, `-1234.56`.
  var description: String {
    let (pounds, rest) = count.magnitude.quotientAndRemainder(dividingBy: 100)
    return "\(count < 0 ? "-" : "")\(pounds).\(rest < 10 ? "0" : "")\(rest)"
  }

  /// The form in which payment systems export, `£1,234.56`.
  var exported: String {
    let plain = Pence(abs(count)).description
    var grouped = ""
    for (position, digit) in plain.dropLast(3).reversed().enumerated() {
      if position > 0, position.isMultiple(of: 3) { grouped.append(",") }
      grouped.append(digit)
    }
    return (count < 0 ? "-£" : "£") + String(grouped.reversed()) + plain.suffix(3)
  }
}
