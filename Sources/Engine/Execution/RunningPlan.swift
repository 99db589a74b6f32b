internal import Findings
internal import Rules
internal import Tables

/// A plan while it is run: what of it is done, and what can be done next.
///
/// A step waits for the steps whose results it needs, and for no other.
struct RunningPlan {
  enum Step: Hashable, Sendable {
    /// Makes the rows of a derived dataset, by the derivation's position.
    case derive(Int)
    /// Judges the units of a frame by all its rules.
    case judge(frame: Int)
    /// Puts in order what a rule found, by the rule's position.
    case conclude(Int)
  }

  /// What comes of a step.
  enum Outcome: Sendable {
    case derived(Table, Analysis.Scan?)
    case judged([RuleRun], ControlMoney, Analysis.Scan?)
    case concluded(RuleRun.Conclusion)
    case failed(EngineError)
  }

  private let plan: Plan
  private let executor: Executor
  private let isMeasured: Bool
  private let store: IndexStore
  private var world: World
  /// The steps that are still to be begun, in order.
  private var waiting: [Step] = []
  /// The steps that are being done.
  private(set) var running: [Step] = []
  private var analysis = Analysis()
  /// What each rule made of its rows, by its position.
  private var runs: [Int: RuleRun] = [:]
  private var concluded: [Int: RuleRun.Conclusion] = [:]
  /// The money of the datasets that are judged.
  private var controls: [Int: ControlMoney] = [:]
  private var failures: [(step: Step, error: EngineError)] = []

  init(_ plan: Plan, _ inputs: Inputs, _ executor: Executor, isMeasured: Bool) {
    self.plan = plan
    self.executor = executor
    self.isMeasured = isMeasured
    let datasets = plan.rulebook.catalog.datasets
    world = World(
      asAt: inputs.asAt,
      pool: inputs.pool,
      tables: datasets.map { dataset in
        inputs.tables[dataset.schema.dataset] ?? TableBuilder(schema: dataset.schema).finish()
      },
      covers: datasets.map { inputs.covers[$0.schema.dataset] }
    )
    let derived = Set(plan.derivations.map(\.dataset))
    store = IndexStore(AskedCells(plan.frames, derived: derived))
    world.memory = MemoryWatch(inputs.freeMemory)
    // The longest are begun first, so that no processor is idle at the end.
    let work = plan.frames.indices.map { frame in
      world.tables[plan.frames[frame].unit.dataset].rowCount * plan.rules(of: frame).count
    }
    waiting += plan.frames.indices.filter { !plan.rules(of: $0).isEmpty }
      .sorted { (work[$1], $0) < (work[$0], $1) }.map(Step.judge)
    waiting += plan.derivations.indices.filter { number in
      inputs.tables[datasets[plan.derivations[number].dataset].schema.dataset] == nil
    }.map(Step.derive)
    waiting += plan.rules.indices.map(Step.conclude)
  }

  // MARK: Steps

  /// Whether there is nothing left to do.
  var isDone: Bool { running.isEmpty && !waiting.contains(where: isWanted) }

  /// Whether a step is to be done: where others have failed, only what comes before them is, for the first failure is told.
  private func isWanted(_ step: Step) -> Bool {
    failures.allSatisfy { RunningPlan.order(step) < RunningPlan.order($0.step) }
  }

  /// Where a step stands among all, if one is done after the other.
  private static func order(_ step: Step) -> (Int, Int) {
    switch step {
    case .derive(let number): (0, number)
    case .judge(let frame): (1, frame)
    case .conclude(let number): (2, number)
    }
  }

  /// Begins the next step that has what it needs.
  ///
  /// - Returns: The step, and its work; nil where none can be begun now.
  mutating func begin() -> (step: Step, work: @Sendable () -> Outcome)? {
    let ready = waiting.indices.filter { isWanted(waiting[$0]) && isReady(waiting[$0]) }
    // What a rule found is put in order beside a step that takes all processors, and not instead of one.
    let wantsConclusion = running.contains { frame(of: $0) != nil }
    let preferred = ready.first { (frame(of: waiting[$0]) == nil) == wantsConclusion }
    guard let place = preferred ?? ready.first else { return nil }
    let step = waiting.remove(at: place)
    running.append(step)
    store.keep(by: plan.fieldsLookedUp(by: (running + waiting).compactMap(frame(of:))))
    let (plan, executor, isMeasured) = (self.plan, self.executor, self.isMeasured)
    let (world, store) = (self.world, self.store)
    switch step {
    case .derive(let number):
      return (step, { plan.derive(number, executor, world, store, isMeasured: isMeasured) })
    case .judge(let frame):
      let control = controls[plan.frames[frame].unit.dataset]
      return (step, { plan.judge(frame, executor, world, store, control, isMeasured: isMeasured) })
    case .conclude(let number):
      guard let run = runs[number], let control = controls[run.frame.unit.dataset] else {
        preconditionFailure("a rule is judged before")
      }
      let speakers = speakers(for: number).compactMap { runs[$0] }
      return (step, { run.outcome(speakers, control) })
    }
  }

