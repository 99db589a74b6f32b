/// How a source writes numbers: digits with a decimal point, and what it may put around them.
///
/// A sign before the digits is always understood: `-`, `+`, the minus sign of Unicode, or an en dash. Spaces between the digits, the
/// sign and the currency are passed over. Exponents (`1.2E+05`) are refused: they have lost digits.
public struct NumberFormat: Hashable, Sendable {
  /// Ways of writing a negative number beside the minus before it.
  public struct Negatives: OptionSet, Hashable, Sendable {
    /// A set of bits.
    public let rawValue: UInt8

    /// Creates a set from bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// `(12.00)` means −12.00.
    public static let parentheses = Negatives(rawValue: 1)
    /// `12.00-` means −12.00.
    public static let trailingMinus = Negatives(rawValue: 2)
    /// `12.00 CR`, or `CR 12.00`, means −12.00, and `12.00 DR` 12.00.
    public static let credit = Negatives(rawValue: 4)
    /// `12.00 DR`, or `DR 12.00`, means −12.00, and `12.00 CR` 12.00.
    public static let debit = Negatives(rawValue: 8)
  }

  /// The ASCII character that may stand between groups of three digits; a space stands for all that look like one, and
  /// `'` for the apostrophe of Unicode, too.
  public var thousands: UInt8?
  /// The ASCII character between the whole and its fraction.
  public var decimal: UInt8
  /// What may stand before or behind the digits for the currency: `£`, `GBP`.
  public var currencies: [String]
  /// How negative numbers are written, beside a minus before them.
  public var negatives: Negatives

  /// The most currencies, and the most UTF-8 bytes of one.
  public static let mostCurrencies = (count: 4, bytes: 8)

  /// Creates a format.
  public init(
    thousands: UInt8? = nil,
    decimal: UInt8 = UInt8(ascii: "."),
    currencies: [String] = [],
    negatives: Negatives = []
  ) {
    self.thousands = thousands
    self.decimal = decimal
    self.currencies = currencies
    self.negatives = negatives
  }
}
