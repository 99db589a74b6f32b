internal import Values

extension Operations {
  /// Whether `a op b`.
  ///
  /// Equality has two values on null: null equals null and nothing else. Text compares by code point, times and
  /// moments by whole seconds, as the standard's `value` functions count them (tables 53 and 54).
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
    case .lessOrEqual: less(b, a).map { !$0 } ?? equalOrUnknown(a, b)
    case .greaterOrEqual: less(a, b).map { !$0 } ?? equalOrUnknown(a, b)
    }
  }

  /// `null or a = b`: what is left of `a < b or a = b`, which `a <= b` is defined as, where there is no order.
  private static func equalOrUnknown(_ a: Value, _ b: Value) -> Bool? {
    equal(a, b) == true ? true : nil
  }

  /// Whether a value is what the right side of `in` gives: in a range, an item of a list or in a range that is
  /// one, or equal (table 55).
  static func matches(_ value: Value, _ operand: Value) -> Bool? {
    switch operand {
    case .range(let range):
      if case .range(let other) = value { return equal(range, other) }
      return contains(range, value)
    case .list(let items):
      if case .list = value, equal(value, operand) == true { return true }
      return items.contains { item in
        if case .range(let range) = item { return contains(range, value) == true }
        return equal(value, item) == true
      }
    default: return equal(value, operand)
    }
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
    case (.time(let a), .time(let b)): seconds(a, b, ==)
    case (.dateAndTime(let a), .dateAndTime(let b)): seconds(a, b, ==)
    case (.function(let a), .function(let b)): equal(a, b)
    case (.range(let a), .range(let b)): equal(a, b)
    case (.list(let a), .list(let b)):
      a.count == b.count ? all(zip(a, b)) { equal($0, $1) } : false
    case (.context(let a), .context(let b)): equal(a, b)
    default: nil
    }
  }

  /// Functions are equal that have the same parameters, body and scope.
  private static func equal(_ a: FunctionValue, _ b: FunctionValue) -> Bool? {
    switch (a, b) {
    case (.library(let a), .library(let b)): a == b
    case (.defined(let a, let aScope), .defined(let b, let bScope)):
      Lexer.normalised(a.text) == Lexer.normalised(b.text)
        ? equal(.list(aScope), .list(bScope)) : false
    default: false
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
    // Most have their entries in the same order; where not, the search for each must not take long.
    if zip(a, b).allSatisfy({ $0.name == $1.name }) {
      return all(zip(a, b)) { equal($0.value, $1.value) }
    }
    let values = Dictionary(b.map { ($0.name, $0.value) }) { first, _ in first }
    return all(a) { entry in values[entry.name].map { equal(entry.value, $0) } ?? false }
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
    case (.time(let a), .time(let b)): seconds(a, b, <)
    case (.dateAndTime(let a), .dateAndTime(let b)): seconds(a, b, <)
    case (.daysAndTimeDuration(let a), .daysAndTimeDuration(let b)): a < b
    case (.yearsAndMonthsDuration(let a), .yearsAndMonthsDuration(let b)): a < b
    default: nil
    }
  }

  /// Compares times by whole seconds; one without a zone is taken to be in the other's (table 54).
  private static func seconds(
    _ a: TimeOfDay,
    _ b: TimeOfDay,
    _ holds: (Int128, Int128) -> Bool
  ) -> Bool {
    let isLocal = a.zone == nil || b.zone == nil || a.zone == b.zone
    return holds(
      (isLocal ? Int128(a.nanosecond) : a.standardNanosecond).wholeSeconds,
      (isLocal ? Int128(b.nanosecond) : b.standardNanosecond).wholeSeconds
    )
  }

  /// Compares moments by whole seconds; one without a zone is taken to be in the other's (table 54).
  private static func seconds(
    _ a: DateAndTime,
    _ b: DateAndTime,
    _ holds: (Int128, Int128) -> Bool
  ) -> Bool {
    let isLocal = a.time.zone == nil || b.time.zone == nil
    return holds(
      (isLocal ? a.localNanoseconds : a.epochNanoseconds).wholeSeconds,
      (isLocal ? b.localNanoseconds : b.epochNanoseconds).wholeSeconds
    )
  }
}

extension BinaryInteger {
  /// Nanoseconds as seconds, rounded down.
  fileprivate var wholeSeconds: Self {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: 1_000_000_000)
    return remainder < 0 ? quotient - 1 : quotient
  }
}

extension DateAndTime {
  /// Nanoseconds since 1970-01-01T00:00:00 on its own clock.
  fileprivate var localNanoseconds: Int128 {
    Int128(date.dayNumber) * 86_400_000_000_000 + Int128(time.nanosecond)
  }
}

extension TimeOfDay {
  /// The nanosecond of the day in UTC; a named zone, which has no offset without a date, is taken at that of
  /// 1970-01-01, so that the answer does not depend on the day it is asked.
  fileprivate var standardNanosecond: Int128 {
    DateAndTime(date: CalendarDate(dayNumber: 0), time: self).epochNanoseconds
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
