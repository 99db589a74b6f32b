extension Decimal: LosslessStringConvertible {
  /// The most zeros that are written only to show where the point is.
  private static let mostZeros = 40

  /// The digits, plainly (`-0.50`, `1200`), or with an exponent (`1.2E+50`) where over 40 zeros would be needed.
  public var description: String {
    if let digits = plainDigits { return digits.text }
    let digits = String(coefficient.magnitude)
    let sign = isNegative ? "-" : ""
    if exponent >= 0 {
      guard coefficient != 0 else { return "0" }
      guard exponent <= Decimal.mostZeros else { return sign + scientific(digits) }
      return sign + digits + String(repeating: "0", count: exponent)
    }
    let missing = 1 - exponent - digits.utf8.count
    guard missing <= Decimal.mostZeros else { return sign + scientific(digits) }
    let padded = missing > 0 ? String(repeating: "0", count: missing) + digits : digits
    return "\(sign)\(padded.dropLast(-exponent)).\(padded.suffix(-exponent))"
  }

  /// The digits of a number that has few; nil where it has more.
  fileprivate var plainDigits: DigitWriter? {
    guard (-18...0).contains(exponent), var rest = UInt64(exactly: coefficient.magnitude) else {
      return nil
    }
    var digits = DigitWriter()
    digits.prependLast(-exponent, of: &rest)
    if exponent < 0 { digits.prepend(".") }
    digits.prepend(UInt128(rest))
    if isNegative { digits.prepend("-") }
    return digits
  }

  /// The digits with a point behind the first one, and the exponent.
  private func scientific(_ digits: String) -> String {
    let leading = exponent + digits.utf8.count - 1
    return digits.prefix(1) + (digits.utf8.count > 1 ? "." : "") + digits.dropFirst()
      + "E\(leading < 0 ? "-" : "+")\(abs(leading))"
  }

  /// Creates the number that a text writes: a sign or none, digits, and a point or none.
  ///
  /// More than 34 digits are rounded half to even; nil for anything else, exponents included.
  public init?(_ text: String) {
    self.init(text.utf8[...], exponent: 0)
  }

  /// Creates the number that a text writes, with an exponent such as `e3` or `E-5` behind it, or without one.
  ///
  /// More than 34 digits are rounded half to even; nil for anything else, and for a number that is too large.
  public init?(literal text: String) {
    let bytes = text.utf8
    guard let mark = bytes.firstIndex(where: { $0 | 0x20 == UInt8(ascii: "e") }) else {
      self.init(text)
      return
    }
    var digits = bytes[mark...].dropFirst()
    let isNegative = digits.first == UInt8(ascii: "-")
    if isNegative || digits.first == UInt8(ascii: "+") { digits.removeFirst() }
    guard !digits.isEmpty else { return nil }
    var exponent = 0
    for byte in digits {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      // Far beyond what the longest text's digits could make up for, the exact number does not matter.
      exponent = min(exponent * 10 + Int(byte - UInt8(ascii: "0")), 1_000_000_000_000)
    }
    self.init(bytes[..<mark], exponent: isNegative ? -exponent : exponent)
  }

  /// Creates the number that digits write, times a power of ten.
  private init?(_ text: Substring.UTF8View, exponent: Int) {
    var (magnitude, exponent, sticky) = (UInt128(0), exponent, false)
    var (isNegative, hasDigit, hasPoint) = (false, false, false)
    for (position, byte) in text.enumerated() {
      switch byte {
      case UInt8(ascii: "+") where position == 0: break
      case UInt8(ascii: "-") where position == 0: isNegative = true
      case UInt8(ascii: ".") where !hasPoint: hasPoint = true
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        hasDigit = true
        let digit = UInt128(byte - UInt8(ascii: "0"))
        // 37 digits are more than rounding to 34 looks at; of the others, only whether all are zero counts.
        if magnitude < PowersOfTen.all[36] {
          magnitude = magnitude * 10 + digit
          if hasPoint { exponent -= 1 }
        } else {
          sticky = sticky || digit != 0
          if !hasPoint { exponent += 1 }
        }
      default: return nil
      }
    }
    guard hasDigit,
      let result = try? Decimal.rounding(
        magnitude,
        exponent: exponent,
        isNegative: isNegative,
        isInexact: sticky
      )
    else { return nil }
    self = result
  }
}

extension TextBuffer {
  /// Adds the digits of a number, as its description has them.
  public mutating func append(_ number: Decimal) {
    if let digits = number.plainDigits { digits.add(to: &self) } else { append(number.description) }
  }
}
