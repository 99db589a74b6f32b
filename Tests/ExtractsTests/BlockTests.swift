@testable import Extracts
import Findings
import Tables
import TestSupport
import Testing

@Suite struct `Blocks of a file` {
  /// What was read, without what may differ from run to run.
  private struct Reading: Equatable {
    var texts: [[String]]
    var lines: [Int]
    var rejected: [RejectedRow]
    var loaded: Tally
    var footers: Int
  }

  private func read(_ bytes: [UInt8], _ sizes: RowSizes) throws -> Reading {
    let result = try readRows(bytes, key: [0]) {
      $0.sizes = sizes
      $0.marks.footers = [CellPattern("Total*")].compactMap(\.self)
    }
    return Reading(
      texts: result.texts,
      lines: result.extract.table.lines,
      rejected: result.extract.rejected,
      loaded: result.extract.record.loaded,
      footers: result.extract.record.footers
    )
  }

  /// Rows as they come, with quotes and line ends wherever they may stand.
  private func bytes(_ random: inout SeededGenerator) -> [UInt8] {
    let pieces = [
      "a,b,c", "\"x\ny\",1,2", "\"x\"\"y\",\"\r\n\",", ",,", "é,€,\"𝄞\"", "Total,1,2", "\"a,b",
      "a\"b,c,d",
      "long \(String(repeating: "z", count: 40)),1,2", "", " ", "\"\"\"", "1,2,3,4", "5",
      "\u{0},1,2",
    ]
    var text = "a,b,c\n"
    for _ in 0..<Int.random(in: 0...60, using: &random) {
      let piece = pieces.randomElement(using: &random) ?? ""
      text +=
        Bool.random(using: &random) ? "\(Int.random(in: 0...99, using: &random)),\(piece)" : piece
      text += ["\n", "\n", "\r\n", "\r", ","].randomElement(using: &random) ?? "\n"
    }
    return Array(text.utf8)
  }

  @Test func `give the same rows wherever the file is cut`() throws {
    var random = SeededGenerator()
    for _ in 0..<(Soak.isOn ? 20_000 : 100) {
      let bytes = bytes(&random)
      let longestRow = [50, 120, 1 << 20].randomElement(using: &random) ?? 50
      let whole = try read(bytes, RowSizes(longestRow: longestRow, block: 1 << 20))
      for size in [1, 2, 7, 16, 33, 100, 400] {
        let cut = try read(bytes, RowSizes(longestRow: longestRow, block: size))
        #expect(cut == whole, "blocks of \(size), rows of \(longestRow); \(random)")
      }
    }
  }

  @Test func `may end within a character that UTF-16 writes in fewer bytes`() throws {
    let text = "a,b,c\n€€€,é😀€,€\n😀,😀😀,€\n"
    let units: [UInt16] = [0xFEFF] + text.utf16
    let bytes = units.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
    for size in 1...40 {
      let result = try readRows(bytes) {
        $0.encoding = .utf16
        $0.sizes = RowSizes(longestRow: 60, block: size)
      }
      #expect(result.texts == [["€€€", "é😀€", "€"], ["😀", "😀😀", "€"]], "blocks of \(size)")
    }
  }

  @Test func `are many in a large file, and their rows come in its order`() throws {
    let rows = (1...40_000).map { row in
      "\(row),\(row % 7 == 0 ? "\"line\nbreak \(row)\"" : "text \(row % 50)"),\(row * 31)"
    }
    let text = "a,b,c\n" + rows.joined(separator: "\n")
    let result = try readRows(Array(text.utf8), key: [0]) { $0.sizes.block = 4096 }
    #expect(result.texts.count == 40_000)
    #expect(result.texts.map { $0[0] } == (1...40_000).map(String.init))
    #expect(result.texts.map { $0[2] } == (1...40_000).map { String($0 * 31) })
    #expect(result.texts[6][1] == "line\nbreak 7")
  }
}
