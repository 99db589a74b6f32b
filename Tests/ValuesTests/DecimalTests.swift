import Testing
import TestSupport
import Values

@Suite struct DecimalTests {
  /// A random number: short and long ones, near and far apart, with rows of nines and zeros.
  private func randomText(_ generator: inout SeededGenerator) -> String {
    let length = Int.random(in: 1...34, using: &generator)
    let style = Int.random(in: 0..<4, using: &generator)
    var digits = (0..<length).map { _ in
      switch style {
      case 0: 9
      case 1: Int.random(in: 0..<100, using: &generator) < 80 ? 0 : 5
      default: Int.random(in: 0...9, using: &generator)
      }
    }
    if digits.allSatisfy({ $0 == 0 }) { digits[0] = 1 }
    let fraction = Int.random(in: 0...40, using: &generator)
    let text =
      String(repeating: "0", count: max(0, fraction + 1 - length))
      + digits.map(String.init).joined()
    let sign = Bool.random(using: &generator) ? "-" : ""
    return fraction == 0
      ? sign + text : "\(sign)\(text.dropLast(fraction)).\(text.suffix(fraction))"
  }

  @Test func `agrees with schoolbook arithmetic on random numbers`() throws {
    var generator = SeededGenerator()
    for _ in 0..<3000 {
      let (x, y) = (randomText(&generator), randomText(&generator))
      let a = try #require(Decimal(x))
      let b = try #require(Decimal(y))
      let (s, t) = (Schoolbook(x), Schoolbook(y))
      let context: Comment = "\(x) and \(y), \(generator)"
      let sum = try a.adding(b)
      let product = try a.multiplied(by: b)
      let quotient = try a.divided(by: b)
      #expect(Schoolbook(sum.description).canonical == (s + t).canonical, context)
      #expect(Schoolbook(product.description).canonical == (s * t).canonical, context)
      #expect(Schoolbook(quotient.description).canonical == (s / t).canonical, context)
      let sign = (s + Schoolbook(digits: t.digits, exponent: t.exponent, isNegative: !t.isNegative))
      #expect((a < b) == (sign.isNegative && !sign.digits.isEmpty), context)
      #expect((a == b) == sign.digits.isEmpty, context)
    }
  }

  /// The expected results are those of Python's decimal module at a precision of 34.
  @Test(arguments: [
    ("1", "/", "3", "0.3333333333333333333333333333333333"),
    ("2", "/", "3", "0.6666666666666666666666666666666667"),
    ("52", "/", "365.25", "0.1423682409308692676249144421629021"),
    ("9999999999999999999999999999999999", "+", "1", "10000000000000000000000000000000000"),
    ("9999999999999999999999999999999999", "+", "0.5", "10000000000000000000000000000000000"),
    ("9999999999999999999999999999999998", "+", "0.5", "9999999999999999999999999999999998"),
    ("1", "-", "0.0000000000000000000000000000000000000001", "1.000000000000000000000000000000000"),
    ("1000000000000000000000000000000000", "-", "0.000001", "1000000000000000000000000000000000"),
    (
      "1234567890.123456789012345678901234", "*", "9876543210.987654321098765432109876",
      "12193263113702179522.61850327338667"
    ),
    ("0.1", "*", "0.20", "0.020"),
    ("1.10", "+", "2.2", "3.30"),
    ("1.00", "/", "2", "0.50"),
    ("100", "/", "2.50", "40"),
    ("-7", "/", "3", "-2.333333333333333333333333333333333"),
    (
      "9999999999999999999999999999999999", "*", "9999999999999999999999999999999999",
      "99999999999999999999999999999999980000000000000000000000000000000000"
    ),
    ("99999999999999999999999999999999.95", "+", "0.005", "99999999999999999999999999999999.96"),
  ])
  func `keeps digits and rounds half to even at the 34th`(
    _ a: String,
    _ operation: String,
    _ b: String,
    _ expected: String
  ) throws {
    let left = try #require(Decimal(a))
    let right = try #require(Decimal(b))
    let result =
      switch operation {
      case "+": try left.adding(right)
      case "-": try left.subtracting(right)
      case "*": try left.multiplied(by: right)
      default: try left.divided(by: right)
      }
    #expect(result.description == expected)
  }

