internal import Tables

/// A column's cells, ready to be read at many rows.
struct ColumnView {
  let values: Column.Values
  let states: [CellState]
  private let scale: Int

  init(_ column: Column) {
    values = column.values
    states = column.states
    scale = column.type.scale ?? 0
  }

  /// The cells of some rows, a lane each.
  func vector(_ rows: [Int32]) -> Vector {
    let content: Vector.Content =
      switch values {
      case .texts(let cells): .texts(rows.map { cells[Int($0)] })
      case .scaled(let cells): .numbers(rows.map { cells[Int($0)] }, scale: scale)
      case .days(let cells): .days(rows.map { cells[Int($0)] })
      case .flags(let cells): .flags(rows.map { cells[Int($0)] })
      }
    return Vector(content, states: rowStates(rows), count: rows.count)
  }

  private func rowStates(_ rows: [Int32]) -> [CellState]? {
    var differ: UInt8 = 0
    for row in rows { differ |= states[Int(row)].rawValue }
    return differ == 0 ? nil : rows.map { states[Int($0)] }
  }

  /// The cells of some rows as integers: equal known cells have equal integers.
  func bits(_ rows: [Int32]) -> [Int64] {
    switch values {
    case .texts(let cells): rows.map { Int64(cells[Int($0)]) }
    case .scaled(let cells): rows.map { cells[Int($0)] }
    case .days(let cells): rows.map { Int64(cells[Int($0)]) }
    case .flags(let cells): rows.map { cells[Int($0)] ? 1 : 0 }
    }
  }

  /// Adds the states of some rows' cells to marks, a bit each.
  func addStates(of rows: [Int32], to marks: inout [UInt8]) {
    for index in marks.indices { marks[index] |= states[Int(rows[index])].rawValue }
  }

  /// A cell as an integer: equal known cells have equal integers.
  @inline(__always)
  func bits(_ row: Int) -> Int64 { values.bits(row) }
}
