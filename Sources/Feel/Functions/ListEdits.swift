/// Functions that pick or change items of lists by their positions (table 75).
///
/// Positions start at 1, and at -1 from the end; 0 and positions outside the list give null.
extension StandardFunctions {
  static let listEdits = [
    edit("sublist", .init("start position", .number)) { items, start, _ in
      offset(of: start, in: items.count).map { Array(items[$0...]) }
    },
    edit("sublist", .init("start position", .number), .init("length", .number)) {
      items,
      start,
      length in
      guard let offset = offset(of: start, in: items.count), let length = length.whole,
        (1...(items.count - offset)).contains(length)
      else { return nil }
      return Array(items[offset..<offset + length])
    },
    edit("insert before", position, .init("newItem", .any)) { items, position, newItem in
      guard let offset = offset(of: position, in: items.count) else { return nil }
      return items[..<offset] + [newItem] + items[offset...]
    },
    edit("remove", position) { items, position, _ in
      guard let offset = offset(of: position, in: items.count) else { return nil }
      return Array(items[..<offset] + items[(offset + 1)...])
    },
    edit("list replace", position, .init("newItem", .any)) { items, position, newItem in
      guard let offset = offset(of: position, in: items.count) else { return nil }
      return items[..<offset] + [newItem] + items[(offset + 1)...]
    },
    FeelFunction(
      "list replace",
      [
        list, .init("match", .function(parameters: [.any, .any], result: .boolean)),
        .init("newItem", .any),
      ],
      resultType: { .list(.item(of: [$0[0].itemType, $0[2]])).ifKnown(by: $0[1]) },
      body: .higherOrder { arguments, call in
        guard let items = arguments[0].items, case .function(let match) = arguments[1] else {
          return .null
        }
        var result = items
        for (index, item) in items.enumerated() {
          guard let isMatch = call(match, [item, arguments[2]]).truth else { return .null }
          if isMatch { result[index] = arguments[2] }
        }
        return .list(result)
      }
    ),
  ]

  private static let position = FeelFunction.Parameter("position", .number)

  /// How many items, or characters, stand before a position; nil where the position is none of `count`.
  static func offset(of position: Value, in count: Int) -> Int? {
    guard let position = position.whole, position != 0, position.magnitude <= count else {
      return nil
    }
    return position > 0 ? position - 1 : count + position
  }

  /// A function of a list, a position, and perhaps one more, that gives a list, or null where there is no such position.
  private static func edit(
    _ name: String,
    _ position: FeelFunction.Parameter,
    _ other: FeelFunction.Parameter? = nil,
    _ apply: @escaping @Sendable ([Value], _ position: Value, _ other: Value) -> [Value]?
  ) -> FeelFunction {
    let parameters = [list, position] + (other.map { [$0] } ?? [])
    return FeelFunction(
      name,
      parameters,
      resultType: { types in
        // What is inserted is an item; the length of a sublist is not.
        let inserted = parameters.indices.filter { parameters[$0].type == .any }.map { types[$0] }
        return .nullable(.list(.item(of: [types[0].itemType] + inserted)))
      },
      body: other == nil
        ? .binary { list, position in Value(list.items.flatMap { apply($0, position, .null) }) }
        : .ternary { list, position, other in
          Value(list.items.flatMap { apply($0, position, other) })
        }
    )
  }
}
