/// A length of time as a person writes it: 26 hours.
public struct Age: Hashable, Sendable, CustomStringConvertible {
  /// The units, from the longest.
  public enum Unit: String, Hashable, Sendable, CaseIterable {
    /// 24 hours.
    case day
    /// 60 minutes.
    case hour
    /// 60 seconds.
    case minute
    /// A second.
    case second

    /// Its length.
    var seconds: Int {
      switch self {
      case .day: 86_400
      case .hour: 3_600
      case .minute: 60
      case .second: 1
      }
    }
  }

  /// How many of the unit.
  public let count: Int
  /// The unit.
  public let unit: Unit

  /// Its length in seconds.
  public var seconds: Int { count * unit.seconds }

  /// The count and the unit.
  public var description: String { counted(count, unit.rawValue) }

  /// Creates an age from "26 hours" or "1 day"; nil for anything else, and for more than 10,000 of a unit.
  public init?(_ text: String) {
    let parts = text.split(separator: " ")
    guard parts.count == 2, let count = Int(parts[0]), (1...10_000).contains(count),
      let unit = Unit.allCases.first(where: { parts[1] == $0.rawValue || parts[1] == "\($0)s" })
    else { return nil }
    self.count = count
    self.unit = unit
  }

  /// A time in the longest unit that it has two of, the rest left out.
  static func rounded(seconds: Int) -> String {
    let unit = Unit.allCases.first { seconds >= 2 * $0.seconds } ?? .second
    return counted(seconds / unit.seconds, unit.rawValue)
  }
}
