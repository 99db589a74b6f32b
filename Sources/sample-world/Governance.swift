internal import Values

extension World {
  /// The light-touch threshold of each year, as published.
  func writeThresholds() throws(WriteError) {
    let rows = [
      ("light touch", "2015-02-26", "2015-12-31", "625050.00", "pcr-2015", "SI 2015/102 reg 5"),
      ("light touch", "2016-01-01", "2017-12-31", "589148.00", "pcr-2015", "published 2016 values"),
      ("light touch", "2018-01-01", "2019-12-31", "615278.00", "pcr-2015", "published 2018 values"),
      ("light touch", "2020-01-01", "2025-02-23", "663540.00", "pcr-2015", "published 2020 values"),
      ("light touch", "2025-02-24", "", "663540.00", "pa-2023", "published 2025 values"),
      ("spend warning percent", "2015-02-26", "", "80.00", "council", "contract rules"),
    ]
    for (kind, from, to, amount, regime, source) in rows {
      try write(.thresholds, [kind, from, to, amount, regime, source, "2024-01-08"])
    }
  }

  /// Decisions, notices, modifications and assessments of equality for the two frameworks.
  func writeGovernance() throws(WriteError) {
    for framework in FrameworkID.allCases {
      let id = framework.rawValue
      let extended = framework.start + 365 * 4
      for (kind, published) in [
        ("contract notice", framework.start - 260), ("award", framework.start - 20),
      ] {
        try write(
          .notices,
          ["N-\(id)" + (kind == "award" ? "-A" : ""), id, kind, published.description, "ojeu", ""]
        )
      }
      for (kind, decided) in [("award", framework.start - 60), ("extension", extended - 90)] {
        try write(
          .decisions,
          [
            "D-\(kind)-\(id)", id, "\(kind) of \(id)", kind, "true", decided.description,
            (decided + 60).description, "",
          ]
        )
      }
      try write(
        .modifications,
        [
          "M-1-\(id)", id, "extension", "72(1)(a)", "", extended.description,
          (framework.start + 365 * 8).description, "D-extension-\(id)", "",
          (extended - 30).description,
        ]
      )
      try write(
        .eqias,
        [
          "EQ-\(id)", id, "D-award-\(id)", "full", (framework.start - 100).description, "",
          "records/EQ-\(id)",
        ]
      )
    }
    // Evidence beside a finding; a waiver silences nothing.
    for (number, key) in outsideCosts.keys.sorted().prefix(3).enumerated() {
      try write(
        .waivers,
        [
          "W-\(number + 1)", key.provider, key.service.rawValue, (asAt - 365).description,
          asAt.description, "25000.00", "Head of Service", (asAt - 370).description,
          "records/W-\(number + 1)",
        ]
      )
    }
    for number in 1...schedule.uplifts.count {
      let from = schedule.uplifts[number - 1]
      try write(
        .decisions,
        [
          "D-UP-\(number)", "", "Uplift of rates \(number)", "uplift", "true",
          (from - 40).description, from.description, "",
        ]
      )
    }
  }
}