  /// Takes what came of a step.
  mutating func end(_ step: Step, _ outcome: Outcome) {
    running.removeAll { $0 == step }
    switch (step, outcome) {
    case (.derive(let number), .derived(let table, let scan)):
      let dataset = plan.derivations[number].dataset
      world.tables[dataset] = table
      analysis.derivations[dataset] = scan
    case (.judge(let frame), .judged(let judged, let control, let scan)):
      controls[plan.frames[frame].unit.dataset] = control
      for run in judged {
        let number = plan.rules.firstIndex { $0.rule.id == run.plan.rule.id }
        if let number { runs[number] = run }
      }
      analysis.scans[frame] = scan
    case (.conclude(let number), .concluded(let conclusion)):
      concluded[number] = conclusion
      let needed = waiting.flatMap(rules(concludedBy:))
      runs = runs.filter { needed.contains($0.key) }
    case (_, .failed(let error)): failures.append((step, error))
    default: preconditionFailure("a step came to what another comes to")
    }
  }

  /// Whether a step has all that it needs.
  private func isReady(_ step: Step) -> Bool {
    if case .conclude = step { return rules(concludedBy: step).allSatisfy { runs[$0] != nil } }
    guard let datasets = frame(of: step)?.datasets else { return true }
    return !(waiting + running).contains { other in
      guard case .derive(let number) = other else { return false }
      // Derivations come in the order in which they need each other; a frame also names what its rules alone look up.
      if case .derive(let own) = step, own <= number { return false }
      return datasets.contains(plan.derivations[number].dataset)
    }
  }

  private func frame(of step: Step) -> Frame? {
    switch step {
    case .derive(let number): plan.frames[plan.derivations[number].frame]
    case .judge(let frame): plan.frames[frame]
    case .conclude: nil
    }
  }

  /// The rules whose runs a conclusion needs: its own, and those that speak for its rows.
  private func rules(concludedBy step: Step) -> [Int] {
    guard case .conclude(let number) = step else { return [] }
    return [number] + speakers(for: number)
  }

  /// The rules that speak for rows instead of a rule, by position.
  private func speakers(for number: Int) -> [Int] {
    let names = plan.rules[number].rule.yieldsTo
    return plan.rules.indices.filter { names.contains(plan.rules[$0].rule.id) }
  }

  // MARK: What is told

  /// What is being done, in words.
  var words: String {
    let datasets = plan.rulebook.catalog.datasets.map(\.schema.dataset)
    return running.map { step in
      switch step {
      case .derive(let number): "deriving \(datasets[plan.derivations[number].dataset])"
      case .judge(let frame): "judging \(datasets[plan.frames[frame].unit.dataset])"
      case .conclude(let number): "ordering what \(plan.rules[number].rule.id) found"
      }
    }.joined(separator: ", ")
  }

  /// What came of all steps.
  ///
  /// - Throws: What went wrong in the first of those that failed.
  mutating func report() throws(EngineError) -> Report {
    let first = failures.min { RunningPlan.order($0.step) < RunningPlan.order($1.step) }
    if let first { throw first.error }
    try world.memory.check("putting findings together")
    let order = plan.rules.indices.sorted { plan.rules[$0].rule.id < plan.rules[$1].rule.id }
    var report = Report(findings: [], unassessed: [], totals: [], tables: [:])
    report.findings.reserveCapacity(concluded.values.reduce(0) { $0 + $1.findings.count })
    for number in order {
      guard let conclusion = concluded.removeValue(forKey: number) else { continue }
      report.findings += conclusion.findings
      report.unassessed += conclusion.unassessed
      report.totals.append(conclusion.totals)
    }
    for (dataset, table) in zip(plan.rulebook.catalog.datasets, world.tables) {
      report.tables[dataset.schema.dataset] = table
    }
    if isMeasured { report.analysis = analysis }
    return report
  }
}

extension Plan {
  /// The rules over a frame, by id.
  func rules(of frame: Int) -> [RulePlan] {
    rules.filter { $0.frame == frame }.sorted { $0.rule.id < $1.rule.id }
  }

  /// The fields, by dataset, by which some frames look rows up.
  fileprivate func fieldsLookedUp(by frames: [Frame]) -> [Int: Set<Int>] {
    var fields: [Int: Set<Int>] = [:]
    for frame in frames {
      for relation in frame.relations {
        let own = relation.matches.map(\.field) + relation.narrowings.map(\.field)
        fields[relation.dataset, default: []].formUnion(own)
      }
    }
    return fields
  }
}

extension Frame {
  /// The datasets whose rows its units are made of, or look at.
  fileprivate var datasets: Set<Int> { Set(relations.map(\.dataset)).union([unit.dataset]) }
}
