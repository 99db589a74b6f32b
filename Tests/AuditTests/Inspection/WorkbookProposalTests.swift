import Audit
import Findings
import TestSupport
import Testing

private let purchases = [
  "reference: { type: text, required: true }", "paid_on: { type: date, required: true }",
  "net: { type: money, required: true }",
]

/// A row of a sheet: a text, the number of a day, an amount as the file writes it.
private func row(_ number: Int, _ reference: String, _ day: Int, _ net: String) -> String {
  "<row r=\"\(number)\"><c r=\"B\(number)\" t=\"inlineStr\"><is><t>\(reference)</t></is></c>"
    + "<c r=\"C\(number)\" s=\"1\"><v>\(day)</v></c><c r=\"D\(number)\"><v>\(net)</v></c></row>"
}

private func headings(_ number: Int, _ names: [String] = ["Reference", "Paid On", "Net"]) -> String
{
  let cells = zip(["B", "C", "D"], names).map {
    "<c r=\"\($0)\(number)\" t=\"inlineStr\"><is><t>\($1)</t></is></c>"
  }
  return "<row r=\"\(number)\">\(cells.joined())</row>"
}

private func book(
  _ sheets: [(name: String, rows: String)],
  states: [String] = [],
  properties: String = ""
) -> [UInt8] {
  var book = Book(sheet: "")
  book.names = sheets.map(\.name)
  book.sheets = sheets.map {
    "<worksheet xmlns=\"\(Book.main)\"><sheetData>\($0.rows)</sheetData></worksheet>"
  }
  book.states = states
  book.formats = ["dd/mm/yyyy"]
  book.properties = properties
  return book.bytes
}

@Suite struct `Entries proposed for workbooks` {
  @Test func `read the only sheet, whose table begins at B3, in either date system`() throws {
    for properties in ["", "<workbookPr date1904=\"1\"/>"] {
      let rows = headings(3) + row(4, "P1", 45_000, "1.5") + row(5, "P2", 45_001, "2")
      let file = book([("Final ", rows)], properties: properties)
      let proposed = try Proposed(["file.xlsx": file], fields: purchases)
      #expect(proposed.loaded == tally(2, 350), "\(proposed.text)")
      #expect(proposed.lines.contains("    header_row: 3"), "\(proposed.text)")
      #expect(!proposed.text.contains("sheet:"), "\(proposed.text)")
      let page = proposed.pages[0]
      #expect(page.contains("counted from \(properties.isEmpty ? "1900" : "1904")"), "\(page)")
      #expect(page.contains("Sheet \"Final \""), "\(page)")
      #expect(page.contains("B3 to D5"), "\(page)")
      #expect(page.contains(properties.isEmpty ? "2023-03-15" : "2027-03-16"), "\(page)")
    }
  }

  @Test func `say that formulas are still to be calculated only where there are any`() throws {
    let asking = "<calcPr fullCalcOnLoad=\"1\"/>"
    let plain = headings(1) + row(2, "P1", 45_000, "1.5")
    let formula = "<row r=\"3\"><c r=\"D3\"><f>D2*2</f><v>0</v></c></row>"
    for (rows, isSaid) in [(plain, false), (plain + formula, true)] {
      let file = book([("One", rows)], properties: asking)
      let page = try Proposed(["file.xlsx": file], fields: purchases).pages[0]
      #expect(page.contains("still to be calculated") == isSaid, "\(page)")
    }
  }

  @Test func `read twelve sheets of one kind as one source`() throws {
    let months = [
      "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan '25", "Feb", "Mar",
    ]
    let sheets = months.enumerated().map { index, name in
      (name, headings(1) + row(2, "P\(index)", 45_400 + 30 * index, "1"))
    }
    let proposed = try Proposed(["year.xlsx": book(sheets)], fields: purchases)
    #expect(proposed.loaded == tally(12, 1200), "\(proposed.text)")
    #expect(proposed.lines.contains("    sheet: all"), "\(proposed.text)")
    #expect(proposed.text.contains("12 sheets of one kind"), "\(proposed.text)")
  }

  @Test func `name the sheets where others have cells too, and leave out hidden copies`() throws {
    let note = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Made by hand</t></is></c></row>"
    let file = book(
      [
        ("Notes", note), ("Jan '25", headings(1) + row(2, "P1", 45_700, "1")),
        ("Old", headings(1) + row(2, "P1", 45_700, "1")),
        ("2025", headings(1) + row(2, "P2", 45_730, "2")),
      ],
      states: ["visible", "visible", "hidden", "visible"]
    )
    let proposed = try Proposed(["file.xlsx": file], fields: purchases)
    #expect(proposed.loaded == tally(2, 300), "\(proposed.text)")
    #expect(proposed.lines.contains("    sheet: ['Jan ''25', '2025']"), "\(proposed.text)")
    #expect(proposed.text.contains("hidden sheet \"Old\""), "\(proposed.text)")
    #expect(proposed.pages[0].contains("Sheet \"Old\" (hidden)"), "\(proposed.pages[0])")
  }

  @Test func `count hidden rows, formulas, errors, and numbers stored as text`() throws {
    let rows =
      headings(1)
      + "<row r=\"2\" hidden=\"1\"><c r=\"B2\" t=\"str\"><v>P1</v></c><c r=\"C2\" s=\"1\"><v>45000</v></c>"
      + "<c r=\"D2\"><f>1+1</f><v>2</v></c></row>"
      + "<row r=\"3\"><c r=\"B3\" t=\"str\"><v>P2</v></c><c r=\"C3\" s=\"1\"><v>45000</v></c>"
      + "<c r=\"D3\" t=\"str\"><v>£3.50</v></c></row>"
      + "<row r=\"4\"><c r=\"B4\" t=\"str\"><v>P3</v></c><c r=\"C4\" t=\"str\"><v>16/03/2023</v></c>"
      + "<c r=\"D4\" t=\"e\"><v>#REF!</v></c></row>"
    let fields = purchases.dropLast() + ["net: { type: money, blank: none }"]
    let proposed = try Proposed(["file.xlsx": book([("One", rows)])], fields: Array(fields))
    let page = proposed.pages[0]
    #expect(page.contains("1 hidden row, 1 formula, 1 error"), "\(page)")
    #expect(page.contains("1 number stored as text"), "\(page)")
    #expect(page.contains("1 date stored as text"), "\(page)")
    #expect(proposed.loaded?.rows == 3, "\(proposed.text)")
    #expect(proposed.loaded?.pence == 550, "\(proposed.text)")
    #expect(proposed.lines.contains("    blanks: ['#REF!']"), "\(proposed.text)")
  }
}
