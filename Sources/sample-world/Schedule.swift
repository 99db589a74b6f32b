internal import Values

/// The services that the county buys, with the terms of their contracts.
enum Service: String, CaseIterable {
  case homeCare = "home care"
  case supportedLiving = "supported living"
  case residential = "residential care"

  var unit: String { self == .homeCare ? "hour" : "week" }
  /// Residential care is paid for the nights, so not for the last day.
  var isLastDayPaid: Bool { self != .residential }
  /// Days that are paid after the last one, where a placement ended without notice.
  var noticeDays: Int { self == .supportedLiving ? 28 : 7 }
  /// Tenths of the cost that are paid while care is suspended.
  var retainerTenths: Int {
    switch self {
    case .homeCare: 0
    case .supportedLiving: 8
    case .residential: 10
    }
  }
  var framework: FrameworkID? {
    switch self {
    case .homeCare: .homeCare
    case .supportedLiving: .supportedLiving
    case .residential: nil
    }
  }
  var lots: [String] {
    switch self {
    case .homeCare: ["domiciliary", "extra care"]
    case .supportedLiving: ["shared living", "independent living"]
    case .residential: ["residential"]
    }
  }
  var bands: [String] { self == .supportedLiving ? ["A", "B", "C", "D"] : ["standard"] }
}

/// The two frameworks.
enum FrameworkID: String, CaseIterable {
  case homeCare = "FW-HC-2019"
  case supportedLiving = "FW-SL-2020"

  var start: CalendarDate {
    // 8 April 2019 and 15 June 2020.
    CalendarDate(dayNumber: self == .homeCare ? 17_994 : 18_428)
  }
}

/// The contracted rates, which two uplifts changed.
struct Schedule {
  /// The first day of each version of the schedule after the first.
  let uplifts: [CalendarDate]
  static let percents = [3, 4]

  /// One uplift in April, one in the middle of a later pay period, so that days must be counted.
  init(asAt: CalendarDate) { uplifts = [asAt - 181, asAt - 45] }

  /// The days of each version; the first has no beginning and the last no end.
  func versions(from start: CalendarDate, to end: CalendarDate?) -> [(version: Int, days: Days)] {
    let last = end ?? CalendarDate(dayNumber: 100_000)
    let bounds = [CalendarDate(dayNumber: 0)] + uplifts + [CalendarDate(dayNumber: 100_001)]
    return (0..<bounds.count - 1).compactMap { version in
      Days(first: bounds[version], last: bounds[version + 1] - 1)
        .intersection(Days(first: start, last: last)).map { (version, $0) }
    }
  }

  /// A rate after so many uplifts.
  ///
  /// Hourly rates stay even, so that half hours cost whole pence.
  func uplifted(_ base: Pence, version: Int) -> Pence {
    (0..<version).reduce(base) { rate, uplift in
      Pence(rate, times: 100 + Schedule.percents[uplift], over: 200) * 2
    }
  }

  /// The contracted rate of a service in a version of the schedule.
  func rate(_ service: Service, lot: String, cluster: String, band: String, version: Int) -> Pence {
    let lotNumber = service.lots.firstIndex(of: lot) ?? 0
    let clusterNumber = Names.clusters.firstIndex(of: cluster) ?? 0
    let bandNumber = service.bands.firstIndex(of: band) ?? 0
    let base =
      switch service {
      case .homeCare: Pence(Int64(2056 + 36 * clusterNumber + 140 * lotNumber))
      case .supportedLiving:
        Pence(
          Int64(
            [61_250, 80_430, 104_770, 137_910][bandNumber]
              - 6340 * lotNumber
          )
        )
      case .residential: Pence(79_400)
      }
    return uplifted(base, version: version)
  }
}
