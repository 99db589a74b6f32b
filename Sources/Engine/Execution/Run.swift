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
  /// The bytes of memory that are free; nil where nobody knows.
  ///
  /// A run that leaves too few ends itself.
  public var freeMemory: @Sendable () -> Int? = { nil }

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
  /// What the steps did, where the run was asked to measure them.
  public var analysis: Analysis?
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
  ///   - isMeasured: Whether the columnar executor shall measure its steps.
  ///   - progress: Called before each derived dataset and each scan, with what comes.
  /// - Returns: Findings, what could not be assessed, and totals.
  /// - Throws: `EngineError` where a derived dataset breaks its own declaration, or memory runs short.
  public func run(
    _ inputs: Inputs,
    by executor: Executor = .columnar,
    isMeasured: Bool = false,
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
    world.memory = MemoryWatch(inputs.freeMemory)
    let store = IndexStore()
    let clock = ContinuousClock()
    var analysis = Analysis()

    let scanned = frames.indices.filter { !rules(of: $0).isEmpty }
    for (number, derivation) in derivations.enumerated() {
      let later = derivations[number...].map { frames[$0.frame] } + scanned.map { frames[$0] }
      store.keep(by: fieldsLookedUp(by: later))
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
        let start = clock.now
        let deriver = ColumnarDeriver(deriver: deriver, store: store, isMeasured: isMeasured)
        let units = UnitGathering(world: world, store: store).units(of: deriver.deriver.frame.unit)
        let gathering = start.duration(to: clock.now)
        let (table, steps) = try deriver.table(units)
        try world.memory.check("deriving \(name)")
        world.tables[derivation.dataset] = table
        let time = start.duration(to: clock.now)
        analysis.derivations[derivation.dataset] =
          Analysis.Scan(
            unitCount: units.totalCount,
            time: time,
            gathering: gathering,
            steps: steps
          )
      case .reference: world.tables[derivation.dataset] = try deriver.table(.nested)
      }
    }

    var runs: [String: RuleRun] = [:]
    let order = rules.sorted { $0.rule.id < $1.rule.id }
    for number in scanned {
      let (frame, rules) = (frames[number], rules(of: number))
      store.keep(by: fieldsLookedUp(by: scanned.filter { $0 >= number }.map { frames[$0] }))
      progress("judging \(catalog.datasets[frame.unit.dataset].schema.dataset)")
      switch executor {
      case .columnar:
        let start = clock.now
        let units = UnitGathering(world: world, store: store).units(of: frame.unit)
        let gathering = start.duration(to: clock.now)
        let judge = ColumnarJudge(world: world, store: store, frame: frame, isMeasured: isMeasured)
        let (judged, steps) = judge.judge(units, rules)
        try world.memory.check("judging \(catalog.datasets[frame.unit.dataset].schema.dataset)")
        let time = start.duration(to: clock.now)
        analysis.scans[number] = Analysis.Scan(
          unitCount: units.totalCount,
          time: time,
          gathering: gathering,
          steps: steps
        )
        for run in judged { runs[run.plan.rule.id] = run }
      case .reference:
        let judge = Judge(world: world, joins: .nested, frame: frame)
        let units = UnitMaker(world: world, joins: .nested).units(of: frame.unit)
        for rule in rules {
          for run in judge.judge(units, [rule]) { runs[run.plan.rule.id] = run }
        }
      }
    }
    var report = report(order.compactMap { runs[$0.rule.id] }, world)
    try world.memory.check("putting findings together")
    if isMeasured { report.analysis = analysis }
    return report
  }

  /// The fields, by dataset, by which some frames look rows up.
  private func fieldsLookedUp(by frames: some Sequence<Frame>) -> [Int: Set<Int>] {
    var fields: [Int: Set<Int>] = [:]
    for frame in frames {
      for relation in frame.relations {
        let own = relation.matches.map(\.field) + relation.narrowings.map(\.field)
        fields[relation.dataset, default: []].formUnion(own)
      }
    }
    return fields
  }

  /// The rules over a frame, by id.
  func rules(of frame: Int) -> [RulePlan] {
    rules.filter { $0.frame == frame }.sorted { $0.rule.id < $1.rule.id }
  }

  private func report(_ runs: [RuleRun], _ world: World) -> Report {
    let flagged = Dictionary(
      uniqueKeysWithValues: runs.map { ($0.plan.rule.id, $0.flaggedRows) }
    )
    var report = Report(findings: [], unassessed: [], totals: [], tables: [:])
    let judged = Set(runs.map(\.frame.unit.dataset))
    let controls = Dictionary(
      uniqueKeysWithValues: judged.map { ($0, ControlMoney(world.tables[$0])) }
    )
    let concluded = Batches(count: runs.count, size: 1).concurrently {
      range -> ([Finding], [UnassessedRow], RuleTotals) in
      let run = runs[range.lowerBound]
      guard !world.memory.isShort, let control = controls[run.frame.unit.dataset] else {
        return ([], [], RuleTotals(rule: run.plan.rule.id, dataset: ""))
      }
      let yielded = run.plan.rule.yieldsTo.compactMap { flagged[$0] }.reduce(
        into: RowSets(world.tables)
      ) { $0.formUnion($1) }
      return run.conclude(yielding: yielded, control)
    }
    report.findings.reserveCapacity(concluded.reduce(0) { $0 + $1.0.count })
    for (findings, unassessed, totals) in concluded {
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
