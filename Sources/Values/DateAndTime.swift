/// A moment as a calendar and a clock show it, with or without a zone (DMN 1.5, 10.3.2.3.6).
///
/// Two moments are equal where date, clock and zone are; compare `epochNanoseconds` to know which comes first.
public struct DateAndTime: Hashable, Sendable {
  /// The day.
  public let date: CalendarDate
  /// The time of the day, and its zone.
  public let time: TimeOfDay
  /// Whether the clock shows this time for the second time, because it was put back since.
  private let isRepeated: Bool

  /// Creates a moment; where the zone's clocks show it twice, it is the first time.
  public init(date: CalendarDate, time: TimeOfDay) {
    self.date = date
    self.time = time
    isRepeated = false
  }

  /// Creates the moment that lies this many nanoseconds after 1970-01-01T00:00:00Z, as a zone's clocks show it.
  ///
  /// Without a zone they are counted on the local clock. Nil where the calendar ends.
  public init?(epochNanoseconds: Int128, zone: Zone?) {
    let second = Int128(TimeOfDay.second)
    var local = epochNanoseconds
    var isRepeated = false
    switch zone {
    case nil: break
    case .offset(let seconds)?:
      let (sum, overflow) = local.addingReportingOverflow(Int128(seconds) * second)
      guard !overflow else { return nil }
      local = sum
    case .named(let named)?:
      guard DateAndTime.isInReach(local) else { return nil }
      let seconds = Int(floorQuotient(local, second))
      let offset = named.offset(at: seconds)
      isRepeated = named.offset(atLocal: seconds + offset) != offset
      local += Int128(offset) * second
    }
    guard DateAndTime.isInReach(local) else { return nil }
    let dayNumber = Int(floorQuotient(local, Int128(TimeOfDay.day)))
    guard CalendarDate.dayNumbers.contains(dayNumber) else { return nil }
    date = CalendarDate(dayNumber: dayNumber)
    time = TimeOfDay(wrapping: local, zone: zone)
    self.isRepeated = isRepeated
  }

  /// Whether nanoseconds lie in the calendar's years, or a few days outside.
  private static func isInReach(_ nanoseconds: Int128) -> Bool {
    nanoseconds.magnitude < UInt128(365_243_219_200) * UInt128(TimeOfDay.day)
  }

  /// The offset from UTC at this moment; nil for a local one.
  public var offset: DayTimeDuration? {
    offsetSeconds.map { DayTimeDuration(seconds: $0) }
  }

  private var offsetSeconds: Int? {
    switch time.zone {
    case nil: nil
    case .offset(let seconds)?: Int(seconds)
    case .named(let zone)?:
      zone.offset(
        atLocal: date.dayNumber * 86_400 + Int(time.nanosecond / TimeOfDay.second),
        isRepeated: isRepeated
      )
    }
  }

  /// Nanoseconds since 1970-01-01T00:00:00Z; a local moment counts as if its clock showed UTC.
  public var epochNanoseconds: Int128 {
    Int128(date.dayNumber) * Int128(TimeOfDay.day) + Int128(time.nanosecond)
      - Int128(offsetSeconds ?? 0) * Int128(TimeOfDay.second)
  }

  /// The moment a duration later, as the zone's clocks show it then; nil where the calendar ends.
  public func adding(_ duration: DayTimeDuration) -> DateAndTime? {
    let (sum, overflow) = epochNanoseconds.addingReportingOverflow(duration.nanoseconds)
    return overflow ? nil : DateAndTime(epochNanoseconds: sum, zone: time.zone)
  }

  /// The same time of the day some months later, or of the month's last day; nil where the calendar ends.
  public func adding(_ duration: YearMonthDuration) -> DateAndTime? {
    date.adding(months: duration.months).map { DateAndTime(date: $0, time: time) }
  }

  /// The duration from the other moment to this one; nil where only one of them has a zone.
  public func subtracting(_ other: DateAndTime) -> DayTimeDuration? {
    guard (time.zone == nil) == (other.time.zone == nil) else { return nil }
    return DayTimeDuration(nanoseconds: epochNanoseconds - other.epochNanoseconds)
  }
}

extension DateAndTime {
  /// Creates the moment that a text such as `2024-01-31T12:00:00` writes, with a zone or without one.
  ///
  /// The form is that of XML Schema's `dateTime`, or has a zone's name behind an `@`: `24:00:00` is the next day's
  /// midnight. Nil for anything else, a date alone included.
  public init?(iso text: String) {
    var reader = FieldReader(text)
    guard let date = reader.readDate(), reader.skip("T"), let clock = reader.readClock() else {
      return nil
    }
    var zone: Zone?
    if !reader.isAtEnd {
      zone = reader.readZone()
      guard zone != nil else { return nil }
    }
    guard let day = clock == TimeOfDay.day ? date.adding(days: 1) : date else { return nil }
    self.init(date: day, time: TimeOfDay(wrapping: Int128(clock), zone: zone))
  }
}

extension DateAndTime: CustomStringConvertible {
  /// The moment as `2024-01-31T12:00:00`, with its zone.
  public var description: String { "\(date)T\(time)" }
}

/// The quotient, rounded towards negative infinity.
private func floorQuotient(_ dividend: Int128, _ divisor: Int128) -> Int128 {
  let (quotient, remainder) = dividend.quotientAndRemainder(dividingBy: divisor)
  return remainder < 0 ? quotient - 1 : quotient
}
