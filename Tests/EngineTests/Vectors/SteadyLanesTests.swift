import Findings
import Rules
import TestSupport
import Testing

@testable import Engine

/// Lookups by a day are done once for neighbours that agree in all else, for as long as no range that could be found begins or ends.
@Suite struct `Steady lanes` {
  private static let rule = Bench.rule(
    "tested",
    """
    each: parcel
    where: parcel.checked
    lookup:
      cost: { in: prices, match: { kind: parcel.kind }, when: parcel.day in price.valid, expect: one }
      dear:
        in: prices
        match: { kind: parcel.kind }
        when: price.price > parcel.amount and parcel.day in price.valid
        expect: at most one
      owner: { in: accounts, match: { account_id: parcel.account_id }, when: parcel.day in account.open_days, expect: at most one }
      same: { in: prices, match: { kind: parcel.kind, price: parcel.amount }, when: parcel.day in price.valid, expect: at most one }
      opened:
        in: accounts
        match: { account_id: parcel.account_id, opened: parcel.day }
        when: parcel.day in account.open_days
        expect: at most one
      again: { in: accounts, match: { region: owner.region }, when: parcel.day in account.open_days, expect: at most one }
    collect:
      prices_then: { in: prices, match: { kind: parcel.kind }, when: parcel.day in price.valid }
    let:
      difference: parcel.amount - cost.price
    """,
    flag:
      "difference > 1 and (dear != null or owner != null) and count(prices_then) = 1 and (same != null or again != null or opened != null)"
  )

  @Test func `tell what single units are worth`() throws {
    let rulebook = try Bench.rulebook([Self.rule])
    let plan = Plan(rulebook)
    var tally = Told()
    for seed in Soak.seeds(short: 60, long: 3_000) {
      var generator = SeededGenerator(seed: seed)
      let world = RandomTables.world(rulebook.catalog, &generator) { dataset, generator in
        Int.random(in: dataset == "parcels" ? 1...200 : 0...12, using: &generator)
      }
      try tally.compare(plan, 0, world, &generator, "seed \(seed)")
    }
    #expect(tally.told * 10 > tally.known * 9, "\(tally)")
    #expect(tally.steadyCount > 200, "\(tally.steadyCount)")
    #expect(tally.cutCount > 50, "\(tally.cutCount)")
  }

  /// Eight parcels, alike but for their days.
  private static let parcels = (1...8).map { day in
    "{ parcel_id: P\(day), account_id: A, kind: x, day: 2024-09-0\(day), amount: 5 }"
  }.joined(separator: ", ")

  @Test func `end where the range of a row begins that may match`() throws {
    let bench = try Bench(
      """
      each: parcel
      lookup:
        same: { in: prices, match: { kind: parcel.kind, price: parcel.amount }, when: parcel.day in price.valid, expect: at most one }
      """,
      flag: "same = null",
      given: """
        { parcels: [\(Self.parcels)], prices: [{ price_id: C1, kind: x, valid_from: 2024-09-05 }] }
        """
    )
    #expect(bench.outcomes() == [.flagged: 4, .unassessed: 4])
  }

  @Test func `end where a range begins that is looked for by what another range led to`() throws {
    let bench = try Bench(
      """
      each: parcel
      lookup:
        owner: { in: accounts, match: { account_id: parcel.account_id }, when: parcel.day in account.open_days, expect: at most one }
        again: { in: accounts, match: { region: owner.region }, when: parcel.day in account.open_days, expect: at most one }
      """,
      flag: "again != null",
      given: """
        { parcels: [\(Self.parcels)], \
        accounts: [{ account_id: A, name: a, region: north, opened: 2024-09-03 }, \
        { account_id: B, name: b, region: north, opened: 2024-09-06 }] }
        """
    )
    // On two days nobody's region is known, and from the sixth on there are two of it.
    #expect(bench.outcomes() == [.unassessed: 5, .flagged: 3])
  }
}
