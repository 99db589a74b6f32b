internal import Feel
internal import Tables
internal import Values

/// Some cells of a column that is being made.
struct ColumnPart: Sendable {
  private let type: FieldType
  private var values: Column.Values
  private var states: [CellState] = []

  init(type: FieldType) {
    self.type = type
    values = Column(type: type).values
  }

  /// The cells, as a column.
  var column: Column { Column(type: type, values: values, states: states) }

  /// Takes a vector as the cells; lanes that it does not tell, or that do not fit, are marked as not clear.
  mutating func add(_ vector: Vector, _ field: Field, _ isClear: inout [Bool], _ world: World) {
    var states = vector.fullStates
    for lane in states.indices where states[lane] != .known {
      // A null that is no declared answer is not known, and the reason is kept.
      if case .answer = field.blank, states[lane] == .blank { continue }
      isClear[lane] = false
      states[lane] = .unknown
    }
    let count = vector.count
    switch (vector.content, values) {
    case (.texts(let codes), .texts): values = .texts(zeroing(codes, states))
    case (.days(let days), .days): values = .days(zeroing(days, states))
    case (.flags(let flags), .flags): values = .flags(zeroing(flags, states))
    case (.numbers(let numbers, let scale), .scaled) where scale <= type.scale ?? 0:
      if let rescaled = Numbers.rescaled(zeroing(numbers, states), from: scale, to: type.scale ?? 0)
      {
        values = .scaled(rescaled)
      } else {
        fit(vector, &states, &isClear)
      }
    case (.numbers, .scaled), (.decimals, .scaled): fit(vector, &states, &isClear)
    default:
      // The one who looks at them one by one says what is wrong, if anything is.
      for lane in 0..<count where states[lane] == .known {
        isClear[lane] = false
        states[lane] = .unknown
      }
      values = empty(count)
    }
    self.states = states
  }

  private mutating func fit(_ vector: Vector, _ states: inout [CellState], _ isClear: inout [Bool])
  {
    let numbers = vector.decimals ?? []
    var result = [Int64](repeating: 0, count: vector.count)
    for lane in result.indices where states[lane] == .known {
      if let scaled = numbers[lane].scaled(toScale: type.scale ?? 0) {
        result[lane] = scaled
      } else {
        isClear[lane] = false
        states[lane] = .unknown
      }
    }
    values = .scaled(result)
  }

  private func zeroing<Element: ExpressibleByIntegerLiteral>(
    _ elements: [Element],
    _ states: [CellState]
  ) -> [Element] {
    guard states.contains(where: { $0 != .known }) else { return elements }
    var elements = elements
    for lane in states.indices where states[lane] != .known { elements[lane] = 0 }
    return elements
  }

  private func zeroing(_ flags: [Bool], _ states: [CellState]) -> [Bool] {
    zip(flags, states).map { $0 && $1 == .known }
  }

  private func empty(_ count: Int) -> Column.Values {
    switch values {
    case .texts: .texts(Array(repeating: 0, count: count))
    case .scaled: .scaled(Array(repeating: 0, count: count))
    case .days: .days(Array(repeating: 0, count: count))
    case .flags: .flags(Array(repeating: false, count: count))
    }
  }

  /// Puts a cell in the place of another.
  mutating func set(_ cell: Cell, at row: Int) {
    var one = Column(type: type)
    one.append(cell)
    states[row] = one.states[0]
    switch (values, one.values) {
    case (.texts(var all), .texts(let new)):
      all[row] = new[0]
      values = .texts(all)
    case (.scaled(var all), .scaled(let new)):
      all[row] = new[0]
      values = .scaled(all)
    case (.days(var all), .days(let new)):
      all[row] = new[0]
      values = .days(all)
    case (.flags(var all), .flags(let new)):
      all[row] = new[0]
      values = .flags(all)
    default: preconditionFailure("a cell of another type")
    }
  }

  /// Adds a cell at the end.
  mutating func append(_ cell: Cell) {
    var one = Column(type: type)
    one.append(cell)
    append(one.values, one.states)
  }

  /// Adds the cells of another part.
  mutating func append(_ other: ColumnPart) { append(other.values, other.states) }

  private mutating func append(_ more: Column.Values, _ moreStates: [CellState]) {
    states += moreStates
    switch (values, more) {
    case (.texts(var all), .texts(let new)):
      values = .flags([])
      all += new
      values = .texts(all)
    case (.scaled(var all), .scaled(let new)):
      values = .flags([])
      all += new
      values = .scaled(all)
    case (.days(var all), .days(let new)):
      values = .flags([])
      all += new
      values = .days(all)
    case (.flags(var all), .flags(let new)):
      values = .scaled([])
      all += new
      values = .flags(all)
    default: preconditionFailure("cells of another type")
    }
  }

  /// Removes the cells of some rows, ascending.
  mutating func remove(_ rows: [Int]) {
    var isGone = [Bool](repeating: false, count: states.count)
    for row in rows { isGone[row] = true }
    select(states.indices.filter { !isGone[$0] })
  }

  /// Keeps the cells of some rows, in this order.
  mutating func select(_ rows: [Int]) {
    let rest = column.selecting(rows: rows)
    values = rest.values
    states = rest.states
  }
}
