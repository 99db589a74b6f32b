extension StandardFunctions {
  /// Relations between points and ranges; a range without a bound goes on for ever on that side.
  static let ranges: [FeelFunction] = FeelType.ordered.flatMap { type in
    let point = type
    let range = FeelType.range(type)
    return [
      relation("before", point, point) { Operations.compare(.less, $0, $1) },
      relation("before", point, range, isBefore),
      relation("before", range, point, isBefore),
      relation("before", range, range, isBefore),
      relation("after", point, point) { Operations.compare(.greater, $0, $1) },
      relation("after", point, range) { isBefore($1, $0) },
      relation("after", range, point) { isBefore($1, $0) },
      relation("after", range, range) { isBefore($1, $0) },
      relation("overlaps", range, range, overlap),
      relation("includes", range, point, includes),
      relation("includes", range, range, includes),
      relation("during", point, range) { includes($1, $0) },
      relation("during", range, range) { includes($1, $0) },
    ]
  }

  private static func relation(
    _ name: String,
    _ a: FeelType,
    _ b: FeelType,
    _ holds: @escaping @Sendable (Value, Value) -> Bool?
  ) -> FeelFunction {
    FeelFunction(name, [.init("a", a), .init("b", b)], resultType: { _ in .boolean }) {
      Value(holds($0[0], $0[1]))
    }
  }

  /// A range as it is, a point as the range of itself alone.
  private static func asRange(_ value: Value) -> ValueRange? {
    switch value {
    case .range(let range): range
    case .null: nil
    default: ValueRange(lower: value, upper: value)
    }
  }

  /// Whether one range ends before another starts: nothing is in both, and the first is the earlier.
  private static func isBefore(_ a: Value, _ b: Value) -> Bool? {
    guard let a = asRange(a), let b = asRange(b) else { return nil }
    guard let end = a.upper, let start = b.lower else { return false }
    return Operations.compare(
      a.upperIncluded && b.lowerIncluded ? .less : .lessOrEqual,
      end,
      start
    )
  }

  private static func overlap(_ a: Value, _ b: Value) -> Bool? {
    Operations.either(isBefore(a, b), isBefore(b, a)).map { !$0 }
  }

  private static func includes(_ a: Value, _ b: Value) -> Bool? {
    guard let outer = asRange(a), let inner = asRange(b) else { return nil }
    // A bound of the inner range that is not in it may be one of the outer that is not in it either.
    let starts =
      outer.lower.map { lower in
        inner.lower.map { start in
          Operations.compare(
            outer.lowerIncluded || !inner.lowerIncluded ? .lessOrEqual : .less,
            lower,
            start
          )
        } ?? false
      } ?? true
    let ends =
      outer.upper.map { upper in
        inner.upper.map { end in
          Operations.compare(
            outer.upperIncluded || !inner.upperIncluded ? .lessOrEqual : .less,
            end,
            upper
          )
        } ?? false
      } ?? true
    return Operations.both(starts, ends)
  }
}
