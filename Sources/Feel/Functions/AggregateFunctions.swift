internal import Values

extension StandardFunctions {
  /// What makes one value of many, given as one list or one by one.
  static let aggregates: [FeelFunction] =
    FeelType.ordered.flatMap { type in
      aggregate("min", of: type) { extreme($0, .less) }
        + aggregate("max", of: type) { extreme($0, .greater) }
    }
    + [FeelType.number, .daysAndTimeDuration, .yearsAndMonthsDuration].flatMap { type in
      aggregate("sum", of: type) { sum($0) }
    }
    + aggregate("mean", of: .number) {
      Operations.arithmetic(.divide, sum($0), .number(Decimal($0.count)))
    }
    + logical("all") { Operations.both($0, $1) } + logical("any") { Operations.either($0, $1) }

  /// The result is null for an empty list.
  private static func aggregate(
    _ name: String,
    of type: FeelType,
    _ apply: @escaping @Sendable ([Value]) -> Value
  ) -> [FeelFunction] {
    [
      FeelFunction(
        name,
        [.init("list", .list(type))],
        resultType: { _ in .nullable(type) }
      ) { $0[0].items.map(apply) ?? .null },
      FeelFunction(
        name,
        [.init("n", type)],
        isVariadic: true,
        resultType: { _ in type },
        apply: apply
      ),
    ]
  }

  /// The first of the items, and each after it, put together two by two: `all` of none is true, `any` of none false.
  private static func logical(
    _ name: String,
    _ combine: @escaping @Sendable (Bool?, Bool?) -> Bool?
  ) -> [FeelFunction] {
    let apply: @Sendable ([Value]) -> Value = { items in
      Value(
        items.reduce(name == "all") { result, item in
          if case .boolean(let value) = item {
            combine(result, value)
          } else {
            combine(result, nil)
          }
        }
      )
    }
    return [
      FeelFunction(name, [.init("list", .list(.boolean))], resultType: { _ in .boolean }) {
        $0[0].items.map(apply) ?? .null
      },
      FeelFunction(
        name,
        [.init("b", .boolean)],
        isVariadic: true,
        resultType: { _ in .boolean },
        apply: apply
      ),
    ]
  }

  private static func sum(_ items: [Value]) -> Value {
    guard let first = items.first else { return .null }
    // Negating twice gives null for what cannot be added, a single text for example.
    return items.dropFirst().reduce(Operations.negate(Operations.negate(first))) {
      Operations.arithmetic(.add, $0, $1)
    }
  }

  private static func extreme(_ items: [Value], _ operation: ComparisonOperator) -> Value {
    guard var result = items.first else { return .null }
    for item in items {
      // Also the first is compared, with itself: null has no order.
      guard let isBetter = Operations.compare(operation, item, result) else { return .null }
      if isBetter { result = item }
    }
    return result
  }
}
