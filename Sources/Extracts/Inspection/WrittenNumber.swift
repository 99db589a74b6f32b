/// The ways of writing numbers that a column uses.
public struct NumberStyle: OptionSet, Hashable, Sendable {
  /// The ways, a bit each.
  public let rawValue: UInt8

  /// Creates a set of ways.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Commas between groups of three digits.
  public static let thousands = NumberStyle(rawValue: 1)
  /// `£` before the digits.
  public static let pounds = NumberStyle(rawValue: 2)
  /// `(12.00)` for −12.00.
  public static let parentheses = NumberStyle(rawValue: 4)
  /// `12.00-` for −12.00.
  public static let trailingMinus = NumberStyle(rawValue: 8)
  /// `-12.00`.
  public static let minus = NumberStyle(rawValue: 16)
  /// `12.00 CR`.
  public static let credit = NumberStyle(rawValue: 32)
  /// `12.00 DR`.
  public static let debit = NumberStyle(rawValue: 64)
  /// `0012`, which is a number for nobody.
  public static let leadingZeros = NumberStyle(rawValue: 128)
}

/// What a cell writes as a number, in any of the usual ways.
struct WrittenNumber: Hashable {
  /// The number times ten to the power of `scale`; the digits of one always fit.
  var value: Int128
  /// How many digits follow the point.
  var fraction: Int
  /// How it is written.
  var style: NumberStyle

  /// The digits after the point that are told apart.
  static let scale = 12
  private static let powers: [Int128] = (0...scale).reduce(into: []) { powers, _ in
    powers.append((powers.last ?? 1) * (powers.isEmpty ? 1 : 10))
  }

  /// Reads a cell without spaces around it; nil where it is no number, or has more than 18 digits before the point.
  init?(_ bytes: Span<UInt8>) {
    var (start, end) = (0, bytes.count)
    var style: NumberStyle = []
    guard end > 0 else { return nil }
    if end > 2, bytes[0] == UInt8(ascii: "("), bytes[end - 1] == UInt8(ascii: ")") {
      (start, end) = (1, end - 1)
      style.insert(.parentheses)
    }
    WrittenNumber.passSign(bytes, &start, end, &style)
    if end - start > 2, bytes[start] == 0xC2, bytes[start + 1] == 0xA3 {
      start += 2
      style.insert(.pounds)
      WrittenNumber.passSign(bytes, &start, end, &style)
    }
    WrittenNumber.passEnding(bytes, start, &end, &style)
    guard start < end, let digits = Digits(bytes, start..<end) else { return nil }
    if digits.hasSeparators { style.insert(.thousands) }
    if digits.whole > 1, bytes[start] == UInt8(ascii: "0") { style.insert(.leadingZeros) }
    let signs = [NumberStyle.minus, .parentheses, .trailingMinus].count { style.contains($0) }
    guard signs <= 1 else { return nil }
    let magnitude =
      Int128(digits.integer) * WrittenNumber.powers[WrittenNumber.scale]
      + Int128(digits.decimals) * WrittenNumber.powers[WrittenNumber.scale - digits.fraction]
    value = signs == 1 ? -magnitude : magnitude
    fraction = digits.fraction
    self.style = style
  }

  private static func passSign(
    _ bytes: Span<UInt8>,
    _ start: inout Int,
    _ end: Int,
    _ style: inout NumberStyle
  ) {
    if start < end, bytes[start] == UInt8(ascii: "-") {
      start += 1
      style.insert(.minus)
    } else if start < end, bytes[start] == UInt8(ascii: "+") {
      start += 1
    } else if end - start > 3, bytes[start] == 0xE2, bytes[start + 1] == 0x88,
      bytes[start + 2] == 0x92
    {
      start += 3
      style.insert(.minus)
    }
    while start < end, bytes[start] == 0x20 { start += 1 }
  }

  private static func passEnding(
    _ bytes: Span<UInt8>,
    _ start: Int,
    _ end: inout Int,
    _ style: inout NumberStyle
  ) {
    if end - start > 1, bytes[end - 1] == UInt8(ascii: "-") {
      end -= 1
      style.insert(.trailingMinus)
    } else if end - start > 2, bytes[end - 1] | 0x20 == UInt8(ascii: "r") {
      switch bytes[end - 2] | 0x20 {
      case UInt8(ascii: "c"): style.insert(.credit)
      case UInt8(ascii: "d"): style.insert(.debit)
      default: return
      }
      end -= 2
    }
    while end > start, bytes[end - 1] == 0x20 { end -= 1 }
  }
}

/// The digits of a number, grouped by threes or not, with a decimal point or without.
private struct Digits {
  var integer: UInt64 = 0
  var decimals: UInt64 = 0
  var whole = 0
  var fraction = 0
  var hasSeparators = false

  init?(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    var hasPoint = false
    /// Digits since the last comma.
    var group = 0
    for index in range {
      let byte = bytes[index]
      let digit = byte &- UInt8(ascii: "0")
      if digit < 10 {
        if hasPoint {
          // What is further right is kept by no field; the count of digits says that it is there.
          guard fraction < WrittenNumber.scale else { continue }
          decimals = decimals &* 10 &+ UInt64(digit)
          fraction += 1
        } else {
          guard whole < 18 else { return nil }
          integer = integer &* 10 &+ UInt64(digit)
          whole += 1
          group += 1
        }
      } else if byte == UInt8(ascii: ","), !hasPoint,
        hasSeparators ? group == 3 : (1...3).contains(group)
      {
        hasSeparators = true
        group = 0
      } else if byte == UInt8(ascii: "."), !hasPoint, !hasSeparators || group == 3 {
        hasPoint = true
      } else {
        return nil
      }
    }
    guard whole + fraction > 0, hasPoint || !hasSeparators || group == 3 else { return nil }
  }
}
