internal import Feel
internal import Tables
internal import Values

/// Functions: those that rules call often have kernels.
extension VectorEvaluator {
  func call(_ function: FeelFunction, _ arguments: [Vector], _ count: Int) -> Vector {
    // Null as an argument is the function's own affair.
    if !arguments.isEmpty, !arguments.contains(where: \.hasBlank),
      let vector = kernel(function.name, arguments)
    {
      return vector
    }
    if arguments.isEmpty {
      let one = Vector([DatumOperations.call(function, [])], world)
      return one.gather(Array(repeating: 0, count: count))
    }
    return each(arguments) { DatumOperations.call(function, $0) }
  }

  /// The functions that have kernels, by name.
  static let kernels: Set<String> = [
    "days in common", "total", "abs", "min", "max", "round half up", "list contains",
    "distinct values",
  ]

  private func kernel(_ name: String, _ arguments: [Vector]) -> Vector? {
    switch (name, arguments.count) {
    case ("days in common", _): daysInCommon(arguments)
    case ("total", 1): total(arguments[0])
    case ("abs", 1): abs(arguments[0])
    case ("min", 2): extreme(arguments[0], arguments[1], isLess: true)
    case ("max", 2): extreme(arguments[0], arguments[1], isLess: false)
    case ("round half up", 2): roundHalfUp(arguments[0], arguments[1])
    case ("list contains", 2): listContains(arguments[0], arguments[1])
    case ("distinct values", 1): distinctValues(arguments[0])
    default: nil
    }
  }

  /// The sums of lists of numbers; nil where they are not all that, or a sum overflows.
  private func total(_ vector: Vector) -> Vector? {
    guard case .lists(let lists) = vector.content else { return nil }
    let numbers: [Int64]
    let scale: Int
    switch lists.items.content {
    case .none: (numbers, scale) = (Array(repeating: 0, count: lists.items.count), 0)
    case .numbers(let values, let s): (numbers, scale) = (values, s)
    default: return nil
    }
    var sums = [Int64](repeating: 0, count: vector.count)
    var states = vector.fullStates
    var overflows = false
    for lane in 0..<vector.count where states[lane] == .known {
      if !lists.isSure, lists.isDoubtful(lane) {
        states[lane] = .unknown
        continue
      }
      var sum: Int64 = 0
      for item in lists.range(lane) {
        if lists.items.state(item) != .known { states[lane] = .unknown }
        let (next, overflow) = sum.addingReportingOverflow(numbers[item])
        sum = next
        overflows = overflows || overflow
      }
      sums[lane] = sum
    }
    if overflows { return nil }
    return Vector(
      sums: sums,
      scale: scale,
      isEmpty: (0..<vector.count).map { lists.range($0).isEmpty },
      states: states
    )
  }

  private func abs(_ vector: Vector) -> Vector? {
    guard case .numbers(let values, let scale) = vector.content, !values.contains(.min) else {
      return nil
    }
    return Vector(
      .numbers(values.map { Swift.abs($0) }, scale: scale),
      states: vector.states,
      count: vector.count
    )
  }

  private func extreme(_ a: Vector, _ b: Vector, isLess: Bool) -> Vector? {
    let content: Vector.Content
    switch (a.content, b.content) {
    case (.days(let x), .days(let y)):
      content = .days(zip(x, y).map { isLess ? Swift.min($0, $1) : Swift.max($0, $1) })
    case (.numbers(let x, let p), .numbers(let y, let q)) where p == q:
      content = .numbers(
        zip(x, y).map { isLess ? Swift.min($0, $1) : Swift.max($0, $1) },
        scale: p
      )
    default: return nil
    }
    return Vector(content, states: Vector.unknownUnlessBoth(a, b), count: a.count)
  }

  /// Nil where the digits to keep are not the same number, 0 to 9, in every lane.
  private func roundHalfUp(_ vector: Vector, _ digits: Vector) -> Vector? {
    guard case .numbers(let places, 0) = digits.content, let scale = places.first,
      (0...9).contains(scale), digits.states == nil, places.allSatisfy({ $0 == scale }),
      let numbers = vector.decimals
    else { return nil }
    var result = [Int64](repeating: 0, count: vector.count)
    for lane in result.indices where vector.state(lane) == .known {
      guard let number = try? numbers[lane].rounded(toScale: Int(scale), .halfUp),
        number.exponent == -Int(scale), let scaled = number.scaled(toScale: Int(scale))
      else { return nil }
      result[lane] = scaled
    }
    return Vector(.numbers(result, scale: Int(scale)), states: vector.states, count: vector.count)
  }

  private func listContains(_ vector: Vector, _ value: Vector) -> Vector? {
    guard case .lists(let lists) = vector.content,
      lists.items.states == nil || lists.items.count == 0,
      let wanted = Bits(value), let items = Bits(lists.items, like: value)
    else { return nil }
    var result = [Tri](repeating: .unsure, count: vector.count)
    for lane in result.indices where vector.state(lane) == .known && value.state(lane) == .known {
      if !lists.isSure, lists.isDoubtful(lane) { continue }
      let bits = wanted.values[lane]
      result[lane] = Tri(lists.range(lane).contains { items.values[$0] == bits })
    }
    return Vector(result)
  }

  /// The items of lists that do not equal one before them; nil where they are not all known values of one machine type.
  private func distinctValues(_ vector: Vector) -> Vector? {
    guard case .lists(let lists) = vector.content, lists.isSure,
      lists.items.states == nil, let bits = Bits(numbersOr: lists.items)
    else { return nil }
    let (places, offsets) = lists.distinct(bits.values)
    let items = lists.items.gather(places)
    return Vector(
      .lists(.init(offsets: offsets, items: items)),
      states: vector.states,
      count: vector.count
    )
  }

  /// Values that are equal where these integers are.
  struct Bits {
    let values: [Int64]

    private init(values: [Int64]) { self.values = values }

    /// Nil where the vector holds other things than texts or days.
    init?(_ vector: Vector) {
      switch vector.content {
      case .texts(let codes): self.init(values: codes.map { Int64($0) })
      case .days(let days): self.init(values: days.map { Int64($0) })
      default: return nil
      }
    }

    /// Numbers of one scale too.
    init?(numbersOr vector: Vector) {
      if case .numbers(let values, _) = vector.content {
        self.init(values: values)
      } else {
        self.init(vector)
      }
    }

    /// Nil where the two do not hold the same kind of values.
    init?(_ vector: Vector, like other: Vector) {
      switch (vector.content, other.content) {
      case (.texts, .texts), (.days, .days): self.init(vector)
      case (.none, _): self.init(values: Array(repeating: 0, count: vector.count))
      default: return nil
      }
    }
  }
}
