import Foundation
import TestSupport
import Testing

@Suite struct `The architecture` {
  private static let sources = "\(ProjectFiles.root)/Sources"

  @Test func `lets a target import only what docs architecture says`() throws {
    let allowed = try Self.table()
    let folders = try FileManager.default.contentsOfDirectory(atPath: Self.sources)
    #expect(Set(folders) == Set(allowed.keys), "the table names every target, and no other")
    let swiftsOwn: Set<Substring> = ["Dispatch", "Glibc", "Synchronization"]
    var count = 0
    for (target, targets) in allowed {
      for path in ProjectFiles.list("\(Self.sources)/\(target)", ending: ".swift") {
        for line in try #require(ProjectFiles.text(path)).split(separator: "\n") {
          guard let module = line.prefixMatch(of: /(?:\w+ )*import (?:\w+ )?(\w+)/)?.1 else {
            continue
          }
          count += 1
          #expect(
            targets.contains(String(module)) || swiftsOwn.contains(module),
            "\(path) imports \(module)"
          )
        }
      }
    }
    #expect(count > 100, "the imports were not found")
  }

  /// What each target may import, as the table says.
  private static func table() throws -> [String: Set<String>] {
    let text = try #require(ProjectFiles.text("\(ProjectFiles.root)/docs/architecture.md"))
    var result: [String: Set<String>] = [:]
    for row in text.split(separator: "\n") {
      guard let match = row.wholeMatch(of: /\| `([\w-]+)` \|[^|]*\|([^|]*)\|/) else { continue }
      result[String(match.1)] = Set(match.2.matches(of: /\w+/).map { String($0.0) })
    }
    return result
  }

  @Test func `keeps the domain's words out of Swift`() throws {
    // The command's help tells people what Vouch is for; the sample is about the domain and nothing else.
    let neutral = try FileManager.default.contentsOfDirectory(atPath: Self.sources)
      .filter { $0 != "sample-world" && $0 != "vouch" }
    let paths = neutral.flatMap { ProjectFiles.list("\(Self.sources)/\($0)", ending: ".swift") }
    #expect(paths.count > 100)
    let words =
      /(?i)(?:\b|[^e])placement|framework|dpia|eqia|provider|supplier|off.framework|waiver|uplift|\bcare\b/
    for path in paths {
      let text = try #require(ProjectFiles.text(path))
      let found = text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
        .filter { $1.contains(words) }.map { "\($0 + 1): \($1)" }
      #expect(found == [], "\(path)")
    }
  }
}
