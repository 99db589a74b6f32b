internal import Values

/// Conversions to dates, times and moments, and the months between two days (table 72).
extension StandardFunctions {
  static let temporalConversions =
    [
      FeelFunction("date", .init("from", .string), gives: .nullable(.date)) { from in
        from.text.flatMap(Literals.date).map { .date($0.day) } ?? .null
      },
      FeelFunction("date", .init("from", .date), gives: .date, date),
      FeelFunction("date", .init("from", .dateAndTime), gives: .date, date),
      FeelFunction(
        "date",
        .init("year", .number),
        .init("month", .number),
        .init("day", .number),
        gives: .nullable(.date)
      ) { year, month, day in
        guard let year = year.decimal?.intValue, let month = month.decimal?.intValue,
          let day = day.decimal?.intValue
        else { return .null }
        return CalendarDate(year: year, month: month, day: day).map(Value.date) ?? .null
      },
      FeelFunction("date and time", .init("from", .string), gives: .nullable(.dateAndTime)) {
        moment($0)
      },
      FeelFunction("time", .init("from", .string), gives: .nullable(.time)) { from in
        from.text.flatMap(TimeOfDay.init(iso:)).map(Value.time) ?? .null
      },
      FeelFunction("time", .init("from", .time), gives: .time) { $0 },
      FeelFunction("time", .init("from", .dateAndTime), gives: .time) { from in
        if case .dateAndTime(let moment) = from { .time(moment.time) } else { .null }
      },
      FeelFunction("time", .init("from", .date), gives: .time) { from in
        from == .null ? .null : midnight.map(Value.time) ?? .null
      },
      FeelFunction(
        "time",
        .init("hour", .number),
        .init("minute", .number),
        .init("second", .number),
        gives: .nullable(.time)
      ) { time(hour: $0, minute: $1, second: $2, zone: nil) },
      FeelFunction(
        "time",
        [
          .init("hour", .number), .init("minute", .number), .init("second", .number),
          .init("offset", .nullable(.daysAndTimeDuration)),
        ],
        resultType: { _ in .nullable(.time) },
        body: .quaternary { time(hour: $0, minute: $1, second: $2, offset: $3) }
      ),
    ]
    + [FeelType.date, .dateAndTime].map { type in
      FeelFunction(
        "date and time",
        .init("date", type),
        .init("time", .time),
        gives: .dateAndTime
      ) { date, time in
        guard let day = date.day, case .time(let time) = time else { return .null }
        return .dateAndTime(DateAndTime(date: day, time: time))
      }
    }
    + [FeelType.date, .dateAndTime].flatMap { from in
      [FeelType.date, .dateAndTime].map { to in
        FeelFunction(
          "years and months duration",
          .init("from", from),
          .init("to", to),
          gives: .yearsAndMonthsDuration
        ) { from, to in
          guard let from = from.day, let to = to.day else { return .null }
          return .yearsAndMonthsDuration(YearMonthDuration(months: wholeMonths(from, to)))
        }
      }
    }

  /// The time that a date has as a moment (10.3.2.3.6): midnight, by UTC.
  private static let midnight = TimeOfDay(nanosecond: 0, zone: .offset(seconds: 0))

  private static func date(_ from: Value) -> Value {
    from.day.map(Value.date) ?? .null
  }

  /// A date alone is its midnight, on no clock in particular unless it has a zone.
  private static func moment(_ from: Value) -> Value {
    guard let text = from.text else { return .null }
    if let moment = DateAndTime(iso: text) { return .dateAndTime(moment) }
    guard let (day, zone) = Literals.date(text),
      let midnight = TimeOfDay(nanosecond: 0, zone: zone)
    else { return .null }
    return .dateAndTime(DateAndTime(date: day, time: midnight))
  }

  private static func time(
    hour: Value,
    minute: Value,
    second: Value,
    offset: Value
  ) -> Value {
    guard case .daysAndTimeDuration(let offset) = offset else {
      return offset == .null ? time(hour: hour, minute: minute, second: second, zone: nil) : .null
    }
    guard let zone = Zone(offset: offset) else { return .null }
    return time(hour: hour, minute: minute, second: second, zone: zone)
  }

  private static func time(hour: Value, minute: Value, second: Value, zone: Zone?) -> Value {
    guard let hour = hour.decimal?.intValue, (0..<24).contains(hour),
      let minute = minute.decimal?.intValue, (0..<60).contains(minute),
      let rounded = try? second.decimal?.rounded(toScale: 9, .down),
      let nanosecond = rounded.scaled(toScale: 9), (0..<60_000_000_000).contains(nanosecond)
    else { return .null }
    let minutes = Int64(hour * 60 + minute)
    return TimeOfDay(nanosecond: minutes * 60_000_000_000 + nanosecond, zone: zone)
      .map(Value.time) ?? .null
  }

  /// The whole months between two dates: negative when the second is earlier.
  private static func wholeMonths(_ from: CalendarDate, _ to: CalendarDate) -> Int {
    guard from <= to else { return -wholeMonths(to, from) }
    let months = (to.year - from.year) * 12 + to.month - from.month
    return to.day < from.day ? months - 1 : months
  }
}
