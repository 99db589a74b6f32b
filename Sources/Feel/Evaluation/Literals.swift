internal import Values

/// The values that texts of the language write.
enum Literals {
  /// The date, time, moment or duration of `@"…"`.
  static func value(at text: String) -> Value? {
    if let date = CalendarDate(iso: text) { return .date(date) }
    if let moment = DateAndTime(iso: text) { return .dateAndTime(moment) }
    if let time = TimeOfDay(iso: text) { return .time(time) }
    return duration(text)
  }

  /// The duration that a text writes, of either kind.
  static func duration(_ text: String) -> Value? {
    if let duration = YearMonthDuration(iso: text) { return .yearsAndMonthsDuration(duration) }
    return DayTimeDuration(iso: text).map(Value.daysAndTimeDuration)
  }
}
