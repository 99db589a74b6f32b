/// Sorting by a function that says which of two items comes first (table 80).
extension StandardFunctions {
  static let sorting = [
    FeelFunction(
      "sort",
      [list, .init("precedes", .function(parameters: [.any, .any], result: .boolean))],
      resultType: { .list($0[0].itemType).ifKnown(by: $0[1]) },
      body: .higherOrder { arguments, call in
        guard let items = arguments[0].items, case .function(let precedes) = arguments[1] else {
          return .null
        }
        return Value(sorted(items[...]) { call(precedes, [$0, $1]).truth })
      }
    )
  ]

  /// The items in order, those of which neither precedes the other as they stood; nil where `precedes` does not know.
  ///
  /// Merging asks it of as few pairs as can be, and ends whatever it answers.
  private static func sorted(
    _ items: ArraySlice<Value>,
    _ precedes: (Value, Value) -> Bool?
  ) -> [Value]? {
    guard items.count > 1 else { return Array(items) }
    let middle = items.startIndex + items.count / 2
    guard var left = sorted(items[..<middle], precedes)?[...],
      var right = sorted(items[middle...], precedes)?[...]
    else { return nil }
    var result: [Value] = []
    result.reserveCapacity(items.count)
    while let first = left.first, let second = right.first {
      guard let isSecondFirst = precedes(second, first) else { return nil }
      result.append(isSecondFirst ? right.removeFirst() : left.removeFirst())
    }
    return result + left + right
  }
}

extension FeelType {
  /// The type, with null where the function that decides may give null, as it does for what it cannot compare.
  func ifKnown(by decision: FeelType) -> FeelType {
    if case .function(_, let result) = decision.nonNull, result.admitsNull { orNull } else { self }
  }
}
