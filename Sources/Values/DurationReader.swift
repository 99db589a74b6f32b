/// Reads an ISO 8601 duration field by field, in the order of its units.
struct DurationReader {
  private var rest: Substring.UnicodeScalarView

  /// Starts at the beginning of a text.
  init(_ text: String) {
    rest = text[...].unicodeScalars
  }

  /// Whether everything is read.
  var isAtEnd: Bool { rest.isEmpty }

  /// Skips a character if it is next.
  mutating func skip(_ scalar: Unicode.Scalar) -> Bool {
    guard rest.first == scalar else { return false }
    rest.removeFirst()
    return true
  }

  /// Reads `P` or `-P`: whether there is a minus sign; nil when there is no `P`.
  mutating func readSignAndP() -> Bool? {
    let isNegative = skip("-")
    return skip("P") ? isNegative : nil
  }

  /// Reads a number and its unit; nil, and nothing is read, when they are not next.
  mutating func readField(_ unit: Unicode.Scalar) -> Int? {
    var reader = self
    guard let digits = reader.readDigits(), reader.skip(unit), let value = Int(digits) else {
      return nil
    }
    self = reader
    return value
  }

  /// Reads seconds with up to nine decimals, further ones are cut off: their nanoseconds.
  mutating func readSeconds() -> Int128? {
    var reader = self
    guard let digits = reader.readDigits(), let whole = Int(digits) else { return nil }
    var fraction = ""
    if reader.skip(".") {
      guard let decimals = reader.readDigits() else { return nil }
      fraction = String(decimals.prefix(9))
    }
    guard reader.skip("S") else { return nil }
    let padding = String(repeating: "0", count: 9 - fraction.utf8.count)
    guard let nanoseconds = Int128(fraction + padding) else { return nil }
    self = reader
    return Int128(whole) * 1_000_000_000 + nanoseconds
  }

  private mutating func readDigits() -> String? {
    let digits = rest.prefix { ("0"..."9").contains($0) }
    guard !digits.isEmpty else { return nil }
    rest.removeFirst(digits.count)
    return String(digits)
  }
}
