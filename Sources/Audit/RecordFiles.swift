internal import Engine
internal import Findings
internal import Rules
internal import Values

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
    for row in findingRows() { try csv.write(row) }
    try csv.finish()
  }

  private func findingRows() -> [[String]] {
    let rules = Dictionary(uniqueKeysWithValues: rulebook.rules.map { ($0.id, $0) })
    func about(_ id: String) -> [String] {
      rules[id].map { [$0.severity.rawValue, $0.verdict, $0.measure] } ?? ["", "", ""]
    }
    func place(_ location: Location?) -> [String] {
      [location?.file ?? "", location.map { String($0.line) } ?? ""]
    }
    let flagged = report.findings.map { finding in
      [
        finding.rule, finding.caseName, Outcome.flagged.rawValue, KeyPart.canonical(finding.key),
      ] + about(finding.rule) + [
        finding.amount?.pounds ?? "", finding.message, finding.fingerprint,
      ] + place(finding.location)
    }
    let unassessed = report.unassessed.map { row in
      [row.rule, "", Outcome.unassessed.rawValue, KeyPart.canonical(row.key)]
        + about(row.rule) + ["", row.explanation, ""] + place(row.source)
    }
    // The rule, the key, and where two rows have both, the outcome.
    return (flagged + unassessed).sorted { ($0[0], $0[3], $0[2]) < ($1[0], $1[3], $1[2]) }
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
