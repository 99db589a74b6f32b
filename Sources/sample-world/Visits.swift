internal import Values

/// Home care that is billed visit by visit: a line for each, of half an hour.
extension World {
  /// Pays a placement the visits of a period, and what the days of a broken week leave.
  func payByVisit(_ placement: Placement, in period: PayCalendar.Period) throws(WriteError) {
    var paid = Pence.zero
    for visit in visits(of: placement, in: period) {
      paid = paid + visit.net
      try write(visit)
    }
    try payRest(of: placement, in: period, afterVisits: paid)
  }

  /// Writes a placement and pays its visits, with a careless period here and there.
  ///
  /// Somebody else had the same visits before it, so that a week has as many visits at the start as at the end.
  func fileAndPayVisits(of placement: Placement, random: inout Random) throws(WriteError) {
    var placement = placement
    while true {
      try file(placement)
      for period in calendar.covered {
        if random.once(in: 5) {
          try payCarelessly(placement, in: period, random: &random)
        } else {
          try payByVisit(placement, in: period)
        }
      }
      guard let first = calendar.covered.first?.days.first, placement.start > first else { return }
      placement = newPlacement(
        placement.provider,
        placement.service,
        lot: placement.lot,
        cluster: placement.cluster,
        band: placement.band,
        from: random.date(in: placement.start - 700, placement.start - 30),
        to: placement.start - 1,
        halfUnits: placement.prices.last?.halfUnits ?? 0
      )
    }
  }

  /// Pays a period in which visits were keyed wrong, and says what an audit must find.
  private func payCarelessly(
    _ placement: Placement,
    in period: PayCalendar.Period,
    random: inout Random
  ) throws(WriteError) {
    guard let due = placement.due(in: period.days).map(placement.cost),
      let run = calendar.dueRun(period, entered: placement.created)
    else { return }
    let visits = visits(of: placement, in: period)
    var paid = Pence.zero
    for (position, visit) in visits.enumerated() {
      let isFirstOfDay = position == 0 || visits[position - 1].days != visit.days
      switch random.number(in: 1...60) {
      case 1...6:
        paid = paid + (try payAtOtherRate(visit, by: Pence(random.once(in: 2) ? 64 : -52)))
      case 7...10 where isFirstOfDay:
        try payTwice(visit)
        paid = paid + visit.net * 2
      case 11...12:
        try payUnderNumberOfNobody(visit)
      case 13...17:
        // A look-alike: keyed at a wrong rate, taken back and keyed right.
        var wrong = visit
        wrong.unitRate = "29.9900"
        wrong.net = visit.net + Pence(471)
        let id = try write(wrong)
        try write(wrong.reversal(of: id))
        fallthrough
      default:
        try write(visit)
        paid = paid + visit.net
      }
    }
    let correct = visits.reduce(Pence.zero) { $0 + $1.net }
    try payRest(of: placement, in: period, afterVisits: correct)
    paid = paid + due - correct
    let difference = paid > due ? paid - due : due - paid
    if calendar.isClosed(run), difference > tolerance(due) {
      try plantDifference(placement, period, paid: paid)
    }
  }

  /// Pays a visit at the contracted rate and some pence; gives what was paid.
  private func payAtOtherRate(_ visit: PaymentLine, by pence: Pence) throws(WriteError) -> Pence {
    var other = visit
    other.unitRate = (visit.net * 2 + pence).description
    // A visit is half an hour.
    let change = Pence(pence.count / 2)
    other.net = visit.net + change
    let id = try write(other)
    try answers.plant(
      "rate-not-contracted",
      pence < .zero ? "below the contracted rate" : "above the contracted rate",
      key: [("payment_id", id)],
      amount: max(change, -change)
    )
    return other.net
  }

  /// Pays a visit on two invoices.
  private func payTwice(_ visit: PaymentLine) throws(WriteError) {
    var again = visit
    again.invoice += "/1"
    try write(visit)
    try write(again)
    try answers.plant(
      "duplicate-payment",
      "paid on several invoices",
      key: [
        ("supplier_id", visit.supplier), ("placement_id", visit.placement),
        ("period_from", visit.days.first.description),
        ("period_to", visit.days.last.description), ("net", visit.net.description),
      ],
      amount: visit.net
    )
  }

  /// Pays a visit under a placement number that nobody has, though its provider has the placement.
  private func payUnderNumberOfNobody(_ visit: PaymentLine) throws(WriteError) {
    var wrong = visit
    wrong.placement += "X"
    let id = try write(wrong)
    try answers.plant(
      "payment-without-placement",
      "other placements only",
      key: [("payment_id", id)],
      amount: visit.net
    )
  }

  /// The visits of a period, those of one day side by side.
  func visits(of placement: Placement, in period: PayCalendar.Period) -> [PaymentLine] {
    guard let due = placement.due(in: period.days),
      let run = calendar.dueRun(period, entered: placement.created)
    else { return [] }
    let supplier = placement.provider.supplier(inPeriod: period.number)
    var visits: [PaymentLine] = []
    for number in 0..<due.count {
      let day = due.first + number
      let isAway = placement.away.contains { $0.first <= day && day <= $0.last }
      guard !isAway, let price = placement.price(on: day) else { continue }
      // A week's visits are spread over its days.
      let (weekday, count) = (day.dayNumber % 7, price.halfUnits)
      let visit = PaymentLine(
        supplier: supplier,
        invoice: "\(supplier)/\(period.days.last)",
        placement: placement.id,
        contractRef: placement.contractRef,
        days: Days(first: day, last: day),
        unit: placement.service.unit,
        units: "0.50",
        unitRate: price.unitRate.description,
        net: Pence(price.unitRate.count / 2),
        run: run
      )
      visits += repeatElement(visit, count: count * (weekday + 1) / 7 - count * weekday / 7)
    }
    return visits
  }

  /// Pays what is due beyond the visits: the agreed cost is by the day, and not all days have as many visits.
  private func payRest(
    of placement: Placement,
    in period: PayCalendar.Period,
    afterVisits paid: Pence
  ) throws(WriteError) {
    guard let due = placement.due(in: period.days), placement.cost(of: due) != paid,
      let run = calendar.dueRun(period, entered: placement.created)
    else { return }
    let supplier = placement.provider.supplier(inPeriod: period.number)
    try write(
      PaymentLine(
        supplier: supplier,
        invoice: "\(supplier)/\(period.days.last)",
        type: "ADJ",
        placement: placement.id,
        contractRef: placement.contractRef,
        days: due,
        net: placement.cost(of: due) - paid,
        run: run
      )
    )
  }
}
