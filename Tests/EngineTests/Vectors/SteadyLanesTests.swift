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
      again: { in: accounts, match: { account_id: owner.account_id }, when: parcel.day in account.open_days, expect: at most one }
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
}
