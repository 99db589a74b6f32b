import Sheets
import TestSupport
import Testing

@Suite struct `Sheets of a workbook` {
  @Test func `are listed by name and place, hidden ones included`() throws {
    var book = Book(rows: "")
    book.sheets += [book.sheets[0], book.sheets[0]]
    book.names = ["Apr &amp; May", "Final Review ", "x"]
    book.states = ["visible", "hidden", "veryHidden"]
    let file = ScratchFile(book.bytes)
    let workbook = try Workbook(path: file.path)
    #expect(workbook.sheets.map(\.name) == ["Apr & May", "Final Review ", "x"])
    #expect(workbook.sheets.map(\.index) == [0, 1, 2])
    #expect(workbook.sheets.map(\.visibility) == [.visible, .hidden, .veryHidden])
    #expect(try workbook.sheet(named: "final review").index == 1)
    #expect(throws: SheetsError.self) { try workbook.sheet(named: "June") }
  }

  @Test func `are told apart by exact names before like ones`() throws {
    var book = Book(rows: "")
    book.sheets += [book.sheets[0], book.sheets[0]]
    book.names = [" pay", "Pay", "PAY "]
    let file = ScratchFile(book.bytes)
    let workbook = try Workbook(path: file.path)
    #expect(try workbook.sheet(named: "Pay").index == 1)
    let error = #expect(throws: SheetsError.self) { try workbook.sheet(named: "pay") }
    #expect(
      error?.message == "there is no such sheet; the workbook has \" pay\", \"Pay\", \"PAY \""
    )
  }

  @Test func `need not start at A1, and say where each cell is`() throws {
    let book = Book(
      rows: """
        <row r="3"><c r="B3"><v>1</v></c><c r="D3"><v>2</v></c></row>\
        <row r="7" hidden="1"><c r="AB7"><v>3</v></c></row>
        """
    )
    let rows = try readSheet(book).rows
    #expect(rows.map(\.number) == [3, 7])
    #expect(rows.map { $0.cells.map(\.column) } == [[2, 4], [28]])
    #expect(rows.map(\.isHidden) == [false, true])
  }

  @Test func `are counted where they do not say where rows and cells are`() throws {
    let book = Book(
      rows: """
        <row><c><v>1</v></c><c><v>2</v></c></row><row/>\
        <row><c r="C3"><v>3</v></c><c><v>4</v></c></row><row r="9"/><row><c><v>5</v></c></row>
        """
    )
    let rows = try readSheet(book).rows
    #expect(rows.map(\.number) == [1, 2, 3, 9, 10])
    #expect(rows.map { $0.cells.map(\.column) } == [[1, 2], [], [3, 4], [], [1]])
  }

  @Test func `say which columns are hidden and which cells are merged`() throws {
    let book = Book(
      sheet: """
        <cols><col min="1" max="1" width="9"/><col min="2" max="3" hidden="1"/><col min="5" max="5" hidden="true"/>\
        </cols><sheetData><row><c><v>1</v></c><c><v>2</v></c></row></sheetData>\
        <mergeCells count="2"><mergeCell ref="A1:C1"/><mergeCell ref="B2:B4"/></mergeCells>
        """
    )
    let sheet = try readSheet(book)
    #expect(sheet.hiddenColumns == [2...3, 5...5])
    #expect(sheet.mergedRanges.map(\.description) == ["A1:C1", "B2:B4"])
    // What a merged cell hides is still in the file, and is reported.
    #expect(sheet.rows[0].cells.map(\.column) == [1, 2])
  }

  @Test(arguments: [
    "<row r=\"2\"/><row r=\"1\"/>", "<row r=\"2\"/><row r=\"2\"/>", "<row r=\"0\"/>",
    "<row r=\"x\"/>",
    "<row r=\"1048577\"/>", "<row r=\"1048576\"/><row/>",
    "<row r=\"1\"><c r=\"B1\"/><c r=\"A1\"/></row>",
    "<row r=\"1\"><c r=\"B1\"/><c r=\"B1\"/></row>",
    "<row r=\"1\"><c r=\"B2\"/></row>", "<row r=\"1\"><c r=\"XFE1\"/></row>",
    "<row r=\"1\"><c r=\"XFD1\"/><c/></row>", "<row r=\"1\"><c r=\"1\"/></row>",
    "<row r=\"1\"><c r=\"A\"/></row>", "<row r=\"1\"><c r=\"\"/></row>",
    "<row><c t=\"s\"><v>0</v></c></row>",
  ])
  func `are refused where rows or cells are out of order or out of place`(rows: String) {
    let error = refusal(Book(rows: rows))
    #expect(error?.kind == .damaged)
    #expect(error?.sheet == "Sheet1")
  }

  @Test func `name the cell that is at fault`() {
    let error = refusal(Book(rows: "<row r=\"4\"><c r=\"C4\" t=\"s\"><v>9</v></c></row>"))
    #expect(error?.cell == CellReference(column: 3, row: 4))
    #expect(error?.description.contains("sheet \"Sheet1\", cell C4: error: ") == true)
  }

  @Test func `may have any prefix, and elements of others between theirs`() throws {
    var book = Book(rows: "")
    book.sheets = [
      """
      <?xml version="1.0" encoding="UTF-8"?><!-- made by hand --><x:worksheet xmlns:x="\(Book.main)" xmlns="urn:o">\
      <x:sheetData><row/><x:row r="1" xmlns:y="\(Book.main)"><c><v>9</v></c><y:c r="A1"><y:v>1</y:v></y:c>\
      <x:c xmlns:x="urn:p"><x:v>8</x:v></x:c><x:c><x:v>2</x:v><x:extLst><x:ext><v>7</v></x:ext></x:extLst></x:c>\
      </x:row></x:sheetData></x:worksheet>
      """
    ]
    #expect(try values(book).map(\.shown) == ["1", "2"])
  }

  @Test func `are refused where rows stand within an element of another language`() {
    let hidden = "<o:all xmlns:o=\"urn:o\"><o:x><row r=\"2\"><c><v>1</v></c></row></o:x></o:all>"
    let error = refusal(Book(rows: "<row r=\"1\"/>" + hidden))
    #expect(error?.kind == .damaged)
    #expect(error?.message.contains("cells stand in what is not understood") == true)
  }

  @Test(arguments: [
    ("<row r=\"1\"><x><c r=\"B1\"><v>1</v></c></x></row>", "cells stand in what is not understood"),
    ("<Row r=\"1\"><c r=\"B1\"><v>1</v></c></Row>", "cells stand in what is not understood"),
    ("<row r=\"1\"><C r=\"B1\"><v>1</v></C></row>", "cells stand in what is not understood"),
    ("<c r=\"B1\"><v>1</v></c>", "cells stand in what is not understood"),
    ("<row><c><x><v>1</v></x></c></row>", "cells stand in what is not understood"),
    ("</sheetData><row r=\"1\"/><sheetData>", "cells stand behind the table"),
    ("<row><c><v>12<x/>34</v></c></row>", "the value of a cell holds other elements"),
    ("<row><c><v>1</v><v>2</v></c></row>", "a cell has two values"),
    ("<row><c><v>1</v><is><t>2</t></is></c></row>", "a cell has two values"),
    (
      "<row><c t=\"inlineStr\"><is><t>1</t></is><is><t>2</t></is></c></row>",
      "a cell has two values"
    ),
  ])
  func `are refused where a cell would be lost, or only part of it read`(
    rows: String,
    reason: String
  ) {
    let error = refusal(Book(rows: rows))
    #expect(error?.kind == .damaged)
    #expect(error?.message.contains(reason) == true, "\(error?.message ?? "it is read")")
  }

  @Test func `hold a text that stands in its cell though the cell does not say so`() throws {
    let rows =
      "<row><c><is><t>7</t></is></c><c t=\"inlineStr\"><v>old</v><is><t>new</t></is></c></row>"
    #expect(try values(Book(rows: rows)) == [.text("7"), .text("new")])
  }

  @Test func `may be of the strict edition, or in UTF-16`() throws {
    var book = Book(rows: "")
    let strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    book.sheets = [
      "<worksheet xmlns=\"\(strict)\"><sheetData><row><c><v>5</v></c></row></sheetData></worksheet>"
    ]
    #expect(try values(book).map(\.shown) == ["5"])
    let text =
      "<worksheet xmlns=\"\(Book.main)\"><sheetData><row><c><v>6</v></c></row></sheetData></worksheet>"
    var parts = book.parts
    var wide: [UInt8] = [0xff, 0xfe]
    for unit in text.utf16 { wide += [UInt8(truncatingIfNeeded: unit), UInt8(unit >> 8)] }
    let place = try #require(parts.firstIndex { $0.name.hasSuffix("sheet1.xml") })
    parts[place] = Packed(parts[place].name, data: wide)
    #expect(try readSheet(zip(parts)).rows[0].cells.map(\.value.shown) == ["6"])
  }

  @Test func `without cells have no rows`() throws {
    #expect(try readSheet(Book(sheet: "<sheetPr/>")).rows.isEmpty)
    #expect(try readSheet(Book(sheet: "<sheetData/>")).rows.isEmpty)
  }

  @Test func `may ask for their formulas to be calculated anew`() throws {
    for (text, asks) in [
      ("<calcPr fullCalcOnLoad=\"1\"/>", true), ("<calcPr calcId=\"1\"/>", false),
    ] {
      let file = ScratchFile(Book(rows: "", properties: text).bytes)
      #expect(try Workbook(path: file.path).needsCalculation == asks)
    }
  }
}

@Suite struct `References to cells` {
  @Test(arguments: [
    (1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (702, "ZZ"), (703, "AAA"), (16_384, "XFD"),
  ])
  func `write columns as letters`(column: Int, letters: String) {
    #expect(CellReference(column: column, row: 5).description == letters + "5")
    #expect(CellReference(letters + "5") == CellReference(column: column, row: 5))
  }

  @Test(arguments: [
    "", "A", "1", "A0", "XFE1", "A1048577", "A-1", "A1B", "AAAAAAAAAAAAAAA1", "A99999999999999",
  ])
  func `are refused where there is no such cell`(text: String) {
    #expect(CellReference(text) == nil)
  }
}
