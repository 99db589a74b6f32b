internal import Glibc
internal import Sheets

/// The length of a file and when it was last changed, by which a change is noticed.
public struct FileState: Hashable, Sendable {
  /// Its length in bytes.
  public let size: Int
  /// When it was last changed, in seconds since 1970.
  public let modified: Int
  /// The nanoseconds of that second.
  private let nanoseconds: Int

  /// Looks at a file.
  ///
  /// - Throws: Where it cannot be looked at.
  public init(of path: String) throws(ExtractError) {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else {
      throw ExtractError(
        .unreadable,
        file: path,
        message: OrdinaryFile.explanation(of: errno, "looked at")
      )
    }
    size = Int(status.st_size)
    modified = status.st_mtim.tv_sec
    nanoseconds = status.st_mtim.tv_nsec
  }

  /// Whether it was last changed before another file was.
  func isOlder(than other: FileState) -> Bool {
    (modified, nanoseconds) < (other.modified, other.nanoseconds)
  }

  /// Looks at several files.
  ///
  /// - Throws: Where one of them cannot be looked at.
  public static func all(_ paths: [String]) throws(ExtractError) -> [FileState] {
    var states: [FileState] = []
    for path in paths { states.append(try FileState(of: path)) }
    return states
  }
}
