@testable import Audit

/// A folder of its own for one test, removed after it.
final class TemporaryFolder {
  let path: String

  init(in parent: String = "/tmp") throws {
    path = "\(parent)/vouch-audit-\(UInt64.random(in: .min ... .max))"
    try Files.makeFolder(path)
  }

  deinit {
    do { try Files.removeTree(path) } catch { print("\(error)") }
  }

  func write(_ text: String, to name: String) throws {
    try Files.makeFolder(Files.folder(of: "\(path)/\(name)"))
    try Files.write(Array(text.utf8), to: "\(path)/\(name)")
  }

  /// The text of a file, nil where it is not there.
  func text(_ name: String) -> String? {
    (try? Files.read("\(path)/\(name)")).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The files below a folder, by path, with their texts; hidden ones left out.
  func files(below name: String = "") throws -> [String: String] {
    var found: [String: String] = [:]
    for entry in try Files.names(in: "\(path)/\(name)") where !entry.hasPrefix(".") {
      let child = name.isEmpty ? entry : "\(name)/\(entry)"
      if (try? Files.names(in: "\(path)/\(child)")) != nil {
        found.merge(try files(below: child)) { first, _ in first }
      } else {
        found[child] = text(child)
      }
    }
    return found
  }
}
