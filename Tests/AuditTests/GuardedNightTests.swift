@testable import Audit
import Extracts
import Findings
import Rules
import Testing
import Values
import Workbooks

/// A council with one extract, payments, whose rule finds nothing.
private struct Council {
  let folder: TemporaryFolder

  /// Writes the configuration, with these lines for its source, and the rules.
  init(_ settings: String..., writesRaw: Bool = false) throws {
    folder = try TemporaryFolder()
    let lines = (["files: 'bills*.csv'"] + settings).map { "    \($0)\n" }.joined()
    try folder.write(
      "council: C\nraw_rejected_rows: \(writesRaw)\nrules: [rules]\nsources:\n  bills:\n\(lines)",
      to: "audit.yaml"
    )
    try folder.write(LargeBill.dataset, to: "rules/datasets/bills.yaml")
    try folder.write(LargeBill.rule, to: "rules/money/large-bill.yaml")
    try folder.write(
      """
      workbook: finance
      title: Bills
      sentence: Differences, to be checked.
      sheets:
        - sheet: Summary
          kind: summary
          figures: [{ label: At issue, measure: value at issue }]
          left: [{ show: importance, title: By importance }]
          right: [{ show: test results, title: By test result }]
        - { sheet: Rejected rows, kind: rejected }
        - { sheet: Totals, kind: totals }
        - { sheet: Run, kind: run }
      """,
      to: "rules/workbooks/finance.yaml"
    )
  }

  /// Writes bills of 1.00 each, from one number to another.
  func deliver(_ bills: ClosedRange<Int>, as name: String = "bills.csv", extra: String = "")
    throws
  {
    let rows = bills.map { "\($0),1.00,Secret-\($0),Unbound-\($0)\n" }.joined()
    try folder.write("id,net,payee,memo\n" + rows + extra, to: name)
  }

  func run(_ day: Int, clock: Clock = .system) throws(any Error) -> Night.Outcome {
    var night = try Night(
      Configuration.read("\(folder.path)/audit.yaml"),
      asAt: CalendarDate(dayNumber: 20_000 + day)
    )
    night.clock = clock
    return try night.run()
  }

  /// Why a night was refused with exit code 3; nil where it was not.
  func refusal(_ day: Int, clock: Clock = .system) throws -> String? {
    do {
      _ = try run(day, clock: clock)
      return nil
    } catch NightError.refused(let message) {
      return message
    }
  }

  func checks(_ outcome: Night.Outcome) -> [DeliveryCheck] { outcome.record.sources[0].checks }
}

@Suite struct `A night with guards` {
  @Test func `refuses a truncated extract and changes nothing`() throws {
    let council = try Council("must: { have rows: { of last night at least: 90 % } }")
    try council.deliver(1...100)
    #expect(council.checks(try council.run(0)).map(\.result) == [.notChecked])
    let before = try council.folder.files(below: "out")
    try council.deliver(1...89)
    let message = try #require(try council.refusal(1))
    #expect(message.contains("89 rows; there were 100 on 2024-10-04"))
    #expect(try council.folder.files(below: "out") == before)
    try council.deliver(1...90)
    #expect(council.checks(try council.run(1)).map(\.result) == [.passed])
  }

  @Test func `is refused, and changes nothing, where its sources do not fit into memory`() throws {
    let council = try Council()
    try council.deliver(1...100)
    _ = try council.run(0)
    let before = try council.folder.files(below: "out")
    var night = try Night(
      Configuration.read("\(council.folder.path)/audit.yaml"),
      asAt: CalendarDate(dayNumber: 20_001)
    )
    night.availableMemory = { 1_000 }
    let error = #expect(throws: NightError.self) { try night.run() }
    #expect(error?.description.contains("the sources do not fit into memory") == true)
    #expect(try council.folder.files(below: "out") == before)
  }

  @Test func `is compared with an earlier day's, however often it is run`() throws {
    let council = try Council("must: { have rows: { of last night at least: 90 % } }")
    try council.deliver(1...100)
    _ = try council.run(0)
    try council.deliver(1...95)
    let first = try council.run(1)
    let second = try council.run(1)
    #expect(council.checks(first).map(\.explanation) == ["95 rows; there were 100 on 2024-10-04"])
    #expect(council.checks(second) == council.checks(first))
  }

  @Test func `looks further back for a source that last night did not read`() throws {
    let council = try Council(
      "required: false",
      "must: { have rows: { of last night at least: 90 % } }"
    )
    try council.deliver(1...100)
    _ = try council.run(0)
    try council.deliver(1...10)
    for day in 1...2 {
      let partial = try council.run(day)
      #expect(partial.record.missingSources.map(\.dataset) == ["bills"])
      let reason = try #require(partial.record.missingSources.first).reason
      #expect(reason.contains("there were 100 on 2024-10-04"), "day \(day)")
    }
  }

  @Test func `passes over a manifest that is damaged`() throws {
    let council = try Council("must: { be new: refuse }")
    try council.deliver(1...3)
    _ = try council.run(0)
    #expect(try council.refusal(1)?.contains("the same bytes as on 2024-10-04") == true)
    try council.folder.write("{", to: "out/restricted/run.json")
    #expect(council.checks(try council.run(1)).map(\.result) == [.notChecked])
  }

