/// How a source writes numbers: digits with a decimal point, and what it may put around them.
public struct NumberFormat: Hashable, Sendable {
  /// The ASCII character that may stand between groups of three digits.
  public var thousands: UInt8?
  /// The sign that may stand before the digits: `£`.
  public var currency: String
  /// Whether `(12.00)` means −12.00.
  public var acceptsParentheses: Bool
  /// Whether `12.00-` means −12.00.
  public var acceptsTrailingMinus: Bool

  /// Creates a format.
  public init(
    thousands: UInt8? = nil,
    currency: String = "",
    acceptsParentheses: Bool = false,
    acceptsTrailingMinus: Bool = false
  ) {
    self.thousands = thousands
    self.currency = currency
    self.acceptsParentheses = acceptsParentheses
    self.acceptsTrailingMinus = acceptsTrailingMinus
  }
}

/// What a cell says as a number.
enum NumberReading: Hashable {
  /// The number times ten to the power of the field's scale.
  case value(Int64)
  /// It is not written as a number.
  case malformed
  /// It has digits beyond the field's scale that are not zero.
  case tooPrecise
  /// It does not fit.
  case tooLarge
}

/// Reads the cells of one number field.
struct NumberReader {
  private let thousands: UInt8?
  private let currency: [UInt8]
  private let acceptsParentheses: Bool
  private let acceptsTrailingMinus: Bool
  private let scale: Int

  init(format: NumberFormat, scale: Int) {
    thousands = format.thousands
    currency = Array(format.currency.utf8)
    acceptsParentheses = format.acceptsParentheses
    acceptsTrailingMinus = format.acceptsTrailingMinus
    self.scale = scale
  }

  /// The number in a cell that has no spaces around it.
  func read(_ bytes: Span<UInt8>) -> NumberReading {
    var start = 0
    var end = bytes.count
    var signs = 0
    var isNegative = false
    if acceptsParentheses, end >= 2, bytes[0] == UInt8(ascii: "("),
      bytes[end - 1] == UInt8(ascii: ")")
    {
      (start, end, signs, isNegative) = (1, end - 1, 1, true)
    }
    readSign(bytes, &start, end, &signs, &isNegative)
    if hasCurrency(bytes, start, end) {
      start += currency.count
      readSign(bytes, &start, end, &signs, &isNegative)
    }
    if acceptsTrailingMinus, end > start, bytes[end - 1] == UInt8(ascii: "-") {
      end -= 1
      signs += 1
      isNegative = true
    }
    guard signs <= 1 else { return .malformed }
    return readDigits(bytes, from: start, to: end, isNegative: isNegative)
  }

  private func readSign(
    _ bytes: Span<UInt8>,
    _ start: inout Int,
    _ end: Int,
    _ signs: inout Int,
    _ isNegative: inout Bool
  ) {
    guard start < end, bytes[start] == UInt8(ascii: "-") || bytes[start] == UInt8(ascii: "+") else {
      return
    }
    isNegative = isNegative || bytes[start] == UInt8(ascii: "-")
    start += 1
    signs += 1
  }

  private func hasCurrency(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    guard !currency.isEmpty, end - start >= currency.count else { return false }
    for index in currency.indices where bytes[start + index] != currency[index] { return false }
    return true
  }

  private func readDigits(
    _ bytes: Span<UInt8>,
    from start: Int,
    to end: Int,
    isNegative: Bool
  ) -> NumberReading {
    var magnitude: Int64 = 0
    var overflows = false
    var isTooPrecise = false
    var digits = 0
    /// Digits since the last separator; nil before the first separator.
    var group: Int?
    /// Digits after the point; nil before the point.
    var fraction: Int?
    for index in start..<end {
      let byte = bytes[index]
      if byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
        let digit = Int64(byte - UInt8(ascii: "0"))
        digits += 1
        if let places = fraction {
          fraction = places + 1
          if places >= scale {
            isTooPrecise = isTooPrecise || digit != 0
            continue
          }
        } else if let count = group {
          group = count + 1
        }
        let (product, tooLarge) = magnitude.multipliedReportingOverflow(by: 10)
        let (sum, tooLargeStill) = product.addingReportingOverflow(digit)
        overflows = overflows || tooLarge || tooLargeStill
        magnitude = sum
      } else if byte == UInt8(ascii: "."), fraction == nil, group ?? 3 == 3, index + 1 < end {
        fraction = 0
      } else if byte == thousands, fraction == nil,
        group.map({ $0 == 3 }) ?? (1...3).contains(digits)
      {
        group = 0
      } else {
        return .malformed
      }
    }
    guard digits > 0, fraction != nil || (group ?? 3) == 3 else { return .malformed }
    for _ in min(fraction ?? 0, scale)..<scale {
      let (product, tooLarge) = magnitude.multipliedReportingOverflow(by: 10)
      overflows = overflows || tooLarge
      magnitude = product
    }
    if isTooPrecise { return .tooPrecise }
    if overflows { return .tooLarge }
    return .value(isNegative ? -magnitude : magnitude)
  }
}
