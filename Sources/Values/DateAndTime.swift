/// A moment as a calendar and a clock show it, with or without a zone.
public struct DateAndTime: Hashable, Sendable {
  /// The day.
  public let date: CalendarDate
  /// The time of the day, and its zone.
  public let time: TimeOfDay

  /// Creates a moment.
  public init(date: CalendarDate, time: TimeOfDay) {
    self.date = date
    self.time = time
  }
}

extension DateAndTime: CustomStringConvertible {
  /// The moment as `2024-01-31T12:00:00`, with its zone.
  public var description: String { "\(date)T\(time)" }
}
