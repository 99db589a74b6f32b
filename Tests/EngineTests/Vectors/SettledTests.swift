import Rules
import TestSupport
import Testing

@testable import Engine

/// What rows are chosen by is not tested of them again, but for those that are among them for another reason.
@Suite struct `Conditions on chosen rows` {
  private static let rule = Bench.rule(
    "tested",
    """
    each: account
    collect:
      parcels_here: { in: parcels, match: { account_id: account.account_id } }
      by_day: { in: entries, match: { account_id: account.account_id }, when: entry.posted in account.open_days, reaches: '[account.opened .. as_at]' }
      since: { in: entries, match: { account_id: account.account_id }, when: entry.posted > account.opened and entry.posted <= as_at, reaches: '[account.opened .. as_at]' }
      by_value: { in: entries, match: { account_id: account.account_id }, when: entry.net = account.cap, reaches: '[account.opened .. as_at]' }
      among: { in: entries, match: { account_id: account.account_id }, when: 'list contains(parcels_here.parcel_id, entry.parcel_id)', reaches: '[account.opened .. as_at]' }
      by_both:
        in: entries
        match: { account_id: account.account_id }
        when: 'entry.net = account.cap and entry.posted in account.open_days'
        reaches: '[account.opened .. as_at]'
      by_rate: { in: entries, match: { account_id: account.account_id }, when: 'list contains(parcels_here.rate, entry.net)', reaches: '[account.opened .. as_at]' }
      by_count: { in: entries, match: { account_id: account.account_id }, when: entry.net = count(parcels_here), reaches: '[account.opened .. as_at]' }
      by_more:
        in: entries
        match: { account_id: account.account_id }
        when: 'entry.posted in account.open_days and entry.net > 100'
        reaches: '[account.opened .. as_at]'
    """,
    flag: """
      count(by_day) > 1 or count(since) > 1 or count(by_value) > 1 or count(among) > 1 or count(by_both) > 1 \
      or count(by_more) > 1 or count(by_rate) = 2 or count(by_count) = 0
      """
  )

  @Test func `keep what single units keep`() throws {
    let rulebook = try Bench.rulebook([Self.rule])
    let plan = Plan(rulebook)
    var tally = Told()
    for seed in Soak.seeds(short: 100, long: 3_000) {
      var generator = SeededGenerator(seed: seed)
      let world = RandomTables.world(rulebook.catalog, &generator) { dataset, generator in
        switch dataset {
        case "entries": Int.random(in: 20...120, using: &generator)
        case "accounts": Int.random(in: 1...40, using: &generator)
        default: Int.random(in: 0...12, using: &generator)
        }
      }
      try tally.compare(plan, 0, world, &generator, "seed \(seed)")
    }
    #expect(tally.told * 10 > tally.known * 9, "\(tally)")
    #expect(tally.settledCount > 100, "\(tally.settledCount)")
    #expect(tally.unsettledCount > 20, "\(tally.unsettledCount)")
  }
}
