import Sheets
import TestSupport
import Testing

/// The first sheet as this XML, whole.
private func book(_ xml: String) -> Book {
  var book = Book(rows: "")
  book.sheets = [xml]
  return book
}

private let start = "<worksheet xmlns=\"\(Book.main)\"><sheetData>"
private let end = "</sheetData></worksheet>"

@Suite struct `XML of workbooks` {
  @Test(arguments: [
    "<!DOCTYPE worksheet [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;\">]>",
    "<!DOCTYPE worksheet SYSTEM \"file:///etc/passwd\">",
    "<!DOCTYPE worksheet [<!ENTITY % p SYSTEM \"http://localhost/x\">%p;]>",
    "<!DOCTYPE worksheet>",
  ])
  func `is refused where it declares a document type`(declaration: String) {
    for text in ["1", "&b;"] {
      let xml = declaration + start + "<row><c><v>\(text)</v></c></row>" + end
      let error = refusal(book(xml))
      #expect(error?.kind == .damaged)
      #expect(error?.message.contains("document type") == true)
    }
    // In the small parts too.
    var parts = Book(rows: "").parts
    for index in parts.indices {
      var part = parts[index]
      part.data = Array(declaration.utf8) + part.data
      swap(&parts[index], &part)
      #expect(refusal(zip(parts))?.kind == .damaged)
      swap(&parts[index], &part)
    }
  }

  @Test(arguments: [
    "<row><c></row>", "<row>&nothing;</row>", "<row><c r=\"A1\" r=\"A1\"/></row>", "<row",
    "<row></row>>&",
    "<row><c><v>\u{0}</v></c></row>", "</sheetData><sheetData>",
  ])
  func `is refused where it breaks its rules`(rows: String) {
    #expect(refusal(book(start + rows + end))?.kind == .damaged)
  }

  @Test func `is refused where it is cut, or is not text`() throws {
    let xml = Array((start + "<row><c t=\"str\"><v>é</v></c></row>" + end).utf8)
    var parts = Book(rows: "").parts
    let place = parts.count - 1
    for count in 0..<xml.count {
      parts[place].data = Array(xml[..<count])
      #expect(refusal(zip(parts))?.kind == .damaged, "cut to \(count) bytes")
    }
    parts[place].data = xml
    #expect(refusal(zip(parts)) == nil)
    let accent = try #require(xml.firstIndex(of: 0xc3))
    parts[place].data[accent] = 0xff
    #expect(refusal(zip(parts))?.kind == .damaged)
  }

  @Test func `is refused where it nests too deep`() {
    let deep = String(repeating: "<a>", count: 100) + String(repeating: "</a>", count: 100)
    #expect(refusal(book(start + deep + end))?.kind == .tooLarge)
    // Deeper than any stack: nothing in the reader may call itself once a level.
    let deepest = String(repeating: "<row>", count: 1_000_000)
    #expect(refusal(book(start + deepest))?.kind == .tooLarge)
    var limits = Limits()
    limits.depth = 200
    #expect(refusal(book(start + deep + end), limits: limits) == nil)
  }

  @Test func `is refused where a tag or a text has no end in sight`() {
    var random = SeededGenerator(seed: 3)
    // Letters that do not repeat, or the archive would be refused for its ratio.
    let long = String(
      decoding: (0..<(3 << 20)).map { _ in UInt8.random(in: 97...122, using: &random) },
      as: UTF8.self
    )
    for rows in [
      "<row r=\"\(long)\"/>", "<row x=\"\(long)\"/>", "<\(long)/>", "<!--\(long)-->",
      "<row><c t=\"str\"><v>\(long)</v></c></row>", "<row><c><v>\(long)</v></c></row>",
      "<row><c t=\"inlineStr\"><is><t>\(long)</t></is></c></row>",
    ] {
      #expect(refusal(book(start + rows + end))?.kind == .tooLarge, "\(rows.prefix(30))")
    }
    #expect(refusal(Book(rows: "", texts: "<si><t>\(long)</t></si>"))?.kind == .tooLarge)
  }

  @Test func `is refused where its texts are more than is held`() {
    var limits = Limits()
    limits.sharedTexts = 2
    let texts = "<si><t>aaa</t></si><si><t>bbb</t></si>"
    #expect(refusal(Book(rows: "", texts: texts), limits: limits) == nil)
    #expect(refusal(Book(rows: "", texts: texts + "<si/>"), limits: limits)?.kind == .tooLarge)
    limits.sharedTextSize = 5
    #expect(refusal(Book(rows: "", texts: texts), limits: limits)?.kind == .tooLarge)
    limits = Limits()
    limits.rowTextSize = 5
    let cell = "<c t=\"inlineStr\"><is><t>aaa</t></is></c>"
    #expect(refusal(Book(rows: "<row>\(cell)</row><row>\(cell)</row>"), limits: limits) == nil)
    #expect(refusal(Book(rows: "<row>\(cell)\(cell)</row>"), limits: limits)?.kind == .tooLarge)
    limits = Limits()
    limits.mergedRanges = 1
    let merged =
      "<sheetData/><mergeCells><mergeCell ref=\"A1:B1\"/><mergeCell ref=\"A2:B2\"/></mergeCells>"
    #expect(refusal(Book(sheet: merged), limits: limits)?.kind == .tooLarge)
  }

  @Test func `is read alike wherever its bytes are divided`() throws {
    // Chunks end every 65,536 bytes, and here each time one byte later in the pattern.
    let rows = (1...9_000).map { number in
      "<row r=\"\(number)\"><c r=\"B\(number)\" t=\"str\"><v>é&amp;\(number)</v></c><c><v>\(number).5</v></c></row>"
    }
    let sheet = try readSheet(Book(rows: rows.joined()))
    #expect(sheet.rows.count == 9_000)
    for row in sheet.rows {
      let number = row.number
      #expect(row.cells.map(\.column) == [2, 3])
      #expect(row.cells[0].value == .text("é&\(number)"))
      #expect(row.cells[1].value.shown == "\(number).5")
    }
  }
}
