/// Reads the fields of ISO 8601 forms from a text, from its start.
///
/// Only ASCII digits are digits.
struct FieldReader {
  /// The byte to be read next; nil at the end.
  private(set) var next: UInt8?
  private var rest: String.UTF8View.Iterator

  /// Starts at the beginning of a text.
  init(_ text: String) {
    rest = text.utf8.makeIterator()
    next = rest.next()
  }

  /// Whether everything is read.
  var isAtEnd: Bool { next == nil }

  /// Skips a character if it is next.
  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: character) else { return false }
    next = rest.next()
    return true
  }

  /// Reads a digit if one is next.
  private mutating func readDigit() -> UInt8? {
    guard let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else {
      return nil
    }
    next = rest.next()
    return byte - UInt8(ascii: "0")
  }

  /// Reads digits up to the next other character; nil unless there are that many, and their number fits.
  mutating func readNumber<Number: FixedWidthInteger>(
    _ count: ClosedRange<Int> = 1...Int.max
  ) -> Number? {
    var (value, digits, isTooLarge) = (Number(0), 0, false)
    while let digit = readDigit() {
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, overflowAgain) = product.addingReportingOverflow(Number(digit))
      isTooLarge = isTooLarge || overflow || overflowAgain
      value = sum
      digits += 1
    }
    return count.contains(digits) && !isTooLarge ? value : nil
  }

  /// Reads a number of exactly two digits.
  mutating func readTwoDigits() -> Int? { readNumber(2...2) }

  /// Reads a whole number and the unit behind it; nil, and nothing is read, when they are not next.
  mutating func readField(_ unit: Unicode.Scalar) -> Int128? {
    var reader = self
    guard let value: Int128 = reader.readNumber(), reader.skip(unit) else { return nil }
    self = reader
    return value
  }

  /// Reads a point and digits, if a point is next: nanoseconds, of which further digits are cut off.
  ///
  /// Nil when no digit follows the point.
  mutating func readFraction() -> Int64? {
    guard skip(".") else { return 0 }
    guard let first = readDigit() else { return nil }
    var unit: Int64 = 100_000_000
    var nanoseconds = Int64(first) * unit
    while let digit = readDigit() {
      unit /= 10
      nanoseconds += Int64(digit) * unit
    }
    return nanoseconds
  }

  /// Reads characters as long as they are of a kind: whether there were any.
  mutating func readLetters(_ isOfKind: (UInt8) -> Bool) -> Bool {
    var hasRead = false
    while let byte = next, isOfKind(byte) {
      next = rest.next()
      hasRead = true
    }
    return hasRead
  }

  /// Reads everything that is left.
  mutating func readRest() -> String {
    var bytes: [UInt8] = []
    while let byte = next {
      bytes.append(byte)
      next = rest.next()
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
