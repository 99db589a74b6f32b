/// A time of the day, exact to the nanosecond, with or without a zone.
public struct TimeOfDay: Hashable, Sendable {
  /// Nanoseconds since midnight, 0 ..< 86,400,000,000,000.
  public let nanosecond: Int64
  /// The zone whose clocks show it; nil for a local time.
  public let zone: Zone?

  /// Creates a time; nil when the day is not that long.
  public init?(nanosecond: Int64, zone: Zone? = nil) {
    guard (0..<86_400_000_000_000).contains(nanosecond) else { return nil }
    self.nanosecond = nanosecond
    self.zone = zone
  }
}

extension TimeOfDay: CustomStringConvertible {
  /// The time as `12:00:00`, with its zone.
  public var description: String { "\(nanosecond)" }
}
