import Extracts
import Findings
import Tables
import TestSupport
import Testing
import Values

private let headings: [MadeCell] = ["a", "b", "c"]

@Suite struct `Sheets of workbooks` {
  private let table = sheetXML([headings, ["1", "x", "y"], ["2", "p", "q"]])
  private let rows = [["1", "x", "y"], ["2", "p", "q"]]

  @Test func `are known by what the file holds, not by its name`() throws {
    #expect(try readBook(book([("One", table)]), named: "rows.csv").texts == rows)
    #expect(try readRows(Array("a,b,c\n1,x,y\n".utf8), named: "rows.xlsx").texts == [rows[0]])
  }

  @Test func `that are empty are passed over where one has cells`() throws {
    let empty = sheetXML([])
    let made = book([("Notes", empty), ("Data", table), ("Sheet3", empty)])
    let read = try readBook(made)
    #expect(read.texts == rows)
    #expect(read.extract.record.files[0].contents?.headings == ["a", "b", "c"])
  }

  @Test func `are named where it is not said which of several is meant`() throws {
    var made = book([("Apr ", table), ("Lists", table)])
    made.states = ["visible", "hidden"]
    let error = try #require(refusal { _ = try readBook(made) })
    #expect(error.kind == .sheet)
    #expect(error.message.contains("\"Apr \", \"Lists\" (hidden)"))
  }

  @Test func `that hold nothing at all are refused`() throws {
    let made = book([("One", sheetXML([])), ("Two", sheetXML([[.none]]))])
    #expect(refusal { _ = try readBook(made) }?.kind == .sheet)
  }

  @Test(arguments: [
    SheetChoice.these([.name("Final Review ")]), .these([.name("final review")]),
    .these([.position(2)]),
  ])
  func `are chosen by name or place`(_ choice: SheetChoice) throws {
    let other = sheetXML([headings, ["9", "9", "9"]])
    let made = book([("Draft", other), ("Final Review ", table), ("Old", other)])
    #expect(try readBook(made) { $0.sheets = choice }.texts == rows)
  }

  @Test(arguments: [
    (SheetChoice.these([.name("May")]), "\"Apr\""), (.these([.position(2)]), "\"Apr\""),
    (.these([.position(0)]), "no sheet 0"), (.these([.name("Apr"), .position(1)]), "named twice"),
  ])
  func `that are not there, or named twice, are refused`(_ choice: SheetChoice, _ words: String)
    throws
  {
    let made = book([("Apr", table)])
    let error = try #require(refusal { _ = try readBook(made) { $0.sheets = choice } })
    #expect(error.kind == .sheet)
    #expect("\(error)".contains(words))
  }

  @Test func `of one layout are read one after the other, each by its own headings`() throws {
    let made = book([
      ("Apr", sheetXML([["a", "b", "c"], ["1", "x", "y"]])),
      ("Notes", sheetXML([])),
      ("May", sheetXML([["c", "a", "b", "d"], ["q", "2", "p", "z"]])),
    ])
    let read = try readBook(made) { $0.sheets = .all }
    #expect(read.texts == rows)
    let places = (0..<2).map { read.extract.table.location(of: $0) }
    #expect(places.map { $0?.sheet } == ["Apr", "May"])
    #expect(read.extract.table.lines == [2, 2])
    #expect(read.extract.record.files.count == 1)
    #expect(read.extract.record.files[0].contents?.headings == ["a", "b", "c", "d"])
    #expect(read.extract.record.files[0].contents?.read.rows == 2)
  }

  @Test func `without the bound headings are refused by name`() throws {
    let made = book([("Apr", table), ("May", sheetXML([["a", "b"], ["1", "2"]]))])
    let error = try #require(refusal { _ = try readBook(made) { $0.sheets = .all } })
    #expect(error.kind == .heading)
    #expect(error.sheet == "May")
    #expect("\(error)".contains("sheet \"May\", row 1: error: "))
  }

