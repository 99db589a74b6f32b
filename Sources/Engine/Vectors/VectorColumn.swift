internal import Feel
internal import Tables
internal import Values

extension Column {
  /// A vector as the cells of a field; lanes that it does not tell, or that do not fit, are marked as not clear.
  init(_ vector: Vector, _ field: Field, _ isClear: inout [Bool]) {
    let scale = field.type.scale ?? 0
    var states = vector.fullStates
    for lane in states.indices where states[lane] != .known {
      // A null that is no declared answer is not known, and the reason is kept.
      if case .answer = field.blank, states[lane] == .blank { continue }
      isClear[lane] = false
      states[lane] = .unknown
    }
    let values: Values
    switch (vector.content, Column(type: field.type).values) {
    case (.texts(let codes), .texts): values = .texts(Column.zeroing(codes, states))
    case (.days(let days), .days): values = .days(Column.zeroing(days, states))
    case (.flags(let flags), .flags): values = .flags(zip(flags, states).map { $0 && $1 == .known })
    case (.numbers(let numbers, let given), .scaled):
      let rescaled = Numbers.rescaled(Column.zeroing(numbers, states), from: given, to: scale)
      values = .scaled(rescaled ?? Column.fitting(vector, scale, &states, &isClear))
    case (.decimals, .scaled): values = .scaled(Column.fitting(vector, scale, &states, &isClear))
    case (_, let empty):
      // The one who looks at them one by one says what is wrong, if anything is.
      for lane in states.indices where states[lane] == .known {
        isClear[lane] = false
        states[lane] = .unknown
      }
      values = empty.zeros(vector.count)
    }
    self.init(type: field.type, values: values, states: states)
  }

  /// Numbers at a scale, where they have no more digits than it keeps.
  private static func fitting(
    _ vector: Vector,
    _ scale: Int,
    _ states: inout [CellState],
    _ isClear: inout [Bool]
  ) -> [Int64] {
    let numbers = vector.decimals ?? []
    var result = [Int64](repeating: 0, count: vector.count)
    for lane in result.indices where states[lane] == .known {
      if let scaled = numbers[lane].scaled(toScale: scale) {
        result[lane] = scaled
      } else {
        isClear[lane] = false
        states[lane] = .unknown
      }
    }
    return result
  }

  /// The elements, with zero where there is no known cell.
  private static func zeroing<Element: ExpressibleByIntegerLiteral>(
    _ elements: [Element],
    _ states: [CellState]
  ) -> [Element] {
    guard states.contains(where: { $0 != .known }) else { return elements }
    var elements = elements
    for lane in states.indices where states[lane] != .known { elements[lane] = 0 }
    return elements
  }
}

extension Column.Values {
  /// As many zeros, of the same machine type.
  fileprivate func zeros(_ count: Int) -> Column.Values {
    switch self {
    case .texts: .texts(Array(repeating: 0, count: count))
    case .scaled: .scaled(Array(repeating: 0, count: count))
    case .days: .days(Array(repeating: 0, count: count))
    case .flags: .flags(Array(repeating: false, count: count))
    }
  }
}
