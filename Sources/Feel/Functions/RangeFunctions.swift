/// Relations between points and ranges (table 78); a range without a bound goes on for ever on that side.
///
/// A bound that is not in its range counts as a point a little after it, at the start, or before it, at the end: so
/// each line of the table, with all its cases, is one or two comparisons of bounds.
extension StandardFunctions {
  static let ranges = FeelType.ordered.flatMap { type in
    let point = FeelFunction.Parameter("point", type)
    let range = FeelFunction.Parameter("range", .range(type))
    let points = (FeelFunction.Parameter("point1", type), FeelFunction.Parameter("point2", type))
    let ranges = (
      FeelFunction.Parameter("range1", .range(type)), FeelFunction.Parameter("range2", .range(type))
    )
    return [
      relation("before", points) { $0.end < $1.start },
      relation("before", (point, range)) { $0.end < $1.start },
      relation("before", (range, point)) { $0.end < $1.start },
      relation("before", ranges) { $0.end < $1.start },
      relation("after", points) { $1.end < $0.start },
      relation("after", (point, range)) { $1.end < $0.start },
      relation("after", (range, point)) { $1.end < $0.start },
      relation("after", ranges) { $1.end < $0.start },
      relation("meets", ranges) { $0.end == $1.start },
      relation("met by", ranges) { $1.end == $0.start },
      relation("overlaps", ranges) { both($0.start <= $1.end, $1.start <= $0.end) },
      relation("overlaps before", ranges, overlapsBefore),
      relation("overlaps after", ranges) { overlapsBefore($1, $0) },
      relation("finishes", (point, range)) { $0.end == $1.end },
      relation("finishes", ranges, finishes),
      relation("finished by", (range, point)) { $0.end == $1.end },
      relation("finished by", ranges) { finishes($1, $0) },
      relation("includes", (range, point), includes),
      relation("includes", ranges, includes),
      relation("during", (point, range)) { includes($1, $0) },
      relation("during", ranges) { includes($1, $0) },
      relation("starts", (point, range)) { $0.start == $1.start },
      relation("starts", ranges, starts),
      relation("started by", (range, point)) { $0.start == $1.start },
      relation("started by", ranges) { starts($1, $0) },
      relation("coincides", points) { $0.start == $1.start },
      relation("coincides", ranges) { both($0.start == $1.start, $0.end == $1.end) },
    ]
  }

  private static func overlapsBefore(_ a: Extent, _ b: Extent) -> Bool? {
    both(a.start < b.start, both(b.start <= a.end, a.end <= b.end))
  }

  private static func finishes(_ a: Extent, _ b: Extent) -> Bool? {
    both(a.end == b.end, b.start <= a.start)
  }

  private static func includes(_ a: Extent, _ b: Extent) -> Bool? {
    both(a.start <= b.start, b.end <= a.end)
  }

  private static func starts(_ a: Extent, _ b: Extent) -> Bool? {
    both(a.start == b.start, a.end <= b.end)
  }

  private static func both(_ a: Bool?, _ b: Bool?) -> Bool? {
    Operations.both(a, b)
  }

  private static func relation(
    _ name: String,
    _ parameters: (FeelFunction.Parameter, FeelFunction.Parameter),
    _ holds: @escaping @Sendable (Extent, Extent) -> Bool?
  ) -> FeelFunction {
    FeelFunction(name, parameters.0, parameters.1, gives: .boolean) { a, b in
      guard let a = Extent(a), let b = Extent(b) else { return .null }
      return Value(holds(a, b))
    }
  }
}

/// What a range reaches over, or a point alone.
private struct Extent {
  let start: Bound
  let end: Bound

  /// The extent of a range or point; nil for null.
  init?(_ value: Value) {
    switch value {
    case .null: return nil
    case .range(let range):
      start = range.lower.map { .at($0, range.lowerIncluded ? 0 : 1) } ?? .always
      end = range.upper.map { .at($0, range.upperIncluded ? 0 : -1) } ?? .never
    default:
      start = .at(value, 0)
      end = .at(value, 0)
    }
  }
}

/// Where an extent starts or ends: before all values, a little before, at or a little after one, or after all.
private enum Bound {
  case always
  case at(Value, Int)
  case never

  /// Whether a bound is the earlier; nil where the values have no order.
  static func < (a: Bound, b: Bound) -> Bool? {
    switch (a, b) {
    case (.at(let x, let i), .at(let y, let j)):
      Operations.compare(i < j ? .lessOrEqual : .less, x, y)
    case (.always, .always), (_, .always), (.never, _): false
    case (.always, _), (_, .never): true
    }
  }

  static func <= (a: Bound, b: Bound) -> Bool? {
    (b < a).map { !$0 }
  }

  static func == (a: Bound, b: Bound) -> Bool? {
    switch (a, b) {
    case (.at(let x, let i), .at(let y, let j)):
      Operations.compare(.less, x, y).map { _ in i == j && x.isEqual(to: y) }
    case (.always, .always), (.never, .never): true
    default: false
    }
  }
}
