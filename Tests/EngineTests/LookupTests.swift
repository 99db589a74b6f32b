import Findings
import Testing

@Suite struct LookupTests {
  private static let one = """
    each: parcel
    lookup:
      account: { in: accounts, match: { account_id: parcel.account_id }, expect: one }
    """
  private static let parcel =
    "parcels: [{ parcel_id: P1, account_id: A, kind: x, day: 2024-09-01 }]"

  @Test func `flags by the row that a lookup found`() throws {
    let bench = try Bench(
      Self.one,
      flag: "account.cap > 5",
      given: "{ \(Self.parcel), accounts: [{ account_id: A, cap: 6 }, { account_id: B, cap: 1 }] }"
    )
    #expect(bench.outcomes() == [.flagged: 1])
    #expect(bench.keys == ["parcel_id=P1"])
  }

  @Test func `cannot assess where the one row is missing`() throws {
    let bench = try Bench(
      Self.one,
      flag: "account.cap > 5",
      given: "{ \(Self.parcel), accounts: [{ account_id: B, cap: 6 }] }"
    )
    #expect(bench.outcomes() == [.unassessed: 1])
    #expect(bench.reasons == ["parcel_id=P1": "no row found"])
  }

  @Test func `cannot assess where there are two of the one row`() throws {
    let bench = try Bench(
      "each: parcel\nlookup:\n  price: { in: prices, match: { kind: parcel.kind }, when: parcel.day in price.valid, expect: one }",
      flag: "price.price > 5",
      given:
        "{ \(Self.parcel), prices: [{ kind: x, valid_from: 2024-01-01, price: 6 }, { kind: x, valid_from: 2024-09-01, price: 6 }] }"
    )
    #expect(bench.reasons == ["parcel_id=P1": "several rows found"])
  }

  @Test func `finds the price of the day, first and last day included`() throws {
    let bench = try Bench(
      "each: parcel\nlookup:\n  price: { in: prices, match: { kind: parcel.kind }, when: parcel.day in price.valid, expect: one }",
      flag: "price.price > 5",
      given: """
        { parcels: [{ parcel_id: P1, kind: x, day: 2024-08-31 }, { parcel_id: P2, kind: x, day: 2024-09-01 }], \
        prices: [{ kind: x, valid_from: 2024-01-01, valid_to: 2024-08-31, price: 6 }, { kind: x, valid_from: 2024-09-01, price: 4 }] }
        """
    )
    #expect(bench.outcomes() == [.flagged: 1, .passed: 1])
    #expect(bench.keys == ["parcel_id=P1"])
  }

  /// Lookups of equal inputs are shared; an input that is unknown is kept as a zero, which 1 January 1970 is, too.
  @Test(arguments: [["1970-01-01", "null"], ["null", "1970-01-01"]])
  func `what is unknown is not taken for the value that is kept in its place`(days: [String]) throws
  {
    let parcels = (0..<8).map { "{ parcel_id: P\($0), kind: x, day: \(days[$0 % 2]) }" }
    let prices = (0..<40).map {
      "{ kind: x, valid_from: \($0 == 0 ? "1970-01-01" : "\(1980 + $0)-01-01"), price: 6 }"
    }
    let bench = try Bench(
      "each: parcel\nlookup:\n  price: { in: prices, match: { kind: parcel.kind }, when: price.valid_from = parcel.day, expect: at most one }",
      flag: "price != null",
      given: """
        { parcels: [\(parcels.joined(separator: ", "))], \
        prices: [\(prices.joined(separator: ", "))] }
        """
    )
    #expect(bench.outcomes() == [.flagged: 4, .unassessed: 4])
  }

  @Test func `a blank match value is neither a match nor a miss`() throws {
    let bench = try Bench(
      "each: parcel\nlookup:\n  account: { in: accounts, match: { account_id: parcel.account_id }, expect: at most one }",
      flag: "account = null",
      given:
        "{ parcels: [{ parcel_id: P1, kind: x, day: 2024-09-01 }], accounts: [{ account_id: A }] }"
    )
    #expect(bench.reasons == ["parcel_id=P1": "blank field"])
  }

