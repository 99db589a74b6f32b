import Engine
import Findings

import Testing
import Values

@Suite struct UnitTests {
  // MARK: Groups

  private static let group = "each: entry\nby: [account_id]"

  @Test func `groups rows that agree, and names the finding by what they share`() throws {
    let bench = try Bench(
      Self.group,
      flag: "count(group) > 1",
      given:
        "{ entries: [{ account_id: A, posted: 2024-07-01 }, { account_id: B, posted: 2024-07-01 }, { account_id: A, posted: 2024-07-02 }] }"
    )
    #expect(bench.outcomes() == [.flagged: 2, .passed: 1])
    #expect(bench.keys == ["account_id=A"])
    #expect(bench.report.findings[0].sources.map(\.row) == [0, 2])
  }

  @Test func `a row without a value to group by is in no group`() throws {
    let bench = try Bench(
      Self.group,
      flag: "count(group) > 1",
      given: "{ entries: [{ account_id: A, posted: 2024-07-01 }, { posted: 2024-07-01 }] }"
    )
    #expect(bench.outcomes() == [.passed: 1, .unassessed: 1])
    #expect(bench.reasons == ["entry_id=2": "blank field"])
  }

  @Test func `a rejected row may belong to a group, and is not judged itself`() throws {
    func outcomes(_ condition: String) throws -> [Outcome: Int] {
      try Bench(
        Self.group,
        flag: condition,
        given: "{ entries: [{ account_id: A, posted: 2024-07-01 }] }",
        rejected: "{ entries: [{ account_id: A }] }"
      ).outcomes()
    }
    #expect(try outcomes("count(group) > 1") == [.unassessed: 1])
    #expect(try outcomes("count(group) > 2") == [.passed: 1])
    #expect(try outcomes("count(group) > 0") == [.flagged: 1])
  }

  @Test func `the population of a group is settled row by row`() throws {
    let bench = try Bench(
      Self.group + "\nwhere: entry.net > 0",
      flag: "count(group) > 1",
      given: """
        { entries: [{ account_id: A, posted: 2024-07-01, net: 1 }, { account_id: A, posted: 2024-07-01, net: -1 }, \
        { account_id: B, posted: 2024-07-01, net: 1 }, { account_id: B, posted: 2024-07-01 }] }
        """
    )
    #expect(bench.outcomes() == [.passed: 1, .outOfScope: 1, .unassessed: 2])
  }

  // MARK: Pairs

  private static let pair = "each: pair\nof: parcels\nas: [a, b]\nmatch: [account_id, kind]"

  @Test func `each pair is judged once, the lower key first`() throws {
    let bench = try Bench(
      Self.pair + "\nwhen: a.day < b.day",
      flag: "true",
      given: """
        { parcels: [{ parcel_id: P2, account_id: A, kind: x, day: 2024-09-02 }, { parcel_id: P1, account_id: A, kind: x, day: 2024-09-01 }, \
        { parcel_id: P3, account_id: A, kind: y, day: 2024-09-03 }, { parcel_id: P4, account_id: A, kind: x, day: 2024-09-01 }] }
        """
    )
    // P1 with P4 is of one day; P2 with P4 has the earlier day last.
    #expect(bench.keys == ["a.parcel_id=P1;b.parcel_id=P2"])
    #expect(bench.outcomes() == [.flagged: 2, .passed: 2])
  }

  @Test func `a row that may be half of a pair leaves the other half unassessed`() throws {
    let bench = try Bench(
      Self.pair,
      flag: "a.amount = b.amount",
      given: """
        { parcels: [{ parcel_id: P1, account_id: A, kind: x, day: 2024-09-01 }, { parcel_id: P2, kind: x, day: 2024-09-01 }, \
        { parcel_id: P3, account_id: A, kind: y, day: 2024-09-01 }] }
        """
    )
    #expect(bench.outcomes() == [.unassessed: 2, .passed: 1])
    #expect(Set(bench.reasons.keys) == ["parcel_id=P1", "parcel_id=P2"])
  }

  // MARK: One finding for several rows

  private static let parcels =
    "{ parcels: [{ parcel_id: P1, account_id: A, kind: x, amount: 5, day: 2024-09-03 }, { parcel_id: P2, account_id: A, kind: x, amount: 9, day: 2024-09-02 }, { parcel_id: P3, account_id: B, kind: x, amount: 1, day: 2024-09-01 }] }"

  @Test func `one finding stands for the rows of a column's value, told by the largest amount`()
    throws
  {
    let bench = try Bench(
      "each: parcel",
      flag: "parcel.amount > 0",
      more:
        "  cases: [{ case: found, says: \"£{parcel.amount}\" }]\n  amount: parcel.amount\ncolumns: { account: parcel.account_id }\none per: [account]\nkeep: largest amount",
      given: Self.parcels
    )
    #expect(bench.keys == ["account=A", "account=B"])
    let finding = bench.report.findings[0]
    #expect(finding.amount == Decimal(9))
    #expect(finding.message == "£9.00")
    #expect(finding.sources.map(\.row) == [0, 1])
    #expect(finding.grounds.related.count { $0.part == .member } == 1)
    #expect(bench.outcomes() == [.flagged: 3])
    #expect(bench.report.totals[0].findings == 2)
  }

  @Test func `one finding may be told by the first row of a column`() throws {
    let bench = try Bench(
      "each: parcel",
      flag: "parcel.amount > 0",
      more:
        "  cases: [{ case: found, says: \"£{parcel.amount}\" }]\ncolumns: { account: parcel.account_id, day: parcel.day }\none per: [account]\nkeep: first by day",
      given: Self.parcels
    )
    #expect(bench.report.findings[0].message == "£9.00")
  }

  @Test func `a rule says nothing of rows for which another speaks`() throws {
    let rules = [
      Bench.rule(
        "tested",
        "each: parcel",
        flag: "parcel.amount > 3",
        more: "  cases: [{ case: found, says: \"found\" }]\nyields_to: [stronger]",
        Self.parcels
      ),
      Bench.rule("stronger", "each: parcel", flag: "parcel.amount > 7"),
    ]
    let bench = try Bench(rules)
    #expect(bench.outcomes() == [.flagged: 1, .passed: 2])
    #expect(bench.outcomes("stronger") == [.flagged: 1, .passed: 2])
    #expect(
      bench.report.findings.map { [$0.rule, KeyPart.canonical($0.key)] } == [
        ["stronger", "parcel_id=P2"], ["tested", "parcel_id=P1"],
      ]
    )
  }
}
