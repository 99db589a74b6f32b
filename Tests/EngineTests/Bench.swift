import Engine
import Findings
import Rules
import TestSupport
import Testing

/// Runs a rule over the abstract datasets on given rows, both ways, and says what came of it.
struct Bench {
  let report: Report

  /// Runs a rule: its text from `each:` to `let:`, when it flags, and what follows under `flag:` and after it.
  ///
  /// Rows, rejected rows and periods are YAML mappings by dataset, as in examples.
  init(
    _ body: String,
    flag condition: String,
    more: String = "  cases: [{ case: found, says: \"found\" }]",
    given: String,
    rejected: String = "{}",
    covers: String = "{}"
  ) throws {
    let rule = Self.rule("tested", body, flag: condition, more: more, given, rejected, covers)
    try self.init([rule])
  }

  /// Runs rules on the rows that the first one is given.
  init(_ rules: [SourceText]) throws {
    let rulebook = try Self.rulebook(rules)
    let example = try #require(
      rulebook.rules.first { $0.source.name == rules[0].name }?.examples[0]
    )
    let inputs = try ExampleRun(catalog: rulebook.catalog, example: example).inputs()
    let agreement = Agreement(Plan(rulebook), inputs)
    #expect(agreement.difference == nil)
    report = try #require(agreement.report)
  }

  /// Reads rules over the abstract datasets.
  static func rulebook(_ rules: [SourceText]) throws -> Rulebook {
    try Rulebook.read(
      datasets: AbstractDefinitions.datasets.map {
        SourceText(name: "datasets/\($0.name).yaml", text: $0.text)
      },
      rules: rules,
      audiences: ["inner", "outer"]
    )
  }

  /// The file of a rule.
  static func rule(
    _ id: String,
    _ body: String,
    flag condition: String,
    more: String = "  cases: [{ case: found, says: \"found\" }]",
    _ given: String = "{}",
    _ rejected: String = "{}",
    _ covers: String = "{}"
  ) -> SourceText {
    let names = more.split(separator: "case: ").dropFirst().map { $0.prefix { $0 != "," } }
    let flags = names.map { "  - { flags: \($0) }" }.joined(separator: "\n")
    return SourceText(
      name: "rules/\(id).yaml",
      text: """
        rule: \(id)
        title: A rule under test
        status: test
        severity: low
        verdict: check
        measure: tests
        confidence: to check
        audience: [outer]
        law: []
        why: To see what it says.
        covers: []
        \(body)
        flag:
          if: '\(condition)'
        \(more)
        examples:
          - { passes: given, given: \(given), rejected: \(rejected), covers: \(covers) }
        \(flags)
          - { unassessed: nothing }

        """
    )
  }

  /// What a rule says of all its rows: their number by outcome, where it is not 0.
  func outcomes(_ rule: String = "tested") -> [Outcome: Int] {
    let totals = report.totals.first { $0.rule == rule }
    return totals?.outcomes.compactMapValues { $0.rows == 0 ? nil : $0.rows } ?? [:]
  }

  /// Why rows could not be assessed, by key.
  var reasons: [String: String] {
    Dictionary(report.unassessed.map { (KeyPart.canonical($0.key), $0.kind) }) { first, _ in first }
  }

  /// The keys of the findings.
  var keys: [String] { report.findings.map { KeyPart.canonical($0.key) } }
}
