import Findings
import Tables
import Testing
import Values

@testable import Audit

/// A row that a finding rests on has a line: its dataset, its fields in order, and where it stands.
@Suite struct `Lines on rows` {
  private let lines = RowLines(
    [
      Schema(
        dataset: "late_bills",
        each: "bill",
        fields: [
          Field(name: "bill_no", type: .text), Field(name: "sent_on", type: .date),
          Field(name: "net", type: .money),
        ],
        key: [0]
      )
    ],
    PageWords()
  )

  private func row(
    _ part: RelatedRow.Part,
    _ values: [(String, Shown)],
    _ location: Location?
  ) -> RelatedRow {
    RelatedRow(part: part, source: SourceKey(dataset: "late_bills", row: 1)) {
      (values.map { NamedValue(name: $0.0, value: $0.1) }, location)
    }
  }

  @Test func `say all fields`() {
    let row = row(
      .member,
      [("bill_no", .text("B 1")), ("net", .money(Decimal(7)))],
      Location(file: "bills.csv", line: 3)
    )
    #expect(lines.line(of: row, for: 0) == "Late bills: bill no B 1, net 7.00 (bills.csv:3)")
  }

  @Test func `leave out what is blank, be it first or last, and the place of a derived row`() {
    #expect(
      lines.line(of: row(.member, [("net", .money(Decimal(7)))], nil), for: 0)
        == "Late bills: net 7.00"
    )
    #expect(
      lines.line(of: row(.nearest, [("bill_no", .text("B 1"))], nil), for: 0)
        == "Late bills: bill no B 1"
    )
    #expect(lines.line(of: row(.member, [], nil), for: 0) == "Late bills: ")
  }

  @Test func `of one row are the same rule's only`() {
    let one = row(.witness, [("bill_no", .text("B 1"))], nil)
    let other = row(.witness, [("net", .money(Decimal(7)))], nil)
    #expect(lines.line(of: one, for: 0) == "Late bills: bill no B 1")
    #expect(lines.line(of: other, for: 1) == "Late bills: net 7.00")
    // What was said of the row to the first rule is kept.
    #expect(lines.line(of: other, for: 0) == "Late bills: bill no B 1")
  }
}
