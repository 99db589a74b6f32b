import Foundation

/// A disk in memory that is soon full.
struct SmallDisk {
  private struct Refusal: Error {}

  private let folder: ScratchFolder

  /// Whether this machine lets us mount one.
  static let isAvailable: Bool = {
    guard let disk = try? SmallDisk(kilobytes: 64) else { return false }
    disk.unmount()
    return true
  }()

  init(kilobytes: Int) throws {
    folder = try ScratchFolder()
    let mount = ["mount", "-t", "tmpfs", "-o", "size=\(kilobytes)k", "tmpfs", folder.path("")]
    guard try SmallDisk.run(mount) else { throw Refusal() }
  }

  var contents: [String] {
    get throws { try folder.contents }
  }

  func path(_ name: String) -> String { folder.path(name) }

  func unmount() {
    _ = try? SmallDisk.run(["umount", folder.path("")])
  }

  private static func run(_ arguments: [String]) throws -> Bool {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = arguments
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}