  @Test func `tells new columns and goes on`() throws {
    let council = try Council("must: { have same columns: report }")
    try council.deliver(1...3)
    _ = try council.run(0)
    try council.folder.write("id,net,payee,\"a \"\"b\"\"\"\n1,1.00,x,y\n", to: "bills.csv")
    let record = try council.run(1).record
    let told =
      "have last night's columns: new since 2024-10-04: \"a \"b\"\"; gone since 2024-10-04: "
      + "\"memo\""
    let layout = try Layout.read(.read("\(council.folder.path)/rules/workbooks/finance.yaml"))
    let sheets = compose(layout, record).sheets
    let summary = ReadPage(sheet: try #require(sheets.first))
    #expect(summary.banners.first?.hasSuffix("totals tie; bills must " + told) == true)
    let run = ReadPage(sheet: try #require(sheets.last))
    #expect(run.column("Result").map(ReadPage.text) == ["reported"])
  }

  @Test func `loads a row of two files once, and everything ties`() throws {
    let council = try Council("rejected_rows: { at most: 2 }")
    try council.deliver(1...3, as: "bills_1.csv")
    try council.deliver(3...5, as: "bills_2.csv", extra: "6,1.00\n,2.00,x,y\n")
    let record = try council.run(0).record
    let source = try #require(record.sources.first)
    #expect((source.loaded.rows, source.loaded.pence) == (5, 500))
    #expect((source.deliveredTwice.rows, source.deliveredTwice.pence) == (1, 100))
    // One row is too short to say its money; the other has no key, and says it.
    #expect((source.rejected.rows, source.rejected.pence) == (2, 200))
    #expect(source.rejected.rowsWithoutMoney == 1)
    #expect(source.checks.map(\.result) == [.reported])
    #expect(AudienceView(record, audience: "finance").reconciliation.ties)
  }

  @Test func `reads the trailer for what it says, and not as a row`() throws {
    let council = try Council(
      "footers: ['Note*']",
      "must: { have trailer: { first cell: END, rows in cell: 2, total in cell: 3 } }"
    )
    try council.deliver(1...3, extra: "Note: internal\nEND,3,3.00\n")
    let source = try council.run(0).record.sources[0]
    #expect(source.loaded.rows == 3 && source.rejected.rows == 0 && source.footers == 2)
    try council.deliver(1...2, extra: "END,3,3.00\n")
    #expect(try council.refusal(1)?.contains("says that it has 3 rows, and has 2") == true)
  }

  @Test func `waits once for files to settle, and refuses one that changed meanwhile`() throws {
    let council = try Council("complete: { unchanged for: 30 seconds }")
    try council.deliver(1...3)
    let calm = Clock(now: { 0 }, wait: { #expect($0.seconds == 30) })
    #expect(try council.refusal(0, clock: calm) == nil)
    let path = "\(council.folder.path)/bills.csv"
    let busy = Clock(
      now: { 0 },
      wait: { _ in try? Files.write(Array("id,net,payee,memo\n".utf8), to: path) }
    )
    #expect(try council.refusal(1, clock: busy)?.contains("still being written to") == true)
  }

  @Test func `knows by its clock that a file is old`() throws {
    let council = try Council("must: { be younger than: 1 hour }")
    try council.deliver(1...3)
    let written = try FileState(of: "\(council.folder.path)/bills.csv").modified
    let late = Clock(now: { written + 7_200 }, wait: { _ in })
    #expect(try council.refusal(0, clock: late)?.contains("last changed 2 hours ago") == true)
    #expect(try council.refusal(0, clock: Clock(now: { written }, wait: { _ in })) == nil)
  }

  @Test func `takes no marker for a file of the source`() throws {
    let council = try Council("complete: done marker")
    try council.deliver(1...3, as: "bills.csv")
    #expect(try council.refusal(0)?.contains("there is no bills.csv.done") == true)
    try council.folder.write("", to: "bills.csv.done")
    #expect(try council.refusal(0) == nil)
  }

  @Test func `writes rejected rows as they stand only where that is asked for`() throws {
    let extra = "x,\"1.00\",\"Ann \"\"A\"\"\nB\"\r\n9,1.00\n\"8,1.00,x,y\n7,1.00,x,y,z\n"
    let council = try Council("rejected_rows: { at most: 10 }", writesRaw: true)
    try council.deliver(1...3, extra: extra)
    let outcome = try council.run(0)
    let file = "out/restricted/rejected_rows_raw.csv.gz"
    #expect(outcome.files.contains("\(council.folder.path)/\(file)"))
    #expect(
      outcome.record.rawRejected?.map(\.text) == [
        "x,\"1.00\",\"Ann \"\"A\"\"\nB\"", "9,1.00", "\"8,1.00,x,y", "7,1.00,x,y,z",
      ]
    )
    #expect(outcome.record.rawRejected?.map(\.location) == outcome.record.rejected.map(\.location))
    let silent = try Council("rejected_rows: { at most: 10 }")
    try silent.deliver(1...3, extra: extra)
    #expect(try silent.run(0).record.rawRejected == nil)
    #expect(silent.folder.text(file) == nil)
  }

  @Test func `keeps what is personal or not bound out of all that it writes`() throws {
    let council = try Council("rejected_rows: { at most: 10 }")
    try council.deliver(1...3, extra: "x,y,Secret-9,Unbound-9\nSecret-8\n,1,Secret-7,Unbound-7\n")
    let outcome = try council.run(0)
    #expect(outcome.record.rejected.count == 3)
    for (name, text) in try council.folder.files(below: "out") where !name.hasSuffix(".gz") {
      #expect(!text.contains("Secret") && !text.contains("Unbound"), "\(name)")
    }
    for row in outcome.record.rejected {
      #expect(!row.explanation.contains("Secret") && !row.explanation.contains("Unbound"))
    }
  }
}
