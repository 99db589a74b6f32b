import Glibc
import Sheets
import TestSupport
import Testing

/// Changes bytes at random, as a hostile sender or a bad disk would.
private enum Mutation {
  static func mutate(_ bytes: inout [UInt8], _ random: inout SeededGenerator) {
    for _ in 0..<([1, 1, 2, 4].randomElement(using: &random) ?? 1) {
      guard !bytes.isEmpty else { return }
      let place = Int.random(in: 0..<bytes.count, using: &random)
      let end = min(bytes.count, place + Int.random(in: 1...40, using: &random))
      switch Int.random(in: 0..<7, using: &random) {
      case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      case 1: bytes[place] = [0, 1, 0x7f, 0x80, 0xff].randomElement(using: &random) ?? 0
      case 2: bytes.removeSubrange(place..<end)
      case 3: bytes.removeSubrange(place...)
      case 4: bytes.insert(contentsOf: bytes[place..<end], at: place)
      case 5:
        let other = Int.random(in: 0..<bytes.count, using: &random)
        let chunk = Array(bytes[other..<min(bytes.count, other + end - place)])
        bytes.replaceSubrange(place..<end, with: chunk)
      default:
        bytes.insert(contentsOf: (pieces.randomElement(using: &random) ?? "").utf8, at: place)
      }
    }
  }

  /// Changes what attributes and texts say, so that the XML stays what the parser takes.
  static func mutateValues(_ bytes: inout [UInt8], _ random: inout SeededGenerator) {
    let marks = bytes.indices.filter {
      [UInt8(ascii: "\""), UInt8(ascii: ">")].contains(bytes[$0])
    }
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      guard let mark = marks.randomElement(using: &random), mark + 1 < bytes.count,
        let value = values.randomElement(using: &random)
      else { return }
      let closing = bytes[mark] == UInt8(ascii: ">") ? UInt8(ascii: "<") : UInt8(ascii: "\"")
      let end = bytes[(mark + 1)...].firstIndex(of: closing) ?? mark + 1
      // A quote that closes a value is followed by the next attribute, or the tag's end.
      guard !bytes[mark..<end].contains(UInt8(ascii: "=")), mark + 1 < end else { continue }
      bytes.replaceSubrange((mark + 1)..<end, with: value.utf8)
    }
  }

  private static let values = [
    "", "0", "1", "-1", "A1", "XFD1048576", "XFE1", "A1048577", "s", "b", "e", "d", "str",
    "inlineStr", "n", "x",
    "1E308", "1E309", "-0", "60", "2958466", "99999999999999999999", "1.7976931348623157E+308",
    "5E-324", "true",
    "_x0000_", "_xD800_", "_x005F_x0041_", "2024-02-30", "9999-12-31T24:00:00", "[h]", "&quot;",
    "[", "\\", "General",
    "\(Book.main)", "r0", "worksheets/sheet1.xml", "../..", "/", "External", "A1:XFD1048576",
    "C3:A1", "é😀",
  ]

  private static let pieces = [
    "<row>", "</row>", "<row r=\"7\">", "<c>", "</c>", "<c r=\"XFD1048576\"/>", "<v>", "</v>",
    "<is>", "<t>",
    "<rPh>", "<si>", "t=\"s\"", "r=\"A1\"", "99999999999999999999", "-1", "1E308", "_x0000_",
    "&amp;", "&x;",
    "<![CDATA[", "]]>", "<!--", "<!DOCTYPE x>", "xmlns=\"\"", "xmlns:x=\"\"", "<sheetData>",
    "\u{0}",
    "PK\u{1}\u{2}", "PK\u{5}\u{6}", "<mergeCell ref=\"A1:XFD9\"/>",
    "<col min=\"1\" max=\"16384\" hidden=\"1\"/>",
  ]
}

/// Reads all sheets of a file, and expects of whatever is read that it is a table.
private func readAll(_ bytes: [UInt8], _ comment: Comment) -> Bool {
  let file = ScratchFile(bytes)
  do throws(SheetsError) {
    let workbook = try Workbook(path: file.path)
    for sheet in workbook.sheets where sheet.hasCells {
      var rows = try workbook.rows(of: sheet)
      var number = 0
      while let row = try rows.next() {
        #expect(row.number > number && row.number <= CellReference.lastRow, comment)
        let columns = row.cells.map(\.column)
        #expect(zip(columns, columns.dropFirst()).allSatisfy(<), comment)
        #expect(columns.allSatisfy { (1...CellReference.lastColumn).contains($0) }, comment)
        number = row.number
      }
    }
    return true
  } catch {
    #expect(error.file == file.path && !error.message.isEmpty, comment)
    return false
  }
}

@Suite(.timeLimit(.minutes(10))) struct `Damaged workbooks` {
  @Test func `are read or refused, whatever bytes are changed`() throws {
    let paths = ProjectFiles.list("\(ProjectFiles.root)/Tests/SheetsTests/Corpus", ending: ".xlsx")
    let corpus = paths.compactMap(bytes)
    #expect(corpus.count == 4)
    var refused = 0
    for seed in Soak.seeds(short: 500, long: 20_000) {
      var random = SeededGenerator(seed: seed)
      var bytes = corpus[Int(seed % 4)]
      Mutation.mutate(&bytes, &random)
      if !readAll(bytes, "\(random)") { refused += 1 }
    }
    #expect(refused > 100, "the changes did not matter")
  }

  @Test func `are read or refused, whatever is changed in their XML`() {
    var (read, refused) = (0, 0)
    for seed in Soak.seeds(short: 500, long: 20_000) {
      var random = SeededGenerator(seed: seed)
      var parts = BookMaker.book(&random).parts
      let place = Int.random(in: 0..<parts.count, using: &random)
      // The check sum is that of the changed bytes, so that the change gets as far as the parser.
      if seed.isMultiple(of: 4) {
        Mutation.mutate(&parts[place].data, &random)
      } else {
        Mutation.mutateValues(&parts[place].data, &random)
      }
      if readAll(zip(parts), "\(random)") { read += 1 } else { refused += 1 }
    }
    #expect(read > 50 && refused > 100, "the changes did not matter")
  }

  private func bytes(_ path: String) -> [UInt8]? {
    guard let file = unsafe fopen(path, "rb") else { return nil }
    defer { unsafe fclose(file) }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = unsafe fread(&buffer, 1, buffer.count, file)
    return Array(buffer[..<count])
  }
}