  @Test func `a count that is in doubt is neither a match nor a miss`() throws {
    let bench = try Bench(
      """
      each: account
      collect:
        booked: { in: entries, match: { account_id: account.account_id }, reaches: '[account.opened .. as_at]' }
      let:
        n: count(booked)
      lookup:
        price: { in: prices, match: { price: n }, expect: at most one }
      """,
      flag: "price = null",
      given:
        "{ accounts: [{ account_id: A, opened: 2024-01-01 }, { account_id: B, opened: 2024-01-01 }], entries: [{ entry_id: E1, account_id: A, posted: 2024-09-01, net: 1 }], prices: [{ price_id: Q1, kind: x, valid_from: 2024-01-01, price: 2 }] }",
      rejected: "{ entries: [{ account_id: A }] }"
    )
    // A has one entry, or two, and there is a price of 2.
    #expect(bench.keys == ["account_id=B"])
    #expect(Array(bench.reasons.keys) == ["account_id=A"])
  }

  @Test func `a row of whom a flag is yes comes after one of whom it is no`() throws {
    for (pick, key) in [("first", "P1"), ("last", "P2")] {
      for order in [["P1", "P2"], ["P2", "P1"]] {
        let parcels = order.map {
          "{ parcel_id: \($0), account_id: A, kind: x, day: 2024-09-01, checked: \($0 == "P2") }"
        }
        let bench = try Bench(
          """
          each: account
          lookup:
            p: { in: parcels, match: { account_id: account.account_id }, expect: one, pick: \(pick) by checked }
          """,
          flag: "p.parcel_id = \"\(key)\"",
          given:
            "{ accounts: [{ account_id: A, opened: 2024-01-01 }], parcels: [\(parcels.joined(separator: ", "))] }"
        )
        #expect(bench.outcomes() == [.flagged: 1], "\(pick), \(order)")
      }
    }
  }

  @Test func `a rejected row that could be the one looked for is no absence`() throws {
    let body =
      "each: parcel\nlookup:\n  account: { in: accounts, match: { account_id: parcel.account_id }, expect: at most one }"
    func outcomes(_ rejected: String) throws -> [Outcome: Int] {
      try Bench(
        body,
        flag: "account = null",
        given: "{ \(Self.parcel) }",
        rejected: "{ accounts: [\(rejected)] }"
      )
      .outcomes()
    }
    #expect(try outcomes("{ account_id: A }") == [.unassessed: 1])
    #expect(try outcomes("{ name: North }") == [.unassessed: 1])
    #expect(try outcomes("{ account_id: B }") == [.flagged: 1])
  }

  @Test func `a row that says nothing of what it must equal does not shake a sure find`() throws {
    let bench = try Bench(
      Self.one,
      flag: "account.cap > 5",
      given: "{ \(Self.parcel), accounts: [{ account_id: A, cap: 6 }] }",
      rejected: "{ accounts: [{ name: North }] }"
    )
    #expect(bench.outcomes() == [.flagged: 1])
  }

  // MARK: Pick

  private func picked(_ prices: String, rejected: String = "") throws -> Bench {
    try Bench(
      "each: parcel\nlookup:\n  price: { in: prices, match: { kind: parcel.kind }, expect: one, pick: last by valid_from }",
      flag: "price.price > 5",
      given: "{ \(Self.parcel), prices: [\(prices)] }",
      rejected: "{ prices: [\(rejected)] }"
    )
  }

  private static let prices =
    "{ kind: x, valid_from: 2024-01-01, price: 1 }, { kind: x, valid_from: 2024-03-01, price: 6 }, { kind: x, valid_from: 2024-02-01, price: 2 }"

  @Test func `picks the last of several`() throws {
    #expect(try picked(Self.prices).outcomes() == [.flagged: 1])
  }

  @Test func `cannot pick between two of one day`() throws {
    let bench = try picked(Self.prices + ", { kind: x, valid_from: 2024-03-01, price: 7 }")
    #expect(bench.reasons == ["parcel_id=P1": "several rows found"])
  }

  @Test func `a possible row matters to a pick only where it would be picked`() throws {
    #expect(
      try picked(Self.prices, rejected: "{ kind: x, valid_from: 2024-02-29 }").outcomes() == [
        .flagged: 1
      ]
    )
    #expect(
      try picked(Self.prices, rejected: "{ kind: x, valid_from: 2024-03-02 }").outcomes() == [
        .unassessed: 1
      ]
    )
    #expect(try picked(Self.prices, rejected: "{ kind: x }").outcomes() == [.unassessed: 1])
  }
}
