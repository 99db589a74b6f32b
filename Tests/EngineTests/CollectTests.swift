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

  /// Of long lists no more is looked at than a comparison needs.
  @Test func `a count of a long list says no more than its rows do, looked at or not`() throws {
    func entries(_ first: String, _ others: String, _ count: Int = 40) -> String {
      let rows = (0..<count).map { number in
        "{ account_id: A, posted: 2024-07-0\(1 + number % 9)\(number == 0 ? first : others) }"
      }
      return "entries: [\(rows.joined(separator: ", "))]"
    }
    let late = "posted > date(\"2024-06-30\")"
    // One surely counts, and any of the others may: by the condition of the list, then by that of the filter.
    for kept in ["booked[\(late)]", "booked[net > 0 and \(late)]", "booked[\(late)][net > 0]"] {
      let doubtful = entries(", net: 5", "")
      #expect(try outcome("count(\(kept)) > 0", doubtful) == .flagged)
      #expect(try outcome("count(\(kept)) >= 2", doubtful) == .unassessed)
      #expect(try outcome("count(\(kept)) = 1", doubtful) == .unassessed)
      #expect(try outcome("count(\(kept)) > 40", doubtful) == .passed)
    }
    let sure = entries(", net: 5", ", net: 7")
    #expect(try outcome("count(booked[net > 6]) > 38", sure) == .flagged)
    #expect(try outcome("count(booked[net > 6]) <= 38", sure) == .passed)
    #expect(try outcome("count(booked[net > 6]) <= 39", sure) == .flagged)
    #expect(try outcome("count(booked[net < 6]) = 1", sure) == .flagged)
    #expect(try outcome("count(booked[net > 9]) = 0", sure) == .flagged)
    // The extract may lack further ones.
    let short = "{ entries: 2024-07-01 .. 2024-09-01 }"
    #expect(try outcome("count(booked[net > 9]) = 0", sure, covers: short) == .unassessed)
    #expect(try outcome("count(booked[net > 6]) > 38", sure, covers: short) == .flagged)
    #expect(try outcome("count(booked[net > 6]) < 40", sure, covers: short) == .unassessed)
  }

  @Test func `a sum with a possible row is not known`() throws {
    #expect(try outcome("total(booked.net) > 1") == .unassessed)
    #expect(
      try outcome(
        "total(booked[posted < date(\"2024-07-02\")].net) > 1"
      ) == .flagged
    )
  }

  @Test func `a sum of what a filter keeps is not known where one of these is not`() throws {
    let all = """
      each: account
      collect:
        booked: { in: entries, match: { account_id: account.account_id }, reaches: '[account.opened .. as_at]' }
      """
    func outcome(_ condition: String) throws -> Outcome? {
      let rows = ["01, net: 5", "02", "03, net: 2"].map {
        "{ account_id: A, posted: 2024-07-\($0) }"
      }
      return try Bench(
        all,
        flag: condition,
        given: "{ \(Self.account), entries: [\(rows.joined(separator: ", "))] }"
      ).outcomes().keys.first
    }
    #expect(try outcome("total(booked[posted > date(\"2024-07-01\")].net) > 1") == .unassessed)
    #expect(try outcome("total(booked[posted > date(\"2024-07-02\")].net) > 1") == .flagged)
    #expect(try outcome("total(booked[posted > date(\"2024-07-03\")].net) = 0") == .flagged)
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
