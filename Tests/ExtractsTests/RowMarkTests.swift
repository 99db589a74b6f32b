@testable import Extracts
import Findings
import Glibc
import Tables
import TestSupport
import Testing
import Values

@Suite struct `Rows that are no data` {
  @Test(arguments: [
    ("Total*", "Total", true), ("Total*", "Totals 2024", true), ("Total*", "Grand Total", false),
    ("Total", "Total", true), ("Total", "Totals", false), ("*opyright*", "© Copyright 2024", true),
    ("*opyright*", "opyrigh", false), ("© *", "© A", true), ("© *", "©", false),
    ("a*b*c", "abc", true), ("a*b*c", "aXbXbXc", true), ("a*b*c", "acb", false),
    ("ab*ba", "aba", false), ("ab*ba", "abba", true), ("**x", "yx", true), ("a*a*a", "aa", false),
  ])
  func `a star stands for any characters`(pattern: String, cell: String, matches: Bool) throws {
    let bytes = Array(cell.utf8)
    #expect(try #require(CellPattern(pattern)).matches(bytes.span) == matches)
  }

  @Test func `a pattern that would match every cell is none`() {
    #expect(CellPattern("") == nil && CellPattern("*") == nil && CellPattern("**") == nil)
  }

  @Test func `a pattern matches as the C library's does`() throws {
    var random = SeededGenerator()
    for _ in 0..<20_000 {
      func text(_ letters: [String]) -> String {
        (0..<Int.random(in: 1...6, using: &random))
          .map { _ in letters.randomElement(using: &random) ?? "" }.joined()
      }
      let (pattern, cell) = (text(["a", "b", "*"]), text(["a", "b"]))
      guard let mark = CellPattern(pattern) else { continue }
      let bytes = Array(cell.utf8)
      let expected = unsafe fnmatch(pattern, cell, 0) == 0
      #expect(mark.matches(bytes.span) == expected, "\(pattern) \(cell) \(random)")
    }
  }

  @Test func `footers are counted and not read, wherever their first cell is`() throws {
    let result = try readRows("a,b,c\n1,2,3\nTotal,5\n,,\" Grand total\"\n4,Total,6\n") {
      $0.marks.footers = ["Total*", "Grand*"].compactMap(CellPattern.init)
    }
    #expect(result.texts == [["1", "2", "3"], ["4", "Total", "6"]])
    #expect(result.extract.rejected.isEmpty)
    #expect(result.extract.record.footers == 2)
    #expect(result.extract.record.read.rows == 2)
  }

  @Test func `a footer is known by its text, not by its bytes`() throws {
    let bytes = Array("a,b,c\n1,2,3\n".utf8) + [0xA9] + Array(" The Council,,\n".utf8)
    let result = try readRows(bytes) {
      $0.encoding = .windows1252
      $0.marks.footers = ["© *"].compactMap(CellPattern.init)
    }
    #expect(result.texts == [["1", "2", "3"]])
    #expect(result.extract.record.footers == 1)
  }

  @Test func `a row whose first cell is not text is no footer`() throws {
    let bytes = Array("a,b,c\nTotal".utf8) + [0x81] + Array("5,2,3\n".utf8)
    let result = try readRows(bytes) {
      $0.encoding = .windows1252
      $0.marks.footers = ["Total"].compactMap(CellPattern.init)
    }
    #expect(result.extract.record.footers == 0)
    #expect(result.extract.rejected.map(\.code) == [.encoding])
  }

  @Test func `a trailer is kept as it is written`() throws {
    let result = try readRows("a,b,c\n1,2,3\nEND,1,\"1,000.00\",x\n") {
      $0.marks.trailer = CellPattern("END")
    }
    let contents = try #require(result.extract.record.files.first?.contents)
    #expect(contents.trailers == [["END", "1", "1,000.00", "x"]])
    #expect(contents.footers == 1 && contents.read.rows == 1)
    #expect(result.texts == [["1", "2", "3"]])
  }

  @Test(arguments: ["\u{1A}", "\u{1A}\r\n", "\0\0\0\0", "\0\0\n\u{1A}", " \u{1A}\u{1A} \n"])
  func `what programs write behind the end of a file is no row of data`(tail: String) throws {
    let result = try readRows("a,b,c\r\n1,2,3\r\n" + tail)
    #expect(result.texts == [["1", "2", "3"]])
    #expect(result.extract.record.rejected.rows == 0)
    #expect(result.extract.record.footers == (tail.contains("\n\u{1A}") ? 2 : 1))
  }

  @Test func `room for rows that never came is refused`() throws {
    let result = try readRows("a,b,c\n1,2,3\n" + String(repeating: "\0", count: 65))
    #expect(result.texts == [["1", "2", "3"]])
    #expect(result.extract.record.footers == 0)
    #expect(result.extract.rejected.map(\.code) == [.missingCell])
  }

  @Test(arguments: [
    ("Total g\u{E9}n\u{E9}ral", "Total ge\u{301}ne\u{301}ral"), ("e\u{301}*", "\u{E9}x"),
  ])
  func `a footer is known however its letters are composed`(mark: String, cell: String) throws {
    let result = try readRows("a,b,c\n1,2,3\n\(cell),,5\n") {
      $0.marks.footers = [mark].compactMap(CellPattern.init)
    }
    #expect(result.extract.record.footers == 1)
    #expect(result.texts == [["1", "2", "3"]])
  }

  @Test(arguments: [1 << 20, 8]) func `rows behind a trailer are counted`(block: Int) throws {
    func behind(_ rows: String) throws -> Int? {
      let result = try readRows("a,b,c\n1,2,3\n" + rows) {
        $0.marks.trailer = CellPattern("END")
        $0.sizes = RowSizes(block: block)
      }
      return result.extract.record.files.first?.contents?.rowsBehindTrailer
    }
    #expect(try behind("4,5,6\n") == 0)
    #expect(try behind("4,5,6\nEND,2\n") == 0)
    #expect(try behind("END,1\n4,5,6\n7,8,9\n") == 2)
    #expect(try behind("END,1\n4,5,6\nEND,2\n7,8\n") == 1)
  }

  @Test(arguments: ["\u{1A},", "x\u{1A}", "\0,2,3", "4,5,\u{1A}\0"])
  func `a row that has more than that is one of data`(row: String) throws {
    let result = try readRows("a,b,c\n1,2,3\n\(row)\n")
    #expect(result.extract.record.read.rows == 2)
    #expect(result.extract.record.rejected.rows == 1)
    #expect(result.extract.record.footers == 0)
  }
}
