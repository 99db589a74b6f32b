import Audit
import Engine
import Findings
import Rules
import Values

/// What a night came to, on one screen.
struct Summary {
  let record: NightRecord
  let files: [String]

  init(_ outcome: Night.Outcome) {
    record = outcome.record
    files = outcome.files
  }

  /// The summary as lines.
  var text: String {
    var lines = ["\(record.council), as at \(record.asAt), run \(record.run)", verdict, rows]
    lines += rejected + reported + [""]
    lines += table
    lines.append("")
    if !record.unusedAcceptances.isEmpty {
      lines.append("Acceptances that covered nothing:")
      lines += record.unusedAcceptances.map { "  \($0.id) (\($0.rule)): \($0.reason)" }
      lines.append("")
    }
    lines.append("Written:")
    lines += files.map { "  \($0)" }
    return lines.joined(separator: "\n")
  }

  private var verdict: String {
    let read = record.sources.count
    guard !record.missingSources.isEmpty else {
      return "Complete: \(read) of \(read) sources read, totals tie."
    }
    let missing = record.missingSources.map {
      "\($0.dataset) (\($0.reason)); "
        + ($0.rulesNotTested.isEmpty
          ? "no rule wants it" : "not tested: \($0.rulesNotTested.joined(separator: ", "))")
    }
    return "PARTIAL: \(read) of \(read + record.missingSources.count) sources read.\n  "
      + missing.joined(separator: "\n  ")
  }

  private var rows: String {
    let read = record.sources.reduce(0) { $0 + $1.read.rows }
    let loaded = record.sources.reduce(0) { $0 + $1.loaded.rows }
    let rejected = record.sources.reduce(0) { $0 + $1.rejected.rows }
    let twice = record.sources.reduce(0) { $0 + $1.deliveredTwice.rows }
    let footers = record.sources.reduce(0) { $0 + $1.footers }
    return "\(read) rows read = \(loaded) loaded + \(rejected) rejected"
      + (twice > 0 ? " + \(twice) delivered twice" : "") + "."
      + (footers > 0 ? " Footers, which are no data: \(footers)." : "")
  }

  /// A line for each source of which rows were rejected, with their money as far as it can be read.
  private var rejected: [String] {
    record.sources.filter { $0.rejected.rows > 0 }.map { source in
      let tally = source.rejected
      let money = Decimal(coefficient: tally.pence, exponent: -2)
      let known =
        tally.rowsWithoutMoney == tally.rows
        ? ""
        : ": \(money) GBP"
          + (tally.rowsWithoutMoney > 0
            ? " + \(tally.rowsWithoutMoney) rows without readable money" : "")
      return "  \(source.dataset): \(tally.rows) of \(source.read.rows) rejected\(known)"
    }
  }

  /// What deliveries do not satisfy and are read nevertheless.
  private var reported: [String] {
    record.reportedChecks.map {
      "  NOTE: \($0.dataset) must \($0.check.check): \($0.check.explanation)"
    }
  }

  /// A line a rule: findings, value at issue, rows not assessed.
  ///
  /// Values of different measures are not added.
  private var table: [String] {
    let rules = record.rulebook.rules.sorted { ($1.severity, $0.id) < ($0.severity, $1.id) }
    let open = OpenFindings.byRule(record.report)
    var cells = [["severity", "rule", "findings", "value at issue (GBP)", "not assessed"]]
    for rule in rules {
      guard let totals = record.report.totals.first(where: { $0.rule == rule.id }) else {
        cells.append([rule.severity.rawValue, rule.id, "not tested", "", ""])
        continue
      }
      let open = open[rule.id] ?? OpenFindings()
      cells.append([
        rule.severity.rawValue, rule.id, String(open.count),
        open.hasAmounts ? open.sum?.poundsAndPence ?? "" : "",
        String(totals.outcomes[.unassessed]?.rows ?? 0),
      ])
    }
    let widths = cells[0].indices.map { column in cells.map { $0[column].count }.max() ?? 0 }
    return cells.map { row in
      let padded = row.enumerated().map { column, cell in
        let space = String(repeating: " ", count: widths[column] - cell.count)
        return column < 2 ? cell + space : space + cell
      }
      return "  " + padded.joined(separator: "  ")
    }
  }
}

/// The findings of a rule that nobody has accepted, added up without taking them out of the report: there are many.
private struct OpenFindings {
  var count = 0
  var hasAmounts = false
  /// The sum of their amounts; nil where it is too large.
  var sum: Decimal? = .zero

  /// Those of each rule: findings come by rule, in the order of its totals.
  static func byRule(_ report: Report) -> [String: OpenFindings] {
    var all: [String: OpenFindings] = [:]
    var start = 0
    for totals in report.totals {
      all[totals.rule] = OpenFindings(report.findings[start..<start + totals.findings])
      start += totals.findings
    }
    precondition(start == report.findings.count, "findings come by rule, as the totals do")
    return all
  }

  init() {}

  private init(_ findings: ArraySlice<Finding>) {
    for index in findings.indices where findings[index].acceptance == nil {
      count += 1
      guard let amount = findings[index].amount else { continue }
      hasAmounts = true
      sum = sum.flatMap { try? $0.adding(amount) }
    }
  }
}
