import Foundation
import TestSupport
import Testing

/// What goes wrong gives one error, in its place, and the outputs of the night before stay.
@Suite struct `A night that cannot be finished` {
  private let county: County

  init() throws { county = try County() }

  // MARK: Configuration and rules: exit code 2

  @Test func `names the place of a field that is misspelt in a rule`() throws {
    try bringOwnRule(reason: "Ours looks at other statuses.")
    try county.folder.edit(ownRule, "framework.framework_id", "framework.framework_idd")
    let error = try county.refusedAudit(code: 2)
    let text = try county.folder.text(ownRule)
    let line = try #require(
      text.split(separator: "\n", omittingEmptySubsequences: false)
        .firstIndex { $0.contains("framework_idd") }
    )
    #expect(error.contains("local/governance/dpia-not-in-place.yaml:\(line + 1):"), "\(error)")
    #expect(error.contains("did you mean `framework_id`?"), "\(error)")
  }

  @Test func `wants a reason where a rule replaces a bundled one`() throws {
    try bringOwnRule(reason: nil)
    let error = try county.refusedAudit(code: 2)
    #expect(error.contains("local/governance/dpia-not-in-place.yaml"), "\(error)")
    #expect(error.contains("no reason is given"), "\(error)")
  }

  @Test func `wants a reason where a dataset replaces a bundled one`() throws {
    let bundled = "\(ProjectFiles.root)/rules/datasets/suspensions.yaml"
    let text = try String(contentsOf: URL(filePath: bundled), encoding: .utf8)
    try county.folder.write(text, to: "kent/local/datasets/suspensions.yaml")
    try county.folder.edit("kent/audit.yaml", "rules: [bundled]", "rules: [bundled, local/]")
    let error = try county.refusedAudit(code: 2)
    #expect(error.contains("local/datasets/suspensions.yaml"), "\(error)")
    #expect(error.contains("it replaces the dataset"), "\(error)")
  }

  @Test func `runs a rule that replaces a bundled one for a reason`() throws {
    try bringOwnRule(reason: "Ours looks at other statuses.")
    let night = try county.audit()
    #expect(night.code == 0, "\(night.errors)")
  }

  @Test func `says that there is no configuration, and how to get one`() throws {
    try FileManager.default.removeItem(atPath: "\(county.path)/audit.yaml")
    let error = try county.refusedAudit(code: 2)
    #expect(error.contains("audit.yaml"), "\(error)")
    #expect(error.contains("vouch init"), "\(error)")
  }

  @Test func `names the place of a key that the configuration does not have`() throws {
    try county.folder.edit("kent/audit.yaml", "annual: 52 weeks", "anual: 52 weeks")
    let error = try county.refusedAudit(code: 2)
    #expect(error.contains("audit.yaml:"), "\(error)")
    #expect(error.contains("did you mean \"annual\"?"), "\(error)")
  }

  @Test(arguments: ["29/09/2024", "2024-02-30", "yesterday"])
  func `refuses a day that is none`(day: String) throws {
    let error = try county.refusedAudit(["--as-at", day], code: 2)
    #expect(error.contains(day), "\(error)")
  }

  @Test func `refuses a severity that is none`() throws {
    let error = try county.refusedAudit(["--fail-on", "dreadful"], code: 2)
    #expect(error.contains("critical, high, medium, low, info"), "\(error)")
  }

  // MARK: Extracts: exit code 3

  @Test func `names a column that the file does not have`() throws {
    try county.folder.edit("kent/audit.yaml", "weekly_cost: Weekly Cost", "weekly_cost: Week Cost")
    let error = try county.refusedAudit(code: 3)
    #expect(error.contains("extracts/placements.csv.gz"), "\(error)")
    #expect(error.contains("Week Cost"), "\(error)")
  }

  @Test func `names a file that is a folder`() throws {
    let path = "\(county.path)/extracts/payments.csv.gz"
    try FileManager.default.removeItem(atPath: path)
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    let error = try county.refusedAudit(code: 3)
    #expect(error.contains("extracts/payments.csv.gz"), "\(error)")
  }

  @Test func `names a file that is missing`() throws {
    try FileManager.default.removeItem(atPath: "\(county.path)/registers/providers.csv")
    let error = try county.refusedAudit(code: 3)
    #expect(error.contains("registers/providers.csv"), "\(error)")
  }

  @Test(arguments: ["cut short", "changed inside"])
  func `names a compressed file that is broken`(how: String) throws {
    let url = URL(filePath: "\(county.path)/extracts/payments.csv.gz")
    var bytes = try Data(contentsOf: url)
    if how == "cut short" {
      bytes.removeLast(bytes.count / 2)
    } else {
      bytes[bytes.count / 2] ^= 0xFF
    }
    try bytes.write(to: url)
    let error = try county.refusedAudit(code: 3)
    #expect(error.contains("extracts/payments.csv.gz"), "\(error)")
  }

  @Test func `stops at a register with a row too many that cannot be read`() throws {
    let path = "kent/registers/providers.csv"
    let text = try county.folder.text(path)
    try county.folder.write(text + "one cell too few\n", to: path)
    let error = try county.refusedAudit(code: 3)
    let line = text.count { $0.isNewline } + 1
    #expect(error.contains("providers.csv:\(line)"), "\(error)")
  }

  // MARK: Outputs: exit code 4

  @Test func `says that a file stands where the outputs should go`() throws {
    try county.folder.write("", to: "kent/file")
    let error = try county.refusedAudit(["--out", "\(county.path)/file/out"], code: 4)
    #expect(error.contains("file/out"), "\(error)")
  }

  @Test(.enabled(if: SmallDisk.isAvailable, "needs the right to mount a tmpfs"))
  func `leaves what is there when the disk is full`() throws {
    let out = "\(county.path)/out"
    let size = try county.outputs.values.reduce(0) { $0 + $1.count }
    try FileManager.default.moveItem(atPath: out, toPath: "\(county.path)/kept")
    // Room for last night's outputs, but not for another night beside them.
    try SmallDisk.mount(at: out, bytes: size + size / 2)
    defer { SmallDisk.unmount(out) }
    for name in try FileManager.default.contentsOfDirectory(atPath: "\(county.path)/kept") {
      try FileManager.default.copyItem(
        atPath: "\(county.path)/kept/\(name)",
        toPath: "\(out)/\(name)"
      )
    }
    let error = try county.refusedAudit(code: 4)
    #expect(error.contains("No space left on device"), "\(error)")
    #expect(error.contains("contracts/contracts.xlsx: error:"), "\(error)")
  }

  // MARK: -

  private let ownRule = "kent/local/governance/dpia-not-in-place.yaml"

  private func bringOwnRule(reason: String?) throws {
    let bundled = "\(ProjectFiles.root)/rules/governance/dpia-not-in-place.yaml"
    let text = try String(contentsOf: URL(filePath: bundled), encoding: .utf8)
    try county.folder.write(text, to: ownRule)
    let overrides = reason.map { "\noverrides:\n  dpia-not-in-place: \($0)" } ?? ""
    try county.folder.edit(
      "kent/audit.yaml",
      "rules: [bundled]",
      "rules: [bundled, local/]\(overrides)"
    )
  }
}

/// A disk in memory that is soon full.
private enum SmallDisk {
  /// Whether this machine lets us mount one.
  static let isAvailable: Bool = {
    guard let folder = try? Folder(), (try? mount(at: folder.path, bytes: 65_536)) != nil else {
      return false
    }
    unmount(folder.path)
    return true
  }()

  static func mount(at path: String, bytes: Int) throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    let result = try Program.system(
      ["mount", "-t", "tmpfs", "-o", "size=\(bytes)", "tmpfs", path]
    )
    if result.code != 0 { throw CocoaError(.fileWriteNoPermission) }
  }

  static func unmount(_ path: String) {
    _ = try? Program.system(["umount", path])
  }
}
