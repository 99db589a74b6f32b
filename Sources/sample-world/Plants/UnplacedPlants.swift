internal import Values

/// Payments that no placement covers.
extension World {
  func plantPaymentsWithoutPlacement() throws(WriteError) {
    var random = random("payments without placement")
    for number in 0..<scale.of(12, atLeast: 2) {
      let period = closedPeriod(&random)
      let active = newPlantPlacement(.homeCare, random: &random)
      try fileAndPay(active)
      // Paid to a provider that has no placement at all, and to one for a number that nobody has.
      var line = unplacedLine(try newProvider(), period, "PX\(padded(number, to: 7))")
      try writeUnplaced(line, "no placement with the provider then")
      line = unplacedLine(active.provider, period, "PY\(padded(number, to: 7))")
      try writeUnplaced(line, "other placements only")
      try plantWrongPayee(period, &random)
      try plantAfterTheEnd(active.provider, period, &random)
      // Look-alikes: taken back in full, a grant, and care under a block contract.
      line = unplacedLine(active.provider, period, "PZ\(padded(number, to: 7))")
      let id = try write(line)
      try write(line.reversal(of: id))
      line.kind = "grant"
      line.placement = ""
      line.invoice += "-GRANT"
      try write(line)
      line.kind = "care"
      line.contractRef = World.blockContract
      line.invoice += "-BLOCK"
      line.placement = "PB\(padded(number, to: 7))"
      try write(line)
    }
  }

  /// A block contract in force, under which care needs no placement.
  static let blockContract = "BC-000"

  /// One provider is paid for another's placement, and that one gets nothing.
  private func plantWrongPayee(_ period: PayCalendar.Period, _ random: inout Random)
    throws(WriteError)
  {
    let placement = newPlantPlacement(.homeCare, random: &random)
    let other = newPlantPlacement(.homeCare, besides: placement.provider, random: &random)
    try fileAndPay(other)
    try file(placement)
    try pay(placement, except: period)
    try plantDifference(placement, period, paid: .zero)
    for line in lines(of: placement, in: period) {
      var line = line
      line.supplier = other.provider.suppliers[0]
      try writeUnplaced(line, "other placements only")
    }
  }

  /// A placement that ended before the period, though its provider has others.
  private func plantAfterTheEnd(
    _ provider: Provider,
    _ period: PayCalendar.Period,
    _ random: inout Random
  ) throws(WriteError) {
    var placement = newPlantPlacement(.homeCare, with: provider, random: &random)
    let after = lines(of: placement, in: period)
    placement.end = period.days.first - random.number(in: 1...20)
    placement.endedWithoutNotice = false
    try fileAndPay(placement)
    for line in after { try writeUnplaced(line, "outside the placement's days") }
  }

  private func unplacedLine(
    _ provider: Provider,
    _ period: PayCalendar.Period,
    _ placement: String
  ) -> PaymentLine {
    PaymentLine(
      supplier: provider.suppliers[0],
      invoice: "\(provider.id)-\(placement)",
      placement: placement,
      contractRef: "",
      days: period.days,
      unit: "hour",
      units: "40.00",
      unitRate: "21.5000",
      net: Pence(86_000),
      run: period
    )
  }

  private func writeUnplaced(_ line: PaymentLine, _ outcome: String) throws(WriteError) {
    let id = try write(line)
    try answers.plant(
      "payment-without-placement",
      outcome,
      key: [("payment_id", id)],
      amount: line.net
    )
  }
}
