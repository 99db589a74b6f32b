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
///
/// It is a plain value without references, as `DateReader` is and for the same reason.
struct NumberReader: Sendable {
  /// A byte that no number has stands for "none".
  private let thousands: UInt8
  private let decimal: UInt8
  private let negatives: NumberFormat.Negatives
  private let scale: Int
  /// Reads most cells in fewer steps.
  let short: ShortNumber
  /// Each currency's UTF-8, the first byte in the lowest place; 0 where there is none.
  private let currencies: InlineArray<4, UInt64>
  /// How many bytes the first of them has, and the places of those in a word.
  private let width: Int
  private let mask: UInt64

  /// - Precondition: The currencies are no more and no longer than `NumberFormat.mostCurrencies`.
  init(format: NumberFormat, scale: Int) {
    precondition(format.currencies.count <= NumberFormat.mostCurrencies.count)
    thousands = format.thousands ?? 0
    decimal = format.decimal
    negatives = format.negatives
    self.scale = scale
    short = ShortNumber(decimal: format.decimal, scale: scale)
    var currencies = InlineArray<4, UInt64>(repeating: 0)
    for (index, currency) in format.currencies.enumerated() {
      precondition(currency.utf8.count <= NumberFormat.mostCurrencies.bytes)
      for byte in currency.utf8.reversed() {
        currencies[index] = currencies[index] << 8 | UInt64(byte)
      }
    }
    self.currencies = currencies
    width = 8 - currencies[0].leadingZeroBitCount / 8
    mask = width < 8 ? 1 << UInt64(8 * width) - 1 : .max
  }

  /// The byte that the first currency begins with; 0 where there is none.
  var currencyStart: UInt8 { UInt8(truncatingIfNeeded: currencies[0]) }

  /// A number behind the first currency that ``ShortNumber`` can read; nil for any other cell.
  ///
  /// - Parameters:
  ///   - bytes: The block's bytes as UTF-8.
  ///   - start: Where the cell begins; eight bytes must follow, whatever they are.
  ///   - end: Where it ends.
  /// - Returns: The number times ten to the power of the scale.
  @inline(__always)
  func shortBehindCurrency(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Int64? {
    let word = unsafe bytes.bytes.unsafeLoadUnaligned(
      fromUncheckedByteOffset: start,
      as: UInt64.self
    ).littleEndian
    guard end &- start > width, word & mask == currencies[0] else { return nil }
    return short.value(bytes, from: start &+ width, to: end)
  }

  /// The number in a cell that has no spaces around it.
  @inline(__always)
  func read(_ bytes: Span<UInt8>) -> NumberReading {
    if let value = readPlain(bytes) { return .value(value) }
    return readDressed(bytes)
  }

  /// The number, if it is up to eighteen digits with a point or without, and a minus or none.
  @inline(__always)
  private func readPlain(_ bytes: Span<UInt8>) -> Int64? {
    let count = bytes.count
    guard count > 0 else { return nil }
    let isNegative = unsafe bytes[unchecked: 0] == UInt8(ascii: "-")
    let digits = unsafe isNegative ? bytes.extracting(unchecked: 1..<count) : bytes
    return readPlainDigits(digits).map { isNegative ? 0 &- $0 : $0 }
  }

  /// The number, if no more than eighteen digits are needed, which never overflow.
  @inline(__always)
  private func readPlainDigits(_ bytes: Span<UInt8>) -> Int64? {
    let count = bytes.count
    guard count <= 19 else { return nil }
    var magnitude: Int64 = 0
    var point = -1
    var index = 0
    while index < count {
      let byte = unsafe bytes[unchecked: index]
      let digit = byte &- 0x30
      if digit < 10 {
        magnitude = magnitude &* 10 &+ Int64(digit)
      } else if byte == decimal, point < 0 {
        point = index
      } else {
        return nil
      }
      index &+= 1
    }
    let places = point < 0 ? 0 : count &- 1 &- point
    let digits = count &- (point < 0 ? 0 : 1)
    let missing = scale &- places
    guard digits > 0, missing >= 0, digits &+ missing <= 18, point != count &- 1 else { return nil }
    for _ in 0..<missing { magnitude = magnitude &* 10 }
    return magnitude
  }

  /// The number with all that may be around it.
  @inline(never)
  private func readDressed(_ bytes: Span<UInt8>) -> NumberReading {
    var rest = 0..<bytes.count
    var (signs, isNegative, hasCurrency) = (0, false, false)
    while signs <= 1 {
      let trimmed = CellText.trimmed(bytes.extracting(rest))
      rest = (rest.lowerBound + trimmed.lowerBound)..<(rest.lowerBound + trimmed.upperBound)
      let inner = bytes.extracting(rest)
      if let sign = sign(around: inner) {
        signs += 1
        isNegative = sign.isNegative
        rest = (rest.lowerBound + sign.before)..<(rest.upperBound - sign.behind)
      } else if !hasCurrency, let width = currency(inner, isBehind: false) {
        hasCurrency = true
        rest = (rest.lowerBound + width)..<rest.upperBound
      } else if !hasCurrency, let width = currency(inner, isBehind: true) {
        hasCurrency = true
        rest = rest.lowerBound..<(rest.upperBound - width)
      } else {
        return readDigits(inner, isNegative: isNegative)
      }
    }
    return .malformed
  }

  /// The outermost sign: how many bytes it takes before and behind the rest.
  private func sign(around bytes: Span<UInt8>) -> (before: Int, behind: Int, isNegative: Bool)? {
    guard bytes.count >= 2 else { return nil }
    let (first, last) = (bytes[0], bytes[bytes.count - 1])
    if first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
      return (1, 0, first == UInt8(ascii: "-"))
    }
    if NumberReader.isMinus(bytes, at: 0) { return (3, 0, true) }
    if negatives.contains(.parentheses), first == UInt8(ascii: "("), last == UInt8(ascii: ")") {
      return (1, 1, true)
    }
    if negatives.contains(.trailingMinus) {
      if last == UInt8(ascii: "-") || last == UInt8(ascii: "+") {
        return (0, 1, last == UInt8(ascii: "-"))
      }
      if NumberReader.isMinus(bytes, at: bytes.count - 3) { return (0, 3, true) }
    }
    guard !negatives.isDisjoint(with: [.credit, .debit]) else { return nil }
    if let isNegative = side(bytes, at: 0) { return (2, 0, isNegative) }
    return side(bytes, at: bytes.count - 2).map { (0, 2, $0) }
  }

