internal import Tables

/// A column's cells, ready to be read at many rows.
struct ColumnView {
  let values: Column.Values
  let states: [CellState]
  private let scale: Int
  /// So many cells are known before any that is not.
  private let knownCount: Int

  init(_ column: Column) {
    values = column.values
    states = column.states
    knownCount = column.knownCount
    scale = column.type.scale ?? 0
  }

  /// The cells of some rows, a lane each.
  func vector(_ rows: [Int32]) -> Vector {
    // The rows of a batch mostly follow one another.
    if let range = ColumnView.range(of: rows) { return vector(range) }
    let content: Vector.Content =
      switch values {
      case .texts(let cells): .texts(rows.map { cells[Int($0)] })
      case .scaled(let cells): .numbers(rows.map { cells[Int($0)] }, scale: scale)
      case .days(let cells): .days(rows.map { cells[Int($0)] })
      case .flags(let cells): .flags(rows.map { cells[Int($0)] })
      }
    if areKnown(rows) { return Vector(content, count: rows.count) }
    var differ: UInt8 = 0
    for row in rows { differ |= states[Int(row)].rawValue }
    let differing = differ == 0 ? nil : rows.map { states[Int($0)] }
    return Vector(content, states: differing, count: rows.count)
  }

  /// Whether the cells of some rows come before any that is not known, which the rows alone tell.
  func areKnown(_ rows: some Collection<Int32>) -> Bool {
    if knownCount == states.count { return true }
    if knownCount == 0 { return rows.isEmpty }
    var last = Int32(-1)
    for row in rows { last = max(last, row) }
    return last < knownCount
  }

  private func vector(_ rows: Range<Int>) -> Vector {
    let content: Vector.Content =
      switch values {
      case .texts(let cells): .texts(Array(cells[rows]))
      case .scaled(let cells): .numbers(Array(cells[rows]), scale: scale)
      case .days(let cells): .days(Array(cells[rows]))
      case .flags(let cells): .flags(Array(cells[rows]))
      }
    if rows.upperBound <= knownCount { return Vector(content, count: rows.count) }
    var differ: UInt8 = 0
    for state in states[rows] { differ |= state.rawValue }
    let differing = differ == 0 ? nil : Array(states[rows])
    return Vector(content, states: differing, count: rows.count)
  }

  /// The rows as a range, where each follows the one before it.
  private static func range(of rows: some RandomAccessCollection<Int32>) -> Range<Int>? {
    guard let first = rows.first, let last = rows.last, Int(last) - Int(first) == rows.count - 1
    else { return nil }
    var (differ, next) = (Int32(0), first)
    for row in rows {
      differ |= row ^ next
      next &+= 1
    }
    return differ == 0 ? Int(first)..<Int(last) + 1 : nil
  }

  /// Goes through what some rows hold, with the rows' places among them.
  @inline(__always)
  private static func each<Cell: BitwiseCopyable>(
    _ rows: ArraySlice<Int32>,
    of cells: [Cell],
    _ work: (Int, Cell) -> Void
  ) {
    if let range = range(of: rows) {
      let own = cells.span.extracting(range)
      for place in own.indices { work(place, unsafe own[unchecked: place]) }
    } else {
      var place = 0
      for row in rows {
        work(place, cells[Int(row)])
        place &+= 1
      }
    }
  }

  /// Adds the integers of some rows' cells to words, from bits on that are still 0.
  ///
  /// - Parameters:
  ///   - rows: The rows.
  ///   - lowest: What is taken away from each integer before.
  ///   - shift: The bit from which on it is written.
  ///   - words: The words.
  ///   - start: The first row's word.
  ///   - stride: How far one row's word is from the next one's.
  func addBits(
    of rows: ArraySlice<Int32>,
    less lowest: Int64,
    shiftedBy shift: UInt64,
    to words: inout [Int64],
    from start: Int,
    by stride: Int
  ) {
    precondition(rows.isEmpty || start + (rows.count - 1) * stride < words.count)
    unsafe words.withUnsafeMutableBufferPointer { words in
      @inline(__always)
      func add<Cell: BitwiseCopyable>(_ cells: [Cell], _ integer: (Cell) -> Int64) {
        ColumnView.each(rows, of: cells) { place, cell in
          let bits = (integer(cell) &- lowest) &<< Int64(shift)
          unsafe words[start &+ place &* stride] |= bits
        }
      }
      switch values {
      case .texts(let cells): add(cells) { Int64($0) }
      case .scaled(let cells): add(cells) { $0 }
      case .days(let cells): add(cells) { Int64($0) }
      case .flags(let cells): add(cells) { $0 ? 1 : 0 }
      }
    }
  }

  /// The least and the greatest integer of some rows' cells, which are known; nil without rows.
  func range(of rows: ArraySlice<Int32>) -> ClosedRange<Int64>? {
    guard !rows.isEmpty else { return nil }
    switch values {
    case .texts(let cells): return ColumnView.range(of: rows, cells)
    case .scaled(let cells): return ColumnView.range(of: rows, cells)
    case .days(let cells): return ColumnView.range(of: rows, cells)
    case .flags: return 0...1
    }
  }

  @inline(__always)
  private static func range<Cell: FixedWidthInteger & BitwiseCopyable>(
    of rows: ArraySlice<Int32>,
    _ cells: [Cell]
  ) -> ClosedRange<Int64> {
    var (low, high) = (Cell.max, Cell.min)
    each(rows, of: cells) { _, cell in
      low = min(low, cell)
      high = max(high, cell)
    }
    return Int64(low)...Int64(high)
  }

  /// Adds the states of some rows' cells to marks, a bit each.
  func addStates(of rows: ArraySlice<Int32>, to marks: inout [UInt8]) {
    precondition(marks.count >= rows.count)
    if areKnown(rows) { return }
    unsafe marks.withUnsafeMutableBufferPointer { marks in
      ColumnView.each(rows, of: states) { place, state in
        unsafe marks[place] |= state.rawValue
      }
    }
  }

  /// A cell as an integer: equal known cells have equal integers.
  @inline(__always)
  func bits(_ row: Int) -> Int64 { values.bits(row) }
}
