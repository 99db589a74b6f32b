import Glibc
import Sheets
import TestSupport
import Testing

private let oldOffice: [UInt8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
private let types = "application/vnd.ms-excel."

/// A workbook whose list of sheets has this type.
private func book(type: String) -> Book {
  var book = Book(rows: "")
  book.type = type
  return book
}

@Suite struct `Files that are no workbooks we read` {
  @Test func `are refused as legacy where they are .xls, with what to do`() throws {
    let error = try #require(refusal(oldOffice + [UInt8](repeating: 0, count: 4_000)))
    #expect(error.kind == .otherFormat)
    #expect(error.message.contains("save it as .xlsx"))
    // Excel 4 and older wrote no container.
    #expect(refusal([0x09, 0x04, 0x06, 0x00, 0x00, 0x00])?.message == error.message)
  }

  @Test(arguments: [512, 65_530, 131_060]) func `are refused as encrypted, wherever it says so`(
    place: Int
  ) throws {
    var bytes = oldOffice + [UInt8](repeating: 0, count: 200_000)
    let name = "EncryptedPackage".utf8.flatMap { [$0, UInt8(0)] }
    bytes.replaceSubrange(place..<(place + name.count), with: name)
    let error = try #require(refusal(bytes))
    #expect(error.kind == .encrypted)
    #expect(error.message.contains("save it without one"))
  }

  @Test func `are refused where they hold macros, or may`() throws {
    var withCode = Book(rows: "")
    withCode.others = [Packed("xl/vbaProject.bin", "code")]
    var withSheet = Book(rows: "")
    withSheet.others = [Packed("xl/macrosheets/sheet1.xml", "<macrosheet/>")]
    for book in [withCode, withSheet, book(type: types + "sheet.macroEnabled.main+xml")] {
      let error = try #require(refusal(book))
      #expect(error.kind == .macros)
      #expect(error.message.contains("save it as .xlsx without them"))
    }
  }

  @Test func `are refused by the name of their format`() {
    let word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    let cases: [([UInt8], String)] = [
      (book(type: types + "sheet.binary.macroEnabled.main").bytes, ".xlsb"),
      (book(type: word).bytes, "another kind of Office document"),
      (
        zip([
          Packed("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
          Packed("content.xml", "<x/>"),
        ]), ".ods"
      ),
      (zip([Packed("notes.txt", "text")]), "zip archive without a workbook"),
      (Array("Payment,Date\r\n1,2\r\n".utf8), "read it as CSV"),
      (Array("\u{FEFF}Zahlung,Straße\r\n".utf8), "read it as CSV"),
      (Array("<html><body><table>".utf8), "web page"), (Array("%PDF-1.7\n".utf8), "PDF"),
      (
        Array("<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:x\">".utf8), "XML"
      ),
      ([0x1f, 0x8b, 8, 0, 0], "gzip"), ([], "is empty"), ([1, 2, 3, 0, 255], "is not a workbook"),
    ]
    for (bytes, words) in cases {
      let error = refusal(bytes)
      #expect(error?.kind == .otherFormat)
      #expect(error?.message.contains(words) == true, "\(words): \(error?.message ?? "read")")
    }
  }

  @Test func `are refused where they cannot be opened`() throws {
    let file = ScratchFile([])
    let pipe = file.path + ".pipe"
    let status = unsafe mkfifo(pipe, 0o600)
    try #require(status == 0)
    defer { unsafe unlink(pipe) }
    for (path, words) in [
      ("/tmp", "folder"), (file.path + ".none", "no such file"), (pipe, "not an ordinary file"),
    ] {
      let error = #expect(throws: SheetsError.self) { try Workbook(path: path) }
      #expect(error?.kind == .unreadable)
      #expect(error?.message.contains(words) == true)
      #expect(error?.file == path)
    }
  }

  @Test func `are refused where a sheet is none of cells, or missing`() throws {
    var parts = Book(rows: "").parts
    let links = try #require(parts.firstIndex { $0.name == "xl/_rels/workbook.xml.rels" })
    let text = String(decoding: parts[links].data, as: UTF8.self)
    parts[links].data = Array(text.replacing("/worksheet\"", with: "/chartsheet\"").utf8)
    #expect(refusal(zip(parts))?.kind == .sheet)
    parts[links].data = Array(text.replacing("sheet1.xml", with: "sheet9.xml").utf8)
    #expect(refusal(zip(parts))?.kind == .damaged)
    parts[links].data = Array(text.replacing("Id=\"r0\"", with: "Id=\"q\"").utf8)
    #expect(refusal(zip(parts))?.kind == .damaged)
  }

  @Test(arguments: [
    "/etc/passwd", "../../../../etc/passwd", "file:///etc/passwd", "worksheets/../../../x",
  ])
  func `are refused, and nothing else is opened, where a sheet is said to be outside`(
    target: String
  )
    throws
  {
    for mode in ["", " TargetMode=\"External\""] {
      var parts = Book(rows: "").parts
      let links = try #require(parts.firstIndex { $0.name == "xl/_rels/workbook.xml.rels" })
      let text = String(decoding: parts[links].data, as: UTF8.self)
      parts[links].data = Array(
        text.replacing("\"worksheets/sheet1.xml\"", with: "\"\(target)\"\(mode)").utf8
      )
      #expect(refusal(zip(parts))?.kind == .damaged)
    }
  }
}
