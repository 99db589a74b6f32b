import Feel
import Testing

@Suite struct NumberFunctionTests {
  /// The examples of DMN 1.5, table 76.
  @Test(arguments: [
    ("decimal(1/3, 2)", "0.33"), ("decimal(1.5, 0)", "2"), ("decimal(2.5, 0)", "2"),
    ("floor(1.5)", "1"), ("floor(-1.56, 1)", "-1.6"), ("ceiling(1.5)", "2"),
    ("ceiling(-1.56, 1)", "-1.5"), ("round up(5.5, 0)", "6"), ("round up(-5.5, 0)", "-6"),
    ("round up(1.121, 2)", "1.13"), ("round up(-1.126, 2)", "-1.13"),
    ("round down(5.5, 0)", "5"), ("round down(-5.5, 0)", "-5"),
    ("round down(1.121, 2)", "1.12"), ("round down(-1.126, 2)", "-1.12"),
    ("round half up(5.5, 0)", "6"), ("round half up(-5.5, 0)", "-6"),
    ("round half up(1.121, 2)", "1.12"), ("round half up(-1.126, 2)", "-1.13"),
    ("round half down(5.5, 0)", "5"), ("round half down(-5.5, 0)", "-5"),
    ("round half down(1.121, 2)", "1.12"), ("round half down(-1.126, 2)", "-1.13"),
    ("abs(10)", "10"), ("abs(-10)", "10"), (#"abs(@"PT5H")"#, #"@"PT5H""#),
    (#"abs(@"-PT5H")"#, #"@"PT5H""#), ("modulo(12, 5)", "2"), ("modulo(-12, 5)", "3"),
    ("modulo(12, -5)", "-3"), ("modulo(-12, -5)", "-2"), ("modulo(10.1, 4.5)", "1.1"),
    ("modulo(-10.1, 4.5)", "3.4"), ("modulo(10.1, -4.5)", "-3.4"),
    ("modulo(-10.1, -4.5)", "-1.1"), ("sqrt(16)", "4"),
    ("odd(5)", "true"), ("odd(2)", "false"),
    ("even(5)", "false"), ("even(2)", "true"),
  ])
  func `give what the standard's examples say`(_ text: String, _ expected: String) throws {
    #expect(try value(text, mode: .standard) == expected)
  }

  @Test(arguments: [
    ("floor(-1.5)", "-2"), ("ceiling(-1.5)", "-1"), ("floor(1.5, 1)", "1.5"),
    ("ceiling(1.23, 1)", "1.3"), ("round half up(1250, -2)", "1.3E+3"),
    ("round half up(5.125, 2)", "5.13"), ("round half up(-5.125, 2)", "-5.13"),
    ("round half down(5.125, 2)", "5.12"), ("round half down(-5.125, 2)", "-5.12"),
    ("decimal(3.5, 0)", "4"), ("decimal(-2.5, 0)", "-2"), ("decimal(1.239, 2.9)", "1.24"),
  ])
  func `round to the scale, whose fraction does not count`(_ text: String, _ expected: String)
    throws
  {
    // Hundreds are compared by their value: how they are written is not the functions' doing.
    #expect(try value("(\(text)) = (\(expected.replacing("1.3E+3", with: "1300")))") == "true")
  }

  @Test(arguments: [
    "decimal(1, 6177)", "decimal(1, -6112)", "floor(1, 6177)", "modulo(1, 0)", "decimal(null, 0)",
    "decimal(1, null)", "floor(null)", "ceiling(1, null)", "round up(null, 0)", "abs(null)",
    "modulo(null, 2)", "modulo(2, null)", "odd(null)", "even(null)", "sqrt(-1)",
    "sqrt(null)", "log(0)", "log(-1)", "log(null)", "exp(null)", "exp(100000)",
  ])
  func `give null for null, and outside their domain`(_ text: String) throws {
    #expect(try value(text, mode: .standard) == "null")
  }

  @Test func `take the scales of the standard to their ends`() throws {
    #expect(try value("decimal(5.5, 6176) = 5.5", mode: .standard) == "true")
    #expect(try value("decimal(5.5, -6111) = 0", mode: .standard) == "true")
  }

  /// The standard's examples, to the digits that it gives, and values by Python's `decimal` with 34 digits.
  @Test(arguments: [
    ("decimal(log(10), 11)", "2.30258509299"), ("decimal(exp(5), 12)", "148.413159102577"),
    ("sqrt(2)", "1.414213562373095048801688724209698"),
    ("log(4)", "1.386294361119890618834464242916353"),
    ("exp(4)", "54.59815003314423907811026120286088"), ("exp(0)", "1"), ("log(1)", "0"),
    ("sqrt(0)", "0"), ("sqrt(0.25)", "0.5"),
  ])
  func `know roots, logarithms and powers of e to the last digit`(
    _ text: String,
    _ expected: String
  )
    throws
  {
    #expect(try value("(\(text)) = \(expected)", mode: .standard) == "true")
  }

  @Test(arguments: ["1.5", "-0.1", "2.0000001"])
  func `call a number with a fraction neither odd nor even`(_ number: String) throws {
    #expect(try value("odd(\(number)) or even(\(number))") == "false")
  }

  @Test func `know that a whole number is odd or even however it is written`() throws {
    #expect(try value("[even(4.00), odd(-3.0), even(-2), odd(0)]") == "[true, true, true, false]")
  }
}
