import Sheets
import TestSupport
import Testing
import Values

@Suite struct `Cells of a workbook` {
  @Test func `are texts, numbers, booleans and errors`() throws {
    let book = Book(
      rows: """
        <row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1" t="inlineStr"><is><t>in place</t></is></c>\
        <c r="C1"><v>-12.50</v></c><c r="D1" t="n"><v>1E-3</v></c><c r="E1" t="b"><v>1</v></c>\
        <c r="F1" t="e"><v>#N/A</v></c><c r="G1" t="str"><f>A1</f><v>made</v></c></row>
        """,
      texts: "<si><t>zero</t></si><si><t>one</t></si>"
    )
    #expect(
      try values(book) == [
        .text("one"), .text("in place"), .number(Number(written: try #require(Decimal("-12.50")))),
        .number(Number(written: try #require(Decimal("0.001")))), .boolean(true), .error("#N/A"),
        .text("made"),
      ]
    )
  }

  @Test func `join the runs of a rich text, without its phonetic hints`() throws {
    let text = """
      <si><r><rPr><b/></rPr><t xml:space="preserve">Invented </t></r><r><t>Home</t></r>\
      <rPh sb="0" eb="3"><t>hint</t></rPh><phoneticPr fontId="1"/></si>
      """
    let book = Book(rows: "<row><c t=\"s\"><v>0</v></c></row>", texts: text)
    #expect(try values(book) == [.text("Invented Home")])
  }

  @Test func `keep the spaces at their ends, and their line breaks`() throws {
    let book = Book(
      rows: "<row><c t=\"inlineStr\"><is><t xml:space=\"preserve\">  a\nb </t></is></c></row>"
    )
    #expect(try values(book) == [.text("  a\nb ")])
  }

  @Test(arguments: [
    ("_x000D_\n", "\r\n"), ("_x005F_x000D_", "_x000D_"), ("_x00e9_", "é"), ("_x12_", "_x12_"),
    ("a_x0041_b_x0042_", "aAbB"), ("_xD83D__xDE00_", "😀"), ("_xZZZZ_", "_xZZZZ_"),
    ("_x０041_", "_x０041_"), ("&amp;&lt;&#233;&#x1F600;", "&<é😀"),
  ])
  func `undo the escapes of texts`(written: String, meant: String) throws {
    let book = Book(rows: "<row><c t=\"inlineStr\"><is><t>\(written)</t></is></c></row>")
    #expect(try values(book) == [.text(meant)])
  }

  @Test func `with a formula have the value that was calculated last, or say that there is none`()
    throws
  {
    let book = Book(
      rows: """
        <row><c><f>1+1</f><v>2</v></c><c><f>1+1</f></c><c><f>1+1</f><v></v></c>\
        <c t="str"><f>""</f><v></v></c><c t="b"><f>TRUE()</f><v/></c></row>
        """
    )
    let cells = try #require(readSheet(book).rows.first).cells
    #expect(cells.map(\.isFormula) == Array(repeating: true, count: 5))
    let none = CellValue.fault(.notCalculated)
    #expect(
      cells.map(\.value) == [.number(Number(written: Decimal(2))), none, none, .text(""), none]
    )
  }

  @Test func `that hold nothing are left out`() throws {
    let book = Book(
      rows: "<row><c r=\"A1\" s=\"0\"/><c r=\"C1\"><v>3</v></c><c r=\"D1\"><v></v></c></row>"
    )
    let row = try #require(readSheet(book).rows.first)
    #expect(row.cells.map(\.column) == [3])
    #expect((1...5).map { row.value(inColumn: $0) == .empty } == [true, true, false, true, true])
  }

  @Test func `whose text is not of its type are faults, and do not stop the reading`() throws {
    let book = Book(
      rows: """
        <row><c><v>1,5</v></c><c t="b"><v>2</v></c><c t="x"><v>1</v></c><c t="d"><v>soon</v></c>\
        <c><v>INF</v></c><c><v>1E999</v></c><c><v> 7\n</v></c></row>
        """
    )
    let faults = ["1,5", "2", "1", "soon", "INF", "1E999"].map { CellValue.fault(.malformed($0)) }
    #expect(try values(book) == faults + [.number(Number(written: Decimal(7)))])
  }

  @Test func `may be days and times as ISO 8601 writes them`() throws {
    let texts = [
      "2024-02-29", "2024-02-29T00:00:00Z", "2024-02-29T12:30:00.5", "12:30", "2023-02-29",
    ]
    let book = Book(
      rows: "<row>" + texts.map { "<c t=\"d\"><v>\($0)</v></c>" }.joined() + "</row>"
    )
    let day = try #require(CalendarDate(year: 2024, month: 2, day: 29))
    let noon = try #require(TimeOfDay(nanosecond: 45_000_500_000_000))
    #expect(
      try values(book) == [
        .date(day), .date(day), .dateAndTime(DateAndTime(date: day, time: noon)),
        .time(try #require(TimeOfDay(nanosecond: 45_000_000_000_000))),
        .fault(.malformed("2023-02-29")),
      ]
    )
  }
}
