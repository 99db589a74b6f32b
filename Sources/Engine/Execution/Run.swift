internal import Feel
public import Findings
internal import Rules
public import Tables
public import Values

/// What a night is run on.
public struct Inputs: Sendable {
  /// The day that the run speaks of.
  public var asAt: CalendarDate
  /// The dictionary of all text cells.
  public var pool: TextPool
  /// A table for each dataset that is not derived, by name; a missing one is empty.
  public var tables: [String: Table]
  /// The days that extracts cover, by dataset; those not named cover all time.
  public var covers: [String: Period]

  /// Creates inputs.
  public init(
    asAt: CalendarDate,
    pool: TextPool,
    tables: [String: Table],
    covers: [String: Period] = [:]
  ) {
    self.asAt = asAt
    self.pool = pool
    self.tables = tables
    self.covers = covers
  }
}

/// What came of a run.
public struct Report: Sendable {
  /// The findings, by rule, then key.
  public var findings: [Finding]
  /// What could not be assessed, by rule, then key.
  public var unassessed: [UnassessedRow]
  /// What each rule did with its rows, by rule.
  public var totals: [RuleTotals]
  /// All tables, derived ones included, by dataset.
  public var tables: [String: Table]
}

/// Why a run could not be finished.
public struct EngineError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What happened, where, and what to do.
  public var message: String

  /// The message.
  public var description: String { message }
}

/// Two ways to run a plan; they agree in everything but time.
public enum Executor: Hashable, Sendable {
  /// Nested loops, each rule by itself: what the plan means.
  case reference
  /// Many units at a time, over columns; joins by hash; what rules share is worked out once; one scan a frame.
  case columnar
}

extension Plan {
  /// Runs all derived datasets and rules.
  ///
  /// - Parameters:
  ///   - inputs: The tables.
  ///   - executor: How.
  ///   - progress: Called before each derived dataset and each scan, with what comes.
  /// - Returns: Findings, what could not be assessed, and totals.
  /// - Throws: `EngineError` where a derived dataset breaks its own declaration.
  public func run(
    _ inputs: Inputs,
    by executor: Executor = .columnar,
    progress: (String) -> Void = { _ in }
  ) throws(EngineError) -> Report {
    let catalog = rulebook.catalog
    var world = World(
      asAt: inputs.asAt,
      pool: inputs.pool,
      tables: catalog.datasets.map { dataset in
        inputs.tables[dataset.schema.dataset] ?? TableBuilder(schema: dataset.schema).finish()
      },
      covers: catalog.datasets.map { inputs.covers[$0.schema.dataset] }
    )
    let store = IndexStore()

    for derivation in derivations {
      let name = catalog.datasets[derivation.dataset].schema.dataset
      if inputs.tables[name] != nil { continue }
      progress("deriving \(name)")
      let deriver = Deriver(
        world: world,
        frame: frames[derivation.frame],
        plan: derivation,
        schema: catalog.datasets[derivation.dataset].schema
      )
      switch executor {
      case .columnar:
        world.tables[derivation.dataset] = try ColumnarDeriver(deriver: deriver, store: store)
          .table()
      case .reference: world.tables[derivation.dataset] = try deriver.table(.nested)
      }
    }

    var runs: [String: RuleRun] = [:]
    let order = rules.sorted { $0.rule.id < $1.rule.id }
    for (number, frame) in frames.enumerated() {
      let rules = order.filter { $0.frame == number }
      guard !rules.isEmpty else { continue }
      progress("judging \(catalog.datasets[frame.unit.dataset].schema.dataset)")
      switch executor {
      case .columnar:
        let units = UnitGathering(world: world, store: store).units(of: frame.unit)
        let judge = ColumnarJudge(world: world, store: store, frame: frame)
        for run in judge.judge(units, rules) { runs[run.plan.rule.id] = run }
      case .reference:
        let judge = Judge(world: world, joins: .nested, frame: frame)
        let units = UnitMaker(world: world, joins: .nested).units(of: frame.unit)
        for rule in rules {
          for run in judge.judge(units, [rule]) { runs[run.plan.rule.id] = run }
        }
      }
    }
    return report(order.compactMap { runs[$0.rule.id] }, world)
  }

  private func report(_ runs: [RuleRun], _ world: World) -> Report {
    var flagged: [String: Set<RowReference>] = [:]
    for run in runs { flagged[run.plan.rule.id] = run.flaggedRows }
    var report = Report(findings: [], unassessed: [], totals: [], tables: [:])
    for run in runs {
      let yielded = run.plan.rule.yieldsTo.reduce(into: Set<RowReference>()) {
        $0.formUnion(flagged[$1] ?? [])
      }
      let (findings, unassessed, totals) = run.conclude(yielding: yielded, world)
      report.findings += findings
      report.unassessed += unassessed
      report.totals.append(totals)
    }
    for (dataset, table) in zip(rulebook.catalog.datasets, world.tables) {
      report.tables[dataset.schema.dataset] = table
    }
    return report
  }
}
