internal import Findings
internal import Rules
internal import Tables

extension Plan {
  /// Makes the rows of a derived dataset.
  func derive(
    _ number: Int,
    _ executor: Executor,
    _ world: World,
    _ store: IndexStore,
    isMeasured: Bool
  ) -> RunningPlan.Outcome {
    let derivation = derivations[number]
    let schema = rulebook.catalog.datasets[derivation.dataset].schema
    let deriver = Deriver(
      world: world,
      frame: frames[derivation.frame],
      plan: derivation,
      schema: schema
    )
    do throws(EngineError) {
      guard executor == .columnar else { return .derived(try deriver.table(.nested), nil) }
      var clock = ScanClock()
      let units = UnitGathering(world: world, store: store).units(of: deriver.frame.unit)
      clock.endGathering()
      let columnar = ColumnarDeriver(deriver: deriver, store: store, isMeasured: isMeasured)
      let (table, steps) = try columnar.table(units)
      try world.memory.check("deriving \(schema.dataset)")
      return .derived(table, clock.scan(units, steps))
    } catch {
      return .failed(error)
    }
  }

  /// Judges the units of a frame by all its rules; the money of their rows is not added up again where it is given.
  func judge(
    _ number: Int,
    _ executor: Executor,
    _ world: World,
    _ store: IndexStore,
    _ control: ControlMoney?,
    isMeasured: Bool
  ) -> RunningPlan.Outcome {
    let (frame, rules) = (frames[number], rules(of: number))
    let control = control ?? ControlMoney(world.tables[frame.unit.dataset])
    guard executor == .columnar else {
      let judge = Judge(world: world, joins: .nested, frame: frame)
      let units = UnitMaker(world: world, joins: .nested).units(of: frame.unit)
      return .judged(rules.flatMap { judge.judge(units, [$0]) }, control, nil)
    }
    var clock = ScanClock()
    let units = UnitGathering(world: world, store: store).units(of: frame.unit)
    clock.endGathering()
    let judge = ColumnarJudge(world: world, store: store, frame: frame, isMeasured: isMeasured)
    let (judged, steps) = judge.judge(units, rules)
    do throws(EngineError) {
      try world.memory.check(
        "judging \(rulebook.catalog.datasets[frame.unit.dataset].schema.dataset)"
      )
    } catch {
      return .failed(error)
    }
    let scan = clock.scan(units, steps)
    return .judged(judged, control, scan)
  }
}

extension RuleRun {
  /// What comes of it beside the runs of rules that speak for its rows.
  func outcome(_ speakers: [RuleRun], _ control: ControlMoney) -> RunningPlan.Outcome {
    do throws(EngineError) {
      try world.memory.check("putting findings together")
    } catch {
      return .failed(error)
    }
    let yielded = speakers.reduce(into: RowSets(world.tables)) { $0.formUnion($1.flaggedRows) }
    return .concluded(conclude(yielding: yielded, control))
  }
}

/// The time that a scan takes.
private struct ScanClock {
  private let start = ContinuousClock.now
  private var gathering = Duration.zero

  /// Notes that the units have been put together.
  mutating func endGathering() { gathering = start.duration(to: .now) }

  /// What was done until now.
  func scan(_ units: UnitColumns, _ steps: [Meter.Tally]) -> Analysis.Scan {
    Analysis.Scan(
      unitCount: units.totalCount,
      time: start.duration(to: .now),
      gathering: gathering,
      steps: steps
    )
  }
}
