internal import Values

/// A number or a date as the file holds it.
///
/// The file format stores every number as a binary double, so this is the one place of the program where money becomes one. A double
/// gives back any decimal of up to 15 digits; what has more is written as text, so that no digit is lost.
enum StoredFigure: Equatable {
  case double(Double)
  case text(String)

  /// The significant digits that every double can hold.
  private static let digits = 15
  /// The first and the last day that spreadsheet programs agree on: 1 March 1900 and 31 December 9999.
  private static let serials: ClosedRange<Int> = 61...2_958_465
  /// The serial number of 1 January 1970.
  private static let epoch = 25_569

  /// The powers of ten that a double holds exactly and that 15 digits can be divided by.
  private static let powers: [Double] = (0...15).reduce(into: []) { powers, power in
    powers.append(power == 0 ? 1 : powers[power - 1] * 10)
  }

  init(_ decimal: Decimal) {
    // Both numbers are exact, so that their quotient is the double next to the decimal.
    if decimal.coefficient.magnitude < 1_000_000_000_000_000, (-15...0).contains(decimal.exponent) {
      let power = StoredFigure.powers[-decimal.exponent]
      self = .double(Double(Int64(decimal.coefficient)) / power)
      return
    }
    let text = decimal.description
    let significant = text.utf8.filter { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: ".") }
      .drop { $0 == UInt8(ascii: "0") }
    let trailing = significant.reversed().prefix { $0 == UInt8(ascii: "0") }.count
    if significant.count - trailing <= StoredFigure.digits, let double = Double(text),
      double.isFinite, double != 0 || significant.isEmpty
    {
      self = .double(double)
    } else {
      self = .text(text)
    }
  }

  init(_ date: CalendarDate) {
    let serial = date.dayNumber + StoredFigure.epoch
    self =
      StoredFigure.serials.contains(serial)
      ? .double(Double(serial)) : .text(date.description)
  }

  /// How many places of a decimal are shown.
  static func places(of decimal: Decimal) -> Int { min(max(0, -decimal.exponent), 15) }

  /// The format of a number with so many places.
  static func format(places: Int) -> String {
    places == 0 ? "#,##0" : "#,##0." + String(repeating: "0", count: places)
  }
}
