extension Decimal {
  /// The number rounded half up to pence, with thousands separated: "1,234.50"; nil where it is too large.
  public var poundsAndPence: String? { poundsDigits?.text }

  fileprivate var poundsDigits: DigitWriter? {
    // Most amounts are in pence already.
    guard let rounded = exponent >= -2 ? self : try? rounded(toScale: 2, .halfUp),
      let pence = rounded.scaled(toScale: 2)
    else { return nil }
    var (digits, rest) = (DigitWriter(), pence.magnitude)
    digits.prependLast(2, of: &rest)
    digits.prepend(".")
    digits.prepend(UInt128(rest), isGrouped: true)
    if pence < 0 { digits.prepend("-") }
    return digits
  }
}

extension TextBuffer {
  /// Adds a number rounded half up to pence, with thousands separated; false where it is too large, and nothing is added.
  public mutating func append(poundsAndPence number: Decimal) -> Bool {
    guard let digits = number.poundsDigits else { return false }
    digits.add(to: &self)
    return true
  }
}
