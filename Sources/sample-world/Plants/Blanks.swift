internal import Values

/// What nobody can know: blanks and unreadable rows, which leave rows unassessed and no finding.
extension World {
  func plantBlanks() throws(WriteError) {
    var random = random("blanks")
    for number in 0..<scale.of(3, atLeast: 1) {
      try writeBlankCluster(&random)
      try writeBlankCost(&random)
      try writeBlankPlacementNumber(&random)
      try writeBlankAmount(&random)
      try writeUnreadableRows(&random)
      // A payment to a supplier that is on no register.
      let period = closedPeriod(&random)
      try write(
        PaymentLine(
          supplier: "S99\(number)",
          invoice: "UNKNOWN-\(number)",
          placement: "PU\(number)",
          contractRef: "",
          days: period.days,
          net: Pence(45_600),
          run: period
        )
      )
    }
    // A contract of which nobody wrote down what was advertised, or whether personal data are processed.
    try write(
      Contract(
        id: "SC-BLANK",
        title: "Service contract with gaps",
        kind: "service contract",
        commenced: asAt - 900,
        start: asAt - 800,
        end: asAt + 300,
        advertised: nil,
        broughtForward: Pence(pounds: 40_000),
        processesPersonalData: nil
      )
    )
  }

  /// A placement in no named cluster, with a provider that is a member in one: the route is open.
  private func writeBlankCluster(_ random: inout Random) throws(WriteError) {
    var provider = try newProvider()
    try join(
      &provider,
      .homeCare,
      lots: ["all lots"],
      clusters: ["Northgate"],
      from: FrameworkID.homeCare.start,
      admittedBy: "award 2019"
    )
    var placement = newPlacement(
      provider,
      .homeCare,
      lot: "domiciliary",
      cluster: "Northgate",
      band: "standard",
      from: asAt - 300,
      halfUnits: 20
    )
    placement.cluster = ""
    try fileAndPay(placement)
  }

  /// A placement whose weekly cost nobody entered for the latest price.
  private func writeBlankCost(_ random: inout Random) throws(WriteError) {
    var placement = newPlantPlacement(.homeCare, random: &random)
    for period in calendar.covered { try pay(placement, in: period) }
    guard let last = placement.prices.popLast() else { return }
    try file(placement)
    try write(
      .placementRates,
      [
        placement.id, last.days.first.description, "", placement.band, placement.service.unit,
        "", last.unitRate.description, "",
      ]
    )
  }

  /// A line without a placement number: it could be for any placement of its provider.
  private func writeBlankPlacementNumber(_ random: inout Random) throws(WriteError) {
    let placement = try newPlantPlacement(
      .supportedLiving,
      with: newLonelyMember(.supportedLiving),
      random: &random
    )
    let period = closedPeriod(&random)
    try file(placement)
    try pay(placement, except: period)
    for line in lines(of: placement, in: period) {
      var line = line
      line.placement = ""
      try write(line)
    }
  }

  /// A line without an amount.
  private func writeBlankAmount(_ random: inout Random) throws(WriteError) {
    let (placement, period) = try newSpotPlacement(&random)
    guard var cells = spareCells(of: placement, in: period) else { return }
    cells[12] = ""
    try write(.payments, cells)
  }

  /// A payment for a day that does not exist, and a placement that begins on one.
  private func writeUnreadableRows(_ random: inout Random) throws(WriteError) {
    let (spot, period) = try newSpotPlacement(&random)
    guard var cells = spareCells(of: spot, in: period) else { return }
    cells[7] = "31/06/2024"
    try writeUnreadable(.payments, cells)

    let placement = try newPlantPlacement(
      .homeCare,
      with: newLonelyMember(.homeCare),
      random: &random
    )
    var row = self.cells(of: placement)
    row[7] = "30/02/2024"
    try writeUnreadable(.placements, row)
    for period in calendar.covered { try pay(placement, in: period) }
  }

  /// A residential placement outside any contract, paid for all periods but one.
  private func newSpotPlacement(_ random: inout Random) throws(WriteError)
    -> (Placement, PayCalendar.Period)
  {
    let period = closedPeriod(&random)
    let placement = newPlacement(
      try newProvider(),
      .residential,
      lot: "residential",
      cluster: "Marsh",
      band: "standard",
      from: asAt - 500,
      base: Pence(pounds: 745),
      route: "spot"
    )
    try fileOutside(placement, .noFramework, agreement: "spot", isPaid: false)
    try pay(placement, except: period)
    return (placement, period)
  }

  /// The cells of the line that a period still wants, to be spoilt.
  private func spareCells(of placement: Placement, in period: PayCalendar.Period) -> [String]? {
    lines(of: placement, in: period).first.map(cells)
  }
}
