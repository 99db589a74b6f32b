internal import Values

/// The statistics of lists of numbers (table 75).
extension StandardFunctions {
  static let statistics =
    aggregate("median", of: .number, gives: .number) { Value(median($0)) }
    + [
      FeelFunction("mode", .init("list", .list(.number)), gives: .list(.number)) { list in
        Value(list.items.flatMap(mode))
      },
      FeelFunction(
        "mode",
        [.init("n", .number)],
        isVariadic: true,
        resultType: { _ in .list(.number) },
        body: .any { Value(mode($0)) }
      ),
    ]

  /// The middle number, or the mean of the two in the middle.
  private static func median(_ items: [Value]) -> Decimal? {
    guard let numbers = decimals(items)?.sorted(), !numbers.isEmpty else { return nil }
    let upper = numbers[numbers.count / 2]
    guard numbers.count.isMultiple(of: 2) else { return upper }
    return try? numbers[numbers.count / 2 - 1].adding(upper).divided(by: Decimal(2))
  }

  /// The numbers that occur most often, in ascending order; none of none.
  private static func mode(_ items: [Value]) -> [Value]? {
    guard let numbers = decimals(items) else { return nil }
    let counts = numbers.reduce(into: [:]) { counts, number in counts[number, default: 0] += 1 }
    let most = counts.values.max()
    return counts.filter { $0.value == most }.keys.sorted().map(Value.number)
  }
}
