/// The ways of writing numbers that a column uses.
public struct NumberStyle: OptionSet, Hashable, Sendable {
  /// The ways, a bit each.
  public let rawValue: UInt32

  /// Creates a set of ways.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// Commas between groups of three digits.
  public static let commas = NumberStyle(rawValue: 1)
  /// Spaces between groups of three digits.
  public static let spaces = NumberStyle(rawValue: 2)
  /// `(12.00)` for −12.00.
  public static let parentheses = NumberStyle(rawValue: 4)
  /// `12.00-` for −12.00.
  public static let trailingMinus = NumberStyle(rawValue: 8)
  /// `-12.00`.
  public static let minus = NumberStyle(rawValue: 16)
  /// `12.00 CR` or `CR 12.00`, taken for −12.00.
  public static let credit = NumberStyle(rawValue: 32)
  /// `12.00 DR` or `DR 12.00`.
  public static let debit = NumberStyle(rawValue: 64)
  /// `0012`, which is a number for nobody.
  public static let leadingZeros = NumberStyle(rawValue: 128)

  /// The first of the bits for currencies, in their order; there are six.
  private static let firstCurrency: UInt32 = 256
  /// A comma before the digits of pence.
  public static let decimalComma = NumberStyle(rawValue: 1 << 14)
  /// Points between groups of three digits, where a comma stands before the pence.
  public static let points = NumberStyle(rawValue: 1 << 15)
  /// Apostrophes between groups of three digits.
  public static let apostrophes = NumberStyle(rawValue: 1 << 16)
  /// The currencies that are told, as they are written.
  static let currencies = ["£", "€", "$", "GBP", "EUR", "USD"]
  static let currencyBytes = currencies.map { Array($0.utf8) }

  /// The currency at a place in the list.
  static func currency(_ index: Int) -> NumberStyle {
    NumberStyle(rawValue: firstCurrency << UInt32(index))
  }

  /// The currencies that stand beside the numbers, as they are written.
  public var currencies: [String] {
    NumberStyle.currencies.indices.filter { contains(.currency($0)) }.map {
      NumberStyle.currencies[$0]
    }
  }
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
  /// What 1 is as a value.
  static let unit: Int128 = 1_000_000_000_000

  /// How many digits follow the point before the zeros at the end.
  var neededFraction: Int {
    var (rest, digits) = (value.magnitude % WrittenNumber.unit.magnitude, WrittenNumber.scale)
    while digits > 0, rest % 10 == 0 {
      rest /= 10
      digits -= 1
    }
    return digits
  }

  /// Reads a cell without spaces around it; nil where it is no number, or has more than 18 digits before the point.
  init?(_ bytes: Span<UInt8>) {
    var around = Surroundings(start: 0, end: bytes.count)
    guard around.end > 0 else { return nil }
    around.pass(bytes)
    var style = around.style
    let range = around.start..<around.end
    // A comma that does not stand between groups of three digits may stand before the pence.
    guard !range.isEmpty,
      let digits = Digits(bytes, range) ?? Digits(bytes, range, decimal: UInt8(ascii: ","))
    else { return nil }
    style.formUnion(digits.separators)
    if digits.whole > 1, bytes[around.start] == UInt8(ascii: "0") { style.insert(.leadingZeros) }
    let signs = [NumberStyle.minus, .parentheses, .trailingMinus, .credit].count {
      style.contains($0)
    }
    guard signs <= 1 else { return nil }
    let magnitude =
      Int128(digits.integer) * WrittenNumber.unit
      + Int128(digits.decimals) * WrittenNumber.powers[WrittenNumber.scale - digits.fraction]
    value = signs == 1 ? -magnitude : magnitude
    fraction = digits.fraction
    self.style = style
  }
}

/// What stands before and behind the digits of a number: signs, brackets, a currency, `CR`.
private struct Surroundings {
  var start: Int
  var end: Int
  var style: NumberStyle = []

  /// Passes over all of it.
  mutating func pass(_ bytes: Span<UInt8>) {
    // Most numbers begin and end with a digit.
    if isDigit(bytes[start]), isDigit(bytes[end - 1]) { return }
    // A sign, brackets and a currency stand in any order, with or without a space between them.
    for _ in 0..<4 {
      while start < end, bytes[start] == 0x20 { start += 1 }
      if passBrackets(bytes) { continue }
      guard start < end, !isDigit(bytes[start]),
        passSign(bytes) || passCurrency(bytes)
          || passSide(bytes, at: start)
      else {
        break
      }
    }
    for _ in 0..<3 {
      while end > start, bytes[end - 1] == 0x20 { end -= 1 }
      guard end > start, !isDigit(bytes[end - 1]), passEnding(bytes) else { break }
    }
  }

