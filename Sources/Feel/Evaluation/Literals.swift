internal import Values

/// The values that texts of the language write.
enum Literals {
  /// The date or duration of `@"…"`.
  static func value(at text: String) -> Value? {
    if let date = CalendarDate(iso: text) { return .date(date) }
    return duration(text)
  }

  /// The duration that a text writes, of either kind.
  static func duration(_ text: String) -> Value? {
    if let duration = YearMonthDuration(iso: text) { return .yearsAndMonthsDuration(duration) }
    return DayTimeDuration(iso: text).map(Value.daysAndTimeDuration)
  }
}
