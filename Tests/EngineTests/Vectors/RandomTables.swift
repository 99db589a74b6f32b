import Rules
import TestSupport
import Values

@testable import Engine
@testable import Tables

/// Tables of the abstract datasets whose cells have few values, of which neighbours mostly have the same.
enum RandomTables {
  /// A world of them; of some, a few rows were refused.
  ///
  /// - Parameters:
  ///   - catalog: The datasets.
  ///   - generator: Makes what is random.
  ///   - count: How many rows a dataset has.
  /// - Returns: The world.
  static func world(
    _ catalog: Catalog,
    _ generator: inout SeededGenerator,
    _ count: (String, inout SeededGenerator) -> Int
  ) -> World {
    let pool = TextPool()
    let tables = catalog.datasets.map { dataset in
      let schema = dataset.schema
      let count = count(schema.dataset, &generator)
      let oneIn = [1, 6, 24, 96].randomElement(using: &generator) ?? 1
      let columns = schema.fields.map { column($0, count, changing: oneIn, pool, &generator) }
      let refused =
        Bool.random(using: &generator) ? Int.random(in: 0...count / 4, using: &generator) : 0
      return Table(
        schema: schema,
        columns: columns,
        loadedCount: count - refused,
        countedCount: count - refused,
        sources: RowLists(),
        doubts: [Unknown(kind: .rejectedRow, dataset: schema.dataset, subject: "", row: nil)],
        reasons: [:]
      )
    }
    let day = CalendarDate(dayNumber: 20_003)
    let covered =
      Bool.random(using: &generator)
      ? Period(first: day, last: CalendarDate(dayNumber: 20_009)) : nil
    return World(
      asAt: CalendarDate(dayNumber: 20_010),
      pool: pool,
      tables: tables,
      covers: tables.map { _ in covered }
    )
  }

  /// A column whose cells mostly are what the one before is; days go up and down.
  private static func column(
    _ field: Field,
    _ count: Int,
    changing oneIn: Int,
    _ pool: TextPool,
    _ generator: inout SeededGenerator
  ) -> Column {
    var states: [CellState] = []
    var values: [Int64] = []
    let (noBlank, noUnknown) = (Bool.random(using: &generator), Bool.random(using: &generator))
    for row in 0..<count {
      if row > 0, field.type != .date, Int.random(in: 0..<oneIn, using: &generator) > 0 {
        states.append(states[row - 1])
        values.append(values[row - 1])
        continue
      }
      let odd = Int.random(in: 0..<24, using: &generator)
      states.append(odd == 0 && !noBlank ? .blank : odd == 1 && !noUnknown ? .unknown : .known)
      values.append(Int64.random(in: 0...(field.type == .date ? 11 : 5), using: &generator))
    }
    for row in values.indices where states[row] != .known { values[row] = 0 }
    func day(_ row: Int) -> Int32 { states[row] == .known ? 20_000 + Int32(values[row]) : 0 }
    func text(_ row: Int) -> TextCode {
      states[row] == .known ? pool.code(for: ["x", "y", "z", "A", "B", "C"][Int(values[row])]) : 0
    }
    return switch field.type {
    case .text, .code:
      Column(type: field.type, values: .texts(values.indices.map(text)), states: states)
    case .date: Column(type: field.type, values: .days(values.indices.map(day)), states: states)
    case .boolean:
      Column(type: field.type, values: .flags(values.map { $0 > 0 }), states: states)
    case .money:
      Column(type: field.type, values: .scaled(values.map { $0 * 100 }), states: states)
    case .number:
      // Some have digits that money has not.
      Column(
        type: field.type,
        values: .scaled(values.enumerated().map { $1 * 10_000 + ($0 % 3 == 0 ? 1 : 0) }),
        states: states
      )
    }
  }
}
