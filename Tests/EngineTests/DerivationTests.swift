import Engine
import Findings
import Rules
import Tables
import Testing
import Values

@Suite struct DerivationTests {
  @Test func `an expansion makes a row of each match, and passes its doubts on`() throws {
    let bench = try Bench(
      "each: account_day",
      flag: "account_day.net > 5",
      given: """
        { accounts: [{ account_id: A, opened: 2024-06-01, region: N }], entries: [\
        { entry_id: E1, account_id: A, posted: 2024-07-01, net: 6 }, { entry_id: E2, account_id: A, posted: 2024-05-31, net: 6 }, \
        { entry_id: E3, account_id: A, posted: 2024-07-01 }, { entry_id: E4, account_id: A, posted: 2024-07-01, net: 1 }] }
        """
    )
    #expect(bench.keys == ["account_id=A;entry_id=E1"])
    #expect(bench.outcomes() == [.flagged: 1, .passed: 1, .unassessed: 1])
    // The reason is the blank cell that was read.
    let row = try #require(bench.report.unassessed.first)
    #expect(row.dataset == "entries" && row.subject == "net" && row.kind == "blank field")
  }

  @Test func `a derived row that may not be there counts, and is not assessed`() throws {
    let bench = try Bench(
      "each: account_day",
      flag: "account_day.net > 5",
      given: """
        { accounts: [{ account_id: A, opened: 2024-06-01 }], \
        entries: [{ entry_id: E1, account_id: A, posted: 2024-07-01, net: 6 }, { entry_id: E2, account_id: A, net: 6 }] }
        """
    )
    #expect(bench.outcomes() == [.flagged: 1, .unassessed: 1])
    let table = try #require(bench.report.tables["account_days"])
    #expect(table.loadedCount == 1 && table.countedCount == 2 && table.rowCount == 2)
  }

  @Test func `what is derived of a rejected row is not judged, and is a doubt`() throws {
    let bench = try Bench(
      "each: region_sum",
      flag: "region_sum.net > 5",
      given: """
        { accounts: [{ account_id: A, opened: 2024-06-01, region: N }], \
        entries: [{ entry_id: E1, account_id: A, posted: 2024-07-01, net: 6 }] }
        """,
      rejected: "{ entries: [{ entry_id: E2, account_id: A, posted: 2024-07-01, net: 1 }] }"
    )
    #expect(bench.outcomes() == [.unassessed: 1])
    let table = try #require(bench.report.tables["account_days"])
    #expect(table.loadedCount == 1 && table.countedCount == 1 && table.rowCount == 2)
    #expect(bench.report.unassessed[0].kind == "rejected row could match")
  }

  @Test func `a sum of derived rows adds their exact pennies`() throws {
    let bench = try Bench(
      "each: region_sum",
      flag: "region_sum.net = 0.30",
      more:
        "  cases: [{ case: found, says: \"{region_sum.lines} lines, £{region_sum.net}\" }]\n  amount: region_sum.net",
      given: """
        { accounts: [{ account_id: A, opened: 2024-06-01, region: N }, { account_id: B, opened: 2024-06-01, region: N }], \
        entries: [{ entry_id: E1, account_id: A, posted: 2024-07-01, net: 0.10 }, { entry_id: E2, account_id: B, posted: 2024-07-01, net: 0.20 }] }
        """
    )
    #expect(bench.report.findings.map(\.message) == ["2 lines, £0.30"])
    #expect(bench.report.findings.map(\.amount) == [Decimal("0.30")])
  }

