/// Where a row was read: a file and its 1-based line.
public struct Location: Hashable, Sendable, Comparable {
  /// The file's name, without its folder.
  public var file: String
  /// The 1-based line on which the row starts.
  public var line: Int

  /// Creates a location.
  public init(file: String, line: Int) {
    self.file = file
    self.line = line
  }

  /// Orders by file, then line.
  public static func < (a: Location, b: Location) -> Bool {
    (a.file, a.line) < (b.file, b.line)
  }
}
