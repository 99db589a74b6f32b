internal import Values

/// Functions that look into lists, put them together and take apart what is in them (table 75).
extension StandardFunctions {
  static let lists = [
    FeelFunction("list contains", list, .init("element", .any), gives: .boolean) { list, element in
      Value(list.items.map { items in items.contains { $0.isEqual(to: element) } })
    }.lookingInside,
    FeelFunction("index of", list, .init("match", .any), gives: .list(.number)) { list, match in
      Value(
        list.items.map { items in
          items.indices.filter { items[$0].isEqual(to: match) }.map { .number(Decimal($0 + 1)) }
        }
      )
    }.lookingInside,
    FeelFunction("count", list, gives: .number) { list in
      Value(list.items.map { Decimal($0.count) })
    },
    FeelFunction(
      "append",
      [list, .init("item", .any)],
      isVariadic: true,
      resultType: { .list(.item(of: [$0[0].itemType] + $0.dropFirst())) },
      body: .any { arguments in Value(arguments[0].items.map { $0 + arguments.dropFirst() }) }
    ),
    FeelFunction(
      "concatenate",
      [list],
      isVariadic: true,
      resultType: { .list(.item(of: $0.map(\.itemType))) },
      body: .any { Value(concatenated($0)) }
    ),
    FeelFunction(
      "union",
      [list],
      isVariadic: true,
      resultType: { .list(.item(of: $0.map(\.itemType))) },
      counting: { lists, steps in Value(concatenated(lists).map { distinct($0, &steps) }) }
    ),
    FeelFunction(
      "distinct values",
      [list],
      resultType: { .list($0[0].itemType) },
      counting: { arguments, steps in Value(arguments[0].items.map { distinct($0, &steps) }) }
    ),
    FeelFunction(
      "reverse",
      [list],
      resultType: { .list($0[0].itemType) },
      body: .unary { Value($0.items.map { $0.reversed() }) }
    ),
    FeelFunction(
      "flatten",
      [list],
      resultType: { .list($0[0].leafType) },
      body: .unary { Value($0.items.map(flattened)) }
    ).lookingInside,
  ]

  /// The items of all lists of a list: what a `for` with several iterators needs.
  ///
  /// It is not in the library: expressions cannot name it.
  static let joined = FeelFunction(
    "joined",
    [.init("lists", .list(.list(.any)))],
    resultType: { $0[0].itemType },
    body: .unary { Value($0.items.flatMap(concatenated)) }
  )

  static let list = FeelFunction.Parameter("list", .list(.any))

  private static func concatenated(_ lists: [Value]) -> [Value]? {
    var result: [Value] = []
    for list in lists {
      guard let items = list.items else { return nil }
      result += items
    }
    return result
  }

  private static func distinct(_ items: [Value], _ steps: inout Int) -> [Value] {
    var distinct = DistinctItems()
    for item in items where steps <= Limits.steps { steps += distinct.insert(item) }
    return distinct.items
  }

  /// The items of all depths, in order; without recursion, for lists may be nested deeper than the stack is.
  private static func flattened(_ items: [Value]) -> [Value] {
    var result: [Value] = []
    var pending = [items[...]]
    while let item = pending[pending.count - 1].popFirst() ?? nextAbove(&pending) {
      if let items = item.items { pending.append(items[...]) } else { result.append(item) }
    }
    return result
  }

  /// The next item of the innermost list that has one; the lists that have none are left.
  private static func nextAbove(_ pending: inout [ArraySlice<Value>]) -> Value? {
    while pending.count > 1 {
      pending.removeLast()
      if let item = pending[pending.count - 1].popFirst() { return item }
    }
    return nil
  }
}

extension FeelType {
  /// The type of a list's items; a value alone stands for a list of it.
  var itemType: FeelType {
    if case .list(let item) = nonNull { item } else { self }
  }

  /// The type of what is in the innermost lists.
  fileprivate var leafType: FeelType {
    if case .list(let item) = nonNull { item.leafType } else { self }
  }
}