  /// Whether `CR` or `DR`, whichever stands at a place, makes a number negative; nil where neither does.
  private func side(_ bytes: Span<UInt8>, at index: Int) -> Bool? {
    LedgerSide(bytes, at: index).map { negatives.contains($0 == .credit ? .credit : .debit) }
  }

  /// Whether the minus sign of Unicode, U+2212, stands at a place, or the dash U+2013, to which word processors turn one.
  static func isMinus(_ bytes: Span<UInt8>, at index: Int) -> Bool {
    guard index >= 0, index + 3 <= bytes.count, bytes[index] == 0xE2 else { return false }
    return bytes[index + 1] == 0x88 && bytes[index + 2] == 0x92
      || bytes[index + 1] == 0x80 && bytes[index + 2] == 0x93
  }

  /// The length of the currency that a text begins or ends with; nil where there is none.
  private func currency(_ bytes: Span<UInt8>, isBehind: Bool) -> Int? {
    for index in currencies.indices where currencies[index] != 0 {
      let width = 8 - currencies[index].leadingZeroBitCount / 8
      guard bytes.count > width else { continue }
      let start = isBehind ? bytes.count - width : 0
      var rest = currencies[index]
      for offset in 0..<width {
        rest ^= UInt64(bytes[start + offset]) << UInt64(8 * offset)
      }
      if rest == 0 { return width }
    }
    return nil
  }

  /// The number that digits write, with separators of thousands.
  private func readDigits(_ bytes: Span<UInt8>, isNegative: Bool) -> NumberReading {
    var magnitude: Int64 = 0
    var (overflows, isTooPrecise) = (false, false)
    var digits = 0
    /// Digits since the last separator; nil before the first separator.
    var group: Int?
    /// Digits after the point; nil before the point.
    var fraction: Int?
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      var width = 1
      if byte &- 0x30 < 10 {
        digits += 1
        if let places = fraction {
          fraction = places + 1
        } else if let count = group {
          group = count + 1
        }
        if fraction ?? 0 > scale {
          isTooPrecise = isTooPrecise || byte != 0x30
        } else {
          overflows = NumberReader.append(byte &- 0x30, to: &magnitude) || overflows
        }
      } else if byte == decimal, fraction == nil, group ?? 3 == 3, index + 1 < bytes.count {
        fraction = 0
      } else if let separator = separatorWidth(bytes, at: index), fraction == nil,
        group.map({ $0 == 3 }) ?? (1...3).contains(digits)
      {
        group = 0
        width = separator
      } else {
        return .malformed
      }
      index += width
    }
    guard digits > 0, fraction != nil || (group ?? 3) == 3 else { return .malformed }
    for _ in min(fraction ?? 0, scale)..<scale {
      overflows = NumberReader.append(0, to: &magnitude) || overflows
    }
    if isTooPrecise { return .tooPrecise }
    if overflows { return .tooLarge }
    return .value(isNegative ? -magnitude : magnitude)
  }

  /// Writes a digit behind a number; true where it does not fit.
  private static func append(_ digit: UInt8, to magnitude: inout Int64) -> Bool {
    let (product, tooLarge) = magnitude.multipliedReportingOverflow(by: 10)
    let (sum, tooLargeStill) = product.addingReportingOverflow(Int64(digit))
    magnitude = sum
    return tooLarge || tooLargeStill
  }

  /// The length of the separator of thousands at a place; nil where there is none.
  private func separatorWidth(_ bytes: Span<UInt8>, at index: Int) -> Int? {
    if thousands == 0x20 {
      let width = CellText.spaceWidth(bytes, at: index, before: bytes.count)
      return width > 0 ? width : nil
    }
    if thousands == UInt8(ascii: "'"), NumberReader.isApostrophe(bytes, at: index) { return 3 }
    return thousands != 0 && bytes[index] == thousands ? 1 : nil
  }

  /// Whether the apostrophe of Unicode, U+2019, stands at a place.
  static func isApostrophe(_ bytes: Span<UInt8>, at index: Int) -> Bool {
    index + 3 <= bytes.count && bytes[index] == 0xE2 && bytes[index + 1] == 0x80
      && bytes[index + 2] == 0x99
  }
}
