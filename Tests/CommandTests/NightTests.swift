import Foundation
import TestSupport
import Testing

@Suite struct `A night` {
  @Test func `finds in the sample county what was planted, to the penny, and nothing else`() throws
  {
    let county = try County()
    let planted = try Answer.planted(county.path)
    let found = try Answer.found("\(county.path)/out")
    #expect(!planted.isEmpty)
    #expect(Set(planted).count == planted.count)
    #expect(Set(found).count == found.count)
    #expect(Set(found).subtracting(planted).sorted() == [], "found, but not planted")
    #expect(Set(planted).subtracting(found).sorted() == [], "planted, but not found")
  }

  @Test(.enabled(if: Soak.isOn, "the long form: make soak"), arguments: [1, 2, 3])
  func `finds in a whole county what was planted`(seed: Int) throws {
    let folder = try Folder()
    let world = try Program.sampleWorld(
      ["--scale", "1", "--weeks", "13", "--seed", "\(seed)", folder.path]
    )
    try #require(world.code == 0, "\(world.errors)")
    let night = try Program.vouch(["audit"], in: folder.path)
    try #require(night.code == 0, "\(night.errors)")
    let planted = Set(try Answer.planted(folder.path))
    let found = Set(try Answer.found("\(folder.path)/out"))
    #expect(!planted.isEmpty)
    #expect(found.subtracting(planted).sorted().prefix(20) == [], "found, but not planted")
    #expect(planted.subtracting(found).sorted().prefix(20) == [], "planted, but not found")
  }

  @Test func `finds what was planted where home care is billed visit by visit`() throws {
    let folder = try Folder()
    let world = try Program.sampleWorld(
      ["--scale", "0.01", "--weeks", "8", "--lines", "visit", "--plain", folder.path]
    )
    try #require(world.code == 0, "\(world.errors)")
    let night = try Program.vouch(["audit"], in: folder.path)
    try #require(night.code == 0, "\(night.errors)")
    let planted = Set(try Answer.planted(folder.path))
    let found = Set(try Answer.found("\(folder.path)/out"))
    #expect(planted.count { $0.rule == "duplicate-payment" } > 4)
    #expect(found.subtracting(planted).sorted().prefix(20) == [], "found, but not planted")
    #expect(planted.subtracting(found).sorted().prefix(20) == [], "planted, but not found")
  }

  @Test func `two nights on the same inputs write the same bytes`() throws {
    let county = try County()
    let again = try county.audit(["--out", "\(county.path)/again"])
    #expect(again.code == 0, "\(again.errors)")
    let (first, second) = (try county.outputs, try contents(of: "\(county.path)/again"))
    #expect(first.keys.sorted() == second.keys.sorted())
    for (name, bytes) in first { #expect(second[name] == bytes, "\(name) differs") }
  }

  @Test func `says what it came to and where it is`() throws {
    let summary = try County.summary
    for part in [
      "County of Example, as at 2024-09-29", "totals tie", "off-framework-placement",
      "out/contracts/contracts.xlsx", "out/legal/legal.xlsx", "out/finance/finance.xlsx",
      "out/restricted/findings.csv.gz", "out/restricted/run.json",
    ] {
      #expect(summary.contains(part))
    }
  }

  @Test func `asks for a failing exit only from findings of that severity`() throws {
    let county = try County()
    let high = try county.audit(["--fail-on", "high"])
    #expect(high.code == 1)
    #expect(high.output.contains("Written:"), "it publishes nevertheless")
    #expect(try county.audit(["--fail-on", "critical"]).code == 0)
  }

  @Test func `keeps its totals in the manifest: rows read and rows judged add up`() throws {
    let county = try County()
    let manifest = try JSONDecoder().decode(
      Manifest.self,
      from: Data(contentsOf: URL(filePath: "\(county.path)/out/restricted/run.json"))
    )
    #expect(manifest.sources.count == 23)
    for source in manifest.sources {
      #expect(source.read == source.loaded + source.rejected, "\(source.dataset)")
    }
    #expect(manifest.sources.contains { $0.rejected.rows > 0 })
    #expect(manifest.rules.count == 10)
    let answers = try Answer.planted(county.path)
    for rule in manifest.rules {
      #expect(
        rule.loaded == rule.outOfScope + rule.flagged + rule.passed + rule.unassessed,
        "\(rule.rule)"
      )
      #expect(rule.findings == answers.count { $0.rule == rule.rule })
      let loaded = manifest.sources.first { $0.dataset == rule.dataset }?.loaded
      // Derived datasets have no source.
      if let loaded { #expect(rule.loaded == loaded, "\(rule.rule)") }
    }
    for output in manifest.outputs {
      let sum = try Program.system(["sha256sum", "\(county.path)/out/\(output.name)"])
      #expect(sum.output.hasPrefix(output.sha256), "\(output.name)")
    }
    #expect(manifest.outputs.count == 5)
  }
}

/// What `run.json` holds, as far as totals go.
private struct Manifest: Decodable {
  struct Tally: Decodable, Equatable {
    var rows: Int
    var pence: Int
    var withoutMoney: Int

    init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: Key.self)
      rows = try values.decode(Int.self, forKey: .rows)
      withoutMoney = try values.decode(Int.self, forKey: .withoutMoney)
      // Exact: two decimals are always written.
      let text = try values.decode(String.self, forKey: .pounds)
      pence = try #require(Int(text.filter { $0 != "." }))
    }

    init(rows: Int, pence: Int, withoutMoney: Int) {
      (self.rows, self.pence, self.withoutMoney) = (rows, pence, withoutMoney)
    }

    enum Key: String, CodingKey {
      case rows
      case pounds = "gbp"
      case withoutMoney = "rows_without_money"
    }

    static func + (a: Tally, b: Tally) -> Tally {
      Tally(
        rows: a.rows + b.rows,
        pence: a.pence + b.pence,
        withoutMoney: a.withoutMoney + b.withoutMoney
      )
    }
  }

  struct Source: Decodable {
    var dataset: String
    var read: Tally
    var loaded: Tally
    var rejected: Tally
  }

  struct Rule: Decodable {
    var rule: String
    var dataset: String
    var findings: Int
    var loaded: Tally
    var outOfScope: Tally
    var flagged: Tally
    var passed: Tally
    var unassessed: Tally

    enum CodingKeys: String, CodingKey {
      case rule, dataset, findings, loaded, flagged, passed, unassessed
      case outOfScope = "out of scope"
    }
  }

  struct Output: Decodable {
    var name: String
    var sha256: String
  }

  var sources: [Source]
  var rules: [Rule]
  var outputs: [Output]
}
