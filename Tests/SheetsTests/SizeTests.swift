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
      LargeBook.forgetPeak()
      let before = LargeBook.peak()
      var count = 1
      while try rows.next() != nil { count += 1 }
      let grown = LargeBook.peak() - before
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

  /// Makes the system forget how much memory the process held at most.
  static func forgetPeak() {
    guard let file = unsafe fopen("/proc/self/clear_refs", "w") else { return }
    unsafe fputs("5", file)
    unsafe fclose(file)
  }

  /// The most memory that the process has held, in KiB; 0 where the system does not tell.
  static func peak() -> Int {
    guard let file = unsafe fopen("/proc/self/status", "r") else { return 0 }
    defer { unsafe fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    while unsafe fgets(&line, 256, file) != nil {
      let text = line.prefix { $0 != 0 }.map { Character(Unicode.Scalar(UInt8(bitPattern: $0))) }
      guard text.starts(with: "VmHWM:") else { continue }
      return Int(String(text.filter(\.isNumber))) ?? 0
    }
    return 0
  }
}