  @Test func `may begin anywhere, and headings stand on the declared row of the sheet`() throws {
    let cells: [[MadeCell]] = [["Report of 1 May"], [], headings, ["1", "x", "y"]]
    let made = book([("Sheet", sheetXML(cells, top: 2, left: 3))])
    let read = try readBook(made) { $0.headerLine = 4 }
    #expect(read.texts == [["1", "x", "y"]])
    for line in [1, 3, 9] {
      let error = try #require(refusal { _ = try readBook(made) { $0.headerLine = line } })
      #expect(error.kind == .heading)
      #expect(error.line == line)
    }
  }

  @Test func `place what they reject by sheet, row and column`() throws {
    let cells: [[MadeCell]] = [
      headings, [], ["1", "x", "y"], ["2", "not listed", "z"], [.none, .none, "w"],
    ]
    let made = book([("Sheet", sheetXML(cells, left: 2))])
    let read = try readBook(made, key: [0]) {
      $0.schema.fields[1] = Field(name: "b", type: .code, blank: .answer("none"), values: ["x"])
      $0.schema.fields[0] = Field(name: "a", type: .text)
    }
    #expect(read.texts.count == 1)
    let rejected = read.extract.rejected
    #expect(
      rejected.map(\.location) == [
        Location(file: "rows.xlsx", sheet: "Sheet", line: 4),
        Location(file: "rows.xlsx", sheet: "Sheet", line: 5),
      ]
    )
    #expect(rejected.map(\.column) == [3, 2])
    #expect(rejected.map(\.code) == [.constraint, .missingValue])
  }

  @Test func `that share a key name each other`() throws {
    let made = book([("Apr", table), ("May", sheetXML([headings, ["1", "other", "z"]]))])
    let read = try readBook(made, key: [0]) { $0.sheets = .all }
    #expect(read.texts == [rows[1]])
    #expect(read.extract.rejected.map(\.code) == [.unique, .unique])
    #expect(read.extract.rejected[0].explanation.contains("sheet May line 2"))
    // One file's sheets are one delivery: an equal row on two of them is no second delivery.
    let twice = book([("Apr", table), ("May", table)])
    #expect(try readBook(twice, key: [0]) { $0.sheets = .all }.extract.rejected.count == 4)
  }

  @Test func `have short rows, blank rows and rows too wide as text files have`() throws {
    let read = try readSheet([
      headings, ["1"], ["", " ", ""], [.none, .none], ["2", "x", "y", "", " "],
      ["3", "", "", "", "?"],
      [""], [],
    ])
    #expect(read.texts == [["1", "", ""], ["2", "x", "y"]])
    #expect(read.extract.rejected.map(\.code) == [.extraCell])
    #expect(read.extract.rejected.map(\.location.line) == [6])
  }

  @Test func `have footers and trailers as text files have`() throws {
    let read = try readSheet([
      headings, ["1", "x", "y"], ["Total", .none, .number("12.5")], ["T", .number("1")],
    ]) {
      $0.marks.footers = [CellPattern("Total*")].compactMap(\.self)
      $0.marks.trailer = CellPattern("T")
    }
    #expect(read.texts == [["1", "x", "y"]])
    #expect(read.extract.record.footers == 2)
    #expect(read.extract.record.files[0].contents?.trailers.first?.prefix(2) == ["T", "1"])
  }

  @Test func `are read with their hidden rows and columns, and the rows counted`() throws {
    let columns = "<cols><col min=\"2\" max=\"2\" hidden=\"1\"/></cols>"
    let xml = sheetXML(
      [headings, ["1", "x", "y"], ["2", "p", "q"]],
      hiddenRows: [2],
      before: columns
    )
    let read = try readBook(book([("Sheet", xml), ("May", xml), ("June", sheetXML([headings]))])) {
      $0.sheets = .all
    }
    #expect(read.texts == rows + rows)
    #expect(read.extract.record.files[0].contents?.hiddenRows == 2)
    // Headings, blank rows and footers are no rows of data.
    let none = sheetXML(
      [headings, ["", " "], ["Total"], ["1", "x", "y"]],
      hiddenRows: [1, 2, 3]
    )
    let marked = try readBook(book([("Sheet", none)])) {
      $0.marks.footers = [CellPattern("Total")].compactMap(\.self)
    }
    #expect(marked.extract.record.files[0].contents?.hiddenRows == 0)
  }

  @Test func `have the value of merged cells in the first of them only`() throws {
    let xml = sheetXML(
      [headings, ["1", "x", .none], [.none, "p", "q"]],
      after: "<mergeCells><mergeCell ref=\"A2:A3\"/><mergeCell ref=\"B2:C2\"/></mergeCells>"
    )
    #expect(try readBook(book([("Sheet", xml)])).texts == [["1", "x", ""], ["", "p", "q"]])
  }

  @Test func `of many rows are joined with their row numbers`() throws {
    let filler = String(repeating: "é", count: 200)
    let cells = (0..<9_000).map { [MadeCell.text("\($0)"), .text(filler + "\($0 % 7)"), "same"] }
    let read = try readSheet([headings] + cells, adjust: { $0.schema.key = [0] })
    #expect(read.texts.map { $0[0] } == (0..<9_000).map(String.init))
    #expect(read.texts.enumerated().allSatisfy { $1[1] == filler + "\($0 % 7)" })
    #expect(read.extract.table.lines == Array(2...9_001))
  }

  @Test func `have a row refused that holds more than any real one`() throws {
    // Text that packs badly, for an archive that packs too well is refused before it is read.
    var random = SeededGenerator()
    let letters = (0..<700_000).map { _ in
      Character(UnicodeScalar(UInt8.random(in: 97...122, using: &random)))
    }
    let long = MadeCell.text(String(letters))
    let read = try readSheet([headings, [long, long, "1"], ["2", "p", "q"]])
    #expect(read.texts == [["2", "p", "q"]])
    #expect(read.extract.rejected.map(\.location.line) == [2])
  }

  @Test func `are told from text by whoever looks into files`() throws {
    let folder = Folder()
    let path = folder.write(book([("Final Review ", table)]).bytes, to: "rows.csv")
    let profile = try inspect(path) { _ in false }
    guard case .workbook(let workbook) = profile.form else {
      Issue.record("a workbook is taken for text")
      return
    }
    #expect(workbook.sheets.map(\.name) == ["Final Review "])
  }

  @Test func `are recorded by the bytes of their file`() throws {
    let bytes = book([("Sheet", table)]).bytes
    let record = try readRows(bytes, named: "rows.xlsx").extract.record
    #expect(record.files.map(\.bytes) == [bytes.count])
    #expect(record.files[0].contents?.read.rows == 2)
    #expect(record.files[0].name == "rows.xlsx")
  }
}

