import TestSupport
import Testing
import Values

@testable import Engine
@testable import Tables

/// Rows are put in the order of their days when they have been looked at so often that it would have paid.
@Suite struct `Day order` {
  private let rows = 100

  private func world() -> World {
    let names = (0..<rows).map { TextCode($0 % 4) }
    let days = (0..<rows).map { Int32(($0 * 37) % 50) }
    let known = [CellState](repeating: .known, count: rows)
    let table = Table.things([
      Column(type: .text, values: .texts(names), states: known),
      Column(type: .date, values: .days(days), states: known),
    ])
    return World(
      asAt: CalendarDate(dayNumber: 20_000),
      pool: TextPool(),
      tables: [table],
      covers: [nil]
    )
  }

  private func order(_ store: IndexStore, _ count: Int, isRepeated: Bool = false) -> DayOrder? {
    store.order(0, [0], by: 1, choosingAmong: count, isRepeated: isRepeated, world())
  }

  @Test func `is made when rows have been looked at often enough, and stays`() {
    let store = IndexStore()
    #expect(order(store, IndexStore.looks * rows) == nil)
    #expect(order(store, 1) != nil)
    #expect(order(store, 0) != nil)
  }

  @Test func `is made at once where one batch asks for enough`() {
    #expect(order(IndexStore(), IndexStore.looks * rows + 1) != nil)
    #expect(order(IndexStore(), IndexStore.looks * rows + 1, isRepeated: true) != nil)
  }

  @Test func `does not count what is asked again in parts`() {
    let store = IndexStore()
    for _ in 0..<10 { #expect(order(store, rows, isRepeated: true) == nil) }
    #expect(order(store, rows) == nil)
  }

  @Test func `gives the rows of a group whose days are in a range, ascending`() throws {
    let made = try #require(order(IndexStore(), 10 * rows))
    for group in 0..<4 {
      var found: [Int32] = []
      made.add(group: group, from: 10, through: 30, to: &found)
      let expected = (0..<Int32(rows)).filter { row in
        Int(row) % 4 == group && (10...30).contains((Int(row) * 37) % 50)
      }
      #expect(found == expected)
    }
  }
}
