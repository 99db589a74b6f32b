import Feel
import Values

/// Whether results are those that a conformance case expects.
enum Agreement {
  /// The fewest significant digits in which numbers must agree.
  private static let fewestDigits = 8

  /// Whether a result is the expected value.
  ///
  /// Numbers agree in the digits that the expected one shows, at least eight; times and moments in the clock's
  /// reading and its offset; contexts in their entries, in whatever order.
  static func holds(_ expected: Value, _ result: Value) -> Bool {
    switch (expected, result) {
    case (.number(let expected), .number(let result)): agree(expected, result)
    // Swift's own equality takes canonically equivalent texts for equal; the language does not.
    case (.string(let expected), .string(let result)):
      expected.utf8.elementsEqual(result.utf8)
    case (.time(let expected), .time(let result)): expected == result
    case (.dateAndTime(let expected), .dateAndTime(let result)):
      expected.date == result.date && expected.time.nanosecond == result.time.nanosecond
        && expected.offset == result.offset
    case (.list(let expected), .list(let result)):
      expected.count == result.count && zip(expected, result).allSatisfy { holds($0, $1) }
    case (.context(let expected), .context(let result)):
      expected.count == result.count
        && expected.allSatisfy { entry in
          result.contains { $0.name == entry.name && holds(entry.value, $0.value) }
        }
    default: expected == result
    }
  }

  private static func agree(_ expected: Decimal, _ result: Decimal) -> Bool {
    if expected == result { return true }
    guard expected.coefficient != 0 else { return false }
    let shown = String(expected.coefficient.magnitude).utf8.count
    let scale = max(shown, fewestDigits) - shown - expected.exponent
    return (try? result.rounded(toScale: scale, .halfEven)) == expected
  }
}
