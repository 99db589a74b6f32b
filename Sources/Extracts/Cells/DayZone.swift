public import Values

/// Which day a moment belongs to, where a source writes times.
public struct DayZone: Hashable, Sendable {
  /// The zone whose days are meant.
  public let days: Zone
  /// The zone of times that are written without an offset from UTC; nil where that is `days`.
  public let times: Zone?

  /// Creates the zone of days, and that of times where those are not the same.
  public init(days: Zone, times: Zone? = nil) {
    self.days = days
    self.times = times
  }

  /// The day of a moment.
  ///
  /// - Parameters:
  ///   - date: The day that is written.
  ///   - second: The seconds since its midnight, 86,400 at most.
  ///   - offset: The seconds east of UTC that are written behind the time; nil where none are.
  /// - Returns: The day that the zone of days has at that moment.
  func day(of date: CalendarDate, second: Int, offset: Int?) -> CalendarDate {
    guard let zone = offset.flatMap({ Int32(exactly: $0) }).map(Zone.offset) ?? times else {
      return date
    }
    let start = date.adding(days: second / 86_400)
    guard
      let time = TimeOfDay(nanosecond: Int64(second % 86_400) * 1_000_000_000, zone: zone),
      let moment = start.map({ DateAndTime(date: $0, time: time) }),
      let local = DateAndTime(epochNanoseconds: moment.epochNanoseconds, zone: days)
    else { return date }
    return local.date
  }
}
