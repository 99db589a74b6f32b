import Foundation
import Testing

/// The dynamic linker tells each start of a program where it is asked to.
@Suite struct `Large pages` {
  private let county: County

  init() throws { county = try County() }

  @Test func `make a large night start once more, which then ends as it would have`() throws {
    try enlarge()
    let night = try audit()
    #expect(starts(night) == 2, "\(night.errors)")
    #expect(night.code == 3, "\(night.errors)")
    #expect(night.errors.contains("waivers.csv:"), "\(night.errors)")
  }

  @Test func `leave a small night alone`() throws {
    let night = try audit()
    #expect(starts(night) == 1, "\(night.errors)")
    #expect(night.code == 0, "\(night.errors)")
  }

  @Test func `leave a night alone for which the C library is set already`() throws {
    try enlarge()
    let night = try audit(["GLIBC_TUNABLES": "glibc.malloc.hugetlb=0"])
    #expect(starts(night) == 1, "\(night.errors)")
    #expect(night.code == 3, "\(night.errors)")
  }

  /// Lengthens a register to 150 MB, which is refused for what is in it and takes no room on the disk.
  private func enlarge() throws {
    let file = try FileHandle(
      forWritingTo: URL(filePath: "\(county.path)/registers/waivers.csv")
    )
    try file.truncate(atOffset: 150_000_000)
    try file.close()
  }

  private func audit(_ settings: [String: String] = [:]) throws -> Program.Result {
    try county.audit(environment: settings.merging(["LD_DEBUG": "statistics"]) { $1 })
  }

  private func starts(_ night: Program.Result) -> Int {
    night.errors.components(separatedBy: "total startup time in dynamic loader").count - 1
  }
}
