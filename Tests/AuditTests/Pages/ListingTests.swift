@testable import Audit
import Engine
import Findings
import Testing
import Values
import Workbooks

/// Sheets that may hold fewer rows than there are.
struct ListingTests {
  private func page(
    _ name: String,
    _ record: NightRecord,
    holding rows: Int
  ) throws -> ReadPage {
    let layout = try PageWorld.layout("inner")
    let view = AudienceView(record, audience: "inner")
    let composer = Composer(layout: layout, view: view, maximumRows: rows)
    return ReadPage(sheet: try #require(layout.pages.first { $0.name == name }.map(composer.sheet)))
  }

  private func money(_ texts: String...) throws -> [Cell] {
    try texts.map { .money(try PageWorld.amount($0)) }
  }

  private func numbers(_ numbers: Int...) -> [Cell] { numbers.map { .number(Decimal($0)) } }

  @Test func `findings past the limit are named, counted, and in the sum of the whole`() throws {
    let findings = try page("Findings", PageWorld.record(), holding: 2)
    #expect(try findings.column("Value at issue") == money("250.00", "100.00"))
    let words = "The 2 largest of 3 findings; all are in findings.csv.gz in restricted/."
    #expect(findings.texts.contains { $0.hasPrefix(words) })
    #expect(findings.column("Value means, counted once") == [.text("cost of jobs")])
    #expect(findings.column("Listed") == numbers(2))
    #expect(findings.column("Not listed") == numbers(1))
    #expect(findings.column("In all") == numbers(3))
    #expect(try findings.column("£ listed") == money("350.00"))
    #expect(try findings.column("£ not listed") == money("0.00"))
    #expect(try findings.column("£ in all") == money("350.00"))
  }

  @Test func `the largest are listed, whatever their importance`() throws {
    var record = try PageWorld.record()
    let larger = record.report.findings[2].with(amount: try PageWorld.amount("900.00"))
    record.report.findings[2] = larger
    let findings = try page("Findings", record, holding: 1)
    #expect(findings.column("Rule") == [.text("slow")])
    // The other finding of the same job counts nothing beside it.
    #expect(try findings.column("£ listed") == money("900.00"))
    #expect(try findings.column("£ not listed") == money("100.00"))
    let summary = try page("Summary", record, holding: 1)
    #expect(summary.figures.first?.value == .pounds(try PageWorld.amount("1000.00")))
  }

  @Test func `of equal amounts the first by rule and key is listed`() throws {
    var record = try PageWorld.record()
    let five = try PageWorld.amount("5.00")
    record.report.findings = record.report.findings.map { $0.with(amount: five) }
    let findings = try page("Findings", record, holding: 1)
    #expect(findings.column("Job no.") == [.text("SECRET-1")])
  }

  @Test func `lines past the limit are counted, with their findings and money`() throws {
    let makers = try page("Makers", PageWorld.record(), holding: 1)
    #expect(makers.column("Maker") == [.text("Birch")])
    let words =
      "The 1 largest of 2 lines; all their findings are in findings.csv.gz in restricted/."
    #expect(makers.texts.contains(words))
    #expect(makers.column("Listed") == numbers(2))
    #expect(makers.column("Not listed") == numbers(1))
    #expect(try makers.column("£ listed") == money("250.00"))
    #expect(try makers.column("£ not listed") == money("100.00"))
    #expect(try makers.column("£ in all") == money("350.00"))
    #expect(makers.tables.last?.totals?[4] == .money(try PageWorld.amount("250.00")))
  }

  @Test func `rows not assessed past the limit are counted by rule`() throws {
    var record = try PageWorld.record()
    record.report.unassessed[1].control = try PageWorld.amount("12.00")
    let unassessed = try page("Could not assess", record, holding: 1)
    let words = "The 1 largest of 2 rows; all are in findings.csv.gz in restricted/."
    #expect(unassessed.texts.contains(words))
    // The one with the most money is listed; the groups are of both.
    #expect(unassessed.tables[2].rows.count == 1)
    #expect(unassessed.tables[2].rows[0][3] == .text("slow"))
    #expect(unassessed.column("Rules") == [.text("dear, slow")])
    #expect(unassessed.column("Listed") == numbers(0, 1))
    #expect(unassessed.column("Not listed") == numbers(1, 0))
    #expect(unassessed.column("In all") == numbers(1, 1))
  }

  @Test func `rejected rows past the limit are counted by extract`() throws {
    var record = try PageWorld.record()
    var larger = record.rejected[0]
    larger.pence = 2_000
    record.rejected.append(larger)
    record.sources[0].rejected.add(pence: 2_000)
    let rejected = try page("Rejected rows", record, holding: 1)
    let words = "The 1 largest of 2 rows; all are in rejected_rows.csv.gz in restricted/."
    #expect(rejected.texts.contains(words))
    #expect(try rejected.column("Value") == money("20.00"))
    #expect(try rejected.column("£ not listed") == money("9.99"))
    #expect(try rejected.column("£ in all") == money("29.99"))
  }

  @Test(arguments: ["Findings", "Makers", "Could not assess", "Rejected rows"])
  func `a sheet that holds all says nothing of a limit`(name: String) throws {
    let sheet = try page(name, PageWorld.record(), holding: 3)
    #expect(!sheet.allText.contains { $0.contains("largest of") || $0 == "Not listed" })
  }

  @Test func `sheets past their limit can be written`() throws {
    let folder = try TemporaryFolder()
    let record = try PageWorld.record()
    var book = compose(try PageWorld.layout("inner"), record)
    for index in book.sheets.indices {
      book.sheets[index] = try page(book.sheets[index].name, record, holding: 1).sheet
    }
    try book.write(to: "\(folder.path)/inner.xlsx")
  }
}
