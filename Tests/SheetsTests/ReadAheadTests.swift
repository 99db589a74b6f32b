import Glibc
import Synchronization
import TestSupport
import Testing

@testable import Sheets

@Suite struct `Blocks that are filled ahead` {
  @Test func `come in order, in two buffers, and then no more`() throws {
    var number = 0
    let ahead = ReadAhead([Int]()) { block throws(SheetsError) in
      number += 1
      block.append(number)
      return number < 5
    }
    var block = [0]
    var seen: [[Int]] = []
    for _ in 1...7 {
      try ahead.advance(&block)
      seen.append(block)
    }
    // Two blocks take turns: each is given back with what it held when it was used.
    #expect(seen == [[1], [0, 2], [1, 3], [0, 2, 4], [1, 3, 5], [1, 3, 5], [1, 3, 5]])
  }

  @Test func `come before the error that stopped them, which then stays`() throws {
    var number = 0
    let failure = SheetsError(.damaged, file: "x", message: "broken")
    let ahead = ReadAhead(0) { block throws(SheetsError) in
      number += 1
      if number == 3 { throw failure }
      block = number
      return true
    }
    var block = 0
    try ahead.advance(&block)
    try ahead.advance(&block)
    #expect(block == 2)
    for _ in 1...2 {
      #expect(throws: failure) { try ahead.advance(&block) }
    }
    #expect(block == 2)
  }

  @Test func `are never more than one ahead`() throws {
    let filled = Counter()
    let ahead = ReadAhead(0) { _ throws(SheetsError) in
      filled.number.add(1, ordering: .sequentiallyConsistent)
      return true
    }
    var block = 0
    for taken in 1...200 {
      try ahead.advance(&block)
      let number = filled.number.load(ordering: .sequentiallyConsistent)
      #expect(number == taken || number == taken + 1)
    }
  }
}

private final class Counter: Sendable {
  let number = Atomic(0)
}

@Suite struct `Sheets that are read in part` {
  @Test func `leave nothing open and nothing running`() async {
    // A process of its own, for open files are told of a whole process.
    await #expect(processExitsWith: .success) {
      let cells = (1...20_000).map { "<row r=\"\($0)\"><c r=\"A\($0)\"><v>\($0)</v></c></row>" }
      let file = ScratchFile(Book(rows: cells.joined()).bytes)
      let before = OpenFiles.count()
      for wanted in 1...40 {
        let workbook = try Workbook(path: file.path)
        var rows = try workbook.rows(of: workbook.sheets[0])
        for number in 1...wanted {
          guard try rows.next()?.number == number else { exit(1) }
        }
      }
      // The last block may still be under way.
      for _ in 1...1_000 where OpenFiles.count() > before { usleep(10_000) }
      guard OpenFiles.count() == before else { exit(1) }
    }
  }

  @Test func `do not disturb one another`() throws {
    let cells = (1...5_000).map { "<row r=\"\($0)\"><c r=\"A\($0)\"><v>\($0)</v></c></row>" }
    let file = ScratchFile(Book(rows: cells.joined()).bytes)
    let workbook = try Workbook(path: file.path)
    var first = try workbook.rows(of: workbook.sheets[0])
    var second = try workbook.rows(of: workbook.sheets[0])
    for number in 1...5_000 {
      let row = try #require(try first.next())
      #expect(row.number == number)
      if number % 3 == 0 { #expect(try second.next()?.number == number / 3) }
    }
    #expect(try first.next() == nil)
    #expect(try second.next()?.number == 1_667)
  }
}

private enum OpenFiles {
  static func count() -> Int {
    (0..<256).count { fcntl($0, F_GETFD) != -1 }
  }
}
