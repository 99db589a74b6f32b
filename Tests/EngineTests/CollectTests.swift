import Findings
import Testing

@Suite struct CollectTests {
  private static let booked = """
    each: account
    collect:
      booked: { in: entries, match: { account_id: account.account_id }, when: entry.net > 0, reaches: '[account.opened .. as_at]' }
    """
  private static let account = "accounts: [{ account_id: A, opened: 2024-06-01 }]"
  /// One entry surely counts, one may, one does not.
  private static let entries =
    "entries: [{ account_id: A, posted: 2024-07-01, net: 5 }, { account_id: A, posted: 2024-07-02 }, { account_id: A, posted: 2024-07-03, net: -1 }]"

  private func outcome(
    _ condition: String,
    _ entries: String = Self.entries,
    covers: String = "{}"
  ) throws -> Outcome? {
    let bench = try Bench(
      Self.booked,
      flag: condition,
      given: "{ \(Self.account), \(entries) }",
      covers: covers
    )
    return bench.outcomes().keys.first
  }

  @Test func `a count with a possible row decides where either number would`() throws {
    #expect(try outcome("count(booked) > 0") == .flagged)
    #expect(try outcome("count(booked) = 0") == .passed)
    #expect(try outcome("count(booked) < 3") == .flagged)
    #expect(try outcome("count(booked) = 3") == .passed)
    #expect(try outcome("count(booked) = 1") == .unassessed)
    #expect(try outcome("count(booked) != 2") == .unassessed)
    #expect(try outcome("2 > count(booked)") == .unassessed)
    #expect(try outcome("2 >= count(booked)") == .flagged)
  }

