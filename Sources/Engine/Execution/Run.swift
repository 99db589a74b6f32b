internal import Feel
public import Findings
internal import Rules
public import Tables
internal import Threads
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
  ///   - progress: Called whenever a step begins or ends, with those that are being done.
  /// - Returns: Findings, what could not be assessed, and totals.
  /// - Throws: `EngineError` where a derived dataset breaks its own declaration, or memory runs short.
  public func run(
    _ inputs: Inputs,
    by executor: Executor = .columnar,
    isMeasured: Bool = false,
    progress: (String) -> Void = { _ in }
  ) throws(EngineError) -> Report {
    var running = RunningPlan(self, inputs, executor, isMeasured: isMeasured)
    // A second step takes what the first leaves idle; where steps are measured, each has all processors.
    let most = executor == .columnar && !isMeasured ? 2 : 1
    let tasks = Tasks<(RunningPlan.Step, RunningPlan.Outcome)>()
    while !running.isDone {
      while running.running.count < most, let (step, work) = running.begin() {
        tasks.start { (step, work()) }
      }
      precondition(!running.running.isEmpty, "steps wait for each other")
      progress(running.words)
      let (step, outcome) = tasks.next()
      running.end(step, outcome)
    }
    return try running.report()
  }
}
