internal import Values

/// One person with the same service from two providers.
extension World {
  func plantOverlaps() throws(WriteError) {
    var random = random("overlaps")
    for _ in 0..<scale.of(12, atLeast: 2) {
      for service in [Service.homeCare, .supportedLiving] {
        // The old placement stays open for some days after the move.
        let day = asAt - random.number(in: 60...200)
        let days = random.number(in: 1...21)
        var (old, new) = pair(service, day, &random)
        old.end = day + days - 1
        old.endedWithoutNotice = false
        try plantOverlap(old, new, days: days)

        // Neither was ended, and each was suspended for a while: ten days, ten days, five of them the same.
        (old, new) = pair(service, asAt - 99, &random)
        old.away = [Days(first: asAt - 50, last: asAt - 41)]
        new.away = [Days(first: asAt - 45, last: asAt - 36)]
        try plantOverlap(old, new, days: 100 - 15)
        try writeLookAlikes(service, &random)
      }
    }
  }

  /// Pairs that are in order: moved the next day, away meanwhile, given together, one provider, two services.
  private func writeLookAlikes(_ service: Service, _ random: inout Random) throws(WriteError) {
    let day = asAt - random.number(in: 60...200)
    var (old, new) = pair(service, day, &random)
    old.end = day - 1
    old.endedWithoutNotice = false
    try fileAndPay(old)
    try fileAndPay(new)

    (old, new) = pair(service, day, &random)
    new.end = day + 13
    new.endedWithoutNotice = false
    old.away = [Days(first: day, last: day + 13)]
    try fileAndPay(old)
    try fileAndPay(new)

    (old, new) = pair(service, day, &random)
    new.partner = old.id
    try fileAndPay(old)
    try fileAndPay(new)

    let first = newPlantPlacement(service, random: &random)
    try fileAndPay(first)
    try fileAndPay(
      newPlantPlacement(service, with: first.provider, client: first.client, random: &random)
    )
    let other: Service = service == .homeCare ? .supportedLiving : .homeCare
    try fileAndPay(newPlantPlacement(other, client: first.client, random: &random))
  }

  private func plantOverlap(_ old: Placement, _ new: Placement, days: Int) throws(WriteError) {
    try fileAndPay(old)
    try fileAndPay(new)
    guard let first = old.prices.last, let second = new.prices.last else { return }
    try answers.plant(
      "overlapping-placements",
      "same days",
      key: [("a.placement_id", old.id), ("b.placement_id", new.id)],
      amount: Pence(min(first.weekly, second.weekly), times: days, over: 7)
    )
  }

  /// Two placements of one person, the second from a given day.
  private func pair(_ service: Service, _ day: CalendarDate, _ random: inout Random) -> (
    old: Placement, new: Placement
  ) {
    let old = newPlantPlacement(service, from: asAt - 600, random: &random)
    let new = newPlantPlacement(
      service,
      besides: old.provider,
      from: day,
      client: old.client,
      random: &random
    )
    return (old, new)
  }
}
