import Engine
import Findings
import Rules
import Tables
import Values

/// What one rule says of each row.
///
/// Rows have names that stay the same when another cell or row changes: the line of a row that was read, the key of
/// a derived one, where an empty part of a key is one that is not known.
struct Verdicts {
  typealias RowName = [String]

  private(set) var flagged: Set<RowName> = []
  private(set) var unassessed: Set<RowName> = []
  /// The amount of the finding that a row belongs to.
  private(set) var amounts: [RowName: Decimal] = [:]

  /// Runs a plan; nil where it cannot be run.
  ///
  /// - Parameter left: A row of which nothing is said, nor of what is derived from it.
  init?(_ plan: Plan, _ scenario: Scenario, rule: String, without left: Promise.Place? = nil) {
    let catalog = plan.rulebook.catalog
    let inputs = scenario.inputs(catalog)
    guard let report = try? plan.run(inputs, by: .columnar),
      let totals = report.totals.first(where: { $0.rule == rule }),
      let table = report.tables[totals.dataset]
    else { return nil }
    for finding in report.findings where finding.rule == rule {
      for source in finding.sources {
        if let left, Self.isMade(source.row, of: left, table, report, catalog) { continue }
        let name = Self.name(table, source.row, inputs.pool)
        flagged.insert(name)
        amounts[name] = finding.amount
      }
    }
    for row in report.unassessed where row.rule == rule {
      if case .derived = table.provenance {
        unassessed.insert(row.key.map(\.value))
      } else if let source = row.source {
        unassessed.insert(["\(source.file):\(source.line)"])
      }
    }
  }

  /// The name of a row.
  private static func name(_ table: Table, _ row: Int, _ pool: TextPool) -> RowName {
    switch table.provenance {
    case .read(let files, let file, let line): return ["\(files[Int(file[row])]):\(line[row])"]
    case .derived:
      return table.schema.key.map { field in
        switch table.cell(row: row, field: field) {
        case .text(let code): pool.text(code)
        case .date(let day): day.description
        case .boolean(let flag): flag ? "true" : "false"
        case .scaled(let number): "\(number)"
        case .blank, .unknown: ""
        }
      }
    }
  }

  /// Whether a row is another, or would not be there without it.
  private static func isMade(
    _ row: Int,
    of left: Promise.Place,
    _ table: Table,
    _ report: Report,
    _ catalog: Catalog
  ) -> Bool {
    switch table.provenance {
    case .read(_, _, let line):
      return table.schema.dataset == left.dataset && Int(line[row]) == left.row + 1
    case .derived(let sources):
      let isMade = sources[row].map { source in
        let name = catalog.datasets[source.dataset].schema.dataset
        return report.tables[name].map { Self.isMade(source.row, of: left, $0, report, catalog) }
          ?? false
      }
      let index = catalog.index(of: table.schema.dataset) ?? 0
      if case .group = catalog.datasets[index].derivation?.body.unit {
        return isMade.allSatisfy { $0 }
      }
      return isMade.contains(true)
    }
  }

  /// Whether rows could be one: what is known of both is equal.
  private static func agree(_ a: RowName, _ b: RowName) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { $0 == $1 || $0.isEmpty || $1.isEmpty }
  }

  /// How these verdicts, made without knowing something, break their promise to those made with it.
  ///
  /// A row that is flagged must be flagged whatever the unknown is, and for the same amount where one is told; a row
  /// that is flagged when it is known must not pass. Nil where that is so.
  func breach(of known: Verdicts) -> String? {
    for row in flagged {
      guard let other = known.flagged.first(where: { Self.agree($0, row) }) else {
        return "\(row) is flagged, and would not be"
      }
      if let amount = amounts[row], amount != known.amounts[other] {
        return
          "\(row) is flagged for \(amount), and would be for \(known.amounts[other], default: "nothing")"
      }
    }
    for row in known.flagged
    where !(flagged.union(unassessed)).contains(where: { Self.agree($0, row) }) {
      return "\(row) is not flagged or unassessed, and would be flagged"
    }
    return nil
  }
}
