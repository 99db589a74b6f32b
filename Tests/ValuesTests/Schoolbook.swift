/// Arithmetic as it is taught at school, digit by digit and of any length: slow, and independent of `Decimal`.
struct Schoolbook {
  /// Digits, the last one first, without leading zeros.
  var digits: [Int]
  var exponent: Int
  var isNegative: Bool
  /// Whether something other than zeros follows the digits.
  var goesOn = false

  init(_ text: String) {
    let unsigned = text.hasPrefix("-") ? text.dropFirst() : text[...]
    let marked = unsigned.split(separator: "E")
    let parts = marked[0].split(separator: ".")
    let fraction = parts.count > 1 ? parts[1] : ""
    digits = (parts[0] + fraction).reversed().compactMap(\.wholeNumberValue)
    exponent = (marked.count > 1 ? Int(marked[1]) ?? 0 : 0) - fraction.count
    isNegative = text.hasPrefix("-")
    trim()
  }

  init(digits: [Int], exponent: Int, isNegative: Bool) {
    self.digits = digits
    self.exponent = exponent
    self.isNegative = isNegative
    trim()
  }

  private mutating func trim() {
    while digits.last == 0 { digits.removeLast() }
  }

  static func + (a: Schoolbook, b: Schoolbook) -> Schoolbook {
    let exponent = min(a.exponent, b.exponent)
    let left = Array(repeating: 0, count: a.exponent - exponent) + a.digits
    let right = Array(repeating: 0, count: b.exponent - exponent) + b.digits
    if a.isNegative == b.isNegative {
      return Schoolbook(
        digits: sum(left, right),
        exponent: exponent,
        isNegative: a.isNegative
      )
    }
    return isLess(left, right)
      ? Schoolbook(
        digits: difference(right, left),
        exponent: exponent,
        isNegative: b.isNegative
      )
      : Schoolbook(digits: difference(left, right), exponent: exponent, isNegative: a.isNegative)
  }

  static func * (a: Schoolbook, b: Schoolbook) -> Schoolbook {
    var digits = Array(repeating: 0, count: a.digits.count + b.digits.count)
    for (i, x) in a.digits.enumerated() {
      for (j, y) in b.digits.enumerated() { digits[i + j] += x * y }
    }
    for i in digits.indices.dropLast() {
      digits[i + 1] += digits[i] / 10
      digits[i] %= 10
    }
    return Schoolbook(
      digits: digits,
      exponent: a.exponent + b.exponent,
      isNegative: a.isNegative != b.isNegative
    )
  }

  /// Long division to 40 digits more than the dividend and divisor have.
  static func / (a: Schoolbook, b: Schoolbook) -> Schoolbook {
    let more = 40 + b.digits.count
    var quotient: [Int] = []
    var rest: [Int] = []
    for digit in a.digits.reversed() + Array(repeating: 0, count: more) {
      rest.insert(digit, at: 0)
      var count = 0
      while !isLess(rest, b.digits) {
        rest = difference(rest, b.digits)
        count += 1
      }
      quotient.insert(count, at: 0)
    }
    var result = Schoolbook(
      digits: quotient,
      exponent: a.exponent - b.exponent - more,
      isNegative: a.isNegative != b.isNegative
    )
    result.goesOn = rest.contains { $0 != 0 }
    return result
  }

  /// The digits, rounded half to even to 34, without zeros at the end: equal texts are equal numbers.
  var canonical: String {
    var (kept, exponent) = (digits, exponent)
    let excess = digits.count - 34
    if excess > 0 {
      let dropped = digits.prefix(excess)
      kept.removeFirst(excess)
      exponent += excess
      let isHalf =
        dropped.last == 5 && !goesOn && dropped.dropLast().allSatisfy { $0 == 0 }
      if isHalf ? kept[0] % 2 == 1 : dropped.last ?? 0 >= 5 { kept = Schoolbook.sum(kept, [1]) }
    }
    while kept.first == 0 {
      kept.removeFirst()
      exponent += 1
    }
    guard !kept.isEmpty else { return "0" }
    return (isNegative ? "-" : "") + kept.reversed().map(String.init).joined() + "E\(exponent)"
  }

  private static func sum(_ a: [Int], _ b: [Int]) -> [Int] {
    var (result, carry): ([Int], Int) = ([], 0)
    for i in 0..<max(a.count, b.count) {
      let total = (i < a.count ? a[i] : 0) + (i < b.count ? b[i] : 0) + carry
      result.append(total % 10)
      carry = total / 10
    }
    return carry > 0 ? result + [carry] : result
  }

  /// The larger less the smaller.
  private static func difference(_ a: [Int], _ b: [Int]) -> [Int] {
    var result = a
    for i in a.indices {
      result[i] -= i < b.count ? b[i] : 0
      if result[i] < 0 {
        result[i] += 10
        result[i + 1] -= 1
      }
    }
    while result.last == 0 { result.removeLast() }
    return result
  }

  private static func isLess(_ a: [Int], _ b: [Int]) -> Bool {
    let (a, b) = (trimmed(a), trimmed(b))
    return a.count == b.count
      ? a.reversed().lexicographicallyPrecedes(b.reversed()) : a.count < b.count
  }

  private static func trimmed(_ digits: [Int]) -> ArraySlice<Int> {
    digits.prefix((digits.lastIndex { $0 != 0 } ?? -1) + 1)
  }
}
