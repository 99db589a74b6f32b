internal import Values

/// What a placement costs from one date to another.
struct Price {
  var days: Days
  /// Whether the price has no last day yet.
  var isCurrent: Bool
  /// Half units a week: half hours of home care, or half weeks.
  var halfUnits: Int
  var unitRate: Pence

  var weekly: Pence { Pence(unitRate.count * Int64(halfUnits) / 2) }
}

/// One commissioned line of care, with its prices and its days away.
struct Placement {
  var id: String
  var client: String
  var provider: Provider
  var service: Service
  var lot: String
  var cluster: String
  var band: String
  var start: CalendarDate
  var end: CalendarDate?
  var endedWithoutNotice: Bool?
  var created: CalendarDate
  var delivery = "council commissioned"
  var route: String
  var reason = ""
  var partner = ""
  var prices: [Price] = []
  var away: [Days] = []
  /// The framework that its payments are charged to.
  var contractRef = ""

  /// The last day that is payable, or a day beyond the world.
  var payableTo: CalendarDate {
    guard let end else { return CalendarDate(dayNumber: 100_000) }
    if endedWithoutNotice == true { return end + service.noticeDays }
    return service.isLastDayPaid ? end : end - 1
  }

  /// The payable days of a period.
  func due(in period: Days) -> Days? {
    period.intersection(Days(first: start, last: payableTo))
  }

  /// What should be paid for some payable days, to the penny.
  ///
  /// Care that was suspended costs its retainer; seven days cost one week.
  func cost(of days: Days) -> Pence {
    var tenths: Int64 = 0
    for price in prices {
      guard let priced = price.days.intersection(days) else { continue }
      let awayDays = away.reduce(0) { $0 + ($1.intersection(priced)?.count ?? 0) }
      let lost = awayDays * (10 - service.retainerTenths)
      tenths += price.weekly.count * Int64(priced.count * 10 - lost)
    }
    return Pence(Pence(tenths), times: 1, over: 70)
  }

  /// The price on a day.
  func price(on day: CalendarDate) -> Price? {
    prices.first { $0.days.first <= day && day <= $0.days.last }
  }
}
