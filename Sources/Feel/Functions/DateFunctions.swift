public import Values

/// Functions of dates and times (tables 77, 79 and 82).
extension StandardFunctions {
  static let dates =
    [
      FeelFunction("is", .init("value1", .any), .init("value2", .any), gives: .boolean) { a, b in
        .boolean(a.isIdentical(to: b))
      }.lookingInside
    ]
    + ofDay("day of year", gives: .number) { .number(Decimal($0.dayOfYear)) }
    + ofDay("day of week", gives: .string) { .string(weekdays[$0.weekday - 1]) }
    + ofDay("month of year", gives: .string) { .string(months[$0.month - 1]) }
    + ofDay("week of year", gives: .number) { .number(Decimal($0.weekOfYear)) }

  /// The functions that tell the time, for a host that lets expressions ask for it; the standard library has none.
  ///
  /// - Parameter now: The moment that all expressions are told.
  /// - Returns: `now()` and `today()`.
  public static func clock(now: DateAndTime) -> [FeelFunction] {
    [
      FeelFunction("now", [], resultType: { _ in .dateAndTime }) { _ in .dateAndTime(now) },
      FeelFunction("today", [], resultType: { _ in .date }) { _ in .date(now.date) },
    ]
  }

  private static let weekdays = [
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
  ]

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]

  /// A function of a date, or of a moment's.
  private static func ofDay(
    _ name: String,
    gives result: FeelType,
    _ apply: @escaping @Sendable (CalendarDate) -> Value
  ) -> [FeelFunction] {
    [FeelType.date, .dateAndTime].map { type in
      FeelFunction(name, .init("date", type), gives: result) { $0.day.map(apply) ?? .null }
    }
  }
}

extension Value {
  /// Whether the values are the same element of the language's domain (10.3.2.2).
  ///
  /// Two clocks that show the same moment differently are equal, but not the same.
  fileprivate func isIdentical(to other: Value) -> Bool {
    switch (self, other) {
    case (.time(let a), .time(let b)): a == b
    case (.dateAndTime(let a), .dateAndTime(let b)): a == b
    case (.list(let a), .list(let b)):
      a.elementsEqual(b) { $0.isIdentical(to: $1) }
    case (.context(let a), .context(let b)):
      Value.areIdentical(a, b)
    case (.range(let a), .range(let b)):
      a.lowerIncluded == b.lowerIncluded && a.upperIncluded == b.upperIncluded
        && (a.lower ?? .null).isIdentical(to: b.lower ?? .null)
        && (a.upper ?? .null).isIdentical(to: b.upper ?? .null)
    default: isEqual(to: other)
    }
  }

  private static func areIdentical(_ a: [ContextEntry], _ b: [ContextEntry]) -> Bool {
    guard a.count == b.count else { return false }
    let values = Dictionary(b.map { ($0.name, $0.value) }) { first, _ in first }
    return a.allSatisfy { entry in values[entry.name]?.isIdentical(to: entry.value) ?? false }
  }
}
