internal import Values

/// Care that was bought under the two frameworks, as it should be.
extension World {
  /// Home care: 30 framework providers share 72,000 calls a week with the ones outside.
  func writeHomeCare() throws(WriteError) {
    var random = random("home care")
    var visitRandom = self.random("visits")
    var providers: [Provider] = []
    // Ten of the 30 belong to plants and look-alikes.
    for _ in 0..<scale.of(20, atLeast: 4) {
      providers.append(
        try newMember(
          .homeCare,
          from: FrameworkID.homeCare.start,
          admittedBy: "award 2019",
          random: &random
        )
      )
    }
    var calls = scale.of(62_000, atLeast: 300)
    while calls > 0 {
      let size = random.number(in: 10...30)
      calls -= size
      let placement = innocentPlacement(
        random.element(of: providers),
        .homeCare,
        since: random.date(in: FrameworkID.homeCare.start + 400, asAt - 20),
        // A call is half an hour.
        halfUnits: size,
        random: &random
      )
      switch billing {
      case .period: try fileAndPay(placement)
      case .visit: try fileAndPayVisits(of: placement, random: &visitRandom)
      }
    }
  }

  /// Supported living: 522 properties with 1,836 places, with those who stayed, left and joined.
  func writeSupportedLiving() throws(WriteError) {
    var random = random("supported living")
    let start = FrameworkID.supportedLiving.start
    let joining = CalendarDate(dayNumber: 18_946)  // 15 November 2021
    var stayers: [Provider] = []
    // Seven of the 64 belong to plants and look-alikes.
    for number in 0..<scale.of(41, atLeast: 3) {
      // Some were new to the county when the framework reopened.
      let isNew = number % 6 == 5
      stayers.append(
        try newMember(
          .supportedLiving,
          from: isNew ? joining : start,
          admittedBy: isNew ? "reopening 2021" : "award 2020",
          random: &random
        )
      )
    }
    var joiners: [Provider] = []
    for _ in 0..<scale.of(16, atLeast: 2) {
      joiners.append(
        try newMember(
          .supportedLiving,
          from: joining,
          admittedBy: "reopening 2021",
          random: &random
        )
      )
    }
    try writeRunOff(&random)
    var repointed = scale.of(321, atLeast: 4)
    for property in 0..<scale.of(522, atLeast: 8) {
      let isJoiners = repointed > 0 && property.isMultiple(of: 4)
      let provider = random.element(of: isJoiners ? joiners : stayers)
      // 522 properties of three or four places, 1,836 in all.
      let places = property * 1836 / 522
      let size = (property + 1) * 1836 / 522 - places
      for place in 0..<size where !(places + place).isMultiple(of: 20) {
        // The people of a provider that joined were moved to the framework on the day it did.
        if isJoiners { repointed -= 1 }
        let since = isJoiners ? joining : random.date(in: joining, asAt - 20)
        try fileAndPay(
          innocentPlacement(
            provider,
            .supportedLiving,
            since: since,
            halfUnits: 2,
            random: &random
          )
        )
      }
    }
  }

  /// People who stayed with the twelve providers that left; their care began while it was a member.
  private func writeRunOff(_ random: inout Random) throws(WriteError) {
    let start = FrameworkID.supportedLiving.start
    let people = scale.of(105, atLeast: 4)
    // Four of the twelve were given a placement after they left: those are planted.
    let leavers = scale.of(8, atLeast: 2)
    for leaver in 0..<leavers {
      let left = start + 300 + random.number(in: 0...700)
      let provider = try newMember(
        .supportedLiving,
        from: start,
        to: left,
        admittedBy: "award 2020",
        random: &random
      )
      for person in 0..<people where person % leavers == leaver {
        var placement = innocentPlacement(
          provider,
          .supportedLiving,
          // The last day of membership is a day of membership.
          since: person < leavers ? left : random.date(in: start, left),
          halfUnits: 2,
          random: &random
        )
        placement.route = "run-off"
        placement.reason = "run-off"
        try fileAndPay(placement)
      }
    }
  }

  /// A placement where the provider is a member, with the ends, notices and absences that happen.
  func innocentPlacement(
    _ provider: Provider,
    _ service: Service,
    since start: CalendarDate,
    halfUnits: Int,
    base: Pence? = nil,
    route: String = "framework",
    random: inout Random
  ) -> Placement {
    let lot = random.element(of: provider.lots)
    let cluster = random.element(of: provider.clusters)
    var placement = newPlacement(
      provider,
      service,
      lot: lot,
      cluster: cluster,
      band: random.element(of: service.bands),
      from: start,
      halfUnits: halfUnits,
      base: base,
      route: route
    )
    if random.once(in: 9) {
      placement.end = random.date(in: max(start + 7, asAt - 200), asAt)
      placement.endedWithoutNotice = random.once(in: 3)
    }
    if random.once(in: 11) {
      let first = random.date(in: max(start, asAt - 150), asAt)
      placement.away = [Days(first: first, last: first + random.number(in: 0...25))]
    }
    return placement
  }
}

extension Random {
  /// A day from one to another, both included.
  mutating func date(in first: CalendarDate, _ last: CalendarDate) -> CalendarDate {
    first + number(in: 0...max(0, last - first))
  }
}
