extension BinaryInteger {
  /// The digits with a comma between thousands: `-1,234,567`.
  public var grouped: String {
    var digits = DigitWriter()
    digits.prepend(UInt128(magnitude), isGrouped: true)
    if self < 0 { digits.prepend("-") }
    return digits.text
  }
}
