import Testing
import Values

@Suite struct `A text buffer` {
  private func written(_ write: (inout TextBuffer) -> Void) -> String { String(writing: write) }

  @Test func `takes texts, numbers and days one after another`() throws {
    let day = try #require(CalendarDate(iso: "2024-06-05"))
    let amount = try #require(Decimal("-0.50"))
    let text = written {
      $0.append("£ – naïve 🏡 ")
      $0.append(-120)
      $0.append(" ")
      $0.append(amount)
      $0.append(" ")
      $0.append(day)
      $0.append(" ")
      $0.append(inWords: day)
    }
    #expect(text == "£ – naïve 🏡 -120 -0.50 2024-06-05 5 June 2024")
    #expect(written { $0.append(Int.min) } == "-9223372036854775808")
    #expect(written { $0.append(Decimal(0)) } == "0")
  }

  @Test(arguments: [
    ("1234.5", "1,234.50"), ("0", "0.00"), ("-0.05", "-0.05"), ("-1234567.899", "-1,234,567.90"),
    ("0.005", "0.01"), ("-0.004", "0.00"), ("999.999", "1,000.00"), ("12", "12.00"),
    ("92233720368547758.07", "92,233,720,368,547,758.07"),
  ])
  func `takes pounds and pence`(number: String, expected: String) throws {
    let number = try #require(Decimal(number))
    #expect(number.poundsAndPence == expected)
    var buffer = TextBuffer()
    let isWritten = buffer.append(poundsAndPence: number)
    #expect(isWritten && String(buffer) == expected)
  }

  @Test func `takes no pounds and pence of what is too large`() throws {
    let number = try #require(Decimal("92233720368547758.08"))
    #expect(number.poundsAndPence == nil)
    var buffer = TextBuffer()
    let isWritten = buffer.append(poundsAndPence: number)
    #expect(!isWritten && buffer.count == 0)
  }

  @Test(arguments: [
    ("0001-01-01", "1 January 1"), ("0999-12-31", "31 December 999"),
    ("12024-02-29", "29 February 12024"), ("-0044-03-15", "15 March -44"),
  ])
  func `takes days of any year`(iso: String, words: String) throws {
    let day = try #require(CalendarDate(iso: iso))
    #expect(written { $0.append(day) } == iso)
    #expect(written { $0.append(inWords: day) } == words)
  }

  @Test func `takes a part of itself or of another once more, and drops its end`() {
    var buffer = TextBuffer("abc")
    buffer.repeatPart(1..<3)
    buffer.append(TextBuffer("12345"), 2..<4)
    #expect(String(buffer) == "abcbc34")
    buffer.truncate(to: 2)
    #expect(String(buffer) == "ab")
  }

  @Test func `puts a mark in front of what is meant, from a place on`() {
    var buffer = TextBuffer("a\"é\"b\"")
    buffer.put(UInt8(ascii: "\""), beforeEach: { $0 == UInt8(ascii: "\"") }, from: 2)
    buffer.insert(ascii: UInt8(ascii: "!"), at: 0)
    #expect(String(buffer) == "!a\"é\"\"b\"\"")
  }
}
