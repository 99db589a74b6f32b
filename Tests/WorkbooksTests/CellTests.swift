import TestSupport
import Testing
import Values
import Workbooks

@Suite(.enabled(if: OtherProgram.isAvailable, Comment(rawValue: OtherProgram.isMissing)))
struct CellTests {
  private func readBack(_ cells: [Cell]) throws -> [ReadWorkbook.Sheet.Cell?] {
    let sheet = try #require(WorkbooksTests.readBack(book([.table(column(cells))])).sheets["Sheet"])
    return cells.indices.map { sheet.cells["A\($0 + 2)"] }
  }

  @Test(arguments: [
    "=1+1", "+44 20 7946 0000", "@SUM(A1)", "-5", "{=A1}", "=HYPERLINK(\"http://example.org\")",
    "http://example.org", "mailto:someone@example.org", "internal:'Sheet'!A1",
    "external:other.xlsx",
    "12345678901234567890", "00123", "1E5", "TRUE", "#N/A", " two  spaces ", "_x0041_",
    "tab\tand\nline",
    "<b>&amp;\"'", "£1,234.50 – naïve 🏡",
  ])
  func `text comes back as the same text, whatever it looks like`(text: String) throws {
    let cell = try #require(readBack([.text(text)])[0])
    // The other program calls a text such as #N/A an error; what it holds is what counts.
    #expect(cell.type == "s" || (text.hasPrefix("#") && cell.type == "e"))
    #expect(cell.value == text)
    #expect(cell.link == nil)
  }

  @Test func `a character that XML forbids becomes a replacement character`() throws {
    let cell = try #require(readBack([.text("a\u{0}b\u{1}c\u{1B}d\u{B}e\u{FFFE}f\u{FFFF}g")])[0])
    #expect(cell.value == "a\u{FFFD}b\u{FFFD}c\u{FFFD}d\u{FFFD}e\u{FFFD}f\u{FFFD}g")
  }

  @Test func `every line end becomes a line feed`() throws {
    let cell = try #require(readBack([.text("a\r\nb\rc\nd\r\r\ne")])[0])
    #expect(cell.value == "a\nb\nc\nd\n\ne")
  }

  @Test func `a text that is too long is cut where it can be seen`() throws {
    let house = "🏡"  // two UTF-16 units, the unit of the limit
    let cells = try readBack([
      .text(String(repeating: "x", count: 32_767)),
      .text(String(repeating: "x", count: 32_768)),
      .text(String(repeating: house, count: 20_000)),
    ])
    #expect(cells[0]?.value == String(repeating: "x", count: 32_767))
    #expect(cells[1]?.value == String(repeating: "x", count: 32_767 - 7) + "… (cut)")
    let houses = try #require(cells[2]?.value)
    #expect(houses.utf16.count <= 32_767)
    #expect(houses == String(repeating: house, count: 16_380) + "… (cut)")
  }

  @Test func `numbers of up to fifteen digits come back exact, longer ones as text`() throws {
    var generator = SeededGenerator()
    var numbers = (0..<2_000).map { _ in
      let digits = Int.random(in: 1...20, using: &generator)
      let text = (0..<digits).map { _ in String(Int.random(in: 0...9, using: &generator)) }
        .joined()
      let sign = Bool.random(using: &generator) ? "-" : ""
      let places = Int.random(in: 0...digits, using: &generator)
      return decimal("\(sign)\(text.dropLast(places)).\(text.suffix(places))")
    }
    // The double of this one has other digits after the first fifteen.
    numbers.append(decimal("46597576877718900"))
    let cells = try readBack(numbers.map { .number($0) })
    for (number, cell) in zip(numbers, cells) {
      let cell = try #require(cell)
      let value = try #require(plain(cell.value), "\(cell.value), \(generator)")
      #expect(value == number, "\(generator)")
      let digits = number.description.filter(\.isNumber).drop { $0 == "0" }
      let trimmed = digits.reversed().drop { $0 == "0" }.count
      #expect(cell.type == (trimmed > 15 ? "s" : "n"), "\(number), \(generator)")
    }
  }

  /// A number in Python's writing, which has an exponent where the number is large or small.
  private func plain(_ text: String) -> Decimal? {
    let parts = text.split(separator: "e")
    guard parts.count == 2, let digits = Decimal(String(parts[0])), let power = Int(parts[1]) else {
      return Decimal(text)
    }
    return Decimal(coefficient: digits.coefficient, exponent: digits.exponent + power)
  }

  @Test func `money comes back exact, in pounds and pence`() throws {
    let cells = try readBack([
      .money(decimal("0.10")), .money(decimal("-1234567.89")), .pounds(decimal("99.99")),
      .money(decimal("9999999999999.99")), .money(decimal("12345678901234567.89")),
    ])
    #expect(
      cells.map { $0?.value } == [
        "0.1", "-1234567.89", "99.99", "9999999999999.99", "12345678901234567.89",
      ]
    )
    #expect(cells.map { $0?.type } == ["n", "n", "n", "n", "s"])
    #expect(cells[0]?.format == "£#,##0.00;[Red]-£#,##0.00")
    #expect(cells[2]?.format == "£#,##0;[Red]-£#,##0")
  }

  @Test func `a number shows as many places as it has`() throws {
    let cells = try readBack([
      .number(Decimal(1200)), .number(decimal("18.2500")), .percent(decimal("0.125")),
    ])
    #expect(cells.map { $0?.format } == ["#,##0", "#,##0.0000", "0.0%"])
  }

  @Test func `dates come back as the same dates`() throws {
    var generator = SeededGenerator()
    let days = try (0..<500).map { _ in
      try #require(
        day("1900-03-01").adding(days: Int.random(in: 0...2_958_404, using: &generator))
      )
    }
    let cells = try readBack(days.map { .date($0) })
    for (day, cell) in zip(days, cells) {
      #expect(cell?.type == "d", "\(day), \(generator)")
      #expect(cell?.value == day.description, "\(generator)")
    }
  }

  @Test func `a date before spreadsheets agree is written as text`() throws {
    let cells = try readBack([.date(day("1900-02-28")), .date(day("1899-12-31"))])
    #expect(cells.map { $0?.type } == ["s", "s"])
    #expect(cells.map { $0?.value } == ["1900-02-28", "1899-12-31"])
  }

  @Test func `a tone changes no value and an empty cell holds nothing`() throws {
    let cells = try readBack([
      .toned(.high, .money(decimal("5.00"))), .toned(.critical, .text("=x")), .empty, .text(""),
      .boolean(true),
    ])
    #expect(cells.map { $0?.value } == ["5", "=x", nil, nil, "Yes"])
  }
}
