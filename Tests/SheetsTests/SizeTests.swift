import Glibc
import Sheets
import TestSupport
import Testing

@Suite struct `Large sheets` {
  @Test func `are read in little memory`() async {
    // A process of its own, for the most that it ever holds is told of a whole process.
    await #expect(processExitsWith: .success) {
      let file = ScratchFile(LargeBook.bytes(rows: 60_000))
      let workbook = try Workbook(path: file.path)
      var rows = try workbook.rows(of: workbook.sheets[0])
      _ = try rows.next()
      PeakMemory.forget()
      let before = PeakMemory.kibibytes()
      var count = 1
      while try rows.next() != nil { count += 1 }
      let grown = PeakMemory.kibibytes() - before
      // The sheet unpacks to 33 MB.
      guard count == 60_000, before > 0, grown < 4_096 else { exit(1) }
    }
  }
}

private enum LargeBook {
  static func bytes(rows: Int) -> [UInt8] {
    let cells = (1...rows).map { row in
      let cells = (1...12).map {
        "<c r=\"\(CellReference(column: $0, row: row))\" s=\"0\"><v>\(row * $0 * 7919)</v></c>"
      }
      return "<row r=\"\(row)\">\(cells.joined())</row>"
    }
    return Book(rows: cells.joined()).bytes
  }
}
