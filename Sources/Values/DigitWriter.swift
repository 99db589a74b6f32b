/// Writes the digits of numbers, from the last to the first, without a list or a text for each part.
struct DigitWriter {
  private var bytes = InlineArray<64, UInt8>(repeating: 0)
  private var start = 64

  /// Writes an ASCII character in front of what is there.
  mutating func prepend(_ character: Unicode.Scalar) {
    start -= 1
    bytes[start] = UInt8(ascii: character)
  }

  /// Writes a number in front of what is there.
  ///
  /// - Parameters:
  ///   - number: The number, of at most 39 digits.
  ///   - isGrouped: Whether thousands are separated by commas.
  mutating func prepend(_ number: UInt128, isGrouped: Bool = false) {
    var (rest, count) = (number, 0)
    while rest > UInt128(UInt64.max) {
      let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
      prependDigit(UInt8(digit), after: count, isGrouped)
      (rest, count) = (quotient, count + 1)
    }
    // Most numbers are divided by the processor itself.
    var low = UInt64(rest)
    repeat {
      prependDigit(UInt8(low % 10), after: count, isGrouped)
      (low, count) = (low / 10, count + 1)
    } while low > 0
  }

  /// Writes so many digits of a number in front of what is there, zeros where it has fewer, and takes them from it.
  mutating func prependLast(_ count: Int, of number: inout UInt64) {
    for _ in 0..<count {
      prependDigit(UInt8(number % 10), after: 0, false)
      number /= 10
    }
  }

  private mutating func prependDigit(_ digit: UInt8, after count: Int, _ isGrouped: Bool) {
    if isGrouped, count > 0, count % 3 == 0 { prepend(",") }
    start -= 1
    bytes[start] = UInt8(ascii: "0") + digit
  }

  /// Adds what was written to a text.
  func add(to text: inout TextBuffer) {
    text.append(utf8: bytes.span.extracting(start..<64))
  }

  /// What was written.
  var text: String {
    guard let text = try? UTF8Span(validating: bytes.span.extracting(start..<64)) else {
      preconditionFailure("all of it is ASCII")
    }
    return String(copying: text)
  }
}
