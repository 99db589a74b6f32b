@testable import Audit
import Engine
import Findings
import Testing
import Values
import Workbooks

struct PageTests {
  @Test func `every audience's workbook can be written`() throws {
    let folder = try TemporaryFolder()
    for audience in ["inner", "outer"] {
      let book = compose(try PageWorld.layout(audience), try PageWorld.record())
      try book.write(to: "\(folder.path)/\(audience).xlsx")
    }
  }

  @Test func `the headline counts the row that two rules flag once`() throws {
    let figure = try #require(
      try page("Summary", of: "inner", PageWorld.record()).figures.first
    )
    #expect(figure.value == .pounds(try PageWorld.amount("350.00")))
    #expect(figure.details == [.text("3 findings"), .text("2 high, 1 medium")])
  }

  @Test func `worklist lines and findings add up to the headline`() throws {
    let record = try PageWorld.record()
    let makers = try page("Makers", of: "inner", record)
    #expect(makers.column("Maker") == [.text("Birch"), .text("Alder")])
    let (birch, alder) = (try PageWorld.amount("250.00"), try PageWorld.amount("100.00"))
    #expect(makers.column("£") == [.money(birch), .money(alder)])
    #expect(makers.tables[0].totals?[4] == .money(try PageWorld.amount("350.00")))
    #expect(makers.column("Findings") == [.number(Decimal(2)), .number(Decimal(1))])
    #expect(makers.column("Dated") == [.text("1 of 2"), .text("1 of 1")])
    let counted = try page("Findings", of: "inner", record).column("Counted once")
    #expect(counted == [.money(birch), .money(alder), .money(try PageWorld.amount("0.00"))])
  }

  @Test func `findings stand by importance, then by amount`() throws {
    let findings = try page("Findings", of: "inner", PageWorld.record())
    #expect(findings.column("Importance").map(ReadPage.text) == ["High", "High", "Medium"])
    let amounts = try ["250.00", "100.00", "40.00"].map { Cell.money(try PageWorld.amount($0)) }
    #expect(findings.column("Value at issue") == amounts)
  }

  @Test func `the chart of a measure draws its table`() throws {
    let summary = try page("Summary", of: "inner", PageWorld.record())
    let chart = try #require(summary.charts.first)
    let table = try #require(summary.tables.first { $0.name == chart.table })
    #expect(table.columns.map(\.heading) == ["Maker", "Findings", "Value"])
    #expect((0..<table.rows.count).map { table.rows[$0][0] } == [.text("Birch"), .text("Alder")])
  }

  @Test func `an accepted finding is shown, marked, and in no figure`() throws {
    var record = try PageWorld.record()
    record.report.findings[1].acceptance = "A1: known since May"
    let summary = try page("Summary", of: "outer", record)
    #expect(summary.figures.first?.value == .pounds(try PageWorld.amount("100.00")))
    #expect(summary.texts.contains { $0.contains("1 accepted finding") })
    let findings = try page("Findings", of: "outer", record)
    #expect(findings.column("Accepted") == [.text("A1: known since May"), .text("")])
    #expect(try page("Makers", of: "outer", record).column("Maker") == [.text("Alder")])
  }

  @Test func `what could not be assessed is grouped by reason, each row once`() throws {
    let unassessed = try page("Could not assess", of: "inner", PageWorld.record())
    let group = unassessed.tables[0]
    #expect(group.rows.count == 1)
    #expect(unassessed.column("Rows") == [.number(Decimal(1))])
    #expect(unassessed.column("Rules") == [.text("dear, slow")])
    #expect(unassessed.tables[1].rows.count == 2)
    #expect(unassessed.column("Look at") == Array(repeating: .text("jobs.csv:4"), count: 2))
  }

  @Test func `a rejected row says where it stands and what was expected`() throws {
    let rejected = try page("Rejected rows", of: "outer", PageWorld.record())
    #expect(rejected.column("File") == [.text("jobs.csv")])
    #expect(rejected.column("Line") == [.number(Decimal(5))])
    #expect(rejected.column("Fault") == [.text("type-error")])
    #expect(rejected.column("What was expected") == [.text("a day like 2024-06-30")])
    #expect(rejected.column("Value") == [.money(try PageWorld.amount("9.99"))])
  }

  @Test func `the sheet of rejected rows says how many are not listed`() throws {
    var record = try PageWorld.record()
    let whole = try page("Rejected rows", of: "outer", record)
    #expect(!whole.texts.contains { $0.contains("Listed are") })
    for _ in 0..<1_233 { record.sources[0].rejected.add(pence: nil) }
    let cut = try page("Rejected rows", of: "outer", record)
    #expect(
      cut.texts.contains {
        $0.hasSuffix(
          "Listed are the first 100,000 of each extract, 1 of 1,234 rows; counted are all."
        )
      }
    )
  }

  @Test func `typed columns offer their choices and are empty`() throws {
    let table = try page("Findings", of: "inner", PageWorld.record()).tables[0]
    #expect(table.columns[1].isTyped)
    #expect(table.columns[1].choices == ["Open", "Shut, for good"])
    #expect((0..<3).allSatisfy { table.rows[$0][1] == .empty })
  }

  @Test func `a rule's sheet gives its law, its conditions as written and its hash`() throws {
    let rules = try page("Rules", of: "outer", PageWorld.record())
    #expect(rules.allText.contains("The house rules, rule 7: Jobs are cheap."))
    #expect(rules.allText.contains("  if: job.cost > 50"))
    #expect(rules.column("SHA-256 of its file") == [.text("d1")])
  }
}
