internal import Findings

/// How a source tells that its files are complete.
public enum Completeness: Hashable, Sendable {
  /// Beside each file stands an empty one with `.done` after its name, written last.
  case doneMarker
  /// A list of the files with their SHA-256, as `sha256sum` writes it, at this path.
  case listed(in: String)
  /// Nothing has changed a file for so long.
  case unchanged(Age)

  /// What stands after the name of a file that is complete.
  public static let marker = ".done"

  /// How long the files must be watched before they are read.
  public var wait: Age? {
    if case .unchanged(let age) = self { age } else { nil }
  }

  /// Refuses files that are not complete, before they are read.
  ///
  /// - Parameters:
  ///   - paths: The files.
  ///   - states: What they are now.
  ///   - earlier: What they were before the wait, where there was one.
  /// - Throws: Where one of them is not complete.
  func check(
    _ paths: [String],
    _ states: [FileState],
    earlier: [FileState]?
  ) throws(ExtractError) {
    switch self {
    case .doneMarker:
      for (path, state) in zip(paths, states) { try Completeness.checkMarker(of: path, state) }
    case .listed(let list):
      let digests = try ChecksumList(list)
      for path in paths { _ = try digests.digest(of: path) }
      try digests.checkAllPresent()
    case .unchanged(let age):
      for (index, path) in paths.enumerated() where earlier?[index] != states[index] {
        throw incomplete(path, "it was still being written to within \(age)")
      }
    }
  }

  /// Refuses files whose bytes, now that they have been read, are not those listed.
  func check(_ paths: [String], _ files: [FileRecord]) throws(ExtractError) {
    guard case .listed(let list) = self else { return }
    let digests = try ChecksumList(list)
    for (path, file) in zip(paths, files) where try digests.digest(of: path) != file.sha256 {
      throw incomplete(path, "its SHA-256 is not the one that \(list) has for it")
    }
  }

  private static func checkMarker(of path: String, _ state: FileState) throws(ExtractError) {
    let marker: FileState
    do {
      marker = try FileState(of: path + Completeness.marker)
    } catch {
      throw incomplete(path, "there is no \(path.fileName)\(Completeness.marker) beside it yet")
    }
    if marker.isOlder(than: state) {
      throw incomplete(path, "\(path.fileName)\(Completeness.marker) is older than the file itself")
    }
  }
}

/// The refusal of a file that is not, or may not be, complete.
func incomplete(_ path: String, _ reason: String) -> ExtractError {
  ExtractError(
    .incomplete,
    file: path,
    message: "the file is not complete: \(reason); run again when it has been delivered"
  )
}
