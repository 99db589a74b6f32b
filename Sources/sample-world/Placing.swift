internal import Values

extension World {
  /// A placement with a provider, at the contracted rates or at rates of its own.
  func newPlacement(
    _ provider: Provider,
    _ service: Service,
    lot: String,
    cluster: String,
    band: String,
    from start: CalendarDate,
    to end: CalendarDate? = nil,
    halfUnits: Int = 2,
    base: Pence? = nil,
    route: String = "framework",
    client: String? = nil
  ) -> Placement {
    placementCount += 1
    var placement = Placement(
      id: "PL\(padded(placementCount, to: 7))",
      client: client ?? newClient(),
      provider: provider,
      service: service,
      lot: lot,
      cluster: cluster,
      band: band,
      start: start,
      end: end,
      endedWithoutNotice: end == nil ? nil : false,
      created: start - 6,
      route: route
    )
    if route == "framework" || route == "run-off" {
      placement.contractRef = service.framework?.rawValue ?? ""
    }
    // Prices go on after the last day, for notice is paid at the price of the day.
    placement.prices = schedule.versions(from: start, to: nil).map { version, days in
      Price(
        days: days,
        isCurrent: version == schedule.uplifts.count,
        halfUnits: halfUnits,
        unitRate: base.map { schedule.uplifted($0, version: version) }
          ?? schedule.rate(service, lot: lot, cluster: cluster, band: band, version: version)
      )
    }
    return placement
  }

  /// Writes a placement with its prices and its days away.
  func file(_ placement: Placement) throws(WriteError) {
    try write(.placements, cells(of: placement))
    for price in placement.prices { try file(price, of: placement) }
    for days in placement.away {
      try write(
        .suspensions,
        [
          "SU\(padded(count(.suspensions) + 1, to: 6))", placement.id, days.first.description,
          days.last.description,
        ]
      )
    }
  }

  /// Writes a placement and pays what is due, as almost all are paid.
  func fileAndPay(_ placement: Placement) throws(WriteError) {
    try file(placement)
    for period in calendar.covered { try pay(placement, in: period) }
  }

  /// The cells of a placement's row.
  func cells(of placement: Placement) -> [String] {
    let price = placement.prices.last
    return [
      placement.id, placement.client, placement.provider.id, placement.service.rawValue,
      placement.lot, placement.cluster, placement.band, placement.start.exported,
      placement.end?.exported ?? "", text(placement.endedWithoutNotice),
      placement.created.exported, placement.delivery, placement.route, placement.reason,
      placement.reason.isEmpty ? "" : "case file \(placement.id)", "", "Purchasing",
      placement.partner, placement.service.unit, units(price?.halfUnits ?? 0),
      price.map { $0.unitRate.description } ?? "", price?.weekly.exported ?? "",
    ]
  }

  private func file(_ price: Price, of placement: Placement) throws(WriteError) {
    try write(
      .placementRates,
      [
        placement.id, price.days.first.description, price.isCurrent ? "" : text(price.days.last),
        placement.band, placement.service.unit, units(price.halfUnits),
        price.unitRate.description, price.weekly.description,
      ]
    )
  }

  private func units(_ halves: Int) -> String { Pence(Int64(halves) * 50).description }
}
