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
    forms(
      name,
      letter,
      of: type,
      gives: { _ in result },
      ofList: { _ in .nullable(result) },
      .fold(FeelFunction.Fold(start: start, combine: combine, finish: finish))
    )
  }

  /// The forms of a function that puts truth values together two by two, from that of no values on.
  ///
  /// Null is unknown: the result is null where that matters.
  private static func logical(
    _ name: String,
    of none: Bool,
    _ combine: @escaping @Sendable (Bool?, Bool?) -> Bool?
  ) -> [FeelFunction] {
    let fold = FeelFunction.Fold(
      start: .boolean(none),
      combine: { Value(combine($0.truth, $1.truth)) }
    )
    return forms(
      name,
      "b",
      of: .nullable(.boolean),
      gives: { $0.contains(where: \.admitsNull) ? .nullable(.boolean) : .boolean },
      ofList: { $0.itemType.admitsNull ? .nullable(.boolean) : .boolean },
      .fold(fold)
    ) { items in
      // No items have an answer, and what is no boolean gives none.
      guard items.allSatisfy({ $0.isNull || $0.truth != nil }) else { return .null }
      return items.isEmpty ? .boolean(none) : fold.value(of: items)
    }
  }

  /// A function of a list, and the same of its items one by one.
  static func forms(
    _ name: String,
    _ letter: String,
    of type: FeelType,
    gives result: @escaping @Sendable ([FeelType]) -> FeelType,
    ofList listResult: @escaping @Sendable (FeelType) -> FeelType,
    _ body: FeelFunction.Body,
    _ ofItems: (@Sendable ([Value]) -> Value)? = nil
  ) -> [FeelFunction] {
    let items = FeelFunction(
      name,
      [.init(letter, type)],
      isVariadic: true,
      resultType: result,
      body: body
    )
    let ofItems = ofItems ?? { items.apply($0) }
    let list = FeelFunction(
      name,
      [.init("list", .list(type))],
      resultType: { listResult($0[0]) },
      body: .unary { $0.items.map(ofItems) ?? .null }
    )
    return [list, items]
  }
}
