internal import Values

extension Operations {
  /// Whether `a op b`.
  ///
  /// Equality has two values on null: null equals null and nothing else. Text compares by code point.
  ///
  /// - Parameters:
  ///   - operation: The operator.
  ///   - a: The left operand.
  ///   - b: The right operand.
  /// - Returns: The answer; nil where the operands have different types or no order.
  public static func compare(_ operation: ComparisonOperator, _ a: Value, _ b: Value) -> Bool? {
    switch operation {
    case .equal: equal(a, b)
    case .notEqual: equal(a, b).map { !$0 }
    case .less: less(a, b)
    case .greater: less(b, a)
    case .lessOrEqual: less(b, a).map { !$0 }
    case .greaterOrEqual: less(a, b).map { !$0 }
    }
  }

  /// Whether a range has a value; nil where they cannot be compared.
  public static func contains(_ range: ValueRange, _ value: Value) -> Bool? {
    guard value != .null else { return nil }
    var isInside: Bool? = true
    if let lower = range.lower {
      isInside = compare(range.lowerIncluded ? .lessOrEqual : .less, lower, value)
    }
    if let upper = range.upper {
      isInside = both(
        isInside,
        compare(range.upperIncluded ? .lessOrEqual : .less, value, upper)
      )
    }
    return isInside
  }

  /// Three-valued `and`.
  static func both(_ a: Bool?, _ b: Bool?) -> Bool? {
    if a == false || b == false { return false }
    return a == nil || b == nil ? nil : true
  }

  /// Three-valued `or`.
  static func either(_ a: Bool?, _ b: Bool?) -> Bool? {
    if a == true || b == true { return true }
    return a == nil || b == nil ? nil : false
  }

  private static func equal(_ a: Value, _ b: Value) -> Bool? {
    switch (a, b) {
    case (.null, .null): true
    case (.null, _), (_, .null): false
    case (.number(let a), .number(let b)): a == b
    // Swift's own equality takes canonically equivalent texts for equal; the language does not.
    case (.string(let a), .string(let b)): a.utf8.elementsEqual(b.utf8)
    case (.boolean(let a), .boolean(let b)): a == b
    case (.date(let a), .date(let b)): a == b
    case (.daysAndTimeDuration(let a), .daysAndTimeDuration(let b)): a == b
    case (.yearsAndMonthsDuration(let a), .yearsAndMonthsDuration(let b)): a == b
    case (.range(let a), .range(let b)): equal(a, b)
    case (.list(let a), .list(let b)):
      a.count == b.count
        ? zip(a, b).reduce(true) { both($0, equal($1.0, $1.1)) } : false
    case (.context(let a), .context(let b)): equal(a, b)
    default: nil
    }
  }

  private static func equal(_ a: ValueRange, _ b: ValueRange) -> Bool? {
    guard a.lowerIncluded == b.lowerIncluded, a.upperIncluded == b.upperIncluded else {
      return false
    }
    return both(
      equal(a.lower ?? .null, b.lower ?? .null),
      equal(a.upper ?? .null, b.upper ?? .null)
    )
  }

  private static func equal(_ a: [Value.ContextEntry], _ b: [Value.ContextEntry]) -> Bool? {
    guard a.count == b.count else { return false }
    return a.reduce(true) { result, entry in
      guard let other = b.first(where: { $0.name == entry.name }) else { return false }
      return both(result, equal(entry.value, other.value))
    }
  }

  private static func less(_ a: Value, _ b: Value) -> Bool? {
    switch (a, b) {
    case (.number(let a), .number(let b)): a < b
    // UTF-8 sorts as its code points do.
    case (.string(let a), .string(let b)): a.utf8.lexicographicallyPrecedes(b.utf8)
    case (.date(let a), .date(let b)): a < b
    case (.daysAndTimeDuration(let a), .daysAndTimeDuration(let b)): a < b
    case (.yearsAndMonthsDuration(let a), .yearsAndMonthsDuration(let b)): a < b
    default: nil
    }
  }
}
