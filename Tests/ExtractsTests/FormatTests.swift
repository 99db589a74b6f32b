@testable import Extracts
import TestSupport
import Testing
import Values

private func date(_ text: String, _ pattern: String) throws -> DateReading {
  let format = try #require(DateFormat(pattern))
  let bytes = Array(text.utf8)
  return format.read(bytes.span)
}

private func number(_ text: String, _ format: NumberFormat, scale: Int = 2) -> NumberReading {
  let bytes = Array(text.utf8)
  return NumberReader(format: format, scale: scale).read(bytes.span)
}

@Suite struct `Declared formats` {
  @Test(arguments: [
    ("2024-06-30", "yyyy-mm-dd"), ("30/06/2024", "dd/mm/yyyy"), ("30-Jun-24", "dd-Mon-yy"),
    ("30 jun 2024", "d Mon yyyy"), ("6/30/2024", "m/d/yyyy"), ("30 June 2024", "d Month yyyy"),
    ("20240630", "yyyymmdd"), ("2024-06-30 00:00:00", "yyyy-mm-dd 00:00:00"),
    ("2024-06-30T00:00:00", "yyyy-mm-ddT00:00:00"),
  ])
  func `a date is read as its pattern says`(text: String, pattern: String) throws {
    let expected = try #require(CalendarDate(year: 2024, month: 6, day: 30))
    #expect(try date(text, pattern) == .date(expected))
  }

  @Test(arguments: [
    ("2024-6-30", "yyyy-mm-dd"), ("30/06/24", "dd/mm/yyyy"), ("30.06.2024", "dd/mm/yyyy"),
    ("30 Juni 2024", "d Mon yyyy"), ("2024-06-30 10:15:00", "yyyy-mm-dd 00:00:00"),
    ("2024-06-30", "yyyy-mm-dd 00:00:00"), ("2024-06-301", "yyyy-mm-dd"), ("", "yyyy-mm-dd"),
  ])
  func `a date written otherwise is refused`(text: String, pattern: String) throws {
    #expect(try date(text, pattern) == .malformed)
  }

  @Test(arguments: ["30/02/2024", "29/02/2023", "31/04/2024", "00/01/2024", "01/13/2024"])
  func `a day that does not exist is refused`(text: String) throws {
    #expect(try date(text, "dd/mm/yyyy") == .impossible)
  }

  @Test func `years of two digits run from 1970 to 2069`() throws {
    let years = try ["70", "99", "00", "69"].map { text in
      if case .date(let date) = try date("01/01/\(text)", "dd/mm/yy") { return date.year }
      return 0
    }
    #expect(years == [1970, 1999, 2000, 2069])
  }

  @Test(arguments: ["", "yyyy-mm", "dd/dd/mm/yyyy", "dmyyyy", "yyyy-mm-dd-yy", "dd/mm/yyyyé"])
  func `a pattern that could be read two ways, or lacks a part, is no pattern`(pattern: String) {
    #expect(DateFormat(pattern) == nil)
  }

  @Test(arguments: [
    ("0", 0), ("12", 1200), ("12.3", 1230), ("12.34", 1234), ("-12.34", -1234), ("+1", 100),
    (".5", 50), ("12.3400", 1234), ("92233720368547758.07", Int64.max),
  ])
  func `plain numbers are exact`(text: String, expected: Int64) {
    #expect(number(text, NumberFormat()) == .value(expected))
  }

  @Test(arguments: [
    "", "-", ".", "5.", "1.2.3", "1.2E+05", "1 2", "1,234", "£5", "(5)", "5-", "--5", "1e3", "0x1",
    "NaN", "５",
    "12.3a", "1_000",
  ])
  func `what is not declared is not a number`(text: String) {
    #expect(number(text, NumberFormat()) == .malformed)
  }

  private static let generous = NumberFormat(
    thousands: UInt8(ascii: ","),
    currencies: ["£"],
    negatives: [.parentheses, .trailingMinus]
  )

  @Test(arguments: [
    ("£1,234.56", 123_456), ("-£1,234.56", -123_456), ("£-1,234.56", -123_456),
    ("(£1,234.56)", -123_456), ("1234.56-", -123_456), ("1,234,567", 123_456_700), ("12", 1200),
    ("(0.01)", -1),
  ])
  func `what is declared is accepted and removed`(text: String, expected: Int64) {
    #expect(number(text, `Declared formats`.generous) == .value(expected))
  }

  @Test(arguments: [
    "1,23", "1234,567", ",123", "1,,234", "1,234,", "1,2345", "(-5)", "-5-", "-£-5", "££5", "()",
    "1,23.45", "0.1,234",
  ])
  func `separators and signs in the wrong place are refused`(text: String) {
    #expect(number(text, `Declared formats`.generous) == .malformed)
  }

  @Test func `more digits than the scale and numbers that do not fit are told apart`() {
    #expect(number("1.005", NumberFormat()) == .tooPrecise)
    #expect(number("92233720368547758.08", NumberFormat()) == .tooLarge)
    #expect(number("100000000000000000000000000", NumberFormat()) == .tooLarge)
  }

  @Test func `numbers written by Decimal are read back`() {
    var random = SeededGenerator()
    for _ in 0..<2000 {
      let scaled =
        Int64.random(in: .min + 1 ... .max, using: &random)
        >> Int64.random(in: 0...62, using: &random)
      let scale = Int.random(in: 0...9, using: &random)
      let text = Decimal(scaled: scaled, scale: scale).description
      #expect(number(text, NumberFormat(), scale: scale) == .value(scaled), "\(text) \(random)")
    }
  }
}
