internal import Values

/// What makes one value of many, given as one list or one by one (table 75).
extension StandardFunctions {
  static let aggregates =
    FeelType.ordered.flatMap { type in
      aggregate("min", of: type, gives: type) { extreme($0, .less) }
        + aggregate("max", of: type, gives: type) { extreme($0, .greater) }
    }
    + aggregate("sum", of: .number, gives: .number) { Value(sum($0)) }
    + aggregate("mean", of: .number, gives: .number) { Value(mean($0)) }
    + aggregate("product", of: .number, gives: .number) { items in
      guard !items.isEmpty, let numbers = decimals(items) else { return .null }
      return Value(
        numbers.reduce(Decimal(1)) { product, number in
          product.flatMap { try? $0.multiplied(by: number) }
        }
      )
    }
    + logical("all", of: true) { Operations.both($0, $1) }
    + logical("any", of: false) { Operations.either($0, $1) }

  /// Both forms of a function that has a result for one value or more; for an empty list it is null.
  static func aggregate(
    _ name: String,
    of type: FeelType,
    gives result: FeelType,
    _ apply: @escaping @Sendable ([Value]) -> Value
  ) -> [FeelFunction] {
    [
      FeelFunction(name, .init("list", .list(type)), gives: .nullable(result)) { list in
        list.items.map(apply) ?? .null
      },
      FeelFunction(
        name,
        [.init("n", type)],
        isVariadic: true,
        resultType: { _ in result },
        body: .any(apply)
      ),
    ]
  }

  /// The numbers; nil where anything else is among them.
  static func decimals(_ items: [Value]) -> [Decimal]? {
    let numbers = items.compactMap(\.decimal)
    return numbers.count == items.count ? numbers : nil
  }

  /// The sum; nil for none, for anything but numbers, and on overflow.
  static func sum(_ items: [Value]) -> Decimal? {
    guard var sum = items.first?.decimal else { return nil }
    for item in items.dropFirst() {
      guard let number = item.decimal, let next = try? sum.adding(number) else { return nil }
      sum = next
    }
    return sum
  }

  /// The mean; nil as the sum is.
  static func mean(_ items: [Value]) -> Decimal? {
    sum(items).flatMap { try? $0.divided(by: Decimal(items.count)) }
  }

  /// Both forms of a function that puts truth values together two by two, from that of no values on.
  ///
  /// What is not a truth value is unknown, as null is.
  private static func logical(
    _ name: String,
    of none: Bool,
    _ combine: @escaping @Sendable (Bool?, Bool?) -> Bool?
  ) -> [FeelFunction] {
    let apply: @Sendable ([Value]) -> Value = { items in
      Value(items.reduce(none) { combine($0, $1.truth) })
    }
    return [
      FeelFunction(name, .init("list", .list(.boolean)), gives: .boolean) { list in
        list.items.map(apply) ?? .null
      },
      FeelFunction(
        name,
        [.init("b", .boolean)],
        isVariadic: true,
        resultType: { _ in .boolean },
        body: .any(apply)
      ),
    ]
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
