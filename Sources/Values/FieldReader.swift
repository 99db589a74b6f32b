/// Reads the fields of ISO 8601 forms from a text, from its start.
///
/// Only ASCII digits are digits. What is not read stays where it is.
struct FieldReader {
  private var rest: Substring.UTF8View

  /// Starts at the beginning of a text.
  init(_ text: String) {
    rest = text[...].utf8
  }

  /// Whether everything is read.
  var isAtEnd: Bool { rest.isEmpty }

  /// Skips a character if it is next.
  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard rest.first == UInt8(ascii: character) else { return false }
    rest.removeFirst()
    return true
  }

  /// Reads digits up to the next other character; nil, and nothing is read, unless there are that many.
  mutating func readDigits(_ count: ClosedRange<Int>) -> Substring? {
    let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard count.contains(digits.count) else { return nil }
    rest.removeFirst(digits.count)
    return Substring(digits)
  }

  /// Reads a number of exactly two digits.
  mutating func readTwoDigits() -> Int? {
    readDigits(2...2).flatMap { Int($0) }
  }

  /// Reads a whole number and the unit behind it; nil, and nothing is read, when they are not next.
  mutating func readField(_ unit: Unicode.Scalar) -> Int128? {
    var reader = self
    guard let digits = reader.readDigits(1...Int.max), reader.skip(unit),
      let value = Int128(digits)
    else { return nil }
    self = reader
    return value
  }

  /// Reads a point and digits, if a point is next: nanoseconds, of which further digits are cut off.
  ///
  /// Nil when no digit follows the point.
  mutating func readFraction() -> Int64? {
    guard skip(".") else { return 0 }
    guard let digits = readDigits(1...Int.max)?.prefix(9) else { return nil }
    return Int64(digits + String(repeating: "0", count: 9 - digits.utf8.count))
  }

  /// Reads characters as long as they are of a kind: whether there were any.
  mutating func readLetters(_ isOfKind: (UInt8) -> Bool) -> Bool {
    let letters = rest.prefix(while: isOfKind)
    rest.removeFirst(letters.count)
    return !letters.isEmpty
  }

  /// Reads everything that is left.
  mutating func readRest() -> String {
    defer { rest = Substring("").utf8 }
    return String(Substring(rest))
  }
}
