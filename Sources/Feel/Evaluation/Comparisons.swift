internal import Values

extension Operations {
  /// Whether `a op b`.
  ///
  /// Equality has two values on null: null equals null and nothing else; what has no order is neither less nor more, nor
  /// less or equal (10.3.2.15). Text compares by code point. Times and moments are equal in the same whole second, as the
  /// standard's `value` functions count them (tables 53 and 54); their order is that of their fractions, too.
  ///
  /// - Parameters:
  ///   - operation: The operator.
  ///   - a: The left operand.
  ///   - b: The right operand.
  /// - Returns: The answer; nil where the operands have different types or no order.
  public static func compare(_ operation: ComparisonOperator, _ a: Value, _ b: Value) -> Bool? {
    switch operation {
    case .equal: equal(a, b, to: second)
    case .notEqual: equal(a, b, to: second).map { !$0 }
    case .less: less(a, b)
    case .greater: less(b, a)
    case .lessOrEqual: less(b, a).map { !$0 }
    case .greaterOrEqual: less(a, b).map { !$0 }
    }
  }

  /// Whether two values are equal as items of lists are, which keep apart what differs by a fraction of a second;
  /// values of different types are not.
  static func isSameItem(_ a: Value, _ b: Value) -> Bool {
    equal(a, b, to: nanosecond) == true
  }

  /// How exactly `=` compares times, in nanoseconds.
  private static let second: Int128 = 1_000_000_000
  private static let nanosecond: Int128 = 1

  /// Whether a value is what the right side of `in` gives: in a range, an item of a list or in a range that is
  /// one, or equal (table 55).
  static func matches(_ value: Value, _ operand: Value) -> Bool? {
    switch operand {
    case .range(let range):
      if case .range(let other) = value { return equal(range, other, to: second) }
      return contains(range, value)
    case .list(let items):
      if case .list = value, equal(value, operand, to: second) == true { return true }
      return items.contains { matches(value, item: $0) }
    default: return equal(value, operand, to: second)
    }
  }

  /// Whether a value is an item, or in a range that is one.
  static func matches(_ value: Value, item: Value) -> Bool {
    if case .range(let range) = item, contains(range, value) == true { return true }
    return isSameItem(value, item)
  }

  /// Whether a range has a value; nil where they cannot be compared.
  public static func contains(_ range: ValueRange, _ value: Value) -> Bool? {
    isWithin(
      value,
      range.lower ?? .null,
      range.lowerIncluded,
      range.upper ?? .null,
      range.upperIncluded
    )
  }

