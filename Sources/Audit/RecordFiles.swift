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
  ///
  /// - Precondition: The report has either in that order, as every run puts them.
  public func writeFindings(to path: String) throws(FileError) {
    var file = try FindingsFile(path, rulebook.rules)
    // Both come by rule, then key; where a finding and a row have both, the finding is first.
    var rows = report.unassessed[...]
    var (key, rowKey) = (TextBuffer(), TextBuffer())
    if let row = rows.first { rowKey.append(row.key) }
    for finding in report.findings {
      let rule = finding.rule
      key.truncate(to: 0)
      finding.addKey(to: &key)
      while let row = rows.first, row.rule == rule ? rowKey < key : row.rule < rule {
        try file.write(row)
        rows.removeFirst()
        rowKey.truncate(to: 0)
        if let next = rows.first { rowKey.append(next.key) }
      }
      try file.write(finding, of: rule, key: key)
    }
    for row in rows { try file.write(row) }
    try file.finish()
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

/// `findings.csv.gz`, row by row.
private struct FindingsFile: ~Copyable {
  private var csv: CSVWriter
  /// The severity, verdict and measure of each rule: a rule holds much else, all of which is counted where it is handed on.
  private let rules: [String: [String]]
  /// The rule of the row before, which most rows have, and its words.
  private var last = (rule: "", words: ["", "", ""])

  init(_ path: String, _ rules: [Rule]) throws(FileError) {
    csv = try CSVWriter(
      path,
      headings: [
        "rule", "case", "outcome", "key", "severity", "verdict", "measure", "amount", "message",
        "fingerprint", "file", "line",
      ]
    )
    self.rules = Dictionary(
      uniqueKeysWithValues: rules.map { ($0.id, [$0.severity.rawValue, $0.verdict, $0.measure]) }
    )
  }

  mutating func write(_ finding: Finding, of rule: String, key: TextBuffer) throws(FileError) {
    addHead(rule, finding.caseName, .flagged) { $0.append(utf8: key.bytes.span) }
    csv.add { text in
      if let amount = finding.amount { text.append(pounds: amount) }
    }
    csv.add(finding.addMessage)
    csv.add { $0.append(Fingerprint(rule: rule, key: key.bytes[...])) }
    try endRow(finding.location)
  }

  mutating func write(_ row: UnassessedRow) throws(FileError) {
    addHead(row.rule, "", .unassessed) { $0.append(row.key) }
    for cell in ["", row.explanation, ""] { csv.add(cell) }
    try endRow(row.source)
  }

  private mutating func addHead(
    _ rule: String,
    _ caseName: String,
    _ outcome: Outcome,
    _ addKey: (inout TextBuffer) -> Void
  ) {
    if rule != last.rule { last = (rule, rules[rule] ?? ["", "", ""]) }
    csv.add(rule)
    csv.add(caseName)
    csv.add(outcome.rawValue)
    csv.add(addKey)
    for word in last.words { csv.add(word) }
  }

  private mutating func endRow(_ place: Location?) throws(FileError) {
    csv.add(place?.file ?? "")
    csv.add { text in
      if let place { text.append(place.line) }
    }
    try csv.endRow()
  }

  consuming func finish() throws(FileError) { try csv.finish() }
}
