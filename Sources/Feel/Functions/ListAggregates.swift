internal import Values

/// What makes one value of many, given as one list or one by one (table 75).
extension StandardFunctions {
  static let aggregates =
    FeelType.ordered.flatMap { type in
      let functions =
        folding("min", "c", of: type, gives: type) { lesser($0, $1, .less) }
        + folding("max", "c", of: type, gives: type) { lesser($0, $1, .greater) }
      // Texts may differ only at their ends.
      return type == .string ? functions.map(\.lookingInside) : functions
    }
    + folding("sum", "n", of: .number, gives: .number, from: .number(.zero)) {
      Operations.arithmetic(.add, $0, $1)
    }
    + folding("mean", "n", of: .number, gives: .number, from: .number(.zero)) {
      Operations.arithmetic(.add, $0, $1)
    } finish: {
      Operations.arithmetic(.divide, $0, .number(Decimal($1)))
    }
    + folding("product", "n", of: .number, gives: .number, from: .number(Decimal(1))) {
      Operations.arithmetic(.multiply, $0, $1)
    }
    + logical("all", of: true) { Operations.both($0, $1) }
    + logical("any", of: false) { Operations.either($0, $1) }

  /// The lesser of two values, or with `greater` the other one; null where they have no order.
  private static func lesser(
    _ a: Value,
    _ b: Value,
    _ operation: ComparisonOperator
  ) -> Value {
    guard let isBetter = Operations.compare(operation, b, a) else { return .null }
    return isBetter ? b : a
  }

  /// The forms of a function that puts values together two by two, from the first or another on; null for no values.
  ///
  /// What comes of it is finished with the number of values.
  private static func folding(
    _ name: String,
    _ letter: String,
    of type: FeelType,
    gives result: FeelType,
    from start: Value? = nil,
    _ combine: @escaping @Sendable (Value, Value) -> Value,
    finish: @escaping @Sendable (Value, Int) -> Value = { result, _ in result }
  ) -> [FeelFunction] {
    // Also the first is combined, with itself at least: that shows whether it is one of those that can be.
    forms(
      name,
      letter,
      of: type,
      gives: { _ in result },
      ofList: { _ in .nullable(result) },
      [
        .unary { finish(combine(start ?? $0, $0), 1) },
        .binary { finish(combine(combine(start ?? $0, $0), $1), 2) },
        .ternary { finish(combine(combine(combine(start ?? $0, $0), $1), $2), 3) },
      ]
    ) { items in
      guard let first = items.first else { return .null }
      return finish(items.reduce(start ?? first, combine), items.count)
    }
  }

  /// The forms of a function that puts truth values together two by two, from that of no values on.
  ///
  /// Null is unknown: the result is null where that matters.
  private static func logical(
    _ name: String,
    of none: Bool,
    _ combine: @escaping @Sendable (Bool?, Bool?) -> Bool?
  ) -> [FeelFunction] {
    forms(
      name,
      "b",
      of: .nullable(.boolean),
      gives: { $0.contains(where: \.admitsNull) ? .nullable(.boolean) : .boolean },
      ofList: { $0.itemType.admitsNull ? .nullable(.boolean) : .boolean },
      [
        .unary { Value(combine(none, $0.truth)) },
        .binary { Value(combine(combine(none, $0.truth), $1.truth)) },
        .ternary { Value(combine(combine(combine(none, $0.truth), $1.truth), $2.truth)) },
      ]
    ) { items in
      guard items.allSatisfy({ $0.isNull || $0.truth != nil }) else { return .null }
      return Value(items.reduce(none) { combine($0, $1.truth) })
    }
  }

  /// A function of a list, and the same of its items one by one.
  ///
  /// One to three items have forms of their own, so that a call need not make an array of them.
  static func forms(
    _ name: String,
    _ letter: String,
    of type: FeelType,
    gives result: @escaping @Sendable ([FeelType]) -> FeelType,
    ofList listResult: @escaping @Sendable (FeelType) -> FeelType,
    _ bodies: [FeelFunction.Body],
    _ apply: @escaping @Sendable ([Value]) -> Value
  ) -> [FeelFunction] {
    let list = FeelFunction(
      name,
      [.init("list", .list(type))],
      resultType: { listResult($0[0]) },
      body: .unary { $0.items.map(apply) ?? .null }
    )
    let some = bodies.enumerated().map { index, body in
      let parameters = (1...index + 1).map { FeelFunction.Parameter("\(letter)\($0)", type) }
      return FeelFunction(name, parameters, resultType: result, body: body)
    }
    let any = FeelFunction(
      name,
      [.init(letter, type)],
      isVariadic: true,
      resultType: result,
      body: .any(apply)
    )
    return [list] + some + [any]
  }
}
