import Foundation
import Testing

/// A program that was built beside these tests, or one of the system's.
enum Program {
  /// What a program said, and how it ended.
  struct Result {
    var code: Int32
    var output: String
    var errors: String
  }

  /// Where the build puts its products: the folder of the running tests.
  private static let products = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent()

  /// Runs the `vouch` that was built with these tests.
  static func vouch(_ arguments: [String], in folder: String = "/") throws -> Result {
    try run(products.appending(path: "vouch").path(), arguments, in: folder)
  }

  /// Runs the `sample-world` that was built with these tests.
  static func sampleWorld(_ arguments: [String]) throws -> Result {
    try run(products.appending(path: "sample-world").path(), arguments)
  }

  /// Runs a program of the system.
  static func system(_ arguments: [String]) throws -> Result {
    try run("/usr/bin/env", arguments)
  }

  private static func run(
    _ path: String,
    _ arguments: [String],
    in folder: String = "/"
  ) throws -> Result {
    let scratch = try Folder()
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    process.currentDirectoryURL = URL(filePath: folder)
    // The width that help is wrapped at.
    process.environment = ProcessInfo.processInfo.environment.merging(["COLUMNS": "80"]) { $1 }
    process.standardInput = FileHandle.nullDevice
    // Files, not pipes: however much is written, nobody waits for a reader.
    process.standardOutput = try scratch.newFile("output")
    process.standardError = try scratch.newFile("errors")
    try process.run()
    process.waitUntilExit()
    return Result(
      code: process.terminationStatus,
      output: try scratch.text("output"),
      errors: try scratch.text("errors")
    )
  }
}

/// A folder that is gone when nothing refers to it any more.
final class Folder: Sendable {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appending(path: "vouch-\(UUID().uuidString)")
      .path()
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Makes an empty file and opens it.
  func newFile(_ name: String) throws -> FileHandle {
    try Data().write(to: URL(filePath: "\(path)/\(name)"))
    return try #require(FileHandle(forWritingAtPath: "\(path)/\(name)"))
  }

  func text(_ name: String) throws -> String {
    try String(contentsOf: URL(filePath: "\(path)/\(name)"), encoding: .utf8)
  }

  func write(_ text: String, to name: String) throws {
    let url = URL(filePath: "\(path)/\(name)")
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    try Data(text.utf8).write(to: url)
  }

  /// Replaces a text that a file must hold.
  func edit(_ name: String, _ old: String, _ new: String) throws {
    let text = try text(name)
    try #require(text.contains(old))
    try write(text.replacingOccurrences(of: old, with: new), to: name)
  }
}

/// All files below a folder by relative path.
func contents(of folder: String) throws -> [String: Data] {
  var result: [String: Data] = [:]
  for name in try FileManager.default.subpathsOfDirectory(atPath: folder) {
    let url = URL(filePath: "\(folder)/\(name)")
    if try url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true {
      result[name] = try Data(contentsOf: url)
    }
  }
  return result
}
