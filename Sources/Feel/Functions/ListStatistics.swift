internal import Values

/// The statistics of numbers, given as one list or one by one (table 75).
extension StandardFunctions {
  static let statistics =
    statistic("median", gives: .number, ofList: .nullable(.number)) { Value(median($0)) }
    + statistic("stddev", gives: .nullable(.number), ofList: .nullable(.number)) {
      Value(deviation($0))
    }
    + statistic("mode", gives: .list(.number), ofList: .list(.number)) { Value(mode($0)) }

  private static func statistic(
    _ name: String,
    gives result: FeelType,
    ofList listResult: FeelType,
    _ apply: @escaping @Sendable ([Decimal]) -> Value
  ) -> [FeelFunction] {
    let ofValues: @Sendable ([Value]) -> Value = { decimals($0).map(apply) ?? .null }
    return forms(
      name,
      "n",
      of: .number,
      gives: { _ in result },
      ofList: { _ in listResult },
      .any(ofValues),
      ofValues
    )
  }

  /// The numbers; nil where anything else is among them.
  private static func decimals(_ items: [Value]) -> [Decimal]? {
    let numbers = items.compactMap(\.decimal)
    return numbers.count == items.count ? numbers : nil
  }

  private static func mean(_ numbers: [Decimal]) -> Decimal? {
    guard !numbers.isEmpty else { return nil }
    return try? numbers.reduce(Decimal.zero) { try $0.adding($1) }.divided(
      by: Decimal(numbers.count)
    )
  }

  /// The middle number, or the mean of the two in the middle.
  private static func median(_ numbers: [Decimal]) -> Decimal? {
    guard !numbers.isEmpty else { return nil }
    let sorted = numbers.sorted()
    let middle = sorted.count / 2
    return sorted.count.isMultiple(of: 2)
      ? mean([sorted[middle - 1], sorted[middle]]) : sorted[middle]
  }

  /// The standard deviation of a sample; one number has none.
  private static func deviation(_ numbers: [Decimal]) -> Decimal? {
    guard numbers.count > 1, let mean = mean(numbers) else { return nil }
    return try? numbers.reduce(Decimal.zero) { sum, number in
      let difference = try number.subtracting(mean)
      return try sum.adding(difference.multiplied(by: difference))
    }.divided(by: Decimal(numbers.count - 1)).squareRoot()
  }

  /// The numbers that occur most often, in ascending order; none of none.
  private static func mode(_ numbers: [Decimal]) -> [Value] {
    let counts = numbers.reduce(into: [:]) { counts, number in counts[number, default: 0] += 1 }
    let most = counts.values.max()
    return counts.filter { $0.value == most }.keys.sorted().map(Value.number)
  }
}
