internal import Values

extension World {
  /// Plants the violations of every rule and their look-alikes.
  func writePlants() throws(WriteError) {
    try plantOffFramework()
    try plantRoutes()
    try plantSpotSpending()
    try plantRates()
    try plantPaymentDifferences()
    try plantPaymentsInOrder()
    try plantPaymentsWithoutPlacement()
    try plantDuplicates()
    try plantOverlaps()
    try plantContractSpending()
    try plantAssessments()
    try plantBlanks()
  }

  /// A provider on a framework that has no other care, so that what is unknown of it stays with it.
  func newLonelyMember(_ service: Service) throws(WriteError) -> Provider {
    var provider = try newProvider()
    guard let framework = service.framework else { return provider }
    try join(
      &provider,
      service,
      lots: ["all lots"],
      clusters: ["all clusters"],
      from: framework.start,
      admittedBy: "award"
    )
    return provider
  }

  /// A placement that is in order, with a member of the framework.
  func newPlantPlacement(
    _ service: Service,
    with provider: Provider? = nil,
    besides other: Provider? = nil,
    from start: CalendarDate? = nil,
    client: String? = nil,
    random: inout Random
  ) -> Placement {
    let provider =
      provider
      ?? random.element(of: members[service, default: []].filter { $0.id != other?.id })
    return newPlacement(
      provider,
      service,
      lot: random.element(of: provider.lots),
      cluster: random.element(of: provider.clusters),
      band: random.element(of: service.bands),
      from: start ?? random.date(in: asAt - 700, asAt - 400),
      halfUnits: service == .homeCare ? random.number(in: 10...30) : 2,
      client: client
    )
  }

  /// A closed period of the last twelve, all of which the plants' placements were there for.
  func closedPeriod(_ random: inout Random) -> PayCalendar.Period {
    random.element(of: Array(calendar.closed.suffix(12)))
  }

  /// Pays a placement for every period but one.
  func pay(_ placement: Placement, except period: PayCalendar.Period) throws(WriteError) {
    for other in calendar.covered where other.number != period.number {
      try pay(placement, in: other)
    }
  }

  /// Says that what was paid for a period is not what was due.
  func plantDifference(_ placement: Placement, _ period: PayCalendar.Period, paid: Pence)
    throws(WriteError)
  {
    let due = placement.due(in: period.days).map(placement.cost) ?? .zero
    try answers.plant(
      "paid-differs-from-expected",
      paid > due ? "paid too much" : paid == .zero ? "nothing paid" : "paid too little",
      key: [("placement_id", placement.id), ("period_id", period.id)],
      amount: paid > due ? paid - due : due - paid
    )
  }
}
