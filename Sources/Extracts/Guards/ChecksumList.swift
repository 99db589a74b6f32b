internal import Glibc

/// The files of a delivery with their SHA-256, as `sha256sum` writes them: one a line, digits, two spaces, name.
struct ChecksumList {
  private let path: String
  private let digests: [String: String]

  /// The longest list read.
  private static let longest = 1 << 24

  /// Reads a list.
  ///
  /// - Throws: Where it cannot be read, or a line of it is not understood.
  init(_ path: String) throws(ExtractError) {
    var file: StoredFile
    do {
      file = try StoredFile(path: path, isNamed: false)
    } catch {
      throw ExtractError(
        error.kind,
        file: path,
        message: error.message + "; by `complete` it lists the files that have been delivered whole"
      )
    }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = try file.read(into: &chunk, at: 0)
      if count == 0 { break }
      bytes += chunk[..<count]
      if bytes.count > ChecksumList.longest {
        throw ExtractError(
          .unreadable,
          file: path,
          message: "this is no list of files: it is too long"
        )
      }
    }
    self.path = path
    digests = try ChecksumList.parse(bytes, path)
  }

  private static func parse(_ bytes: [UInt8], _ path: String) throws(ExtractError) -> [String:
    String]
  {
    var digests: [String: String] = [:]
    for (index, line) in bytes.split(separator: lineFeed, omittingEmptySubsequences: false)
      .enumerated()
    {
      let text = String(
        decoding: line.last == carriageReturn ? line.dropLast() : line,
        as: UTF8.self
      )
      if text.isEmpty { continue }
      let digest = text.prefix(64)
      let rest = text.dropFirst(64)
      // The second mark says how sha256sum read the file, which makes no difference.
      guard digest.utf8.count == 64, digest.allSatisfy(\.isHexDigit),
        rest.hasPrefix("  ") || rest.hasPrefix(" *"), rest.utf8.count > 2
      else {
        throw ExtractError(
          .unreadable,
          file: path,
          line: index + 1,
          message: "the line is not a SHA-256 of 64 digits, two spaces and a file's name"
        )
      }
      let name = String(rest.dropFirst(2)).fileName
      if digests.updateValue(digest.lowercased(), forKey: name) != nil {
        throw ExtractError(
          .unreadable,
          file: path,
          line: index + 1,
          message: "\(name) is listed twice"
        )
      }
    }
    return digests
  }

  /// The digest listed for a file, by its name without its folder.
  func digest(of file: String) throws(ExtractError) -> String {
    guard let digest = digests[file.fileName] else {
      throw incomplete(file, "\(path) does not list it")
    }
    return digest
  }

  /// Refuses a list of which a file has not come.
  func checkAllPresent() throws(ExtractError) {
    let folder = path.dropLast(path.fileName.count)
    for name in digests.keys.sorted() where unsafe access("\(folder)\(name)", F_OK) != 0 {
      throw incomplete("\(folder)\(name)", "\(path) lists it, and it is not there")
    }
  }
}
