@testable import Audit
import Foundation
import TestSupport
import Testing
import Values

/// A night that does not fit into memory says so before it reads anything.
@Suite struct `Memory that a night needs` {
  @Test func `is refused where one and a half times the text is not free`() {
    #expect(MemoryNeed.refusal(text: 1_000_000, available: 1_500_000) == nil)
    let reason = MemoryNeed.refusal(text: 1_500_000_000, available: 2_249_999_999)
    #expect(reason?.contains("they hold 1,500 MB of text") == true)
    #expect(reason?.contains("and 2,249 MB are free") == true)
    #expect(MemoryNeed.refusal(text: .max, available: .max) != nil)
  }

  @Test func `counts what a gzip file holds, not its own size`() throws {
    let folder = try TemporaryFolder()
    let text = String(repeating: "a,b\n", count: 50_000)
    try folder.write(text, to: "a.csv")
    let bytes = Array(text.utf8)
    var file = try GzipFile("\(folder.path)/b.csv.gz")
    try file.write(bytes)
    try file.finish()
    #expect(MemoryNeed.text(in: ["\(folder.path)/a.csv"]) == 200_000)
    #expect(MemoryNeed.text(in: ["\(folder.path)/b.csv.gz"]) == 200_000)
    #expect(MemoryNeed.text(in: ["\(folder.path)/missing.csv"]) == 0)
  }

  @Test func `is known on this system, where it says`() {
    guard FileManager.default.fileExists(atPath: "/proc/meminfo") else { return }
    #expect((MemoryNeed.available() ?? 0) > 0)
  }
}