  @Test func `a sum with a possible row is not known`() throws {
    #expect(try outcome("total(booked.net) > 1") == .unassessed)
    #expect(
      try outcome(
        "total(booked[posted < date(\"2024-07-02\")].net) > 1"
      ) == .flagged
    )
  }

  @Test func `a count with a possible row is not compared with what is not there`() throws {
    for comparison in ["=", "!="] {
      let bench = try Bench(
        """
        each: parcel
        collect:
          booked: { in: entries, match: { account_id: parcel.account_id }, reaches: '[parcel.day .. as_at]' }
        lookup:
          account: { in: accounts, match: { account_id: parcel.account_id }, expect: at most one }
        """,
        flag: "count(booked) \(comparison) account.cap",
        given:
          "{ parcels: [{ parcel_id: P1, account_id: A, kind: x, day: 2024-09-01 }], accounts: [{ account_id: Z, opened: 2024-01-01 }] }",
        rejected: "{ entries: [{ account_id: A }] }"
      )
      #expect(bench.outcomes() == [.unassessed: 1], "\(comparison)")
    }
  }

  @Test func `some and every decide by the sure rows where these decide`() throws {
    #expect(try outcome("some e in booked satisfies e.net = 5") == .flagged)
    #expect(try outcome("some e in booked satisfies e.net = 6") == .unassessed)
    #expect(try outcome("every e in booked satisfies e.net = 6") == .passed)
    #expect(try outcome("every e in booked satisfies e.posted < as_at") == .flagged)
    #expect(try outcome("every e in booked satisfies e.net = 5") == .unassessed)
  }

  @Test func `the sum of nothing is nothing`() throws {
    #expect(try outcome("total(booked.net) = 0", "entries: []") == .flagged)
  }

  @Test func `nothing is no absence outside the days that the extract covers`() throws {
    let none = "entries: []"
    #expect(
      try outcome("count(booked) = 0", none, covers: "{ entries: 2024-06-01 .. 2024-09-29 }")
        == .flagged
    )
    #expect(
      try outcome("count(booked) = 0", none, covers: "{ entries: 2024-06-02 .. 2024-09-29 }")
        == .unassessed
    )
    #expect(
      try outcome("count(booked) = 0", none, covers: "{ entries: 2024-06-01 .. 2024-09-28 }")
        == .unassessed
    )
    #expect(
      try outcome("total(booked.net) < 1", none, covers: "{ entries: 2024-07-01 .. 2024-09-28 }")
        == .unassessed
    )
    // What is there is there.
    #expect(
      try outcome("count(booked) > 0", covers: "{ entries: 2024-07-01 .. 2024-09-28 }") == .flagged
    )
    #expect(
      try outcome("count(booked) <= 9", covers: "{ entries: 2024-07-01 .. 2024-09-28 }")
        == .unassessed
    )
  }

  // MARK: Days

  private func covering(_ prices: String, _ expect: String) throws -> [Outcome: Int] {
    try Bench(
      "each: parcel\ncollect:\n  found: { in: prices, match: { kind: parcel.kind }, expect: { \(expect) } }",
      flag: "count(found) > 0",
      given: "{ parcels: [{ kind: x, day: 2024-09-01 }], prices: [\(prices)] }"
    ).outcomes()
  }

  @Test func `rows that overlap by a day are not relied on`() throws {
    let first = "{ kind: x, valid_from: 2024-01-01, valid_to: 2024-03-31 }"
    #expect(
      try covering("\(first), { kind: x, valid_from: 2024-04-01 }", "disjoint: valid") == [
        .flagged: 1
      ]
    )
    #expect(
      try covering("\(first), { kind: x, valid_from: 2024-03-31 }", "disjoint: valid") == [
        .unassessed: 1
      ]
    )
  }

  @Test func `a row that ends before it begins is not relied on, whatever the order`() throws {
    let rows = [
      "{ price_id: a, kind: x, valid_from: 2024-03-01, valid_to: 2024-01-01, price: 1 }",
      "{ price_id: b, kind: x, valid_from: 2024-03-01, valid_to: 2024-12-31, price: 1 }",
    ]
    for prices in [rows, rows.reversed()] {
      let bench = try Bench(
        """
        each: parcel
        collect:
          own: { in: prices, match: { kind: parcel.kind }, expect: { disjoint: valid } }
        """,
        flag: "count(own) > 5",
        given:
          "{ parcels: [{ parcel_id: P1, account_id: A, kind: x, day: 2024-09-01 }], prices: [\(prices.joined(separator: ", "))] }"
      )
      #expect(bench.outcomes() == [.unassessed: 1])
    }
  }

  @Test func `rows that leave a day open are not relied on where all days are wanted`() throws {
    let expect = "disjoint: valid, covering: '[parcel.day .. as_at]'"
    let first = "{ kind: x, valid_from: 2024-01-01, valid_to: 2024-09-10 }"
    #expect(try covering("\(first), { kind: x, valid_from: 2024-09-11 }", expect) == [.flagged: 1])
    #expect(
      try covering("\(first), { kind: x, valid_from: 2024-09-12 }", expect) == [.unassessed: 1]
    )
    #expect(
      try covering("\(first), { kind: x, valid_from: 2024-09-12 }", "disjoint: valid") == [
        .flagged: 1
      ]
    )
    #expect(try covering("{ kind: x, valid_from: 2024-09-02 }", expect) == [.unassessed: 1])
  }

  @Test func `an unknown end is no obstacle where the ranges do not touch`() throws {
    func outcome(_ day: String) throws -> Outcome? {
      // The first day of a rejected price is not readable; what matters is whether its last day is.
      try Bench(
        "each: parcel\ncollect:\n  found: { in: prices, match: { kind: parcel.kind }, when: 'days in common(price.valid, parcel.span) > 0' }",
        flag: "count(found) = 0",
        given: "{ parcels: [{ kind: x, day: \(day) }] }",
        rejected: "{ prices: [{ kind: x, valid_to: 2024-06-30 }] }"
      ).outcomes().keys.first
    }
    #expect(try outcome("2024-07-01") == .flagged)
    #expect(try outcome("2024-06-30") == .unassessed)
  }
}
