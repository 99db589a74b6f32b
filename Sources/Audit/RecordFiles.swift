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
    let none = ["", "", ""]
    for row in recordRows() {
      let words = rules[row.rule] ?? none
      let finding = row.isFlagged ? report.findings[row.position] : nil
      let unassessed = row.isFlagged ? nil : report.unassessed[row.position]
      let place = finding?.location ?? unassessed?.source
      csv.add(row.rule)
      csv.add(finding?.caseName ?? "")
      csv.add((row.isFlagged ? Outcome.flagged : .unassessed).rawValue)
      csv.add(row.key)
      for word in words { csv.add(word) }
      csv.add(finding?.amount?.pounds ?? "")
      csv.add(finding?.message ?? unassessed?.explanation ?? "")
      csv.add(row.isFlagged ? Fingerprint.of(rule: row.rule, key: row.key) : "")
      csv.add(place?.file ?? "")
      csv.add(place.map { String($0.line) } ?? "")
      try csv.endRow()
    }
    try csv.finish()
  }

  /// A finding or a row that could not be assessed.
  private struct RecordRow {
    let rule: String
    let key: String
    let isFlagged: Bool
    let position: Int
  }

  /// All findings and rows that could not be assessed: by rule, key, and where two have both, what was flagged first.
  private func recordRows() -> [RecordRow] {
    let flagged = report.findings.enumerated().map { position, finding in
      RecordRow(
        rule: finding.rule,
        key: KeyPart.canonical(finding.key),
        isFlagged: true,
        position: position
      )
    }
    let unassessed = report.unassessed.enumerated().map { position, row in
      RecordRow(
        rule: row.rule,
        key: KeyPart.canonical(row.key),
        isFlagged: false,
        position: position
      )
    }
    return (flagged + unassessed).sorted { a, b in
      if a.rule != b.rule { return a.rule < b.rule }
      if a.key != b.key { return a.key < b.key }
      return a.isFlagged == b.isFlagged ? a.position < b.position : a.isFlagged
    }
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
