import Glibc

/// How long property tests run.
public enum Soak {
  /// Whether the environment asks for the long form.
  public static let isOn = unsafe getenv("VOUCH_SOAK") != nil

  /// The seeds to try: the same few in the short form, many new ones in the long form.
  public static func seeds(short: UInt64, long: UInt64) -> some Sequence<UInt64> {
    let first = isOn ? UInt64.random(in: 0...UInt64.max / 2) : 1
    return first..<(first + (isOn ? long : short))
  }
}
