public import Values

/// The values that texts of the language write.
public enum Literals {
  /// The date, time, moment or duration of `@"…"`.
  static func value(at text: String) -> Value? {
    if let (date, _) = date(text) { return .date(date) }
    if let moment = DateAndTime(iso: text) { return .dateAndTime(moment) }
    if let time = TimeOfDay(iso: text) { return .time(time) }
    return duration(text)
  }

  /// The day that a text writes, and the zone behind it, which XML Schema's dates may have: `2012-03-07Z`.
  public static func date(_ text: String) -> (day: CalendarDate, zone: Zone?)? {
    if let day = CalendarDate(iso: text) { return (day, nil) }
    let length = text.hasSuffix("Z") || text.hasSuffix("z") ? 1 : "+00:00".count
    guard let zone = Zone(iso: String(text.suffix(length))), case .offset = zone,
      let day = CalendarDate(iso: String(text.dropLast(length)))
    else { return nil }
    return (day, zone)
  }

  /// The duration that a text writes, of either kind.
  public static func duration(_ text: String) -> Value? {
    if let duration = YearMonthDuration(iso: text) { return .yearsAndMonthsDuration(duration) }
    return DayTimeDuration(iso: text).map(Value.daysAndTimeDuration)
  }
}
