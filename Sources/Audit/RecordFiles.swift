internal import Engine
internal import Findings
internal import Rules
internal import Values

/// The files of the restricted folder that have every row of a night, whatever the workbooks have room for.
enum RecordFile {
  /// What was flagged, and what could not be assessed.
  static let findings = "findings.csv.gz"
  /// Rows that were refused, and why.
  static let rejected = "rejected_rows.csv.gz"
  /// Rows that were refused, as they stand in their files.
  static let rawRejected = "rejected_rows_raw.csv.gz"
}

extension NightRecord {
  /// Writes `findings.csv.gz`: what was flagged and what could not be assessed, by rule, then key.
  public func writeFindings(to path: String) throws(FileError) {
    var csv = try CSVWriter(
      path,
      headings: [
        "rule", "case", "outcome", "key", "severity", "verdict", "measure", "amount", "message",
        "fingerprint", "file", "line",
      ]
    )
    // A rule holds much, all of which is counted where it is handed on; the columns of it are its severity, verdict and measure.
    let rules = Dictionary(
      uniqueKeysWithValues: rulebook.rules.map { rule in
        (rule.id, [rule.severity.rawValue, rule.verdict, rule.measure])
      }
    )
    func add(rule: String, caseName: String, _ outcome: Outcome, key: String) {
      csv.add(rule)
      csv.add(caseName)
      csv.add(outcome.rawValue)
      csv.add(key)
      for word in rules[rule] ?? ["", "", ""] { csv.add(word) }
    }
    func endRow(_ place: Location?) throws(FileError) {
      csv.add(place?.file ?? "")
      csv.add(place.map { String($0.line) } ?? "")
      try csv.endRow()
    }
    func write(_ row: UnassessedRow, key: String) throws(FileError) {
      add(rule: row.rule, caseName: "", .unassessed, key: key)
      for cell in ["", row.explanation, ""] { csv.add(cell) }
      try endRow(row.source)
    }
    // Both come by rule, then key; where a finding and a row have both, the finding is first.
    var unassessed = report.unassessed.map { (row: $0, key: KeyPart.canonical($0.key)) }[...]
    for finding in report.findings {
      let (rule, key) = (finding.rule, KeyPart.canonical(finding.key))
      while let next = unassessed.first,
        next.row.rule == rule ? next.key < key : next.row.rule < rule
      {
        try write(next.row, key: next.key)
        unassessed.removeFirst()
      }
      add(rule: rule, caseName: finding.caseName, .flagged, key: key)
      csv.add(finding.amount?.pounds ?? "")
      csv.add(finding.message)
      csv.add(Fingerprint.of(rule: rule, key: key))
      try endRow(finding.location)
    }
    for (row, key) in unassessed { try write(row, key: key) }
    try csv.finish()
  }

  /// Writes `rejected_rows.csv.gz`: the rows that were refused, in the order of the sources.
  public func writeRejectedRows(to path: String) throws(FileError) {
    var csv = try CSVWriter(
      path,
      headings: [
        "dataset", "file", "sheet", "line", "column", "heading", "code", "explanation", "amount",
      ]
    )
    for row in rejected {
      try csv.write([
        row.dataset, row.location.file, row.location.sheet ?? "", String(row.location.line),
        row.column.map(String.init) ?? "", row.heading ?? "", row.code.rawValue, row.explanation,
        row.pence.map { Decimal(scaled: $0, scale: 2).description } ?? "",
      ])
    }
    try csv.finish()
  }

  /// Writes `rejected_rows_raw.csv.gz`: rejected rows as they stand in their files, one a cell.
  public func writeRawRejectedRows(to path: String) throws(FileError) {
    var csv = try CSVWriter(path, headings: ["dataset", "file", "sheet", "line", "row"])
    for row in rawRejected ?? [] {
      try csv.write([
        row.dataset, row.location.file, row.location.sheet ?? "", String(row.location.line),
        row.text,
      ])
    }
    try csv.finish()
  }
}
