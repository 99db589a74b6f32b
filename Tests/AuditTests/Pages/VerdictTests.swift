@testable import Audit
import Engine
import Findings
import Testing
import Values
import Workbooks

struct VerdictTests {
  private func verdict(_ record: NightRecord) throws -> String {
    try #require(try page("Summary", of: "inner", record).banners.first)
  }

  @Test func `a whole night is complete`() throws {
    #expect(try verdict(PageWorld.record()) == "Complete: 1 of 1 source read, totals tie")
  }

  @Test func `a source that was not read makes the night partial, in the first line`() throws {
    var record = try PageWorld.record()
    record.missingSources = [
      .init(dataset: "site_visits", reason: "the file is empty", rulesNotTested: ["slow"])
    ]
    #expect(
      try verdict(record)
        == "PARTIAL: site visits not read (the file is empty), 1 rule not tested; "
        + "1 of 2 sources read, totals tie"
    )
  }

  @Test func `a rule that was not run is not said to have found nothing`() throws {
    var record = try PageWorld.record()
    record.report.totals.removeAll { $0.rule == "slow" }
    record.report.findings.removeAll { $0.rule == "slow" }
    record.report.unassessed.removeAll { $0.rule == "slow" }
    let found = try page("Rules", of: "inner", record).column("Findings")
    #expect(found == [.number(Decimal(2)), .toned(.high, .text("not tested"))])
  }

  /// Ways for what was counted to disagree with what is there.
  enum Slip: CaseIterable {
    case rowLoaded, penceLoaded, rowRejected, ruleRow, rulePence, finding, unassessed
  }

  @Test(arguments: Slip.allCases) func `totals that do not tie are said first`(_ slip: Slip) throws
  {
    var record = try PageWorld.record()
    switch slip {
    case .rowLoaded: record.sources[0].loaded.rows += 1
    case .penceLoaded: record.sources[0].loaded.pence -= 1
    case .rowRejected: record.rejected = []
    case .ruleRow: record.report.totals[1].outcomes[.passed]?.rows += 1
    case .rulePence: record.report.totals[1].outcomes[.flagged]?.pence += 1
    case .finding: record.report.findings.removeLast()
    case .unassessed: record.report.unassessed.removeLast()
    }
    #expect(try verdict(record).hasPrefix("TOTALS DO NOT TIE"))
    let ties = try page("Totals", of: "inner", record).column("Ties").map(ReadPage.text)
    #expect(ties.contains("NO"))
  }

  @Test func `totals show rows and money of every source and outcome`() throws {
    let totals = try page("Totals", of: "inner", PageWorld.record())
    #expect(totals.column("Rows read") == [.number(Decimal(4))])
    #expect(totals.column("£ read") == [.money(try PageWorld.amount("359.99"))])
    #expect(totals.column("£ loaded") == [.money(try PageWorld.amount("350.00"))])
    #expect(totals.column("£ rejected") == [.money(try PageWorld.amount("9.99"))])
    #expect(totals.column("Rows given") == [.number(Decimal(3)), .number(Decimal(3))])
    let pounds = try ["350.00", "250.00"].map { Cell.pounds(try PageWorld.amount($0)) }
    #expect(totals.column("Flagged").suffix(2) == pounds[...])
    #expect(totals.column("Ties").map(ReadPage.text) == Array(repeating: "yes", count: 5))
  }
}
