internal import Values

/// Lines paid at other rates than the schedule's.
extension World {
  func plantRates() throws(WriteError) {
    var random = random("rate plants")
    for _ in 0..<scale.of(15, atLeast: 2) {
      for service in [Service.homeCare, .supportedLiving] {
        for pence in service == .homeCare ? [64, -52] : [2_650, -3_120] {
          let placement = newPlantPlacement(service, random: &random)
          let period = closedPeriod(&random)
          try file(placement)
          try pay(placement, except: period)
          let paid = try payAtOtherRate(placement, period, by: Pence(Int64(pence)), isPlanted: true)
          // The difference of rate is also a difference of what was paid.
          try plantDifference(placement, period, paid: paid)
        }
      }
      // Look-alikes: a penny within the tolerance, and the old rate where the rate changed on the way.
      let penny = newPlantPlacement(.homeCare, random: &random)
      let period = closedPeriod(&random)
      try file(penny)
      try pay(penny, except: period)
      try payAtOtherRate(penny, period, by: Pence(1), isPlanted: false)
      try payAtOldRate(newPlantPlacement(.homeCare, random: &random))
    }
  }

  /// Pays a period at the contracted rate and some pence; gives what was paid.
  @discardableResult
  private func payAtOtherRate(
    _ placement: Placement,
    _ period: PayCalendar.Period,
    by pence: Pence,
    isPlanted: Bool
  ) throws(WriteError) -> Pence {
    var paid = Pence.zero
    for line in lines(of: placement, in: period) {
      guard let price = placement.price(on: line.days.first) else { continue }
      // Hundredths of units, as the line shows them.
      let units = Pence(Pence(Int64(price.halfUnits * 50)), times: line.days.count, over: 7)
      let magnitude = max(pence, -pence)
      let change = Pence(Pence(magnitude.count * units.count), times: 1, over: 100)
      var other = line
      other.unitRate = (price.unitRate + pence).description
      other.net = pence < .zero ? line.net - change : line.net + change
      paid = paid + other.net
      let id = try write(other)
      guard isPlanted else { continue }
      try answers.plant(
        "rate-not-contracted",
        pence < .zero ? "below the contracted rate" : "above the contracted rate",
        key: [("payment_id", id)],
        amount: change
      )
    }
    return paid
  }

  /// Pays the right sum in one line that shows the rate of its first day.
  private func payAtOldRate(_ placement: Placement) throws(WriteError) {
    try file(placement)
    for period in calendar.covered {
      guard let due = placement.due(in: period.days),
        var line = lines(of: placement, in: period).first
      else { continue }
      line.days = due
      line.net = placement.cost(of: due)
      try write(line)
    }
  }
}
