internal import Values

/// Contracts that spent what was advertised, and contracts without an approved assessment.
extension World {
  func plantContractSpending() throws(WriteError) {
    // The block contract that care is charged to without a placement.
    try writeContract(
      World.blockContract,
      kind: "block contract",
      spent: charged[World.blockContract] ?? .zero,
      before: Pence(pounds: 10_000),
      advertised: Pence(pounds: 100_000_000)
    )
    var number = 0
    for _ in 0..<scale.of(4, atLeast: 1) {
      // Spent so far, of a round million: above it, all of it, near it, at 80 per cent, a penny below.
      for spend in [1_034_567_89, 1_000_000_00, 913_400_07, 800_000_00, 799_999_99, 412_000_00] {
        number += 1
        let id = "BC-\(padded(number, to: 3))"
        let provider = try newProvider()
        let paid = try payBlock(id, provider)
        let advertised = Pence(pounds: 1_000_000)
        let spent = Pence(Int64(spend))
        try writeContract(
          id,
          kind: "block contract",
          spent: paid,
          before: spent - paid,
          advertised: advertised,
          provider: provider.id
        )
        guard spend >= 800_000_00 else { continue }
        try answers.plant(
          "spend-over-advertised",
          spent >= advertised ? "advertised value reached" : "advertised value near",
          key: [("framework_id", id)],
          amount: max(spent - advertised, .zero)
        )
      }
    }
  }

  /// Pays a block contract for every period, with one credit.
  private func payBlock(_ id: String, _ provider: Provider) throws(WriteError) -> Pence {
    for period in calendar.covered {
      var line = PaymentLine(
        supplier: provider.supplier(inPeriod: period.number),
        invoice: "\(id)/\(period.days.last)",
        kind: "block",
        placement: "",
        contractRef: id,
        days: period.days,
        net: Pence(Int64(30_000_000 / calendar.covered.count)),
        run: period
      )
      try write(line)
      guard period.number == calendar.firstCovered else { continue }
      line.type = "CRN"
      line.net = Pence(-12_345)
      try write(line)
    }
    return charged[id, default: .zero]
  }

  /// Writes a contract in force with an approved assessment.
  private func writeContract(
    _ id: String,
    kind: String,
    spent: Pence,
    before: Pence,
    advertised: Pence,
    provider: String = ""
  ) throws(WriteError) {
    let start = FrameworkID.supportedLiving.start
    try write(
      Contract(
        id: id,
        title: "Block contract \(id)",
        kind: kind,
        commenced: start - 200,
        start: start,
        end: start + 365 * 6,
        advertised: advertised,
        broughtForward: before,
        provider: provider
      )
    )
    try writeDPIA("DPIA-\(id)", for: id, title: "Block contracts")
  }

  /// Contracts in force whose assessment is missing or not approved, and contracts that need none.
  func plantAssessments() throws(WriteError) {
    let (missing, unapproved) = ("no DPIA on the register", "DPIA not approved")
    let cases: [(status: String, approver: String, approvedOn: String, finding: String?)] = [
      ("", "", "", missing),
      ("withdrawn", "Data protection board", "2021-03-01", missing),
      ("draft", "", "", unapproved),
      ("submitted", "", "", unapproved),
      ("approved", "", "2021-03-01", unapproved),
      ("approved", "Data protection board", "", unapproved),
      ("approved", "Data protection board", (asAt + 1).description, unapproved),
      ("approved", "Data protection board", asAt.description, nil),
    ]
    var number = 0
    for _ in 0..<scale.of(3, atLeast: 1) {
      for (status, approver, approvedOn, finding) in cases {
        number += 1
        let id = "SC-\(padded(number, to: 3))"
        try writeServiceContract(id, end: asAt + 300)
        if !status.isEmpty {
          try writeDPIA(
            "DPIA-\(id)",
            for: id,
            title: "Services",
            status: status,
            approver: approver,
            approvedOn: approvedOn
          )
        }
        guard let finding else {
          // A look-alike: an old draft beside the approved one.
          try writeDPIA(
            "DPIA-\(id)-OLD",
            for: id,
            title: "Services",
            status: "draft",
            approver: "",
            approvedOn: ""
          )
          continue
        }
        try answers.plant(
          "dpia-not-in-place",
          finding,
          key: [("framework_id", id)],
          amount: nil
        )
      }
      // Look-alikes: no personal data, ended yesterday, and one assessment for two contracts.
      try writeServiceContract("SC-\(padded(number, to: 3))-A", end: asAt + 300, processes: false)
      try writeServiceContract("SC-\(padded(number, to: 3))-B", end: asAt - 1)
      for part in ["C", "D"] {
        let id = "SC-\(padded(number, to: 3))-\(part)"
        try writeServiceContract(id, end: asAt)
        try writeDPIA("DPIA-JOINT-\(number)", for: id, title: "A programme")
      }
    }
    // Somebody decided to live with the first of them until the spring.
    try write(
      .acceptances,
      [
        "AC-0001", "dpia-not-in-place", "framework_id=SC-001", (asAt - 30).description,
        (asAt + 180).description, "", "The service ends in the spring.", "Head of Service",
        "records/AC-0001",
      ]
    )
  }

  /// Writes a contract without spending.
  func writeServiceContract(_ id: String, end: CalendarDate, processes: Bool? = true)
    throws(WriteError)
  {
    let start = asAt - 800
    try write(
      Contract(
        id: id,
        title: "Service contract \(id)",
        kind: "service contract",
        commenced: start - 100,
        start: start,
        end: end,
        advertised: Pence(pounds: 250_000),
        broughtForward: Pence(pounds: 40_000),
        processesPersonalData: processes
      )
    )
  }
}
