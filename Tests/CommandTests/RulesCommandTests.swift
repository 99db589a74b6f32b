import Foundation
import TestSupport
import Testing

@Suite struct `The commands about rules` {
  private let rules = [
    "dpia-not-in-place", "duplicate-payment", "off-framework-placement", "overlapping-placements",
    "paid-differs-from-expected", "payment-without-placement", "rate-not-contracted",
    "route-recorded-differs", "spend-over-advertised", "spot-spend-over-threshold",
  ]

  @Test func `list names every rule once`() throws {
    let list = try Program.vouch(["rules", "list"])
    #expect(list.code == 0, "\(list.errors)")
    let names = list.output.split(separator: "\n").map { String($0.prefix { $0 != " " }) }
    #expect(names.sorted() == rules)
  }

  @Test func `show has what a reader of the rule needs`() throws {
    let page = try Program.vouch(["rules", "show", "off-framework-placement"])
    #expect(page.code == 0, "\(page.errors)")
    for part in [
      "Placement with a provider that was not on the framework", "Why it matters", "reg 33",
      "never a member", "each: placement", "off-framework-placement.yaml",
    ] {
      #expect(page.output.contains(part), "\(part)")
    }
  }

  @Test func `check finds no error in the bundled rules`() throws {
    let check = try Program.vouch(["rules", "check"])
    #expect(check.code == 0, "\(check.errors)")
    #expect(check.output.contains("10 rules, 28 datasets, 3 workbooks: no errors"))
  }

  @Test func `test runs the examples of every bundled rule, and all pass`() throws {
    let test = try Program.vouch(["rules", "test"])
    #expect(test.code == 0, "\(test.output)\(test.errors)")
    let lines = test.output.split(separator: "\n")
    #expect(lines.count == rules.count)
    #expect(lines.allSatisfy { $0.hasPrefix("ok") })
  }

  @Test func `test fails, with the place, where an example does not hold`() throws {
    let folder = try Folder()
    let path = "\(ProjectFiles.root)/rules/governance/dpia-not-in-place.yaml"
    let text = try String(contentsOf: URL(filePath: path), encoding: .utf8)
    let example = try #require(text.range(of: "- passes: "))
    let broken = text.replacingCharacters(in: example, with: "- unassessed: ")
    try folder.write(broken, to: "county/local/governance/dpia-not-in-place.yaml")
    try folder.write(
      """
      council: Somewhere
      rules: [bundled, local/]
      overrides: { dpia-not-in-place: a test }
      sources: {}

      """,
      to: "county/audit.yaml"
    )
    let test = try Program.vouch(
      ["rules", "test", "--config", "\(folder.path)/county/audit.yaml", "dpia-not-in-place"]
    )
    #expect(test.code == 2)
    #expect(test.output.contains("FAIL dpia-not-in-place"), "\(test.output)\(test.errors)")
    let line = broken[..<example.lowerBound].count { $0 == "\n" } + 1
    #expect(
      test.output.contains("dpia-not-in-place.yaml:\(line):"),
      "\(test.output)\(test.errors)"
    )
  }

  @Test func `plan shows scans, and what rules share`() throws {
    let plan = try Program.vouch(["rules", "plan", "off-framework-placement"])
    #expect(plan.code == 0, "\(plan.errors)")
    #expect(plan.output.contains("placements"))
    #expect(plan.output.contains("members"))
    #expect(!plan.output.contains("duplicate-payment"))
  }

  @Test func `plan says what each step did, after running the rules, and writes nothing`() throws {
    let county = try County()
    let before = try contents(of: county.path)
    let plan = try Program.vouch(
      ["rules", "plan", "--analyze", "--config", "audit.yaml"],
      in: county.path
    )
    #expect(plan.code == 0, "\(plan.errors)")
    let placements = "\(county.path)/extracts/placements.csv.gz"
    let lines = try Program.system(["gzip", "-dc", placements]).output
      .split(whereSeparator: \.isNewline)
    let count = lines.count - 1
    #expect(
      plan.output.contains(
        "scan placements\n    expected: \(count) units; actual: \(count) units in "
      ),
      "\(plan.output)"
    )
    #expect(plan.output.contains("off-framework-placement: tested in "))
    #expect(try contents(of: county.path) == before)
  }

  @Test func `plan needs a configuration to run the rules`() throws {
    let plan = try Program.vouch(["rules", "plan", "--analyze"])
    #expect(plan.code == 2)
    #expect(plan.errors.contains("--analyze needs --config"))
  }

  @Test(arguments: ["show", "test", "plan"])
  func `a rule that is not there is an error with the nearest name`(command: String) throws {
    let result = try Program.vouch(["rules", command, "duplicate-paiment"])
    #expect(result.code == 2)
    #expect(result.output.isEmpty)
    #expect(result.errors.contains("\"duplicate-paiment\""))
    #expect(result.errors.contains("did you mean \"duplicate-payment\"?"))
  }

  @Test func `init writes a configuration whose rules can be listed, checked and tested`() throws {
    let folder = try Folder()
    let made = try Program.vouch(["init", "county"], in: folder.path)
    #expect(made.code == 0, "\(made.errors)")
    #expect(made.output.contains("county/audit.yaml"))
    for command in ["list", "check", "test", "plan"] {
      let result = try Program.vouch(
        ["rules", command, "--config", "county/audit.yaml"],
        in: folder.path
      )
      #expect(result.code == 0, "\(command): \(result.errors)")
      #expect(!result.output.isEmpty)
    }
  }

  @Test func `init writes over nothing`() throws {
    let folder = try Folder()
    try folder.write("ours", to: "county/audit.yaml")
    let made = try Program.vouch(["init", "county"], in: folder.path)
    #expect(made.code == 4)
    #expect(made.errors.contains("county/audit.yaml"))
    #expect(try folder.text("county/audit.yaml") == "ours")
  }

  /// The texts in Golden/ are what people read; change one only after reading it.
  @Test(arguments: [
    "vouch", "vouch audit", "vouch init", "vouch rules", "vouch rules list", "vouch rules show",
    "vouch rules check", "vouch rules test", "vouch rules plan", "vouch eval", "vouch extracts",
    "vouch extracts inspect", "vouch extracts check",
  ])
  func `help says what was reviewed`(command: String) throws {
    let words = command.split(separator: " ").dropFirst().map(String.init)
    let help = try Program.vouch(words + ["--help"])
    #expect(help.code == 0)
    let name = command.split(separator: " ").joined(separator: "-")
    let golden = "\(ProjectFiles.root)/Tests/CommandTests/Golden/\(name).txt"
    #expect(help.output == (try? String(contentsOf: URL(filePath: golden), encoding: .utf8)))
  }
}
