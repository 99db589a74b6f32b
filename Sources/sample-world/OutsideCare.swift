internal import Values

/// Care that was bought outside the frameworks: each such placement is a finding in itself.
extension World {
  /// The ways in which a provider is not on the framework for a placement, as the rule names them.
  enum Outside: String {
    case never = "never a member"
    case otherDate = "not on that date"
    case otherLot = "other lot"
    case otherCluster = "other cluster"
    /// No framework covers the service, so there is nothing to be outside of.
    case noFramework
  }

  /// Writes a placement outside the frameworks, with its agreement if it has one.
  func fileOutside(
    _ placement: Placement,
    _ outside: Outside,
    agreement: String?,
    isPaid: Bool = true
  ) throws(WriteError) {
    var placement = placement
    placement.contractRef = ""
    try file(placement)
    if let agreement, agreement != "all placements" {
      try writeAgreement(agreement, placement.provider, for: placement.id, from: placement.start)
    }
    if outside != .noFramework {
      try answers.plant(
        "off-framework-placement",
        outside.rawValue,
        key: [("placement_id", placement.id)],
        amount: placement.annualCost
      )
    }
    // An agreement for all placements is a spot agreement.
    let found =
      agreement == "all placements" ? "spot" : agreement ?? "no agreement found"
    try plantRoute(placement, found: found)
    for period in calendar.periods {
      guard let due = placement.due(in: period.days) else { continue }
      addOutside(placement.cost(of: due), placement, in: period)
      if isPaid, period.number >= calendar.firstCovered { try pay(placement, in: period) }
    }
  }

  /// Says that the recorded route differs from the one on the registers, where it does.
  func plantRoute(_ placement: Placement, found: String) throws(WriteError) {
    guard placement.route != found else { return }
    let isHidden =
      placement.route == "framework"
      && ["spot", "individual contract", "no agreement found"].contains(found)
    try answers.plant(
      "route-recorded-differs",
      placement.route.isEmpty
        ? "no route recorded"
        : isHidden ? "recorded as framework, bought outside" : "recorded otherwise",
      key: [("placement_id", placement.id)],
      amount: placement.annualCost
    )
  }

  /// Writes a signed agreement with a provider.
  func writeAgreement(
    _ kind: String,
    _ provider: Provider,
    for placement: String,
    from start: CalendarDate,
    to end: CalendarDate? = nil
  ) throws(WriteError) {
    let id = "AG\(padded(count(.agreements) + 1, to: 6))"
    try write(
      .agreements,
      [id, kind, provider.id, placement, start.description, text(end), "contracts/\(id)"]
    )
  }

  /// Over 100 home-care providers and twelve individual-contract providers outside the frameworks.
  func writeOffFramework() throws(WriteError) {
    var random = random("off framework")
    for number in 0..<scale.of(110, atLeast: 8) {
      var provider = try newProvider(isSmall: true)
      provider.lots = Service.homeCare.lots
      provider.clusters = [random.element(of: Names.clusters)]
      let hasStandingAgreement = number.isMultiple(of: 3)
      if hasStandingAgreement {
        try writeAgreement(
          "spot",
          provider,
          for: "all placements",
          from: FrameworkID.homeCare.start
        )
      }
      for _ in 0..<random.number(in: 2...4) {
        var placement = innocentPlacement(
          provider,
          .homeCare,
          since: random.date(in: asAt - 900, asAt - 20),
          halfUnits: random.number(in: 10...30),
          base: Pence(Int64(2200 + 2 * random.number(in: 0...300))),
          route: "spot",
          random: &random
        )
        placement.reason = random.element(of: ["", "choice", "urgent", "only provider"])
        let own: String? = random.once(in: 4) ? nil : "spot"
        try fileOutside(
          placement,
          .never,
          agreement: hasStandingAgreement ? "all placements" : own
        )
      }
    }
    for _ in 0..<scale.of(12, atLeast: 2) {
      var provider = try newProvider(isSmall: true)
      provider.lots = Service.supportedLiving.lots
      provider.clusters = [random.element(of: Names.clusters)]
      for _ in 0..<random.number(in: 2...3) {
        let placement = innocentPlacement(
          provider,
          .supportedLiving,
          since: random.date(in: asAt - 1200, asAt - 20),
          halfUnits: 2,
          base: Pence(pounds: random.number(in: 700...1500)),
          route: "individual contract",
          random: &random
        )
        try fileOutside(placement, .never, agreement: "individual contract")
      }
    }
  }

  /// Routes by which the council does not buy, and care that no framework covers.
  func writeOtherRoutes() throws(WriteError) {
    var random = random("other routes")
    for (route, number) in [("direct payment", 240), ("icb-led", 60), ("host authority", 40)] {
      var provider = try newProvider(isSmall: true)
      provider.lots = Service.homeCare.lots
      provider.clusters = Names.clusters
      for _ in 0..<scale.of(number, atLeast: 3) {
        var placement = innocentPlacement(
          provider,
          .homeCare,
          since: random.date(in: asAt - 900, asAt - 20),
          halfUnits: random.number(in: 10...30),
          base: Pence(2340),
          route: route,
          random: &random
        )
        if route == "direct payment" {
          placement.delivery = route
        } else {
          try writeAgreement(route, provider, for: placement.id, from: placement.start)
        }
        placement.reason =
          route == "icb-led" ? "health-led" : route == "host authority" ? "out of area" : ""
        try file(placement)
      }
    }
    for _ in 0..<scale.of(40, atLeast: 3) {
      var provider = try newProvider()
      provider.lots = Service.residential.lots
      provider.clusters = [random.element(of: Names.clusters)]
      for _ in 0..<3 {
        let placement = innocentPlacement(
          provider,
          .residential,
          since: random.date(in: asAt - 900, asAt - 20),
          halfUnits: 2,
          base: Pence(pounds: random.number(in: 680...990)),
          route: "spot",
          random: &random
        )
        try fileOutside(placement, .noFramework, agreement: "spot")
      }
    }
  }
}

extension Placement {
  /// Fifty-two weeks at tonight's cost.
  var annualCost: Pence? { prices.last.map { $0.weekly * 52 } }
}