  @Test func `division by zero and results beyond the largest number have no value`() throws {
    let large = try Decimal(10).raised(to: Decimal(6000))
    #expect(throws: ArithmeticError.divisionByZero) { try Decimal(1).divided(by: .zero) }
    #expect(throws: ArithmeticError.overflow) { try large.multiplied(by: large) }
    #expect(throws: ArithmeticError.overflow) { try Decimal(10).raised(to: Decimal(6145)) }
    #expect(try Decimal(1).divided(by: large).divided(by: large) == .zero)
  }

  @Test func `the largest number has 34 nines and 6111 zeros`() throws {
    let text = String(repeating: "9", count: 34) + String(repeating: "0", count: 6111)
    let largest = try #require(Decimal(text))
    #expect(largest == Decimal(literal: "9.999999999999999999999999999999999E+6144"))
    #expect(largest.description == "9.999999999999999999999999999999999E+6144")
    #expect(Decimal(text + "0") == nil)
    #expect(throws: ArithmeticError.overflow) { try largest.adding(largest) }
  }

  @Test func `numbers of equal value are equal and hash alike, whatever their digits`() throws {
    let texts = ["1", "1.0", "1.00", "+1", "01.000000000000000000000000000000000"]
    #expect(Set(texts.compactMap { Decimal($0) }) == [Decimal(1)])
    #expect(Set(["0", "-0", "0.00"].compactMap { Decimal($0) }) == [.zero])
    #expect(
      try Decimal(10).raised(to: Decimal(30)) == Decimal("1" + String(repeating: "0", count: 30))
    )
    #expect(Decimal(1) != Decimal(-1))
  }

  @Test(arguments: [
    "0", "1", "-1", "0.00", "-0.50", "12.340", "120000",
    "0.00000000000000000000000000000000000000012", "120000000000000000000000000000000000000000",
  ])
  func `writes back the digits that it read`(_ text: String) throws {
    #expect(Decimal(text)?.description == text)
  }

  @Test(arguments: [
    "", "+", "-", ".", "1e3", "1,000", " 1", "1 ", "1.2.3", "--1", "٣", "NaN", "1-",
  ])
  func `refuses what is not a plain number`(_ text: String) {
    #expect(Decimal(text) == nil)
  }

  @Test(arguments: [
    ("1.2e3", "1200"), ("1E-5", "0.00001"), ("1.23e+4", "12300"), ("-5E0", "-5"), ("12", "12"),
    ("0.5e1", "5"), ("1E40", "1" + String(repeating: "0", count: 40)), ("1E41", "1E+41"),
    ("1.20E-45", "1.20E-45"), ("-12e50", "-1.2E+51"), ("0E99999", "0"),
    ("1E-99999999999999999999", "0"),
    ("0." + String(repeating: "0", count: 7000) + "1E7001", "1"),
    ("1E6144", "1.000000000000000000000000000000000E+6144"), ("5E-6177", "0"),
    ("6E-6177", "1E-6176"), ("123E-6177", "1.2E-6175"),
  ])
  func `reads a number with an exponent, and writes it so where it would have over 40 zeros`(
    _ text: String,
    _ expected: String
  ) {
    #expect(Decimal(literal: text)?.description == expected)
  }

  @Test(arguments: [
    "", "e", "e5", "1e", "1e+", "1e-", "1e5.0", "1e5e5", "1 e5", "1e 5", "1e５", "1e++5", ".e5",
    "1E6145", "-1E6145", "1E99999999999999999999999999", "+-1e5",
  ])
  func `refuses what is no number with an exponent, or too large`(_ text: String) {
    #expect(Decimal(literal: text) == nil)
  }

  @Test func `reads a point without digits before or after it`() {
    #expect(Decimal(".5") == Decimal(scaled: 5, scale: 1))
    #expect(Decimal("5.") == Decimal(5))
  }

  @Test func `rounds a 35th digit that is a half by what follows it`() throws {
    let digits = String(repeating: "1", count: 33)
    #expect(Decimal(digits + "25") == Decimal(digits + "20"))
    #expect(Decimal(digits + "35") == Decimal(digits + "40"))
    let zeros = String(repeating: "0", count: 20)
    #expect(Decimal(digits + "2.5" + zeros + "1") == Decimal(digits + "3"))
  }

  /// Each mode at 5.5, 2.5, 1.6, 1.1, 1.0, -1.0, -1.1, -1.6, -2.5, -5.5: the table of Java's RoundingMode.
  @Test(arguments: [
    (RoundingMode.up, [6, 3, 2, 2, 1, -1, -2, -2, -3, -6]),
    (.down, [5, 2, 1, 1, 1, -1, -1, -1, -2, -5]),
    (.ceiling, [6, 3, 2, 2, 1, -1, -1, -1, -2, -5]),
    (.floor, [5, 2, 1, 1, 1, -1, -2, -2, -3, -6]),
    (.halfUp, [6, 3, 2, 1, 1, -1, -1, -2, -3, -6]),
    (.halfDown, [5, 2, 2, 1, 1, -1, -1, -2, -2, -5]),
    (.halfEven, [6, 2, 2, 1, 1, -1, -1, -2, -2, -6]),
  ])
  func `rounds by every mode`(_ mode: RoundingMode, _ expected: [Int]) throws {
    let tenths: [Int64] = [55, 25, 16, 11, 10, -10, -11, -16, -25, -55]
    let rounded = try tenths.map { try Decimal(scaled: $0, scale: 1).rounded(toScale: 0, mode) }
    #expect(rounded == expected.map { Decimal($0) })
  }

  @Test func `rounds to tens and adds digits`() throws {
    #expect(try Decimal(1250).rounded(toScale: -2, .halfEven) == Decimal(1200))
    #expect(try Decimal(12).rounded(toScale: 2, .halfEven).description == "12.00")
    #expect(try Decimal(scaled: 1, scale: 60).rounded(toScale: 2, .up).description == "0.01")
    #expect(try Decimal(scaled: -1, scale: 60).rounded(toScale: 2, .halfUp).description == "0.00")
    #expect(throws: ArithmeticError.overflow) { try Decimal(1).rounded(toScale: 7000, .up) }
  }

  @Test func `gives pence only where they are exact and fit`() throws {
    #expect(Decimal("12.34")?.scaled(toScale: 2) == 1234)
    #expect(Decimal("12.3400")?.scaled(toScale: 2) == 1234)
    #expect(Decimal("12.345")?.scaled(toScale: 2) == nil)
    #expect(try Decimal(12).raised(to: Decimal(2)).scaled(toScale: 2) == 14400)
    #expect(Decimal("92233720368547758.07")?.scaled(toScale: 2) == .max)
    #expect(Decimal("-92233720368547758.08")?.scaled(toScale: 2) == .min)
    #expect(Decimal("92233720368547758.08")?.scaled(toScale: 2) == nil)
    #expect(Decimal("0.000000000000000000000000000000000000000000001")?.scaled(toScale: 2) == nil)
    #expect(Decimal("3.00")?.intValue == 3)
    #expect(Decimal("3.01")?.intValue == nil)
  }

  @Test func `knows whether it has a fraction`() throws {
    #expect(Decimal("3.00")?.isInteger == true)
    #expect(Decimal("3.01")?.isInteger == false)
    #expect(Decimal("0.000")?.isInteger == true)
    #expect(try Decimal(10).raised(to: Decimal(50)).isInteger)
    #expect(Decimal("0." + String(repeating: "0", count: 50) + "1")?.isInteger == false)
  }

  @Test func `raises to whole powers, negative ones included`() throws {
    #expect(try Decimal(2).raised(to: Decimal(10)) == Decimal(1024))
    #expect(try Decimal(-2).raised(to: Decimal(3)) == Decimal(-8))
    #expect(try Decimal(2).raised(to: Decimal(-2)) == Decimal("0.25"))
    #expect(try Decimal(0).raised(to: Decimal(0)) == Decimal(1))
    #expect(throws: ArithmeticError.divisionByZero) { try Decimal(0).raised(to: Decimal(-1)) }
  }
}
