@testable import Audit
import Engine
import Findings
import Testing
import Values
import Workbooks

struct PrivacyTests {
  private func texts(_ audience: String, _ record: NightRecord) throws -> [String] {
    let book = compose(try PageWorld.layout(audience), record)
    return book.sheets.flatMap { ReadPage(sheet: $0).allText }
      + [book.title, book.author, book.pageHeader, book.pageFooter]
  }

  @Test func `no cell of a workbook shows its audience what it may not see`() throws {
    let outer = try texts("outer", PageWorld.record())
    #expect(!outer.contains { $0.contains("SECRET") })
    // The same night shows it where it may be seen: in key, evidence and what could not be assessed.
    let inner = try texts("inner", PageWorld.record())
    #expect(inner.contains("SECRET-1"))
    #expect(inner.contains { $0.contains("job.job_id: SECRET-2") })
    #expect(inner.contains { $0.contains("SECRET-3") })
  }

  @Test func `a column that no rule shows its audience is left out`() throws {
    let record = try PageWorld.record()
    let (inner, outer) = (
      try page("Findings", of: "inner", record), try page("Findings", of: "outer", record)
    )
    #expect(inner.column("Job no.").contains(.text("SECRET-1")))
    #expect(!outer.tables[0].columns.contains { $0.heading == "Job no." })
  }

  @Test func `a rule of another audience is nowhere in the workbook`() throws {
    var record = try PageWorld.record()
    record.unusedAcceptances = [
      .init(id: "A1", rule: "slow", reason: "no finding matches it any more"),
      .init(id: "A2", rule: "dear", reason: "no finding matches it any more"),
    ]
    let outer = try texts("outer", record)
    #expect(!outer.contains { $0.contains("slow") })
    #expect(outer.contains { $0.hasPrefix("A2 (dear)") })
    #expect(try texts("inner", record).contains { $0.hasPrefix("A1 (slow)") })
  }

  @Test func `a pair's key hides the same field under both its names`() throws {
    var record = try PageWorld.record()
    let key = [
      KeyPart(field: "a.job_id", value: "SECRET-8"),
      KeyPart(field: "b.job_id", value: "SECRET-9"),
    ]
    record.report.findings = record.report.findings.map { $0.with(key: key) }
    let view = AudienceView(record, audience: "outer")
    #expect(view.items.count == 2)
    #expect(view.items.allSatisfy { view.visibleKey(of: view.finding($0)).isEmpty })
    let inner = AudienceView(record, audience: "inner")
    #expect(inner.items.allSatisfy { inner.visibleKey(of: inner.finding($0)).count == 2 })
  }
}
