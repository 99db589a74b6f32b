import TestSupport
import Testing

@testable import Tables

/// Rows know the line and the source that they were read from, however those follow one another.
@Suite struct `Row runs` {
  /// Where one row stands, kept in the simplest way.
  private struct Place: Equatable {
    var line: Int32
    var source: Int
  }

  private static func places(_ rows: RowRuns) -> [Place] {
    (0..<rows.count).map { Place(line: rows.line(of: $0), source: rows.source(of: $0)) }
  }

  @Test func `tell the line and the source of each row`() {
    var rows = RowRuns()
    rows.append(2, line: 2)
    rows.append(0, line: 90)
    rows.append(1, line: 4)
    rows.append(1, line: 7)
    rows.append(2, line: 8, source: 1)
    #expect((0..<6).map { rows.line(of: $0) } == [2, 3, 4, 7, 8, 9])
    #expect((0..<6).map { rows.source(of: $0) } == [0, 0, 0, 0, 1, 1])
  }

  @Test func `add the rows of a block after the lines before it`() {
    var block = RowRuns()
    block.append(2, line: 0)
    block.append(1, line: 5)
    var rows = RowRuns()
    rows.append(1, line: 2)
    rows.append(block, after: 3, source: 2)
    #expect((0..<4).map { rows.line(of: $0) } == [2, 3, 4, 8])
    #expect((0..<4).map { rows.source(of: $0) } == [0, 2, 2, 2])
  }

  @Test func `stop at the last line that can be counted`() {
    var rows = RowRuns()
    rows.append(3, line: Int(Int32.max) - 1)
    #expect((0..<3).map { rows.line(of: $0) } == [.max - 1, .max, .max])
  }

  @Test func `forget rows, and begin anew`() {
    var rows = RowRuns()
    rows.append(5, line: 1, source: 1)
    rows.removeAll()
    #expect(rows.count == 0)
    rows.append(1, line: 6, source: 1)
    #expect(rows.line(of: 0) == 6)
  }

  @Test func `move as a list of places does, one a row`() {
    var generator = SeededGenerator()
    for _ in 0..<500 {
      var (rows, list) = (RowRuns(), [Place]())
      var line = 1
      for _ in 0..<Int.random(in: 0..<12, using: &generator) {
        line += Int.random(in: 0..<3, using: &generator)
        let (count, source) = (
          Int.random(in: 0..<9, using: &generator), Int.random(in: 0..<2, using: &generator)
        )
        rows.append(count, line: line, source: UInt16(source))
        list += (0..<count).map { Place(line: Int32(line + $0), source: source) }
        line += count
      }
      #expect(`Row runs`.places(rows) == list, "\(generator)")
      let one = Int.random(in: 1...6, using: &generator)
      let moved = list.indices.filter { _ in Int.random(in: 0..<one, using: &generator) == 0 }
      let last = moved.filter { _ in Bool.random(using: &generator) }.shuffled(using: &generator)
      rows.move(RowMoves(moved, last: last))
      let stay = list.indices.filter { !Set(moved).contains($0) }
      #expect(`Row runs`.places(rows) == (stay + last).map { list[$0] }, "\(generator)")
    }
  }
}
