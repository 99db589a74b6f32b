internal import Feel
internal import Tables
internal import Values

extension Vector {
  /// Lanes of two vectors, put at their places; a place that neither has is unknown.
  init(
    merging a: Vector,
    at first: [Int32],
    _ b: Vector,
    at second: [Int32],
    count: Int,
    _ world: World
  ) {
    var states = [CellState](repeating: .unknown, count: count)
    for (lane, place) in first.enumerated() { states[Int(place)] = a.state(lane) }
    for (lane, place) in second.enumerated() { states[Int(place)] = b.state(lane) }
    // Where each lane comes from: the second vector's lanes are counted after the first's.
    var origin = [Int32](repeating: 0, count: count)
    for (lane, place) in first.enumerated() { origin[Int(place)] = Int32(lane) }
    for (lane, place) in second.enumerated() { origin[Int(place)] = Int32(a.count + lane) }
    let content: Content
    if a.count + b.count == 0 {
      content = .none
    } else {
      content = Vector.joined(a, b, world).gather(origin)
    }
    self.init(content, states: states.contains { $0 != .known } ? states : nil, count: count)
  }

  /// The lanes of a vector, then those of another.
  private static func joined(_ a: Vector, _ b: Vector, _ world: World) -> Content {
    switch (a.content, b.content) {
    case (.none, .none): return .none
    case (.numbers(let x, let p), .numbers(let y, let q)):
      if p == q { return .numbers(x + y, scale: p) }
      // Each number keeps its digits, which rules may put into text.
      return .decimals(Numbers.decimals(x, p) + Numbers.decimals(y, q))
    case (.decimals(let x), .decimals(let y)): return .decimals(x + y)
    case (.decimals(let x), .numbers(let y, let scale)):
      return .decimals(x + Numbers.decimals(y, scale))
    case (.numbers(let x, let scale), .decimals(let y)):
      return .decimals(Numbers.decimals(x, scale) + y)
    case (.days(let x), .days(let y)): return .days(x + y)
    case (.texts(let x), .texts(let y)): return .texts(x + y)
    case (.flags(let x), .flags(let y)): return .flags(x + y)
    case (.rows(let x, let p), .rows(let y, let q)) where p == q: return .rows(x + y, dataset: p)
    case (.ranges(let x), .ranges(let y))
    where x.lowerIncluded == y.lowerIncluded && x.upperIncluded == y.upperIncluded:
      return .ranges(
        .init(
          lower: appended(x.lower, y.lower, world),
          lowerIncluded: x.lowerIncluded,
          upper: appended(x.upper, y.upper, world),
          upperIncluded: x.upperIncluded
        )
      )
    case (.lists(let x), .lists(let y)): return .lists(appended(x, y, world))
    case (.none, let other): return padding(a.count, before: other, world)
    case (let other, .none): return padding(b.count, after: other, world)
    default:
      return .data(
        (0..<a.count).map { a.datum($0, world) } + (0..<b.count).map { b.datum($0, world) }
      )
    }
  }

  static func appended(_ a: Vector, _ b: Vector, _ world: World) -> Vector {
    let states = a.states == nil && b.states == nil ? nil : a.fullStates + b.fullStates
    return Vector(joined(a, b, world), states: states, count: a.count + b.count)
  }

  private static func appended(_ a: Lists, _ b: Lists, _ world: World) -> Lists {
    let shift = Int32(a.items.count)
    func both<Mark>(_ x: [Mark]?, _ m: Int, _ y: [Mark]?, _ n: Int, none: Mark) -> [Mark]? {
      x == nil && y == nil
        ? nil
        : (x ?? Array(repeating: none, count: m)) + (y ?? Array(repeating: none, count: n))
    }
    return Lists(
      offsets: a.offsets + b.offsets.dropFirst().map { $0 + shift },
      items: appended(a.items, b.items, world),
      doubts: both(a.doubts, a.items.count, b.doubts, b.items.count, none: false),
      open: both(a.open, a.offsets.count - 1, b.open, b.offsets.count - 1, none: nil)
    )
  }

  /// Lanes that are not known, before or after others, in the others' form.
  private static func padding(_ count: Int, before other: Content, _ world: World) -> Content {
    let size = other.laneCount
    guard size > 0 else { return .none }
    let places = Array(repeating: Int32(0), count: count) + (0..<Int32(size))
    return other.gather(places)
  }

  private static func padding(_ count: Int, after other: Content, _ world: World) -> Content {
    let size = other.laneCount
    guard size > 0 else { return .none }
    return other.gather(Array(0..<Int32(size)) + Array(repeating: Int32(0), count: count))
  }
}

extension Vector.Content {
  /// How many lanes there are values for.
  fileprivate var laneCount: Int {
    switch self {
    case .none: 0
    case .numbers(let values, _): values.count
    case .decimals(let values): values.count
    case .days(let values): values.count
    case .texts(let values): values.count
    case .flags(let values): values.count
    case .rows(let values, _): values.count
    case .ranges(let ranges): ranges.lower.count
    case .lists(let lists): lists.offsets.count - 1
    case .data(let values): values.count
    }
  }
}