  @Test func `a derived dataset whose key repeats stops the run`() throws {
    let rulebook = try Bench.rulebook([
      Bench.rule(
        "tested",
        "each: account_day",
        flag: "account_day.net > 5",
        "{ accounts: [{ account_id: A, opened: 2024-06-01 }, { account_id: A, opened: 2024-06-01 }], entries: [{ entry_id: E1, account_id: A, posted: 2024-07-01 }] }"
      )
    ])
    let example = rulebook.rules[0].examples[0]
    let inputs = try ExampleRun(catalog: rulebook.catalog, example: example).inputs()
    for executor in [Executor.reference, .columnar] {
      let error = #expect(throws: EngineError.self) {
        try Plan(rulebook).run(inputs, by: executor)
      }
      #expect(error?.message.contains("account_days") == true)
    }
  }

  // MARK: Evidence

  private static let nearest = """
    each: parcel
    lookup:
      account: { in: accounts, match: { account_id: parcel.account_id }, expect: one }
    collect:
      booked: { in: entries, match: { account_id: parcel.account_id }, reaches: '[parcel.day .. as_at]' }
    let:
      far: 'booked[some b in booked satisfies b.net > net]'
      sum_of_far: total(far.net)
    """

  @Test func `a finding tells its case, its evidence, its witness and the nearest rows`() throws {
    let bench = try Bench(
      Self.nearest,
      flag: "parcel.amount > account.cap and sum_of_far < 9",
      more: """
          cases:
            - { case: many, if: count(booked) > 2, says: "many" }
            - { case: few, nearest: booked, says: "{account.name}: £{parcel.amount} for {parcel.day}, {parcel.ended}" }
          amount: parcel.amount / 3
          show: { cap: account.cap }
        columns: { kind: parcel.kind, region: account.region }
        """,
      given: """
        { parcels: [{ parcel_id: P1, account_id: A, kind: x, amount: 1000, day: 2024-09-01 }], \
        accounts: [{ account_id: A, name: North, opened: 2024-01-01, cap: 7 }], \
        entries: [{ account_id: A, posted: 2024-09-02, net: 1 }, { account_id: A, posted: 2024-09-03, net: 2 }] }
        """
    )
    let finding = try #require(bench.report.findings.first)
    #expect(finding.caseName == "few")
    #expect(finding.message == "North: £1,000.00 for 1 September 2024, (blank)")
    #expect(finding.amount == Decimal("333.33"))
    #expect(
      finding.columns == [
        .init(name: "kind", value: .text("x")), .init(name: "region", value: .empty),
      ]
    )
    #expect(finding.shown == [.init(name: "cap", value: .money(Decimal(7)))])
    let evidence = Dictionary(finding.grounds.evidence.map { ($0.term, $0.value) }) { first, _ in
      first
    }
    #expect(evidence["parcel.amount"] == .money(Decimal(1000)))
    #expect(evidence["account.cap"] == .money(Decimal(7)))
    // An iteration variable is no term of the rule.
    #expect(!evidence.keys.contains { $0.hasPrefix("b.") })
    #expect(finding.grounds.related.filter { $0.part == .witness }.map(\.dataset) == ["accounts"])
    #expect(
      finding.grounds.related.filter { $0.part == .nearest }.map(\.dataset) == [
        "entries", "entries",
      ]
    )
    #expect(finding.grounds.evidence.allSatisfy { $0.location != nil })
  }

  @Test func `of many nearest rows a finding shows the first five`() throws {
    let entries = (1...7).map { "{ account_id: A, posted: 2024-09-0\($0), net: \($0) }" }
    let bench = try Bench(
      """
      each: parcel
      lookup:
        account: { in: accounts, match: { account_id: parcel.account_id }, expect: one }
      collect:
        booked: { in: entries, match: { account_id: parcel.account_id }, reaches: '[parcel.day .. as_at]' }
      """,
      flag: "parcel.amount > account.cap and count(booked) > 2",
      more: "  cases: [{ case: many, nearest: booked, says: \"many\" }]",
      given: """
        { parcels: [{ parcel_id: P1, account_id: A, kind: x, amount: 1000, day: 2024-09-01 }], \
        accounts: [{ account_id: A, name: North, opened: 2024-01-01, cap: 7 }], \
        entries: [\(entries.joined(separator: ", "))] }
        """
    )
    let related = try #require(bench.report.findings.first).grounds.related
    let nets = related.filter { $0.part == .nearest }.map { row in
      row.content.values.first { $0.name == "net" }?.value
    }
    #expect(nets == (1...5).map { .money(Decimal($0)) })
  }

  // MARK: Plans

  @Test func `equal relations of several rules are worked out once`() throws {
    func outline(_ other: String) throws -> String {
      let lookup =
        "each: parcel\nlookup:\n  account: { in: accounts, match: { account_id: parcel.account_id }, expect: one }"
      return try Plan(
        Bench.rulebook([
          Bench.rule("tested", lookup, flag: "account.cap > 1"),
          Bench.rule("other", lookup + other, flag: "account.cap > 2"),
        ])
      ).outline()
    }
    #expect(try outline("").matches(of: /lookup one account/).count == 1)
    let two =
      "\n  also: { in: accounts, as: candidate, match: { account_id: parcel.account_id }, when: candidate.cap > 1, expect: one }"
    #expect(try outline(two).matches(of: /lookup one a(ccount|lso) in/).count == 2)
    #expect(try outline("").matches(of: /scan parcels/).count == 1)
  }
}