  /// Whether a value lies between two bounds, of which a null one is open.
  static func isWithin(
    _ value: Value,
    _ lower: Value,
    _ lowerIncluded: Bool,
    _ upper: Value,
    _ upperIncluded: Bool
  ) -> Bool? {
    guard !value.isNull else { return nil }
    var isInside: Bool? = true
    if !lower.isNull {
      isInside = compare(lowerIncluded ? .lessOrEqual : .less, lower, value)
    }
    if !upper.isNull {
      isInside = both(isInside, compare(upperIncluded ? .lessOrEqual : .less, value, upper))
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

  private static func equal(_ a: Value, _ b: Value, to unit: Int128) -> Bool? {
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
    case (.time(let a), .time(let b)):
      compare(a, b) { $0.floored(to: unit) == $1.floored(to: unit) }
    case (.dateAndTime(let a), .dateAndTime(let b)):
      compare(a, b) { $0.floored(to: unit) == $1.floored(to: unit) }
    case (.function(let a), .function(let b)): equal(a, b, to: unit)
    case (.range(let a), .range(let b)): equal(a, b, to: unit)
    case (.list(let a), .list(let b)):
      a.count == b.count ? all(zip(a, b)) { equal($0, $1, to: unit) } : false
    case (.context(let a), .context(let b)): equal(a, b, to: unit)
    default: nil
    }
  }

  /// Functions are equal that have the same parameters, body and scope.
  private static func equal(
    _ a: FunctionValue,
    _ b: FunctionValue,
    to unit: Int128
  ) -> Bool? {
    switch (a, b) {
    case (.library(let a), .library(let b)): a == b
    case (.defined(let a, let aScope), .defined(let b, let bScope)):
      Lexer.normalised(a.text) == Lexer.normalised(b.text)
        ? equal(.list(aScope), .list(bScope), to: unit) : false
    default: false
    }
  }

  private static func equal(_ a: ValueRange, _ b: ValueRange, to unit: Int128) -> Bool? {
    guard a.lowerIncluded == b.lowerIncluded, a.upperIncluded == b.upperIncluded else {
      return false
    }
    return both(
      equal(a.lower ?? .null, b.lower ?? .null, to: unit),
      equal(a.upper ?? .null, b.upper ?? .null, to: unit)
    )
  }

  private static func equal(
    _ a: [Value.ContextEntry],
    _ b: [Value.ContextEntry],
    to unit: Int128
  ) -> Bool? {
    guard a.count == b.count else { return false }
    // Most have their entries in the same order; where not, the search for each must not take long.
    if zip(a, b).allSatisfy({ $0.name == $1.name }) {
      return all(zip(a, b)) { equal($0.value, $1.value, to: unit) }
    }
    let values = Dictionary(b.map { ($0.name, $0.value) }) { first, _ in first }
    return all(a) { entry in values[entry.name].map { equal(entry.value, $0, to: unit) } ?? false }
  }

  /// Three-valued `and` of what holds of items, which ends at the first of which it does not.
  private static func all<Items: Sequence>(
    _ items: Items,
    _ holds: (Items.Element) -> Bool?
  ) -> Bool? {
    var answer: Bool? = true
    for item in items {
      answer = both(answer, holds(item))
      if answer == false { break }
    }
    return answer
  }

  private static func less(_ a: Value, _ b: Value) -> Bool? {
    switch (a, b) {
    case (.number(let a), .number(let b)): a < b
    // UTF-8 sorts as its code points do.
    case (.string(let a), .string(let b)): a.utf8.lexicographicallyPrecedes(b.utf8)
    case (.date(let a), .date(let b)): a < b
    case (.time(let a), .time(let b)): compare(a, b, <)
    case (.dateAndTime(let a), .dateAndTime(let b)): compare(a, b, <)
    case (.daysAndTimeDuration(let a), .daysAndTimeDuration(let b)): a < b
    case (.yearsAndMonthsDuration(let a), .yearsAndMonthsDuration(let b)): a < b
    default: nil
    }
  }

  /// Compares times by their nanoseconds; one without a zone is taken to be in the other's (table 54).
  private static func compare(
    _ a: TimeOfDay,
    _ b: TimeOfDay,
    _ holds: (Int128, Int128) -> Bool
  ) -> Bool {
    let isLocal = a.zone == nil || b.zone == nil || a.zone == b.zone
    return holds(
      isLocal ? Int128(a.nanosecond) : a.nanosecondInUTC,
      isLocal ? Int128(b.nanosecond) : b.nanosecondInUTC
    )
  }

  /// Compares moments by their nanoseconds; one without a zone is taken to be in the other's (table 54).
  private static func compare(
    _ a: DateAndTime,
    _ b: DateAndTime,
    _ holds: (Int128, Int128) -> Bool
  ) -> Bool {
    let isLocal = a.time.zone == nil || b.time.zone == nil
    return holds(
      isLocal ? a.localNanoseconds : a.epochNanoseconds,
      isLocal ? b.localNanoseconds : b.epochNanoseconds
    )
  }
}

extension Int128 {
  /// How many whole units there are, rounded down.
  fileprivate func floored(to unit: Int128) -> Int128 {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: unit)
    return remainder < 0 ? quotient - 1 : quotient
  }
}

extension DateAndTime {
  /// Nanoseconds since 1970-01-01T00:00:00 on its own clock.
  var localNanoseconds: Int128 {
    Int128(date.dayNumber) * 86_400_000_000_000 + Int128(time.nanosecond)
  }
}

extension Value {
  /// Whether values of its type have an order.
  fileprivate var hasOrder: Bool { Operations.compare(.less, self, self) != nil }
}

extension ValueRange {
  /// Whether the range goes up: its bounds have an order, are of one type, and the start is not after the end.
  var isOrdered: Bool {
    guard lower?.hasOrder ?? true, upper?.hasOrder ?? true else { return false }
    guard let lower, let upper else { return true }
    return Operations.compare(.less, upper, lower) == false
  }
}
