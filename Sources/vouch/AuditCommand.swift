import ArgumentParser
import Audit
import Engine
import Findings
import Glibc
import Rules
import Values

/// `vouch audit`: one night.
struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Reads the extracts, runs the rules and publishes the workbooks.",
    discussion: """
      The outputs appear whole or not at all: they are built aside and moved into place when all of them are \
      ready, and the set they replace goes to archive/. Two runs on the same inputs, rules and day give the \
      same bytes.

      Outputs, by audience, so that folder permissions decide who reads what: contracts/contracts.xlsx, \
      legal/legal.xlsx, finance/finance.xlsx; in restricted/ findings.csv.gz, rejected_rows.csv.gz (rows that \
      were rejected) and run.json (inputs, rules and totals, with SHA-256).

      Findings do not fail the command unless --fail-on says so.
      """
  )

  @Option(
    help: ArgumentHelp("The configuration: council, rules, sources.", valueName: "audit.yaml")
  )
  var config = "audit.yaml"

  @Option(
    help: ArgumentHelp(
      "The day that the audit speaks of, yyyy-mm-dd; otherwise the configuration's.",
      valueName: "date"
    )
  )
  var asAt: String?

  @Option(
    help: ArgumentHelp(
      "The folder for the outputs; otherwise the configuration's.",
      valueName: "folder"
    )
  )
  var out: String?

  @Option(
    help: ArgumentHelp(
      "Leave with exit code 1 if there is a finding of this severity or above: critical, high, medium, low or info.",
      valueName: "severity"
    )
  )
  var failOn: String?

  @Flag(help: "Also log each step and how long it took, on standard error.")
  var verbose = false

  func validate() throws {
    if let asAt, CalendarDate(iso: asAt) == nil {
      throw ValidationError("--as-at wants a day written yyyy-mm-dd, and this is \"\(asAt)\"")
    }
    if let failOn, Severity(rawValue: failOn) == nil {
      let words = Severity.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("--fail-on wants one of \(words), and this is \"\(failOn)\"")
    }
  }

  func run() throws {
    let outcome: Night.Outcome
    do {
      let night = try Night(
        Configuration.read(config),
        asAt: asAt.flatMap { CalendarDate(iso: $0) },
        outputs: out
      )
      let steps = StepLog(isVerbose: verbose)
      outcome = try night.run(progress: steps.begin)
      steps.end()
    } catch let error as DefinitionErrors {
      throw Terminal.fail(error.description, 2)
    } catch let error as NightError {
      throw Terminal.fail(error.description, error.code)
    }
    Terminal.endProgress()
    print(Summary(outcome).text)
    // The system takes back at once what would take a large night seconds to free row by row.
    withExtendedLifetime(outcome) { Glibc.exit(reachesLimit(outcome) ? 1 : 0) }
  }

  /// Whether there is an open finding that `--fail-on` names.
  private func reachesLimit(_ outcome: Night.Outcome) -> Bool {
    guard let limit = failOn.flatMap({ Severity(rawValue: $0) }) else { return false }
    let severities = Dictionary(
      uniqueKeysWithValues: outcome.record.rulebook.rules.map { ($0.id, $0.severity) }
    )
    return outcome.record.report.findings.contains {
      $0.acceptance == nil && (severities[$0.rule] ?? .info) >= limit
    }
  }
}

extension NightError {
  /// The code that the program ends with.
  var code: Int32 {
    switch self {
    case .definitions: 2
    case .refused: 3
    case .outputs: 4
    }
  }
}
