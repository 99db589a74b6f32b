import Foundation
import TestSupport
import Testing

/// A copy of the sample county with the outputs of a finished night in `out`.
struct County {
  private static let audited = Result {
    let county = try Folder()
    try copy("\(ProjectFiles.root)/samples/kent", to: "\(county.path)/kent")
    let night = try Program.vouch(["audit"], in: "\(county.path)/kent")
    try #require(night.code == 0, "\(night.errors)")
    return (county, night.output)
  }

  let folder: Folder

  /// Makes a county of one's own.
  init() throws {
    folder = try Folder()
    try County.copy("\(County.audited.get().0.path)/kent", to: "\(folder.path)/kent")
  }

  private static func copy(_ from: String, to: String) throws {
    try FileManager.default.copyItem(atPath: from, toPath: to)
  }

  /// The county's folder, with `audit.yaml`.
  var path: String { "\(folder.path)/kent" }

  /// What the night before said.
  static var summary: String {
    get throws { try audited.get().1 }
  }

  /// The outputs by relative path.
  var outputs: [String: Data] {
    get throws { try contents(of: "\(path)/out") }
  }

  /// Runs one night.
  func audit(_ arguments: [String] = []) throws -> Program.Result {
    try Program.vouch(["audit"] + arguments, in: path)
  }

  /// Runs one night that must be refused, and demands that the outputs stay as they are.
  ///
  /// - Returns: The error.
  func refusedAudit(
    _ arguments: [String] = [],
    code: Int32,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> String {
    let before = try outputs
    let night = try audit(arguments)
    #expect(night.code == code, "\(night.errors)", sourceLocation: sourceLocation)
    #expect(night.output.isEmpty, sourceLocation: sourceLocation)
    let count = night.errors.split(separator: "\n").count { $0.lowercased().contains("error:") }
    #expect(count == 1, "\(night.errors)", sourceLocation: sourceLocation)
    let after = try outputs
    #expect(after == before, "the outputs changed", sourceLocation: sourceLocation)
    #expect(!after.isEmpty, sourceLocation: sourceLocation)
    return night.errors
  }
}
