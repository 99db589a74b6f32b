internal import Values

extension Interpreter {
  /// `value.name`: an entry of a context, or what the standard gives dates, times, durations and ranges
  /// (tables 65 to 67); null for what is not there.
  public static func entry(_ name: String, of value: Value) -> Value {
    switch value {
    case .context(let entries): entries.first { $0.name == name }?.value ?? .null
    case .date(let date): part(name, of: date)
    case .time(let time): part(name, of: time, offset: time.offset)
    case .dateAndTime(let moment): part(name, of: moment)
    case .yearsAndMonthsDuration(let duration):
      switch name {
      case "years": .number(Decimal(duration.months / 12))
      case "months": .number(Decimal(duration.months % 12))
      default: .null
      }
    case .daysAndTimeDuration(let duration): part(name, of: duration)
    case .range(let range): part(name, of: range)
    default: .null
    }
  }

  private static func part(_ name: String, of date: CalendarDate) -> Value {
    switch name {
    case "year": .number(Decimal(date.year))
    case "month": .number(Decimal(date.month))
    case "day": .number(Decimal(date.day))
    case "weekday": .number(Decimal(date.weekday))
    default: .null
    }
  }

  private static func part(
    _ name: String,
    of time: TimeOfDay,
    offset: DayTimeDuration?
  ) -> Value {
    switch name {
    case "hour": return .number(Decimal(time.hour))
    case "minute": return .number(Decimal(time.minute))
    case "second": return .number(seconds(time.second, time.nanosecondOfSecond))
    case "time offset": return offset.map(Value.daysAndTimeDuration) ?? .null
    case "timezone":
      guard case .named(let zone) = time.zone else { return .null }
      return .string(zone.name)
    default: return .null
    }
  }

  private static func part(_ name: String, of moment: DateAndTime) -> Value {
    let value = part(name, of: moment.date)
    return value.isNull ? part(name, of: moment.time, offset: moment.offset) : value
  }

  private static func part(_ name: String, of duration: DayTimeDuration) -> Value {
    let components = duration.components
    return switch name {
    case "days": .number(Decimal(components.days))
    case "hours": .number(Decimal(components.hours))
    case "minutes": .number(Decimal(components.minutes))
    case "seconds":
      .number(seconds(components.seconds, Int(duration.nanoseconds % 1_000_000_000)))
    default: .null
    }
  }

  private static func part(_ name: String, of range: ValueRange) -> Value {
    switch name {
    case "start": range.lower ?? .null
    case "end": range.upper ?? .null
    case "start included": .boolean(range.lowerIncluded)
    case "end included": .boolean(range.upperIncluded)
    default: .null
    }
  }

  /// Seconds and their fraction, with no more digits than it needs.
  private static func seconds(_ whole: Int, _ nanoseconds: Int) -> Decimal {
    var (count, exponent) = (Int128(whole) * 1_000_000_000 + Int128(nanoseconds), -9)
    while exponent < 0, count.isMultiple(of: 10) {
      count /= 10
      exponent += 1
    }
    return Decimal(coefficient: count, exponent: exponent)
  }
}
