internal import Values

/// Placements with framework providers that are outside the framework all the same, and look-alikes.
extension World {
  func plantOffFramework() throws(WriteError) {
    var random = random("off-framework plants")
    let start = FrameworkID.supportedLiving.start
    for number in 0..<scale.of(4, atLeast: 2) {
      // Joined for one lot and one cluster, half of them in time and half a day too late.
      var provider = try newProvider()
      let joined = asAt - 400
      try join(
        &provider,
        .supportedLiving,
        lots: ["shared living"],
        clusters: ["Castle Hill"],
        from: joined,
        admittedBy: "reopening"
      )
      let cases: [(Outside, String, String, CalendarDate)] = [
        (.otherDate, "shared living", "Castle Hill", joined - 1),
        (.otherLot, "independent living", "Castle Hill", joined),
        (.otherCluster, "shared living", "Marsh", joined + 30),
      ]
      for (outside, lot, cluster, from) in cases {
        let placement = newPlacement(
          provider,
          .supportedLiving,
          lot: lot,
          cluster: cluster,
          band: random.element(of: Service.supportedLiving.bands),
          from: from,
          route: "spot"
        )
        try fileOutside(placement, outside, agreement: "spot")
      }
      // The look-alike: it begins on the first day of the membership.
      try fileAndPay(
        newPlacement(
          provider,
          .supportedLiving,
          lot: "shared living",
          cluster: "Castle Hill",
          band: "B",
          from: joined
        )
      )
      try plantLeaver(number, start: start)
      try plantNovation()
    }
  }

  /// A provider that left and was given a placement the day after; one on the day itself is run-off.
  private func plantLeaver(_ number: Int, start: CalendarDate) throws(WriteError) {
    var provider = try newProvider()
    let left = asAt - 300 - number
    try join(
      &provider,
      .supportedLiving,
      lots: ["all lots"],
      clusters: ["all clusters"],
      from: start,
      to: left,
      admittedBy: "award 2020"
    )
    let late = newPlacement(
      provider,
      .supportedLiving,
      lot: "shared living",
      cluster: "Easting",
      band: "A",
      from: left + 1,
      route: "run-off"
    )
    // Nobody signed anything, and run-off is what was keyed.
    try fileOutside(late, .otherDate, agreement: nil)
    try fileAndPay(
      newPlacement(
        provider,
        .supportedLiving,
        lot: "shared living",
        cluster: "Easting",
        band: "A",
        from: left,
        route: "run-off"
      )
    )
  }

  /// A look-alike: a provider that took over another's place on the framework the day that one left.
  private func plantNovation() throws(WriteError) {
    var (old, new) = (try newProvider(), try newProvider())
    let day = asAt - 500
    try join(
      &old,
      .homeCare,
      lots: ["domiciliary"],
      clusters: ["Westing"],
      from: FrameworkID.homeCare.start,
      to: day - 1,
      admittedBy: "award 2019"
    )
    try join(
      &new,
      .homeCare,
      lots: ["domiciliary"],
      clusters: ["Westing"],
      from: day,
      admittedBy: "novation"
    )
    try fileAndPay(
      newPlacement(
        new,
        .homeCare,
        lot: "domiciliary",
        cluster: "Westing",
        band: "standard",
        from: day,
        halfUnits: 24
      )
    )
  }

  /// Recorded routes that the registers contradict, on placements that are otherwise in order.
  func plantRoutes() throws(WriteError) {
    var random = random("route plants")
    for _ in 0..<scale.of(8, atLeast: 2) {
      for route in ["", "spot", "framework"] {
        var placement = newPlantPlacement(.homeCare, random: &random)
        placement.route = route
        try fileAndPay(placement)
        try plantRoute(placement, found: "framework")
      }
      // Keyed as bought under the framework, though neither provider was ever on it.
      for agreement: String? in [nil, "individual contract"] {
        let placement = newPlacement(
          try newProvider(),
          .homeCare,
          lot: "domiciliary",
          cluster: "Riverside",
          band: "standard",
          from: asAt - 222,
          halfUnits: 16,
          route: "framework"
        )
        try fileOutside(placement, .never, agreement: agreement)
      }
      // The look-alike: a direct payment with a provider that is on the framework.
      var direct = newPlantPlacement(.homeCare, random: &random)
      direct.route = "direct payment"
      direct.delivery = "direct payment"
      try file(direct)
    }
  }

  /// Providers whose placements outside the frameworks reach the threshold together, or fall short of it.
  func plantSpotSpending() throws(WriteError) {
    for _ in 0..<scale.of(5, atLeast: 2) {
      // 13,300 a week for a year are above 663,540 before any uplift, and 12,000 with both are below.
      for weekly in [13_300, 12_000] {
        let provider = try newProvider()
        for part in 0..<7 {
          let placement = newPlacement(
            provider,
            .supportedLiving,
            lot: "shared living",
            cluster: "Harbourside",
            band: "D",
            from: asAt - 800 + part,
            base: Pence(pounds: weekly / 7),
            route: "individual contract"
          )
          try fileOutside(placement, .never, agreement: "individual contract")
        }
      }
    }
    let limit = Pence(pounds: 663_540)
    for (key, costs) in outsideCosts.sorted(by: { $0.key < $1.key }) {
      // Thirteen periods of four weeks lie in a window; three windows have their year of periods.
      let windows = (13...costs.count).map { costs[($0 - 13)..<$0].reduce(.zero, +) }
      guard let largest = windows.max(), largest >= limit else { continue }
      try answers.plant(
        "spot-spend-over-threshold",
        "threshold reached",
        key: [("provider_id", key.provider), ("service", key.service.rawValue)],
        amount: largest
      )
    }
  }
}
