internal import Synchronization

/// A zone of the system's zone data, such as `Europe/Paris`: what its clocks showed, show and will show.
public struct NamedZone: Hashable, Sendable {
  private let history: ZoneHistory

  /// The name, as it is written in the zone data.
  public var name: String { history.name }

  /// What was read already: only zones that exist, so that it stays small.
  private static let known = Mutex<[String: ZoneHistory]>([:])

  /// Finds a zone by its name; nil when the system has none of that name, or its file is damaged.
  ///
  /// The data are in the folder that the environment's `TZDIR` names, or in /usr/share/zoneinfo.
  public init?(_ name: String) {
    guard NamedZone.isWellFormed(name) else { return nil }
    if let history = NamedZone.known.withLock({ $0[name] }) {
      self.history = history
      return
    }
    guard let bytes = ZoneFile.bytes(name: name), let history = ZoneHistory(name: name, bytes)
    else {
      return nil
    }
    NamedZone.known.withLock { $0[name] = history }
    self.history = history
  }

  /// Compares by name.
  public static func == (a: NamedZone, b: NamedZone) -> Bool { a.name == b.name }

  /// Hashes the name.
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }

  /// The seconds east of UTC, at a moment in seconds since 1970-01-01T00:00:00Z.
  func offset(at seconds: Int) -> Int { history.offset(at: seconds) }

  /// The seconds east of UTC when the zone's clocks show a time, given in seconds since they showed 1970-01-01T00:00:00.
  ///
  /// A time that they skip is read as if they had not been put forward. A time that they show twice is the first,
  /// unless `isRepeated` says that it is the second.
  func offset(atLocal seconds: Int, isRepeated: Bool = false) -> Int {
    history.offset(atLocal: seconds, isRepeated: isRepeated)
  }

  /// Whether a text can be a name: `Area/Place`, each part begun by a capital letter, so that it never leads elsewhere.
  private static func isWellFormed(_ name: String) -> Bool {
    name.utf8.count <= 64
      && name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        .allSatisfy { part in
          guard let first = part.first, (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(first)
          else { return false }
          return part.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
              UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "+"),
              UInt8(ascii: "-"):
              true
            default: false
            }
          }
        }
  }
}
