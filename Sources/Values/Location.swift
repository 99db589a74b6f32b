/// Where a row was read: a file, a sheet where it has any, and the 1-based line or row.
public struct Location: Hashable, Sendable, Comparable {
  /// The file's name, without its folder but where another file of the source has the same name.
  public var file: String
  /// The sheet's name; nil for a file that has none.
  public var sheet: String?
  /// The 1-based line on which the row starts; in a sheet, its row.
  public var line: Int

  /// Creates a location.
  public init(file: String, sheet: String? = nil, line: Int) {
    self.file = file
    self.sheet = sheet
    self.line = line
  }

  /// Orders by file, then sheet, then line.
  public static func < (a: Location, b: Location) -> Bool {
    (a.file, a.sheet ?? "", a.line) < (b.file, b.sheet ?? "", b.line)
  }
}
