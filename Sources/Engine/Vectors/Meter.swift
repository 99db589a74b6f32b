internal import Tables

/// What the steps of a frame took, over some units.
///
/// Not for concurrent use: a batch has its own, and `Tally`s are added up when batches are done.
final class Meter {
  /// What one step took.
  struct Tally: Sendable {
    /// How often it was asked for one unit, or for one item.
    var asked = 0
    /// The rows or items that it found.
    var found = 0
    /// The time that it took by itself, without the steps that it asked.
    var time: Duration = .zero

    mutating func add(_ other: Tally) {
      asked += other.asked
      found += other.found
      time += other.time
    }
  }

  private(set) var steps: [Tally]
  private let clock = ContinuousClock()
  /// What steps within the running one have taken.
  private var inner: Duration = .zero

  init(stepCount: Int) {
    steps = Array(repeating: Tally(), count: stepCount)
  }

  /// What several meters noted, step by step.
  static func total(_ meters: [[Tally]], _ stepCount: Int) -> [Tally] {
    var total = [Tally](repeating: Tally(), count: stepCount)
    for steps in meters {
      for (step, tally) in steps.enumerated() { total[step].add(tally) }
    }
    return total
  }

  /// Does a step, and notes what it took.
  func measure(_ step: Int, asked: Int, _ work: () -> Vector) -> Vector {
    measure(step, asked: asked, found: { $0.foundCount }, work)
  }

  func measure<Result>(
    _ step: Int,
    asked: Int,
    found: (Result) -> Int = { _ in 0 },
    _ work: () -> Result
  ) -> Result {
    let before = inner
    inner = .zero
    let start = clock.now
    let result = work()
    let time = start.duration(to: clock.now)
    steps[step].add(Tally(asked: asked, found: found(result), time: time - inner))
    inner = before + time
    return result
  }
}

extension Vector {
  /// The items of lists, or the rows that are known; 0 where lanes are neither.
  fileprivate var foundCount: Int {
    switch content {
    case .lists(let lists): lists.items.count
    case .rows: states.map { states in states.count { $0 == .known } } ?? count
    default: 0
    }
  }
}
