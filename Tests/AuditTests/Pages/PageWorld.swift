@testable import Audit
@testable import Engine
import Findings
import Rules
import Tables
import Testing
import Values

/// A small night about jobs: `inner` may see which job it is, `outer` may not.
enum PageWorld {
  static func amount(_ text: String) throws -> Decimal { try #require(Decimal(text)) }

  private static let dataset = """
    dataset: jobs
    each: job
    about: A piece of work.
    key: [job_id]
    control: cost
    fields:
      job_id: { type: text, required: true, personal: { show to: [inner] } }
      maker: { type: text, required: true }
      begun: { type: date }
      cost: { type: money }
    """

  private static func rule(_ id: String, _ severity: String, _ audience: String) -> String {
    """
    rule: \(id)
    title: A job to look at
    status: test
    severity: \(severity)
    verdict: check
    measure: cost of jobs
    confidence: likely
    audience: [\(audience)]
    law:
      - { instrument: The house rules, provision: rule 7, regime: any, effect: Jobs are cheap. }
    why: It costs.
    exclusions: []
    assumptions: []
    false_positives: []
    each: job
    flag:
      if: job.cost > 50
      cases:
        - { case: \(id) found, says: "a job of {job.maker}" }
      amount: job.cost
    columns: { maker: job.maker, begun: job.begun }
    examples:
      - flags: \(id) found
        given: { jobs: [{ cost: 51.00 }] }
      - passes: cheap
        given: { jobs: [{ cost: 50.00 }] }
      - unassessed: cost not known
        given: { jobs: [{}] }
    """
  }

  static func rulebook() throws -> Rulebook {
    try Rulebook.read(
      datasets: [SourceText(name: "jobs.yaml", text: dataset)],
      rules: [
        SourceText(name: "dear.yaml", text: rule("dear", "high", "inner, outer")),
        SourceText(name: "slow.yaml", text: rule("slow", "medium", "inner")),
      ],
      audiences: ["inner", "outer"]
    )
  }

  static func finding(
    _ rule: String,
    job: String,
    maker: String,
    _ amount: String?,
    rows: [Int],
    begun: String? = nil
  ) throws -> Finding {
    Finding(
      rule: rule,
      caseName: "\(rule) found",
      key: [KeyPart(field: "job_id", value: job)],
      amount: try amount.map(PageWorld.amount),
      words: StatedWords(
        message: "a job of \(maker)",
        columns: [
          NamedValue(name: "maker", value: .text(maker)),
          NamedValue(
            name: "begun",
            value: try begun.map { .date(try #require(CalendarDate(iso: $0))) } ?? .empty
          ),
        ],
        shown: [],
        grounds: .stated(
          Grounds(
            evidence: [
              Evidence(
                term: "job.job_id",
                value: .text(job),
                location: nil,
                audiences: ["inner"]
              ),
              Evidence(
                term: "job.cost",
                value: .money(Decimal(7)),
                location: Location(file: "jobs.csv", line: 2)
              ),
            ],
            related: []
          )
        )
      ),
      location: Location(file: "jobs.csv", line: 2),
      sources: rows.map { SourceKey(dataset: "jobs", row: $0) }
    )
  }

  /// Three jobs of 100.00, 250.00 and an unknown cost, and a refused row of 9.99.
  private static func table(_ catalog: Catalog, _ pool: TextPool) throws -> Table {
    let index = try #require(catalog.index(of: "jobs"))
    var builder = TableBuilder(schema: catalog.datasets[index].schema)
    let file = builder.add(file: "jobs.csv")
    let rows: [(String, Tables.Cell)] = [
      ("SECRET-1", .scaled(10_000)), ("SECRET-2", .scaled(25_000)), ("SECRET-3", .unknown),
    ]
    for (line, row) in rows.enumerated() {
      builder.append(
        [.text(pool.code(for: row.0)), .text(pool.code(for: "Alder")), .unknown, row.1],
        file: file,
        line: line + 2
      )
    }
    builder.append(
      [.text(pool.code(for: "SECRET-4")), .text(pool.code(for: "Alder")), .unknown, .scaled(999)],
      file: file,
      line: 5,
      standing: .rejected(Unknown(kind: .rejectedRow, dataset: "jobs", subject: "job_id"))
    )
    return builder.finish()
  }

  /// The night; `dear` found both known jobs, `slow` the dearer one for less, and neither could judge the third.
  static func record() throws -> NightRecord {
    let book = try rulebook()
    func totals(_ rule: String, flagged: [Int64], passed: [Int64]) -> RuleTotals {
      var totals = RuleTotals(rule: rule, dataset: "jobs")
      for outcome in Outcome.allCases { totals.outcomes[outcome] = Tally() }
      for pence in flagged { totals.outcomes[.flagged]?.add(pence: pence) }
      for pence in passed { totals.outcomes[.passed]?.add(pence: pence) }
      totals.outcomes[.unassessed]?.add(pence: nil)
      for pence: Int64? in [10_000, 25_000, nil] { totals.loaded.add(pence: pence) }
      totals.findings = flagged.count
      return totals
    }
    let findings = [
      try finding(
        "dear",
        job: "SECRET-1",
        maker: "Alder",
        "100.00",
        rows: [0],
        begun: "2024-03-01"
      ),
      try finding(
        "dear",
        job: "SECRET-2",
        maker: "Birch",
        "250.00",
        rows: [1],
        begun: "2024-01-31"
      ),
      try finding("slow", job: "SECRET-2", maker: "Birch", "40.00", rows: [1]),
    ]
    let unassessed = ["dear", "slow"].map { rule in
      UnassessedRow(
        rule: rule,
        key: [KeyPart(field: "job_id", value: "SECRET-3")],
        kind: "blank field",
        dataset: "jobs",
        subject: "cost",
        explanation: "cost is blank in jobs",
        location: Location(file: "jobs.csv", line: 4),
        source: Location(file: "jobs.csv", line: 4),
        control: nil
      )
    }
    var source = SourceRecord(
      dataset: "jobs",
      files: [FileRecord(name: "jobs.csv", bytes: 12, sha256: "00ff")]
    )
    for pence: Int64? in [10_000, 25_000, nil] { source.loaded.add(pence: pence) }
    source.rejected.add(pence: 999)
    source.reasons = [RejectionReason(code: .typeError, heading: "Begun"): 1]
    return NightRecord(
      council: "County of Example",
      asAt: try #require(CalendarDate(iso: "2024-09-29")),
      run: "a1",
      version: "0.1",
      rulebook: book,
      ruleHashes: ["dear": "d1", "slow": "51"],
      report: Report(
        findings: findings,
        unassessed: unassessed,
        totals: [
          totals("dear", flagged: [10_000, 25_000], passed: []),
          totals("slow", flagged: [25_000], passed: [10_000]),
        ],
        tables: ["jobs": try table(book.catalog, TextPool())]
      ),
      sources: [source],
      rejected: [
        RejectedRow(
          dataset: "jobs",
          location: Location(file: "jobs.csv", line: 5),
          column: 3,
          heading: "Begun",
          code: .typeError,
          explanation: "a day like 2024-06-30",
          pence: 999
        )
      ]
    )
  }

  static func layout(_ audience: String) throws -> Layout {
    try Layout.read(
      SourceText(
        name: "rules/workbooks/\(audience).yaml",
        text: """
          workbook: \(audience)
          title: Jobs
          sentence: Differences, to be checked.
          words: { job_id: Job no. }
          choices: { statuses: [Open, 'Shut, for good'] }
          sheets:
            - sheet: Summary
              kind: summary
              figures: [{ label: Cost, measure: cost of jobs }]
              left:
                - { show: lines, title: Today, of: Makers, columns: [Maker, £], rows: 1 }
                - { show: importance, title: By importance }
              right:
                - { show: breakdown, title: By maker, measure: cost of jobs, by: maker }
                - { show: test results, title: By test result }
            - sheet: Makers
              kind: worklist
              by: [maker]
              measures: [cost of jobs]
              columns:
                - line
                - { typed: Status, choices: statuses }
                - { from: maker }
                - findings
                - { value: cost of jobs, heading: £ }
                - { earliest: begun, heading: First }
                - { stated: begun, heading: Dated }
            - sheet: Findings
              kind: findings
              columns:
                - finding no.
                - { typed: Status, choices: statuses }
                - importance
                - what was found
                - { from: [job_id] }
                - { from: maker }
                - value at issue
                - counted once
                - law
                - evidence
                - other facts
                - accepted
                - rule
            - { sheet: Could not assess, kind: unassessed }
            - { sheet: Rejected rows, kind: rejected }
            - { sheet: Totals, kind: totals }
            - { sheet: Rules, kind: rules }
            - { sheet: Run, kind: run }
          """
      )
    )
  }
}

extension Finding {
  /// The finding with another amount, or another key.
  func with(amount: Decimal? = nil, key: [KeyPart]? = nil) -> Finding {
    Finding(
      rule: rule,
      caseName: caseName,
      key: key ?? self.key,
      amount: amount ?? self.amount,
      words: StatedWords(
        message: message,
        columns: columns,
        shown: shown,
        grounds: .stated(grounds)
      ),
      location: location,
      sources: sources,
      acceptance: acceptance
    )
  }
}
