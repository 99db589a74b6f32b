internal import Values

/// The same care on two invoices.
extension World {
  func plantDuplicates() throws(WriteError) {
    var random = random("duplicates")
    for number in 0..<scale.of(12, atLeast: 2) {
      for times in 2...3 {
        // In the open run it is a duplicate alone; in a closed one it was paid too much as well.
        let period = number.isMultiple(of: 2) ? calendar.open : closedPeriod(&random)
        let placement = newPlantPlacement(.supportedLiving, random: &random)
        try fileAndPay(placement)
        guard let line = lines(of: placement, in: period).first else { continue }
        for copy in 1..<times {
          var again = line
          again.invoice += "/\(copy)"
          try write(again)
        }
        try answers.plant(
          "duplicate-payment",
          "paid on several invoices",
          key: [
            ("supplier_id", line.supplier), ("placement_id", placement.id),
            ("period_from", line.days.first.description),
            ("period_to", line.days.last.description), ("net", line.net.description),
          ],
          amount: line.net * (times - 1)
        )
        if calendar.isClosed(period) {
          let due = placement.cost(of: period.days)
          try plantDifference(placement, period, paid: due + line.net * (times - 1))
        }
      }
      try writeTwoCarers(&random)
      try writeRebilled(&random)
    }
  }

  /// A look-alike: two carers at one visit are two lines of one invoice.
  private func writeTwoCarers(_ random: inout Random) throws(WriteError) {
    let placement = newPlantPlacement(.homeCare, random: &random)
    let period = closedPeriod(&random)
    try file(placement)
    try pay(placement, except: period)
    for line in lines(of: placement, in: period) {
      var half = line
      // An odd penny is within the tolerance.
      half.net = Pence(line.net, times: 1, over: 2)
      try write(half)
      try write(half)
    }
  }

  /// Look-alikes: invoiced, taken back and invoiced again, by number or by a credit of the document.
  private func writeRebilled(_ random: inout Random) throws(WriteError) {
    for namesLine in [true, false] {
      let placement = newPlantPlacement(.supportedLiving, random: &random)
      let period = closedPeriod(&random)
      try fileAndPay(placement)
      for line in lines(of: placement, in: period) {
        var again = line
        again.invoice += "/\(placement.id)/\(line.days.first)"
        let id = try write(again)
        var credit = again.reversal(of: id)
        if !namesLine {
          credit.invoice = again.invoice
          credit.reversalOf = ""
        }
        try write(credit)
      }
    }
  }
}
