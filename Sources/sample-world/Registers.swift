internal import Values

/// A framework or other contract, with its spending so far.
struct Contract {
  var id: String
  var title: String
  var kind: String
  var commenced: CalendarDate
  var start: CalendarDate
  var end: CalendarDate
  var advertised: Pence?
  var broughtForward: Pence?
  var provider = ""
  var processesPersonalData: Bool? = true
}

extension World {
  /// The day before the payments extract begins: spending up to then is a figure brought forward.
  var broughtForwardTo: CalendarDate {
    (calendar.covered.first?.days.first ?? asAt) - 1
  }

  /// Writes the registers that nothing is planted in, once all spending is known.
  func writeRegisters() throws(WriteError) {
    for framework in FrameworkID.allCases {
      let charged = charged[framework.rawValue, default: .zero]
      let before = charged * 5
      try write(
        Contract(
          id: framework.rawValue,
          title: framework == .homeCare
            ? "Care and support in the home 2019" : "Supported living 2020",
          kind: "framework",
          commenced: framework.start - 260,
          start: framework.start,
          end: framework.start + 365 * 8,
          // Three fifths of what was advertised are spent.
          advertised: Pence(charged + before, times: 5, over: 3),
          broughtForward: before
        )
      )
      try write(
        .frameworkServices,
        [
          framework.rawValue,
          Service.allCases.first { $0.framework == framework }?.rawValue ?? "",
          framework.start.description, "",
        ]
      )
      try writeDPIA(
        "DPIA-\(framework.rawValue)",
        for: framework.rawValue,
        title: "Care commissioning"
      )
    }
    try writeCalendar()
    try writeRates()
    try writeTerms()
    try writeThresholds()
    try writeGovernance()
  }

  /// Writes one row of the contracts register.
  func write(_ contract: Contract) throws(WriteError) {
    try write(
      .frameworks,
      [
        contract.id, contract.title, contract.kind, "pcr-2015-light-touch",
        contract.commenced.description, contract.start.description,
        (contract.start + 365 * 4).description, contract.end.description,
        contract.kind == "framework" ? "up to four more years" : "",
        text(contract.advertised.map { Pence($0, times: 1, over: 8) }), text(contract.advertised),
        text(contract.broughtForward), broughtForwardTo.description, "N-\(contract.id)",
        contract.provider, text(contract.processesPersonalData), "Commissioning",
      ]
    )
  }

  /// Writes an assessment that is approved, as it should be.
  func writeDPIA(
    _ id: String,
    for contract: String,
    title: String,
    status: String = "approved",
    approver: String = "Data protection board",
    approvedOn: String = "2019-02-11"
  ) throws(WriteError) {
    try write(
      .dpias,
      [
        id, contract, title, status, approver, approvedOn, "2019-01-21", "medium", "2025-02-10",
        "records/\(id)",
      ]
    )
  }

  private func writeCalendar() throws(WriteError) {
    for period in calendar.periods {
      let isFinal = period.finalised <= asAt
      let isPaid = calendar.isClosed(period)
      try write(
        .payPeriods,
        [period.id, period.days.first.description, period.days.last.description]
      )
      try write(
        .paymentRuns,
        [
          period.runID, period.id, period.cutOff.description,
          isFinal ? period.finalised.description : "", isPaid ? period.paid.description : "",
        ]
      )
    }
  }

  private func writeRates() throws(WriteError) {
    for service in Service.allCases {
      guard let framework = service.framework else { continue }
      for (version, days) in schedule.versions(from: framework.start, to: nil) {
        for lot in service.lots {
          for cluster in Names.clusters {
            for band in service.bands {
              let rate = schedule.rate(
                service,
                lot: lot,
                cluster: cluster,
                band: band,
                version: version
              )
              try write(
                .rates,
                [
                  framework.rawValue, lot, cluster, service.bands.count == 1 ? "all bands" : band,
                  service.unit, days.first.description,
                  version == schedule.uplifts.count ? "" : days.last.description,
                  "\(rate)00", "Schedule 3",
                ]
              )
            }
          }
        }
      }
      for (number, date) in schedule.uplifts.enumerated() {
        try write(
          .uplifts,
          [
            "UP-\(number + 1)-\(service.unit)", service.rawValue, "all",
            "\(Schedule.percents[number]).0000", date.description, "D-UP-\(number + 1)",
          ]
        )
      }
    }
  }

  private func writeTerms() throws(WriteError) {
    for service in Service.allCases {
      let (whole, tenths) = service.retainerTenths.quotientAndRemainder(dividingBy: 10)
      let retainer = "\(whole).\(tenths)000"
      for (from, to) in [("2015-04-01", "2023-03-31"), ("2023-04-01", "")] {
        try write(
          .contractTerms,
          [
            service.rawValue, from, to, text(service.isLastDayPaid), "\(service.noticeDays)",
            retainer, "1.00", "0.50", "0.0100", "true",
            "until the next review", "Schedule 5",
          ]
        )
      }
    }
  }
}
