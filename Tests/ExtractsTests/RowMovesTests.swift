import Tables
import TestSupport
import Testing

@Suite("Row moves")
struct RowMovesTests {
  @Test("Rows that are moved come last in order, and the others keep theirs")
  func movesBehind() {
    var values = [10, 11, 12, 13, 14, 15]
    RowMoves([1, 3, 4], last: [1, 4]).apply(to: &values)
    #expect(values == [10, 12, 15, 11, 14])
  }

  @Test("The first and the last row can be moved, and all of them")
  func movesEnds() {
    var ends: [UInt8] = [1, 2, 3]
    RowMoves([0, 2], last: [0, 2]).apply(to: &ends)
    #expect(ends == [2, 1, 3])
    var all: [UInt8] = [1, 2, 3]
    RowMoves([0, 1, 2], last: []).apply(to: &all)
    #expect(all == [])
  }

  @Test("Nothing moves where no row does")
  func movesNothing() {
    var values: [Int32] = [1, 2]
    RowMoves([], last: []).apply(to: &values)
    #expect(values == [1, 2])
  }

  @Test("What moves is what taking the rows one by one gives")
  func agreesWithSelection() {
    var random = SeededGenerator()
    for _ in 0..<500 {
      let count = Int.random(in: 0..<300, using: &random)
      let one = Int.random(in: 1...8, using: &random)
      let moved = (0..<count).filter { _ in Int.random(in: 0..<one, using: &random) == 0 }
      let last = moved.filter { _ in Bool.random(using: &random) }
      let values = (0..<count).map { _ in Int64.random(in: .min ... .max, using: &random) }
      var result = values
      RowMoves(moved, last: last).apply(to: &result)
      let stay = (0..<count).filter { !Set(moved).contains($0) }
      #expect(result == (stay + last).map { values[$0] }, "\(random)")
    }
  }
}
