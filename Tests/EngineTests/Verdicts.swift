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
  /// All rows that count.
  private(set) var judged: Set<RowName> = []
  /// How many rows are outside the rule's population.
  private(set) var outOfScope = 0
  /// The amount of the finding that a row belongs to; where a finding stands for several rows, it is the largest of
  /// those that could be assessed, so that only the amounts of single rows are told here.
  private(set) var amounts: [RowName: Decimal] = [:]

  /// Runs a plan; nil where it cannot be run.
  ///
  /// Nothing is said of the row left out, nor of what is derived from it.
  init?(_ plan: Plan, _ scenario: Scenario, rule: String, without left: Promise.Place? = nil) {
    let catalog = plan.rulebook.catalog
    let inputs = scenario.inputs(catalog)
    guard let report = try? plan.run(inputs, by: .columnar),
      let totals = report.totals.first(where: { $0.rule == rule }),
      let table = report.tables[totals.dataset]
    else { return nil }
    let isCombining = plan.rulebook.rules.contains { $0.id == rule && !$0.onePer.isEmpty }
    for row in 0..<table.countedCount { judged.insert(Self.name(table, row, inputs.pool)) }
    outOfScope = totals.outcomes[.outOfScope]?.rows ?? 0
    for finding in report.findings where finding.rule == rule {
      for source in finding.sources {
        if let left, Self.isMade(source.row, of: left, table, report, catalog) { continue }
        let name = Self.name(table, source.row, inputs.pool)
        flagged.insert(name)
        if finding.sources.count == 1, !isCombining { amounts[name] = finding.amount }
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
    case .read(let sources, let rows):
      return ["\(sources[rows.source(of: row)].file):\(rows.line(of: row))"]
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

  /// Whether a row, or one that would not be there without it, lacks all fields by which some search compares it.
  static func isBlind(
    _ place: Promise.Place,
    _ plan: Plan,
    _ scenario: Scenario,
    searches: (Int) -> [[Int]]
  ) -> Bool {
    let catalog = plan.rulebook.catalog
    guard let report = try? plan.run(scenario.inputs(catalog), by: .columnar) else { return false }
    for (index, dataset) in catalog.datasets.enumerated() {
      guard let table = report.tables[dataset.schema.dataset], table.rowCount > 1 else { continue }
      for row in 0..<table.rowCount where isMade(row, of: place, table, report, catalog) {
        let isBlind = searches(index).contains { fields in
          !fields.isEmpty
            && fields.allSatisfy { table.cell(row: row, field: $0) == .unknown }
        }
        if isBlind { return true }
      }
    }
    return false
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
    case .read(_, let rows):
      return table.schema.dataset == left.dataset && Int(rows.line(of: row)) == left.row + 1
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
  /// that is flagged when it is known must not pass, though a rule may say that it is not its business any more where
  /// the population shrinks. Nil where that is so.
  func breach(of known: Verdicts, populationShrinks: Bool) -> String? {
    for row in flagged.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      guard let other = known.flagged.first(where: { Self.agree($0, row) }) else {
        return "\(row) is flagged, and would not be"
      }
      if let amount = amounts[row], let knownAmount = known.amounts[other], amount != knownAmount {
        return "\(row) is flagged for \(amount), and would be for \(knownAmount)"
      }
    }
    let assessed = flagged.union(unassessed)
    let missing = known.flagged.filter { row in
      (judged.contains(row) || !populationShrinks)
        && !assessed.contains { Self.agree($0, row) }
    }
    let excused = populationShrinks ? max(0, outOfScope - known.outOfScope) : 0
    guard missing.count > excused, let row = missing.first else { return nil }
    return "\(row) is not flagged or unassessed, and would be flagged"
  }
}
