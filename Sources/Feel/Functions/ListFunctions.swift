internal import Values

extension StandardFunctions {
  private static let list = FeelFunction.Parameter("list", .list(.any))

  static let lists: [FeelFunction] = [
    FeelFunction(
      "list contains",
      [list, .init("element", .any)],
      resultType: { _ in .boolean }
    ) { arguments in
      guard let items = arguments[0].items else { return .null }
      return .boolean(items.contains { isSame($0, arguments[1]) })
    },
    FeelFunction("count", [list], resultType: { _ in .number }) {
      $0[0].items.map { .number(Decimal($0.count)) } ?? .null
    },
    FeelFunction("distinct values", [list], resultType: { $0[0].nonNull }) {
      guard let items = $0[0].items else { return .null }
      return .list(
        items.reduce(into: []) { result, item in
          if !result.contains(where: { isSame($0, item) }) { result.append(item) }
        }
      )
    },
    FeelFunction(
      "concatenate",
      [list],
      isVariadic: true,
      resultType: { common($0.map(\.itemType)) }
    ) { concatenated($0) },
    FeelFunction(
      "append",
      [list, .init("item", .any)],
      isVariadic: true,
      resultType: { common([$0[0].itemType] + $0.dropFirst()) }
    ) { arguments in
      arguments[0].items.map { .list($0 + arguments.dropFirst()) } ?? .null
    },
    FeelFunction("flatten", [list], resultType: { .list($0[0].leafType) }) {
      $0[0].items.map { .list(flattened($0)) } ?? .null
    },
    FeelFunction(
      "index of",
      [list, .init("match", .any)],
      resultType: { _ in .list(.number) }
    ) { arguments in
      guard let items = arguments[0].items else { return .null }
      return .list(
        items.enumerated().compactMap { index, item in
          isSame(item, arguments[1]) ? .number(Decimal(index + 1)) : nil
        }
      )
    },
  ]

  /// The items of all lists of a list: what a `for` with several iterators needs.
  ///
  /// It is not in the library: expressions cannot name it.
  static let joined = FeelFunction(
    "joined",
    [.init("lists", .list(.list(.any)))],
    resultType: { $0[0].itemType }
  ) { $0[0].items.map(concatenated) ?? .null }

  private static func isSame(_ a: Value, _ b: Value) -> Bool {
    Operations.compare(.equal, a, b) == true
  }

  private static func concatenated(_ lists: [Value]) -> Value {
    var result: [Value] = []
    for list in lists {
      guard let items = list.items else { return .null }
      result += items
    }
    return .list(result)
  }

  private static func flattened(_ items: [Value]) -> [Value] {
    items.flatMap { $0.items.map(flattened) ?? [$0] }
  }

  private static func common(_ types: [FeelType]) -> FeelType {
    .list(FeelType.item(of: types))
  }
}

extension FeelType {
  /// The type of a list's items.
  fileprivate var itemType: FeelType {
    if case .list(let item) = nonNull { item } else { .any }
  }

  /// The type of what is in the innermost lists.
  fileprivate var leafType: FeelType {
    if case .list(let item) = nonNull { item.leafType } else { self }
  }
}
