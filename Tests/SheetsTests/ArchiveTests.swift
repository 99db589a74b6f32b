import Sheets
import TestSupport
import Testing

/// A workbook whose one sheet is packed with what the closure changes.
private func zip(
  rows: String = "<row><c><v>1</v></c></row>",
  _ change: (inout Packed) -> Void
) -> [UInt8] {
  var parts = Book(rows: rows).parts
  change(&parts[parts.count - 1])
  return zip(parts)
}

@Suite struct `Archives of workbooks` {
  @Test func `may be packed in all ways that are usual`() throws {
    let book = Book(rows: "<row><c><v>42</v></c></row>")
    var stored = book.parts
    for index in stored.indices { stored[index].isDeflated = index.isMultiple(of: 2) }
    var streamed = book.parts
    for index in streamed.indices { streamed[index].hasSizesAfterwards = true }
    var named = book.parts
    for index in named.indices {
      named[index].name = named[index].name.replacing("/", with: "\\").uppercased()
    }
    let archives = [
      zip(stored), zip(streamed), zip(named), zip(book.parts.reversed()),
      zip(book.parts, isWide: true), zip(book.parts, comment: "made by hand PK\u{5}\u{6}"),
      zip(book.parts + [Packed("../../escape.txt", "harmless"), Packed("xl/empty/", "")]),
    ]
    for archive in archives {
      #expect(try readSheet(archive).rows[0].cells.map(\.value.shown) == ["42"])
    }
  }

  @Test func `are refused wherever they are cut`() {
    let bytes = Book(rows: "<row><c><v>1</v></c></row>", texts: "<si><t>a</t></si>").bytes
    #expect(refusal(bytes) == nil)
    for count in 1..<bytes.count {
      #expect(refusal(Array(bytes[..<count])) != nil, "cut to \(count) of \(bytes.count) bytes")
    }
  }

  @Test func `are refused where they lie about their files`() {
    let lies: [(inout Packed) -> Void] = [
      { $0.checkSum = 1 }, { $0.sizeInDirectory = 10 }, { $0.sizeInDirectory = 10_000 },
      { $0.packedSizeInDirectory = 10 }, { $0.packedSizeInDirectory = 10_000_000 },
      { $0.nameInHeader = "xl/worksheets/sheet2.xml" }, { $0.nameInHeader = "short" },
      { $0.offset = 0 }, { $0.offset = 5 }, { $0.offset = 10_000_000 }, { $0.method = 0 },
      {
        $0.isDeflated = false
        $0.method = 8
      },
      {
        $0.isDeflated = false
        $0.sizeInDirectory = $0.data.count - 1
      },
    ]
    for (index, lie) in lies.enumerated() {
      #expect(refusal(zip(lie))?.kind == .damaged, "lie \(index)")
    }
  }

  @Test func `are refused where two files are one, or share bytes`() {
    let parts = Book(rows: "").parts
    #expect(refusal(zip(parts + [parts[5]]))?.kind == .damaged)
    var again = parts[5]
    again.name = "XL/Worksheets\\SHEET1.xml"
    #expect(refusal(zip(parts + [again]))?.kind == .damaged)
    // One file's data within another's is how a small archive unpacks to a large one.
    var nested = parts[5]
    nested.name = "xl/other.xml"
    nested.offset = 40
    #expect(refusal(zip(parts + [nested]))?.message.contains("overlap") == true)
  }

  @Test func `are refused where a file is encrypted, or packed in a way that we do not know`() {
    #expect(refusal(zip { $0.flags = 1 })?.kind == .encrypted)
    let error = refusal(zip { $0.method = 9 })
    #expect(error?.kind == .otherFormat)
    #expect(error?.message.contains("save it again") == true)
  }

  @Test func `are refused where they are larger than they look`() {
    // Spaces between rows, which deflate packs a thousand to one.
    let spaces = String(repeating: " ", count: 8 << 20)
    let bomb = zip(rows: spaces) { _ in }
    #expect(bomb.count < 20_000)
    #expect(refusal(bomb)?.kind == .tooLarge)
    var limits = Limits()
    limits.ratio = 2_000
    #expect(refusal(bomb, limits: limits) == nil)
    limits.partSize = 1 << 20
    #expect(refusal(bomb, limits: limits)?.kind == .tooLarge)
    // What is not said in the directory is found when it is unpacked.
    #expect(refusal(zip(rows: spaces) { $0.sizeInDirectory = 1_000 })?.kind == .damaged)
  }

  @Test func `are refused where they list too many files, or any too large a style sheet`() {
    var limits = Limits()
    limits.entries = 6
    #expect(refusal(Book(rows: ""), limits: limits) == nil)
    limits.entries = 5
    #expect(refusal(Book(rows: ""), limits: limits)?.kind == .tooLarge)
    limits = Limits()
    limits.smallPartSize = 100
    #expect(refusal(Book(rows: ""), limits: limits)?.kind == .tooLarge)
  }
}
