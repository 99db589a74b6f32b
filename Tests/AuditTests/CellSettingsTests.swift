@testable import Audit
import Extracts
import Rules
import Testing
import Values

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

  @Test func `what stands between cells is one byte in the file's encoding`() throws {
    #expect(try read("delimiter: \"\\x1f\"").delimiter == 0x1F)
    #expect(try read("delimiter: '¬'\n  encoding: windows-1252").delimiter == 0xAC)
    for settings in [
      "'€'\n  encoding: windows-1252", "'|\"|'", "''", "'\"'", "ab", "'|1|'", "é", "'||||||||||'",
    ] {
      #expect(throws: (any Error).self, "\(settings)") { try read("delimiter: \(settings)") }
    }
  }

  @Test func `what stands between cells may be a few signs`() throws {
    for (text, settings) in [
      ("||", "'||'"), ("¬", "'¬'"), ("¬", "'¬'\n  encoding: utf-16"),
      ("¬|¬", "'¬|¬'\n  encoding: windows-1252"),
    ] {
      let source = try read("delimiter: \(settings)")
      #expect(source.longDelimiter == LongDelimiter(text, in: source.encoding), "\(settings)")
      #expect(source.longDelimiter != nil)
    }
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
    ("zone: London", 9, "Europe/London"), ("zone: { days: Europe/London }", 9, "times"),
    ("zone: { times: UTC, days: +01:00 }", 29, "Europe/London"),
    ("sheet: 0", 10, "from 1"), ("sheet: []", 10, "no sheet"),
    ("sheet: [Apr, -2]", 16, "from 1"),
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

  @Test func `a source says whose days its times belong to`() throws {
    let london = Zone.named(try #require(NamedZone("Europe/London")))
    #expect(try read("dates: yyyy-mm-dd").zone == nil)
    #expect(try read("zone: Europe/London").zone == DayZone(days: london))
    #expect(
      try read("zone: { times: UTC, days: Europe/London }").zone
        == DayZone(days: london, times: .offset(seconds: 0))
    )
  }

  @Test func `a sheet is named by its place or its name, or all are`() throws {
    #expect(try read("header_row: 1").sheets == .only)
    #expect(try read("sheet: all").sheets == .all)
    #expect(try read("sheet: 'all'").sheets == .these([.name("all")]))
    #expect(try read("sheet: 2").sheets == .these([.position(2)]))
    #expect(try read("sheet: '2'").sheets == .these([.name("2")]))
    #expect(
      try read("sheet: [Apr, \"Jan '24\", 3]").sheets
        == .these([.name("Apr"), .name("Jan '24"), .position(3)])
    )
  }
}
