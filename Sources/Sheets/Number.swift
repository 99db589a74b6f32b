public import Values

/// A number of a cell.
///
/// Spreadsheets calculate in binary and show at most 15 significant digits, so that the 9533.91 a person sees may be
/// stored as `9533.910000000003`, and 0.1 as `0.10000000000000001`. Both are kept: what is written, exactly, and
/// what is shown.
public struct Number: Hashable, Sendable {
  /// The number as the file writes it.
  public var written: Decimal

  /// Creates a number.
  public init(written: Decimal) {
    self.written = written
  }

  /// The number as spreadsheets show it: to 15 significant digits, a half away from zero, without zeros at the end
  /// where that drops any digit.
  ///
  /// Whole numbers of more than 15 digits change as well, as they do in Excel; see ``isLonger``.
  public var value: Decimal {
    var (rest, surplus) = (written.coefficient.magnitude, 0)
    while rest >= 1_000_000_000_000_000 {
      rest /= 10
      surplus += 1
    }
    guard surplus > 0,
      let rounded = try? written.rounded(toScale: -(written.exponent + surplus), .halfUp)
    else { return written }
    var (digits, exponent) = (rounded.coefficient, rounded.exponent)
    while exponent < 0, digits != 0, digits % 10 == 0 {
      digits /= 10
      exponent += 1
    }
    return Decimal(coefficient: digits, exponent: exponent)
  }

  /// Whether the number is whole and has more digits than ``value`` keeps, as an account number typed as a number has.
  public var isLonger: Bool { written.isInteger && value != written }
}

extension Number {
  /// Creates the number that an XML Schema double writes: `-12.5`, `1.25E-3`; nil for anything else.
  init?(utf8 text: Span<UInt8>) {
    var (digits, scale, index) = (Int64(0), 0, 0)
    let isNegative = text.count > 0 && text[0] == UInt8(ascii: "-")
    if isNegative { index = 1 }
    var (count, hasPoint) = (0, false)
    while index < text.count {
      let byte = text[index]
      let digit = byte &- UInt8(ascii: "0")
      if digit < 10 {
        digits = digits &* 10 &+ Int64(digit)
        count &+= 1
        if hasPoint { scale &+= 1 }
      } else if byte == UInt8(ascii: "."), !hasPoint {
        hasPoint = true
      } else {
        break
      }
      index &+= 1
    }
    // Eighteen digits always fit; what is longer, or has an exponent, is rare enough to be read by other means.
    guard index == text.count, count > 0, count <= 18 else {
      self.init(rare: text)
      return
    }
    self.init(written: Decimal(scaled: isNegative ? -digits : digits, scale: scale))
  }

  private init?(rare text: Span<UInt8>) {
    // No double needs more: those of 309 digits are the largest, and 767 tell any two apart.
    guard text.count <= 1_100 else { return nil }
    var bytes = text.indices.map { text[$0] }
    var exponent = 0
    if let mark = bytes.firstIndex(where: { $0 | 0x20 == UInt8(ascii: "e") }) {
      var power = bytes[(mark + 1)...]
      let isNegative = power.first == UInt8(ascii: "-")
      if isNegative || power.first == UInt8(ascii: "+") { power.removeFirst() }
      guard let magnitude = Int(digits: Array(power).span), magnitude <= 400 else { return nil }
      exponent = isNegative ? -magnitude : magnitude
      bytes.removeSubrange(mark...)
    }
    guard let digits = Decimal(String(decoding: bytes, as: UTF8.self)) else { return nil }
    self.init(
      written: Decimal(coefficient: digits.coefficient, exponent: digits.exponent + exponent)
    )
  }
}
