import Extracts
import Findings
import Tables
import TestSupport
import Testing
import Values

@Suite struct `Comma separated values` {
  // The numbered rules of RFC 4180, section 2.

  @Test func `rule 1 lines end in CR LF`() throws {
    #expect(
      try readRows("a,b,c\r\naaa,bbb,ccc\r\nxxx,yyy,zzz\r\n").texts == [
        ["aaa", "bbb", "ccc"], ["xxx", "yyy", "zzz"],
      ]
    )
  }

  @Test func `rule 2 the last line may lack its end`() throws {
    #expect(
      try readRows("a,b,c\r\naaa,bbb,ccc\r\nxxx,yyy,zzz").texts == [
        ["aaa", "bbb", "ccc"], ["xxx", "yyy", "zzz"],
      ]
    )
    #expect(try readRows("a,b,c\naaa,bbb,").texts == [["aaa", "bbb", ""]])
  }

  @Test func `rule 5 cells may stand in quotes`() throws {
    #expect(
      try readRows("\"a\",\"b\",c\r\n\"aaa\",\"bbb\",ccc\r\n").texts == [["aaa", "bbb", "ccc"]]
    )
  }

  @Test func `rule 6 quoted cells hold line ends and delimiters`() throws {
    #expect(
      try readRows("a,b,c\r\n\"aaa\",\"b\r\nb,b\",\"ccc\"\r\nzzz,yyy,xxx").texts == [
        ["aaa", "b\r\nb,b", "ccc"], ["zzz", "yyy", "xxx"],
      ]
    )
  }

  @Test func `rule 7 a doubled quote is one quote`() throws {
    #expect(
      try readRows("a,b,c\n\"aaa\",\"b\"\"bb\",\"\"\"\"\n").texts == [["aaa", "b\"bb", "\""]]
    )
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func `every line end counts lines, also within quotes`(end: String) throws {
    let text = ["a,b,c", "1,\"x", "y\",2", "", "3,4,5", "6,7"].joined(separator: end) + end
    let extract = try readRows(text).extract
    #expect(extract.table.lines == [2, 5, 6])
    #expect(extract.rejected.map(\.location.line) == [6])
  }

  @Test func `other delimiters`() throws {
    #expect(
      try readRows("a;b;c\n1,5;2;3\n") { $0.delimiter = UInt8(ascii: ";") }.texts == [
        ["1,5", "2", "3"]
      ]
    )
  }

  @Test func `headings may stand lower down, in any order, between columns that are not bound`()
    throws
  {
    let text = "Report of \"today\n\nc,secret,a,b\n3,s,1,2\n"
    #expect(try readRows(text) { $0.headerLine = 3 }.texts == [["1", "2", "3"]])
  }

  @Test func `columns that are not bound are not stored`() throws {
    let folder = Folder()
    let path = folder.write("a,b,c,name\n1,2,3,Invented Person\n")
    let pool = TextPool()
    _ = try read(Binding(schema: textSchema(), files: [path]), into: pool)
    #expect(pool.existingCode(for: "Invented Person") == nil)
    #expect(pool.existingCode(for: "3") != nil)
  }

  @Test func `spaces around cells and headings are dropped, those that look alike too`() throws {
    let text = "\u{FEFF} a\u{A0},\tb ,c\u{2009}\n \u{A0}x y\u{3000} ,\u{200B}2,3\u{202F}\n"
    #expect(try readRows(text).texts == [["x y", "2", "3"]])
  }

  @Test func `the first line may end anywhere`() throws {
    for count in 1...140 {
      let heading = String(repeating: "d", count: count)
      let result = try readRows("a,b,c,\(heading)\r\n\"1\",2,3,4\r\n")
      #expect(result.texts == [["1", "2", "3"]], "\(count)")
    }
  }

  @Test func `rows of nothing but spaces are no rows, whatever spaces they are`() throws {
    let result = try readRows("a,b,c\n \n\u{a0},\u{2003},\u{feff}\n\"\u{3000}\",,\n1,2,3\n")
    #expect(result.texts == [["1", "2", "3"]])
    #expect(result.extract.record.read.rows == 1)
  }

  @Test(arguments: [
    "6\" pipe", "screen of 24\"", "the \"Elms\" hall", "x\"\"y", "a \"24 inch\" screen",
    "2\"x4\" wood",
  ])
  func `quotes in pairs and marks of inches are characters of a text`(text: String) throws {
    let result = try readRows("a,b,c\n1,\(text),3\n4,5,\(text)\r\n\(text),8,9\n7,8,\(text)")
    #expect(
      result.texts == [["1", text, "3"], ["4", "5", text], [text, "8", "9"], ["7", "8", text]]
    )
    #expect(result.extract.rejected.isEmpty)
  }

  @Test(arguments: [" \"x", "x\"", "24\"", "the \"Elm, Oak\" hall", "\"a\"b\"", "a\"b\"c\""])
  func `a quote that has lost its other half refuses the row`(text: String) throws {
    let result = try readRows("a,b,c\n\(text),2,3\n4,5,6\n")
    #expect(result.texts == [["4", "5", "6"]])
    #expect(result.extract.rejected.map(\.code) == [.quoting])
  }

  @Test func `one stray quote does not swallow the rows after it`() throws {
    let rows = (1...50).map { "\($0),x,y" }
    let result = try readRows((["a,b,c", "0,\"x,y"] + rows).joined(separator: "\n"))
    #expect(result.texts == (1...50).map { ["\($0)", "x", "y"] })
    #expect(result.extract.rejected.map(\.code) == [.quoting])
    #expect(result.extract.rejected.map(\.location.line) == [2])
  }

  @Test func `a quote that is opened far up is not closed by one far below`() throws {
    let rows = (1...100_000).map { "\($0),some text,some more text" }
    let result = try readRows((["a,b,c", "0,\"x,y"] + rows + ["z,z,\"z"]).joined(separator: "\n"))
    #expect(result.texts.count == 100_000)
    #expect(result.extract.rejected.map(\.location.line) == [2, 100_003])
  }

  @Test(arguments: [
    // Closed on the next line; at a row's end; further down; and from the first cell on.
    ["1,\"x,y", "2,p\",q", "3,r,s"], ["1,x,\"y", "2,p,q", "3,r,s\"", "4,t,u"],
    ["1,\"x,y", "2,p,q", "", "3,r\",s", "4,t,u"], ["\"1,x,y", "2\",p,q", "3,r,s"],
    // With fewer cells or more after it than the headings have.
    ["1,\"x,y", "2,p,q", "3,r,s\"", "4,t,u"], ["1,x,\"y", "2,p,q", "3\",r,s", "4,t,u"],
  ])
  func `rows between a stray quote and one that closes it are refused, each on its line`(
    lines: [String]
  ) throws {
    let result = try readRows((["a,b,c"] + lines).joined(separator: "\n") + "\n")
    let rejected = result.extract.rejected
    let last = try #require(lines.lastIndex { $0.contains("\"") })
    let refused = (0...last).filter { !lines[$0].isEmpty }
    #expect(rejected.map(\.location.line) == refused.map { $0 + 2 })
    #expect(rejected.allSatisfy { $0.code == .quoting })
    #expect(rejected.first?.column == lines[0].prefix { $0 != "\"" }.count { $0 == "," } + 1)
    #expect(rejected.first?.explanation.contains("may be rows") == true)
    #expect(rejected.dropFirst().allSatisfy { $0.column == nil })
    #expect(
      rejected.dropFirst().allSatisfy { $0.explanation.contains("may be a row itself") }
    )
    #expect(result.texts == lines[(last + 1)...].map { $0.split(separator: ",").map(String.init) })
    #expect(result.extract.record.read.rows == lines.count { !$0.isEmpty })
  }

  @Test(arguments: [
    // Two rows by the standard; or three, of which the second is "Bob, 7, ext 12".
    ["1,6,\"Call", "Bob,7,ext 12\"", "2,6,plain"],
    // Ditto marks, and padded amounts.
    ["1,\", 1.00", "2,\", 2.00", "3,x,y"],
    // A row between them that lacks a cell.
    ["1,\"Ann,10.00", "2,Bob", "3,Cy 6\",12.00", "3,x,y"],
    ["1,\"a,b", "c", ",d\",3", "4,5,6"],
  ])
  func `a text that may be rows is neither read as one cell nor as rows`(lines: [String]) throws {
    let result = try readRows((["a,b,c"] + lines).joined(separator: "\n") + "\n")
    #expect(result.texts == [lines[lines.count - 1].split(separator: ",").map(String.init)])
    #expect(result.extract.rejected.count == lines.count - 1)
  }

  @Test(arguments: [
    // Addresses with as many commas as a row of three cells has, and texts with others.
    "1 High Street, Elm\nLeeds, LS1", "1 High Street,\nElm, Leeds", "Paid\n1,200\nthank you",
    "a\nb",
    ",,\nx", "x\n\ny", "a, b\n\nc, d",
  ])
  func `a text that was meant to have lines is read`(text: String) throws {
    let result = try readRows("a,b,c\n1,\"\(text)\",3\n4,5,6\n")
    #expect(result.texts == [["1", text, "3"], ["4", "5", "6"]])
    #expect(result.extract.rejected.isEmpty)
  }

  @Test func `what was written is read`() throws {
    var random = SeededGenerator()
    // With commas as sentences have them; lines of commas alone may be rows that were swallowed.
    let pieces = ["a", "bc", "\"", ", ", "\n", "\r\n", ";", "é", "€", "x y", "𝄞", "'", "=1+1"]
    for _ in 0..<200 {
      let rows = (0..<Int.random(in: 0...20, using: &random)).map { _ in
        (0..<3).map { column in
          let text = (0..<Int.random(in: 0...4, using: &random)).map { _ in
            pieces.randomElement(using: &random) ?? ""
          }.joined()
          // A space at either end is dropped, and an empty first cell could make an empty line; neither is in question here.
          return column == 0 ? "<\(text)>" : text.isEmpty ? "" : "[\(text)]"
        }
      }
      let end = ["\n", "\r\n"].randomElement(using: &random) ?? "\n"
      let lines = rows.map { row in
        row.map { cell in
          let mustQuote = cell.utf8.contains { [10, 13, 34, 44].contains($0) }
          return mustQuote || Bool.random(using: &random)
            ? "\"\(cell.replacing("\"", with: "\"\""))\"" : cell
        }.joined(separator: ",")
      }
      let text =
        (["a,b,c"] + lines).joined(separator: end) + (Bool.random(using: &random) ? end : "")
      #expect(try readRows(text).texts == rows, "\(random)")
    }
  }

  @Test(arguments: ["||", "¬", "|~|", "^|^", " | ", "£££"], [TextEncoding.utf8, .windows1252])
  func `a delimiter of several bytes stands between cells as a comma does`(
    text: String,
    encoding: TextEncoding
  ) throws {
    // In Windows-1252 some of them have one byte.
    guard let delimiter = LongDelimiter(text, in: encoding) else { return }
    var random = SeededGenerator()
    let pieces = ["a", "é", "|", "^", "¬", "£", "~", " ", "\(text)", "x y"]
    for _ in 0..<100 {
      let rows = (0..<Int.random(in: 0...9, using: &random)).map { _ in
        (0..<3).map { _ in
          let words = (0..<Int.random(in: 0...4, using: &random)).map { _ in
            pieces.randomElement(using: &random) ?? ""
          }
          return "<\(words.joined())>"
        }
      }
      let lines = rows.map { row in row.map { "\"\($0)\"" }.joined(separator: text) }
      let file = (["a\(text)b\(text)c"] + lines).joined(separator: "\n")
      let bytes =
        encoding == .utf8 ? Array(file.utf8) : file.unicodeScalars.map { UInt8($0.value) }
      let result = try readRows(bytes) {
        $0.encoding = encoding
        $0.separate(by: delimiter)
        $0.sizes = RowSizes(block: Int.random(in: 1...64, using: &random))
      }
      #expect(result.texts == rows, "\(random)")
      #expect(result.extract.rejected.isEmpty, "\(random)")
    }
    let plain = "a\(text)b\(text)c\n1\(text)2\(text)3\n"
    let bytes = encoding == .utf8 ? Array(plain.utf8) : plain.unicodeScalars.map { UInt8($0.value) }
    let result = try readRows(bytes) {
      $0.encoding = encoding
      $0.separate(by: delimiter)
    }
    #expect(result.texts == [["1", "2", "3"]])
  }

  @Test(arguments: [(TextEncoding.utf8, "||", 0xFF), (.windows1252, "||", 0x81)])
  func `a byte that is no text is none beside such a delimiter, either`(
    encoding: TextEncoding,
    text: String,
    byte: UInt8
  ) throws {
    let delimiter = try #require(LongDelimiter(text, in: encoding))
    let bytes = Array("a||b||c\n1||x".utf8) + [byte] + Array("y\n2||\"x".utf8) + [byte]
    let result = try readRows(bytes + Array("y\"||3\n4||5||6\n".utf8)) {
      $0.encoding = encoding
      $0.separate(by: delimiter)
    }
    #expect(result.texts == [["4", "5", "6"]])
    #expect(result.extract.rejected.map(\.code) == [.missingCell, .encoding])
  }

  @Test func `whatever the bytes, rows read are rows loaded and rows rejected`() throws {
    var random = SeededGenerator()
    let alphabet = Array("aé1,,\"\n\n\r \u{1F}".utf8) + [0xFF, 0xC3, 0x80]
    for _ in 0..<500 {
      var bytes = Array("a,b,c\n".utf8)
      for _ in 0..<Int.random(in: 0...200, using: &random) {
        bytes.append(alphabet.randomElement(using: &random) ?? 0)
      }
      let extract = try readRows(bytes, key: [0]).extract
      let table = extract.table
      #expect(
        table.rowCount == extract.record.loaded.rows + extract.record.rejected.rows,
        "\(random)"
      )
      #expect(table.loadedCount == extract.record.loaded.rows, "\(random)")
      #expect(extract.rejected.count == extract.record.rejected.rows, "\(random)")
      // No line with anything on it is passed over: it starts a row, or a row that started above it holds it in quotes.
      let starts = Set(table.lines)
      #expect(starts.count == table.rowCount, "\(random)")
      let written = bytes.split(separator: 10, omittingEmptySubsequences: false)
      if !bytes.contains(13), !bytes.contains(34) {
        let filled = written.indices.dropFirst().filter {
          !written[$0].allSatisfy { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: " ") }
        }.map { $0 + 1 }
        #expect(starts == Set(filled), "\(random)")
      }
    }
  }

  @Test(arguments: 50...80)
  func `takes the line ends for what they are, wherever the first of them stands`(width: Int) throws
  {
    // The line feed of the first line lies on every side of what is read to see how a file begins.
    let heading = String(repeating: "x", count: width)
    let rows = try readRows("a,b,c,\(heading)\r\n1,2,3,4\n5,6,7,8\r\n9,10,11,12\n").texts
    #expect(rows == [["1", "2", "3"], ["5", "6", "7"], ["9", "10", "11"]])
  }
}
