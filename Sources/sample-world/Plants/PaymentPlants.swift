internal import Values

/// Payments that are not what was due, and payments that only look so.
extension World {
  /// What the terms of every service allow paid and due to differ by.
  func tolerance(_ due: Pence) -> Pence { max(Pence(100), Pence(due, times: 1, over: 200)) }

  /// Unpaid, overpaid and underpaid periods.
  func plantPaymentDifferences() throws(WriteError) {
    var random = random("payment differences")
    for _ in 0..<scale.of(20, atLeast: 3) {
      for service in [Service.homeCare, .supportedLiving] {
        let period = closedPeriod(&random)
        let unpaid = newPlantPlacement(service, random: &random)
        try file(unpaid)
        try pay(unpaid, except: period)
        try plantDifference(unpaid, period, paid: .zero)
        // One penny beyond the tolerance is a difference, and the tolerance itself is none.
        for (sign, beyond) in [(1, 1), (1, 0), (-1, 1), (-1, 0)] {
          let placement = newPlantPlacement(service, random: &random)
          let due = placement.due(in: period.days).map(placement.cost) ?? .zero
          let change = (tolerance(due) + Pence(Int64(beyond))) * sign
          try file(placement)
          try pay(placement, except: period)
          try payChanged(placement, period, by: change)
          if beyond > 0 { try plantDifference(placement, period, paid: due + change) }
        }
      }
      try plantUnsuspended(&random)
      try plantPaidBeyondTheEnd(&random)
    }
  }

  /// Care that was suspended for two weeks and paid in full.
  private func plantUnsuspended(_ random: inout Random) throws(WriteError) {
    let period = closedPeriod(&random)
    var placement = newPlantPlacement(.supportedLiving, random: &random)
    let inFull = placement.cost(of: period.days)
    let full = lines(of: placement, in: period)
    let first = period.days.first + random.number(in: 0...14)
    placement.away = [Days(first: first, last: first + 13)]
    try file(placement)
    try pay(placement, except: period)
    for line in full { try write(line) }
    try plantDifference(placement, period, paid: inFull)
  }

  /// A placement that ended within a period and was paid to its end.
  private func plantPaidBeyondTheEnd(_ random: inout Random) throws(WriteError) {
    let period = closedPeriod(&random)
    var placement = newPlantPlacement(.homeCare, random: &random)
    // One line for the period, so that it shares a day with the placement.
    let rate = placement.prices.filter { $0.days.first <= period.days.first }.last
    guard let rate, var line = lines(of: placement, in: period).first else { return }
    line.days = period.days
    line.units = Pence(Int64(rate.halfUnits) * 200).description
    line.net = rate.weekly * 4
    placement.end = period.days.first + random.number(in: 3...9)
    placement.endedWithoutNotice = false
    try file(placement)
    for earlier in calendar.covered where earlier.number < period.number {
      try pay(placement, in: earlier)
    }
    try write(line)
    try plantDifference(placement, period, paid: line.net)
  }

  /// Pays a period with its last line changed by a sum.
  private func payChanged(_ placement: Placement, _ period: PayCalendar.Period, by change: Pence)
    throws(WriteError)
  {
    let lines = lines(of: placement, in: period)
    for (position, line) in lines.enumerated() {
      var line = line
      if position == lines.count - 1 { line.net = line.net + change }
      try write(line)
    }
  }

  /// Look-alikes: what was corrected, credited, entered late or not closed yet.
  func plantPaymentsInOrder() throws(WriteError) {
    var random = random("payments in order")
    for _ in 0..<scale.of(20, atLeast: 3) {
      let period = closedPeriod(&random)
      try payCorrected(newPlantPlacement(.homeCare, random: &random), period)
      try payCredited(newPlantPlacement(.supportedLiving, random: &random), period)
      // Entered after the cut-off: all of it is due in the run that is still open.
      var late = newPlantPlacement(
        .homeCare,
        from: calendar.open.days.first - 20,
        random: &random
      )
      late.created = calendar.periods[calendar.open.number - 1].cutOff + 1
      try file(late)
      // Nothing is keyed yet for the run that is still open.
      let open = newPlantPlacement(.supportedLiving, random: &random)
      try file(open)
      try pay(open, except: calendar.open)
      // The council keeps nothing of what the person contributes in these totals.
      guard var contribution = lines(of: open, in: period).first else { continue }
      contribution.kind = "contribution"
      contribution.type = "ADJ"
      contribution.net = Pence(-8_845)
      try write(contribution)
    }
  }

  /// Paid at a wrong rate, taken back and paid anew.
  private func payCorrected(_ placement: Placement, _ period: PayCalendar.Period) throws(WriteError)
  {
    try file(placement)
    try pay(placement, except: period)
    for line in lines(of: placement, in: period) {
      var wrong = line
      wrong.unitRate = "29.9900"
      wrong.net = line.net + Pence(3_141)
      let id = try write(wrong)
      try write(wrong.reversal(of: id))
      var right = line
      right.invoice += "-R"
      try write(right)
    }
  }

  /// Paid too much, with a credit note that is keyed for the next run.
  private func payCredited(_ placement: Placement, _ period: PayCalendar.Period) throws(WriteError)
  {
    try file(placement)
    try pay(placement, except: period)
    let excess = Pence(25_000)
    try payChanged(placement, period, by: excess)
    guard var credit = lines(of: placement, in: period).first else { return }
    credit.type = "CRN"
    credit.net = -excess
    credit.run = calendar.periods[period.number + 1]
    try write(credit)
  }
}
