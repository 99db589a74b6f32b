public import Extracts
internal import Glibc

/// The time, as a night is told it.
public struct Clock: Sendable {
  /// The present moment, in seconds since 1970.
  public var now: @Sendable () -> Int
  /// Lets some time pass.
  public var wait: @Sendable (Age) -> Void

  /// Creates a clock.
  public init(now: @escaping @Sendable () -> Int, wait: @escaping @Sendable (Age) -> Void) {
    self.now = now
    self.wait = wait
  }

  /// The system's clock.
  public static let system = Clock(
    now: { time(nil) },
    wait: { age in
      var rest = UInt32(age.seconds)
      // A signal ends a sleep early, and then it says how much is left.
      while rest > 0 { rest = sleep(rest) }
    }
  )
}
