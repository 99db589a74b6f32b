import Findings
import Tables
import Testing
import Values

@testable import Audit

/// A row that a finding rests on has a line: its dataset, its fields in order, and where it stands.
@Suite struct `Lines on rows` {
  private let words = RowWords(
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

  /// The lines of a finding that rests on rows, which say what they hold.
  private func lines(
    _ part: RelatedRow.Part,
    _ rows: [(part: RelatedRow.Part, values: [(String, Shown)], location: Location?)]
  ) -> String {
    let finding = Finding(
      rule: "late",
      caseName: "late",
      key: [],
      amount: nil,
      words: StatedWords(
        message: "",
        columns: [],
        shown: [],
        grounds: .stated(
          Grounds(
            evidence: [],
            related: rows.map { row in
              RelatedRow(part: row.part, source: SourceKey(dataset: "late_bills", row: 1)) {
                (row.values.map { NamedValue(name: $0.0, value: $0.1) }, row.location)
              }
            }
          )
        )
      ),
      location: nil,
      sources: []
    )
    return String(writing: { finding.addRelated(part, words, to: &$0) })
  }

  @Test func `say all fields`() {
    let place = Location(file: "bills.csv", line: 3)
    let values: [(String, Shown)] = [("bill_no", .text("B 1")), ("net", .money(Decimal(7)))]
    #expect(
      lines(.member, [(.member, values, place)])
        == "Late bills: bill no B 1, net 7.00 (bills.csv:3)"
    )
  }

  @Test func `leave out what is blank, be it first or last, and the place of a derived row`() {
    #expect(
      lines(.member, [(.member, [("net", .money(Decimal(7)))], nil)]) == "Late bills: net 7.00"
    )
    #expect(
      lines(.nearest, [(.nearest, [("bill_no", .text("B 1"))], nil)]) == "Late bills: bill no B 1"
    )
    #expect(lines(.member, [(.member, [], nil)]) == "Late bills: ")
  }

  @Test func `are those of the rows that play a part, in their order`() {
    let rows: [(part: RelatedRow.Part, values: [(String, Shown)], location: Location?)] = [
      (.witness, [("bill_no", .text("B 1"))], Location(file: "bills.xlsx", sheet: "May", line: 4)),
      (.member, [("bill_no", .text("B 2"))], nil),
      (.witness, [("sent_on", .date(CalendarDate(dayNumber: 0)))], nil),
    ]
    #expect(
      lines(.witness, rows) == """
        Late bills: bill no B 1 (bills.xlsx, sheet May, row 4)
        Late bills: sent on 1 January 1970
        """
    )
    #expect(lines(.nearest, rows) == "")
  }
}
