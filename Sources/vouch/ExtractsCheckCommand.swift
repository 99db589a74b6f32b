import ArgumentParser
import Audit
import Findings
import Rules
import Values

/// `vouch extracts check`: read everything as it is bound, and run no rule.
struct ExtractsCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Reads every source as audit.yaml binds it, and says what does not fit.",
    discussion: """
      For each source: its files, rows read, loaded and rejected with their money, rejected rows by reason \
      and column with the first places, and what the delivery must satisfy. Values are shown as a night's page of \
      rejected rows shows them: those of personal fields never.

      No rule is run and nothing is written. Exit codes: 0 done; 2 wrong usage or configuration; 3 a night \
      would be refused, for a required source is.
      """
  )

  @Option(
    help: ArgumentHelp("The configuration: council, rules, sources.", valueName: "audit.yaml")
  )
  var config = "audit.yaml"

  @Option(help: ArgumentHelp("Read this source only.", valueName: "dataset"))
  var source: String?

  @Option(
    help: ArgumentHelp(
      "The day that deliveries must be of, yyyy-mm-dd; otherwise the configuration's.",
      valueName: "date"
    )
  )
  var asAt: String?

  func validate() throws {
    if let asAt, CalendarDate(iso: asAt) == nil {
      throw ValidationError("--as-at wants a day written yyyy-mm-dd, and this is \"\(asAt)\"")
    }
  }

  func run() throws {
    let night: Night
    let checks: [SourceCheck]
    do {
      night = try Night(
        Configuration.read(config),
        asAt: asAt.flatMap { CalendarDate(iso: $0) }
      )
      let rules = try RuleSet.read(night.configuration)
      checks = try night.checkSources(rules, only: source, progress: Terminal.progress)
    } catch {
      throw Terminal.fail("\(error)", 2)
    }
    Terminal.endProgress()
    print(CheckPage(council: night.configuration.council, checks: checks).text)
    if checks.contains(where: { $0.isRequired && $0.refusal != nil }) { throw ExitCode(3) }
  }
}

/// What became of the sources, as lines.
struct CheckPage {
  let council: String
  let checks: [SourceCheck]

  /// How many places of one reason are listed.
  private static let listed = 3

  /// The page.
  var text: String {
    ([verdict] + checks.flatMap { [""] + lines($0) }).joined(separator: "\n")
  }

  private var verdict: String {
    let refused = checks.filter { $0.refusal != nil }
    let stopping = refused.filter(\.isRequired)
    let read = "\(checks.count - refused.count) of \(checks.count) sources can be read"
    if refused.isEmpty { return "\(council): \(read)." }
    let names = refused.map(\.dataset).joined(separator: ", ")
    return "\(council): \(read). Refused: \(names)."
      + (stopping.isEmpty ? " The night would be partial." : " The night would stop.")
  }

  private func lines(_ check: SourceCheck) -> [String] {
    var lines = [check.dataset + (check.isRequired ? "" : " (not required)")]
    if let refusal = check.refusal { lines.append("  REFUSED: \(refusal)") }
    guard let record = check.record else { return lines }
    lines += record.files.map { file in
      let hidden = file.contents?.hiddenRows ?? 0
      return "  \(file.name), \(file.bytes) bytes"
        + (hidden > 0 ? "; rows hidden on its sheets, read like the others: \(hidden)" : "")
    }
    lines += rows(record, control: check.control)
    lines += reasons(record, listed: check.rejected)
    lines += record.checks.map { delivery in
      "  must \(delivery.check): \(delivery.result.rawValue)"
        + (delivery.explanation.isEmpty ? "" : " (\(delivery.explanation))")
    }
    return lines
  }

  private func rows(_ record: SourceRecord, control: String?) -> [String] {
    let twice = record.deliveredTwice
    var rows =
      "  \(record.read.rows) rows read = \(record.loaded.rows) loaded + \(record.rejected.rows) rejected"
    if twice.rows > 0 { rows += " + \(twice.rows) delivered twice" }
    if record.footers > 0 { rows += "; footers, which are no data: \(record.footers)" }
    guard let control else { return [rows] }
    var money =
      "  \(control): \(pounds(record.read)) GBP read = \(pounds(record.loaded)) loaded + "
      + "\(pounds(record.rejected)) rejected"
    if twice.rows > 0 { money += " + \(pounds(twice)) delivered twice" }
    let unreadable = record.read.rowsWithoutMoney
    return [rows, money] + (unreadable > 0 ? ["  rows without readable money: \(unreadable)"] : [])
  }

  private func pounds(_ tally: Tally) -> String {
    Decimal(coefficient: tally.pence, exponent: -2).poundsAndPence ?? "too much"
  }

  /// The rejected rows by reason, the most frequent first, each with its first places.
  private func reasons(_ record: SourceRecord, listed rejected: [RejectedRow]) -> [String] {
    let groups = Dictionary(grouping: rejected) {
      RejectionReason(code: $0.code, heading: $0.heading)
    }
    let all =
      rejected.count < record.rejected.rows
      ? [
        "  places are shown of the first \(rejected.count) of \(record.rejected.rows) rejected rows"
      ]
      : []
    return all
      + record.countedReasons.flatMap { reason, count in
        let heading = reason.heading ?? ""
        var lines = [
          "  \(count) \(reason.code.rawValue)" + (heading.isEmpty ? "" : " under \"\(heading)\"")
        ]
        let rows = groups[reason] ?? []
        lines += rows.prefix(CheckPage.listed).map { row in
          "    \(row.place): \(row.explanation)"
        }
        let shown = min(rows.count, CheckPage.listed)
        if count > shown { lines.append("    and \(count - shown) more") }
        return lines
      }
  }
}

extension RejectedRow {
  /// Where it is: `file:line:column`, or the row and the column of a sheet.
  fileprivate var place: String {
    guard let sheet = location.sheet else {
      return ([location.file] + [location.line, column].compactMap { $0.map(String.init) })
        .joined(separator: ":")
    }
    return "\(location.file), sheet \"\(sheet)\", row \(location.line)"
      + (column.map { ", column \($0)" } ?? "")
  }
}
