/// A time of the day, exact to the nanosecond, with or without a zone (DMN 1.5, 10.3.2.3.5).
///
/// Two times are equal where clock and zone are; `subtracting` compares times of different offsets.
public struct TimeOfDay: Hashable, Sendable {
  /// Nanoseconds since midnight, 0 ..< 86,400,000,000,000.
  public let nanosecond: Int64
  /// The zone whose clocks show it; nil for a local time.
  public let zone: Zone?

  static let second: Int64 = 1_000_000_000
  /// The nanoseconds of a day.
  static let day: Int64 = 86_400 * second

  /// Creates a time; nil when the day is not that long.
  public init?(nanosecond: Int64, zone: Zone? = nil) {
    guard (0..<TimeOfDay.day).contains(nanosecond) else { return nil }
    self.nanosecond = nanosecond
    self.zone = zone
  }

  /// Creates a time from what a clock shows; nil where no clock shows it.
  public init?(hour: Int, minute: Int, second: Int, nanosecond: Int = 0, zone: Zone? = nil) {
    guard (0..<24).contains(hour), (0..<60).contains(minute), (0..<60).contains(second),
      (0..<1_000_000_000).contains(nanosecond)
    else { return nil }
    self.nanosecond =
      Int64(hour * 3600 + minute * 60 + second) * TimeOfDay.second + Int64(nanosecond)
    self.zone = zone
  }

  /// Creates a time from nanoseconds of any day, of which whole days do not count.
  init(wrapping nanoseconds: Int128, zone: Zone?) {
    let rest = Int64(nanoseconds % Int128(TimeOfDay.day))
    nanosecond = rest < 0 ? rest + TimeOfDay.day : rest
    self.zone = zone
  }

  /// The hour, 0 to 23.
  public var hour: Int { Int(nanosecond / TimeOfDay.second / 3600) }
  /// The minute, 0 to 59.
  public var minute: Int { Int(nanosecond / TimeOfDay.second / 60 % 60) }
  /// The whole second, 0 to 59.
  public var second: Int { Int(nanosecond / TimeOfDay.second % 60) }
  /// The nanoseconds of the second.
  public var nanosecondOfSecond: Int { Int(nanosecond % TimeOfDay.second) }

  /// The offset from UTC; nil for a local time, and for a named zone, whose offset depends on the date.
  public var offset: DayTimeDuration? {
    guard case .offset(let seconds)? = zone else { return nil }
    return DayTimeDuration(seconds: Int(seconds))
  }

  /// The time that the clock shows a duration later, round midnight.
  public func adding(_ duration: DayTimeDuration) -> TimeOfDay {
    TimeOfDay(
      wrapping: duration.nanoseconds % Int128(TimeOfDay.day) + Int128(nanosecond),
      zone: zone
    )
  }

  /// The nanosecond of the day in UTC, from which it may be a day away; for a local time, that of its clock.
  ///
  /// A named zone has no offset without a date: it is taken at that of 1970-01-01, so that the answer does not depend on
  /// the day it is asked.
  public var nanosecondInUTC: Int128 {
    DateAndTime(date: CalendarDate(dayNumber: 0), time: self).epochNanoseconds
  }

  /// The duration from the other time to this one, on the same day; nil where only one of them has a zone.
  public func subtracting(_ other: TimeOfDay) -> DayTimeDuration? {
    guard (zone == nil) == (other.zone == nil) else { return nil }
    return DayTimeDuration(nanoseconds: nanosecondInUTC - other.nanosecondInUTC)
  }
}

extension TimeOfDay {
  /// Creates the time that a text such as `12:00:00`, `23:59:00.123Z` or `12:00:00@Europe/Paris` writes.
  ///
  /// The form is that of XML Schema's `time`, or has a zone's name behind an `@`. More than nine decimals are cut off;
  /// `24:00:00` is midnight, as it is there. Nil for anything else.
  public init?(iso text: String) {
    var reader = FieldReader(text)
    guard let clock = reader.readClock() else { return nil }
    var zone: Zone?
    if !reader.isAtEnd {
      zone = reader.readZone()
      guard zone != nil else { return nil }
    }
    self.init(wrapping: Int128(clock), zone: zone)
  }
}

extension FieldReader {
  /// Reads hours, minutes and seconds: nanoseconds since midnight, a whole day's for `24:00:00`.
  mutating func readClock() -> Int64? {
    guard let hour = readTwoDigits(), skip(":"), let minute = readTwoDigits(), skip(":"),
      let second = readTwoDigits(), let fraction = readFraction(), minute < 60, second < 60
    else { return nil }
    let nanosecond = Int64(hour * 3600 + minute * 60 + second) * TimeOfDay.second + fraction
    return nanosecond <= TimeOfDay.day ? nanosecond : nil
  }
}

extension TimeOfDay: CustomStringConvertible {
  /// The time as `12:00:00`, with as many decimals as it needs, and its zone.
  public var description: String {
    "\(twoDigits(hour)):\(twoDigits(minute)):\(twoDigits(second))"
      + fractionText(of: nanosecondOfSecond) + (zone?.description ?? "")
  }
}

/// A point and the decimals of some nanoseconds, without zeros at the end; nothing for none.
func fractionText(of nanoseconds: Int) -> String {
  guard nanoseconds != 0 else { return "" }
  let digits = String(nanoseconds + 1_000_000_000).dropFirst()
  return ".\(digits.dropLast(digits.reversed().prefix { $0 == "0" }.count))"
}
