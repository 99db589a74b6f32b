import Tables
import TestSupport
import Testing

/// Lists of rows give back what was added to them, whatever of it follows one another.
@Suite struct `Row lists` {
  private func rows(_ generator: inout SeededGenerator) -> [RowReference] {
    var rows: [RowReference] = []
    for _ in 0..<Int.random(in: 0...4, using: &generator) {
      let dataset = Int.random(in: 0...2, using: &generator)
      let first = Int.random(in: 0...20, using: &generator)
      let step = Int.random(in: -1...2, using: &generator)
      for index in 0..<Int.random(in: 1...5, using: &generator) {
        rows.append(RowReference(dataset: dataset, row: max(0, first + index * step)))
      }
    }
    return rows
  }

  @Test func `give back the rows of each list in order`() {
    var generator = SeededGenerator()
    var (lists, others): (RowLists, RowLists) = (RowLists(), RowLists())
    var expected: [[RowReference]] = []
    for _ in 0..<300 {
      expected.append(rows(&generator))
      lists.append(expected[expected.count - 1])
    }
    for _ in 0..<300 {
      let dataset = Int.random(in: 0...2, using: &generator)
      let list = rows(&generator).map { Int32($0.row) }
      others.append(dataset: dataset, rows: list[...])
      expected.append(list.map { RowReference(dataset: dataset, row: Int($0)) })
    }
    lists.append(contentsOf: others)
    #expect(lists.count == expected.count)
    for (index, list) in expected.enumerated() {
      #expect(lists[index] == list)
      #expect(Array(lists.rows(of: index)) == list)
      #expect(lists.rows(of: index).count == list.count)
      if let first = list.first { #expect(lists.first(of: index) == first) }
    }
    var joined: [RowReference] = []
    lists.eachRun { dataset, rows in
      joined += rows.map { RowReference(dataset: dataset, row: $0) }
    }
    #expect(joined == expected.flatMap(\.self))
  }

  @Test func `hold more rows that follow one another than a run counts`() {
    var lists = RowLists()
    lists.append(dataset: 1, rows: (5..<200_005).map { Int32($0) }[...])
    lists.append([RowReference(dataset: 1, row: 200_005)])
    #expect(lists.rows(of: 0).count == 200_000)
    #expect(lists.rows(of: 0).map(\.row) == Array(5..<200_005))
    #expect(lists[1] == [RowReference(dataset: 1, row: 200_005)])
  }
}
