internal import Values

/// Which day has the number 0 in a workbook.
public enum DateSystem: Hashable, Sendable {
  /// Day 1 is 1 January 1900, and 1900 has a 29 February (day 60), which Lotus 1-2-3 took it to have.
  case from1900
  /// Day 0 is 1 January 1904.
  case from1904
}

/// Turns the numbers of cells into dates and times.
enum SerialDate {
  private static let millisecondsOfDay: Int128 = 86_400_000

  /// What a cell says whose number is shown by a format of this kind.
  static func value(_ number: Number, as kind: FormatKind, in system: DateSystem) -> CellValue {
    guard kind != .number else { return .number(number) }
    guard let milliseconds = milliseconds(number.written) else {
      return .fault(.impossibleDate(number))
    }
    if kind == .duration {
      return .duration(DayTimeDuration(nanoseconds: milliseconds * 1_000_000))
    }
    guard milliseconds >= 0 else { return .fault(.impossibleDate(number)) }
    let (day, rest) = milliseconds.quotientAndRemainder(dividingBy: millisecondsOfDay)
    let time = TimeOfDay(nanosecond: Int64(rest) * 1_000_000)
    if kind == .time, day == 0, let time { return .time(time) }
    guard let date = date(day: Int(day), in: system), let time else {
      return .fault(.impossibleDate(number))
    }
    return rest == 0 ? .date(date) : .dateAndTime(DateAndTime(date: date, time: time))
  }

  /// The number of days as milliseconds, a half away from zero; nil where no calendar reaches.
  private static func milliseconds(_ days: Decimal) -> Int128? {
    if days.exponent == 0 {
      return days.coefficient.magnitude < 10_000_000 ? days.coefficient * millisecondsOfDay : nil
    }
    guard days < Decimal(10_000_000), days > Decimal(-10_000_000),
      let scaled = try? days.rounded(toScale: 20, .halfUp), scaled.exponent <= 0
    else { return nil }
    var unit: Int128 = 1
    for _ in 0..<(-scaled.exponent) { unit *= 10 }
    let product = scaled.coefficient * millisecondsOfDay
    let (quotient, remainder) = product.quotientAndRemainder(dividingBy: unit)
    return remainder.magnitude * 2 >= unit.magnitude ? quotient + product.signum() : quotient
  }

  /// The day with this number, up to the last that spreadsheets have, 31 December 9999.
  private static func date(day: Int, in system: DateSystem) -> CalendarDate? {
    switch system {
    case .from1904:
      day <= 2_957_003 ? CalendarDate(dayNumber: day - 24_107) : nil
    case .from1900:
      switch day {
      case 1..<60: CalendarDate(dayNumber: day - 25_568)
      case 61...2_958_465: CalendarDate(dayNumber: day - 25_569)
      default: nil
      }
    }
  }
}