@Suite struct `Files that are taken for workbooks` {
  @Test(arguments: [
    ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] as [UInt8], "(.xls); save it as .xlsx"),
    ([0x09, 0x08, 0x08, 0x00, 0x00, 0x05, 0x05, 0x00], "(.xls); save it as .xlsx"),
    (Array("\u{FEFF} <HTML><table><tr><td>a".utf8), "web page"),
    ([0x50, 0x4B, 0x03, 0x04, 0x00], "archive"),
  ])
  func `are refused with what to do`(_ bytes: [UInt8], _ words: String) throws {
    for name in ["rows.csv", "rows.xls"] {
      let error = try #require(refusal { _ = try readRows(bytes, named: name) })
      #expect(error.kind == .workbook)
      #expect(error.message.contains(words), "\(error)")
    }
  }

  @Test func `are refused where a sheet is named and the file is text`() throws {
    let error = try #require(
      refusal { _ = try readRows("a,b,c\n1,2,3\n") { $0.sheets = .all } }
    )
    #expect(error.message.contains("read it as CSV"))
  }

  @Test func `are refused with macros`() throws {
    var made = book([("Sheet", sheetXML([headings]))])
    made.others = [Packed("xl/vbaProject.bin", "x")]
    let error = try #require(refusal { _ = try readBook(made) })
    #expect(error.message.contains("macros"))
  }
}
