import Audit
import Engine
import Findings
import Glibc
import Rules
import TestSupport
import Testing
import Values

/// Files that a council published; they are not part of the project.
private let realExtracts =
  unsafe getenv("VOUCH_REAL_EXTRACTS").map { unsafe String(cString: $0) }
  ?? ProjectFiles.root + "/../shared/real-extracts"
private let folder = ProjectFiles.root + "/Tests/AuditTests/Salford"

private func configuration() throws -> Configuration {
  let text = try #require(ProjectFiles.text("\(folder)/audit.yaml"))
    .replacing("../../../../shared/real-extracts", with: realExtracts)
  return try .read(SourceText(name: "audit.yaml", text: text), folder: folder)
}

struct `The rule that Salford is audited by` {
  @Test(arguments: [Executor.reference, .columnar])
  func `holds in every example`(executor: Executor) throws {
    let rulebook = try RuleSet.read(configuration()).rulebook
    let rule = try #require(rulebook.rules.first)
    for failure in rulebook.failures(of: rule, by: executor) {
      Issue.record("\(failure.diagnostic)")
    }
  }
}

/// The numbers were counted by another program, written from the rule's text, with exact decimals.
@Suite(
  .enabled(
    if: unsafe access(realExtracts, F_OK) == 0,
    "the real extracts are not beside the project"
  )
)
struct `Salford's payments beside its contracts register` {
  private func night(_ folder: TemporaryFolder) throws -> NightRecord {
    try Night(configuration(), outputs: "\(folder.path)/out").run().record
  }

  @Test func `every row is read or rejected with its place and reason`() throws {
    let record = try night(TemporaryFolder())
    let payments = try #require(record.sources.first { $0.dataset == "payments" })
    #expect(payments.loaded == tally(1809, 2_129_207_437))
    #expect(payments.rejected == Tally())
    let contracts = try #require(record.sources.first { $0.dataset == "contracts" })
    // 360 rows: 355 and 5. Ten of them say "-" or nothing for their value.
    #expect(contracts.loaded.rows == 355)
    #expect(contracts.loaded.pence == 158_698_316_935)
    #expect(contracts.loaded.rowsWithoutMoney == 10)
    // 10,438,680.00 + 22,810.00 + 100,356.27 + 1,200,000.00 + 13,500.00
    #expect(contracts.rejected == tally(5, 1_177_534_627))
    // To be confirmed, blank, X, 31 September, blank.
    #expect(record.rejected.map(\.location.line) == [27, 28, 80, 118, 310])
    #expect(
      record.rejected.map(\.heading) == [
        "Start Date", "Start Date", "Start Date", "Current Expiry Date", "Start Date",
      ]
    )
    let codes: [RejectionCode] = [
      .typeError, .missingValue, .typeError, .typeError, .missingValue,
    ]
    #expect(record.rejected.map(\.code) == codes)
  }

  @Test func `pounds matched, not matched, excluded and not assessable add up to the file`() throws
  {
    let report = try night(TemporaryFolder()).report
    let totals = try #require(report.totals.first)
    #expect(report.totals.count == 1)
    // A contract in force with a supplier of that name: 117 payments.
    #expect(totals.outcomes[.passed] == tally(117, 486_988_996))
    // Flagged: 273,950.76 + 1,157,552.42.
    #expect(totals.outcomes[.flagged] == tally(99, 143_150_318))
    #expect(try found("contract not in force", report) == tally(16, 27_395_076))
    #expect(try found("no contract found", report) == tally(83, 115_755_242))
    // Grants 66 rows, 804,388.20; public bodies 15 rows, 831,342.69.
    #expect(totals.outcomes[.outOfScope] == tally(81, 163_573_089))
    // The four reasons of the next test.
    #expect(totals.outcomes[.unassessed] == tally(1512, 1_335_495_034))
    // 4,869,889.96 + 1,431,503.18 + 1,635,730.89 + 13,354,950.34 = 21,292,074.37, the file's net.
    #expect(totals.loaded == tally(1809, 2_129_207_437))
    #expect(totals.tie)
  }

  @Test func `what cannot be assessed says why`() throws {
    let report = try night(TemporaryFolder()).report
    var reasons: [String: Tally] = [:]
    for row in report.unassessed {
      let control = try #require(row.control?.scaled(toScale: 2))
      reasons["\(row.kind): \(row.dataset) \(row.subject)", default: Tally()].add(pence: control)
    }
    #expect(
      reasons == [
        // Redacted.
        "blank field: payments vendor": tally(239, 88_589_957),
        // A framework that names no supplier could cover it, and nobody publishes who is on it.
        "no row found: framework_members checked_member": tally(1237, 971_754_730),
        // The register has a supplier whose name begins alike.
        "no row found: supplier_names checked_name": tally(20, 39_803_672),
        // Three contracts for school buildings, the end of which is blank.
        "blank field: contracts expiry_date": tally(16, 235_346_675),
      ]
    )
  }

  private func found(_ name: String, _ report: Report) throws -> Tally {
    var sum = Tally()
    for finding in report.findings where finding.caseName == name {
      sum.add(pence: try #require(finding.amount?.scaled(toScale: 2)))
    }
    return sum
  }

  /// Rows all of which have money.
  private func tally(_ rows: Int, _ pence: Int128) -> Tally {
    var tally = Tally()
    tally.rows = rows
    tally.pence = pence
    return tally
  }
}
