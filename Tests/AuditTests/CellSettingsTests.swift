@testable import Audit
import Extracts
import Rules
import Testing

/// The configuration of one source with these settings, which begin at column 3 of line 5.
private func read(_ settings: String) throws -> Source {
  let text = "council: C\nsources:\n bills:\n  files: a.csv\n  \(settings)\n"
  let configuration = try Configuration.read(
    SourceText(name: "audit.yaml", text: text),
    folder: "/x"
  )
  return try #require(configuration.sources.first)
}

@Suite struct `Settings of cells` {
  @Test func `a source may write dates in several ways`() throws {
    let source = try read("dates: ['dd/mm/yyyy[ hh:mm]', yyyy-mm-dd, excel]")
    let formats = ["dd/mm/yyyy[ hh:mm]", "yyyy-mm-dd", "excel"].compactMap { DateFormat($0) }
    #expect(source.dates == DateFormat(anyOf: formats))
    #expect(source.dates.pattern == "dd/mm/yyyy[ hh:mm] or yyyy-mm-dd or excel")
  }

  @Test func `all that numbers may have around them is declared`() throws {
    let source = try read(
      "numbers: { thousands: '.', decimal: ',', currency: [£, GBP], negatives: [CR, parentheses] }"
    )
    let expected = NumberFormat(
      thousands: UInt8(ascii: "."),
      decimal: UInt8(ascii: ","),
      currencies: ["£", "GBP"],
      negatives: [.credit, .parentheses]
    )
    #expect(source.numbers == expected)
    #expect(try read("numbers: { currency: £ }").numbers.currencies == ["£"])
  }

  @Test func `a column may be written otherwise than the rest of its source`() throws {
    let source = try read(
      """
      dates: dd/mm/yyyy
        columns:
          due: { heading: Due on, dates: m/d/yyyy }
          paid: { dates: excel }
          net: { position: 3, numbers: { thousands: ',' } }
      """
    )
    let columns = source.columns.map(\.column)
    #expect(columns.map(\.dates) == [DateFormat("m/d/yyyy"), DateFormat("excel"), nil])
    #expect(columns[1].place == .heading(["paid"], which: nil))
    #expect(columns[2].numbers == NumberFormat(thousands: UInt8(ascii: ",")))
  }

  @Test(arguments: [
    ("dates: DD/MM/YYYY", 10, "dd/mm/yyyy"),
    ("dates: []", 10, "no pattern"),
    ("dates: [dd/mm/yyyy, mm/dd/yyyy]", 23, "2001-02-01 in mm/dd/yyyy"),
    ("dates: ['dd/mm/yyyy[ hh[:mm[:ss]]]', 'd Mon yyyy[ hh[:mm[:ss]]]', yyyy-mm-dd]", 10, "8"),
    ("columns: { due: { heading: Due, dates: ddmm } }", 42, "dd/mm/yyyy"),
    ("numbers: { thousands: ',', decimal: ',' }", 25, "same"),
    ("numbers: { thousands: '.' }", 25, "same"),
    ("numbers: { decimal: '5' }", 23, "digit"),
    ("numbers: { decimal: '–' }", 23, "ASCII"),
    ("numbers: { currency: [£, 5] }", 28, "sign of a currency"),
    ("numbers: { currency: [a, b, c, d, e] }", 24, "4"),
    ("numbers: { negatives: [CR, DR] }", 25, "not both"),
    ("numbers: { negatives: [brackets] }", 26, "parentheses"),
  ])
  func `a mistake is told at its place`(settings: String, column: Int, words: String) throws {
    do {
      let source = try read(settings)
      Issue.record("accepted: \(source.dates.pattern), \(source.numbers)")
    } catch let error as DefinitionErrors {
      let first = try #require(error.diagnostics.first)
      #expect((first.line, first.column) == (5, column), "\(first)")
      #expect(first.description.contains(words), "\(first)")
    }
  }
}
