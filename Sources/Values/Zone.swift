/// What a clock is set by: a fixed offset from UTC, or a place by its name (DMN 1.5, 10.3.2.3.5).
public enum Zone: Hashable, Sendable {
  /// Seconds east of UTC, at most 14 hours either way; `Z` is 0.
  case offset(seconds: Int32)
  /// A zone of the system's zone data.
  case named(NamedZone)

  /// The most seconds that an offset has, either way: 14 hours, as in XML Schema.
  static let largestOffset = 14 * 3600

  /// Creates the zone that a text such as `Z` (or `z`), `+01:00`, `-02:45:55` or `@Europe/Paris` writes.
  ///
  /// Nil for anything else, for an offset of more than 14 hours, and for a name that the system's zone data do not have.
  public init?(iso text: String) {
    var reader = FieldReader(text)
    guard let zone = reader.readZone() else { return nil }
    self = zone
  }

  /// Creates a fixed offset; nil when it is no whole number of seconds, or more than 14 hours.
  public init?(offset: DayTimeDuration) {
    let (seconds, rest) = offset.nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
    guard rest == 0, seconds.magnitude <= Zone.largestOffset else { return nil }
    self = .offset(seconds: Int32(seconds))
  }
}

extension Zone: CustomStringConvertible {
  /// The zone as it is written behind a time: `Z`, `+01:00`, `@Europe/Paris`.
  public var description: String {
    switch self {
    case .offset(seconds: 0): return "Z"
    case .offset(let seconds):
      let size = Int(seconds.magnitude)
      let (hours, minutes, rest) = (size / 3600, size / 60 % 60, size % 60)
      return "\(seconds < 0 ? "-" : "+")\(twoDigits(hours)):\(twoDigits(minutes))"
        + (rest == 0 ? "" : ":\(twoDigits(rest))")
    case .named(let zone): return "@\(zone.name)"
    }
  }
}

extension FieldReader {
  /// Reads a zone, which is all that is left; nil when it is none.
  mutating func readZone() -> Zone? {
    if skip("@") { return NamedZone(readRest()).map(Zone.named) }
    if skip("Z") || skip("z") { return isAtEnd ? .offset(seconds: 0) : nil }
    let isWest = skip("-")
    guard isWest || skip("+"), let hours = readTwoDigits(), skip(":"),
      let minutes = readTwoDigits(), minutes < 60
    else { return nil }
    var seconds = hours * 3600 + minutes * 60
    if skip(":") {
      guard let rest = readTwoDigits(), rest < 60 else { return nil }
      seconds += rest
    }
    guard isAtEnd, seconds <= Zone.largestOffset else { return nil }
    return .offset(seconds: Int32(isWest ? -seconds : seconds))
  }
}