  private func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  private mutating func passBrackets(_ bytes: Span<UInt8>) -> Bool {
    guard end - start > 2, !style.contains(.parentheses), bytes[start] == UInt8(ascii: "("),
      bytes[end - 1] == UInt8(ascii: ")")
    else { return false }
    (start, end) = (start + 1, end - 1)
    style.insert(.parentheses)
    return true
  }

  private mutating func passSign(_ bytes: Span<UInt8>) -> Bool {
    guard style.isDisjoint(with: [.minus]) else { return false }
    switch bytes[start] {
    case UInt8(ascii: "-"):
      start += 1
      style.insert(.minus)
    case UInt8(ascii: "+"): start += 1
    case 0xE2 where end - start > 3 && NumberReader.isMinus(bytes, at: start):
      start += 3
      style.insert(.minus)
    default: return false
    }
    return true
  }

  private mutating func passCurrency(_ bytes: Span<UInt8>) -> Bool {
    for (index, sign) in NumberStyle.currencyBytes.enumerated()
    where holds(bytes, sign, at: start) && start + sign.count < end {
      start += sign.count
      style.insert(.currency(index))
      return true
    }
    return false
  }

  private mutating func passEnding(_ bytes: Span<UInt8>) -> Bool {
    let last = bytes[end - 1]
    if last == UInt8(ascii: "-"), end - start > 1 {
      end -= 1
      style.insert(.trailingMinus)
      return true
    }
    if end - start > 3, NumberReader.isMinus(bytes, at: end - 3) {
      end -= 3
      style.insert(.trailingMinus)
      return true
    }
    if passSide(bytes, at: end - 2) { return true }
    for (index, sign) in NumberStyle.currencyBytes.enumerated()
    where end - sign.count > start && holds(bytes, sign, at: end - sign.count) {
      end -= sign.count
      style.insert(.currency(index))
      return true
    }
    return false
  }

  /// Passes over `CR` or `DR` at the start or the end.
  private mutating func passSide(_ bytes: Span<UInt8>, at place: Int) -> Bool {
    guard end - start > 2, style.isDisjoint(with: [.credit, .debit]),
      let side = LedgerSide(bytes, at: place)
    else { return false }
    style.insert(side == .credit ? .credit : .debit)
    if place == start { start += 2 } else { end -= 2 }
    return true
  }

  private func holds(_ bytes: Span<UInt8>, _ word: [UInt8], at place: Int) -> Bool {
    guard place >= start, place + word.count <= end else { return false }
    for index in word.indices where bytes[place + index] != word[index] { return false }
    return true
  }
}

/// The digits of a number, grouped by threes or not, with a decimal point, or comma, or without.
private struct Digits {
  var integer: UInt64 = 0
  var decimals: UInt64 = 0
  var whole = 0
  var fraction = 0
  /// What stands between groups of digits.
  var separators: NumberStyle = []

  init?(_ bytes: Span<UInt8>, _ range: Range<Int>, decimal: UInt8 = UInt8(ascii: ".")) {
    let isComma = decimal == UInt8(ascii: ",")
    let grouping = UInt8(ascii: isComma ? "." : ",")
    var hasPoint = false
    /// Digits since the last separator.
    var group = 0
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = bytes[index]
      let digit = byte &- UInt8(ascii: "0")
      if digit < 10 {
        index += 1
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
        continue
      }
      let isGroup = separators.isEmpty ? (1...3).contains(group) : group == 3
      if byte == decimal, !hasPoint, separators.isEmpty || group == 3 {
        hasPoint = true
        index += 1
        continue
      }
      // One way of grouping, and only before the point.
      let (separator, width): (NumberStyle, Int) =
        if byte == grouping {
          (isComma ? .points : .commas, 1)
        } else if byte == UInt8(ascii: "'") {
          (.apostrophes, 1)
        } else if NumberReader.isApostrophe(bytes, at: index) {
          (.apostrophes, 3)
        } else {
          (.spaces, CellText.spaceWidth(bytes, at: index, before: range.upperBound))
        }
      guard width > 0, !hasPoint, isGroup, separators.isEmpty || separators == separator else {
        return nil
      }
      separators = separator
      group = 0
      index += width
    }
    guard whole + fraction > 0, hasPoint || separators.isEmpty || group == 3 else { return nil }
    guard isComma else { return }
    // Without a comma it is written with a point, and has been read as that.
    guard hasPoint, fraction > 0 else { return nil }
    separators.insert(.decimalComma)
  }
}
