/// Invented names; each number has its own, so that no two providers share one.
enum Names {
  private static let firsts = [
    "Alder", "Bracken", "Coppice", "Dunmere", "Elmsworthy", "Fallow", "Gorse", "Hazelmoor",
    "Inglewick",
    "Juniper", "Kestrel", "Larkhollow", "Mallow", "Netherby", "Oakhythe", "Pemberly", "Quillet",
    "Rowanleigh", "Saltmarsh", "Thistledown", "Umberley", "Vetchling", "Wrenfold", "Yarrowby",
  ]
  private static let seconds = [
    "Bridge", "Court", "Dale", "Farthing", "Gate", "Harbour", "Lantern", "Meadow", "Orchard",
    "Path",
    "Quay", "Ridge", "Stile", "Tithe", "Vale", "Weir", "Acre",
  ]
  private static let lasts = ["Care", "Support", "Homes", "Living", "Community Care"]

  /// The name of the provider with this number, without its legal form.
  static func provider(_ number: Int) -> String {
    let first = firsts[number % firsts.count]
    let second = seconds[number % seconds.count]
    let last = lasts[number / (firsts.count * seconds.count) % lasts.count]
    // 24 and 17 share no factor, so 408 numbers pass before a pair returns, and 2,040 before all three do.
    let round = number / (firsts.count * seconds.count * lasts.count)
    return "\(first) \(second) \(last)" + (round == 0 ? "" : " \(round + 1)")
  }

  /// The clusters of the county, from the most urban to the most rural.
  static let clusters = [
    "Northgate", "Riverside", "Harbourside", "Castle Hill", "Easting", "Westing", "Long Down",
    "Marsh",
  ]
}
