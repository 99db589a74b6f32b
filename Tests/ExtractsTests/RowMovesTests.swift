import TestSupport
import Testing

@testable import Tables

/// Rows that move take with them what every kind of column has for them.
@Suite struct `Row moves` {
  @Test func `put rows behind the others in order, which keep theirs`() {
    var values = [10, 11, 12, 13, 14, 15]
    RowMoves([1, 3, 4], last: [1, 4]).apply(to: &values)
    #expect(values == [10, 12, 15, 11, 14])
  }

  @Test func `take the first and the last row, all of them and none`() {
    var ends: [UInt8] = [1, 2, 3]
    RowMoves([0, 2], last: [0, 2]).apply(to: &ends)
    #expect(ends == [2, 1, 3])
    var all: [UInt8] = [1, 2, 3]
    RowMoves([0, 1, 2], last: []).apply(to: &all)
    #expect(all == [])
    var none: [Int32] = [1, 2]
    RowMoves([], last: []).apply(to: &none)
    #expect(none == [1, 2])
  }

  @Test func `give the cells that taking the rows one by one gives`() {
    var generator = SeededGenerator()
    for _ in 0..<200 {
      let count = Int.random(in: 0..<200, using: &generator)
      let one = Int.random(in: 1...8, using: &generator)
      let moved = (0..<count).filter { _ in Int.random(in: 0..<one, using: &generator) == 0 }
      let last = moved.filter { _ in Bool.random(using: &generator) }
      let rows = (0..<count).filter { !Set(moved).contains($0) } + last
      let known = [CellState](repeating: .known, count: rows.count)
      for column in columns(count, &generator) {
        var result = column
        result.move(RowMoves(moved, last: last), known: known)
        #expect(result.states == rows.map { column.states[$0] }, "\(generator)")
        #expect(result.count == rows.count, "\(generator)")
        #expect((0..<rows.count).allSatisfy { result[$0] == column[rows[$0]] }, "\(generator)")
      }
    }
  }

  /// A column of each kind with values by chance, with cells that hold none and without.
  private func columns(_ count: Int, _ generator: inout SeededGenerator) -> [Column] {
    var columns: [Column] = []
    for hasGaps in [false, true] {
      let states = (0..<count).map { _ in
        hasGaps && Int.random(in: 0..<3, using: &generator) == 0 ? CellState.blank : .known
      }
      func values<Value>(_ zero: Value, _ make: () -> Value) -> [Value] {
        states.map { $0 == .known ? make() : zero }
      }
      let pool = TextPool()
      let words = values("") { "word \(UInt8.random(in: 0...20, using: &generator))" }
      var raw = RawTexts()
      for word in words { raw.append(Array(word.utf8).span) }
      let codes = words.map { pool.code(for: $0) }
      let isNumbered = TextColumn([.raw(raw)], pool: pool)
      _ = isNumbered.codes
      columns += [
        Column(type: .text, texts: TextColumn([.raw(raw)], pool: pool), states: states),
        Column(type: .text, texts: isNumbered, states: states),
        Column(type: .code, values: .texts(codes), states: states),
        Column(
          type: .money,
          values: .scaled(values(0) { Int64.random(in: -99...99, using: &generator) }),
          states: states
        ),
        Column(
          type: .date,
          values: .days(values(0) { Int32.random(in: 0...99, using: &generator) }),
          states: states
        ),
        Column(
          type: .boolean,
          values: .flags(values(false) { Bool.random(using: &generator) }),
          states: states
        ),
      ]
    }
    return columns
  }
}
