/// What a clock is set by: a fixed offset from UTC, or a place by its name.
public enum Zone: Hashable, Sendable {
  /// Seconds east of UTC; `Z` is 0.
  case offset(seconds: Int32)
  /// A name of the system's zone data: `Europe/Paris`.
  case named(String)
}
