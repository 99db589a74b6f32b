/// What one run of a step takes, over several batches of runs.
struct Timing {
  private var batches: [Int] = []

  /// The nanoseconds of a run in the middle batch.
  var median: Int { batches.sorted()[batches.count / 2] }

  /// The nanoseconds, and those of the fastest and slowest batch.
  var text: String {
    "\(grouped(median)) (\(grouped(batches.min() ?? 0))–\(grouped(batches.max() ?? 0)))"
  }

  /// Adds a batch.
  mutating func add(nanoseconds: Int, runs: Int) {
    batches.append(nanoseconds / runs)
  }
}

/// A step that can be repeated, and the nanoseconds of so many runs.
struct Step {
  /// How long a batch is at least.
  private static let batch = 4_000_000

  let run: (_ times: Int) throws -> Int
  private let runs: Int
  private(set) var timing = Timing()

  /// Finds how many runs make a batch, which warms the step up, too.
  init(_ run: @escaping (_ times: Int) throws -> Int) throws {
    self.run = run
    var runs = 1
    while try run(runs) < Step.batch { runs *= 2 }
    self.runs = runs
  }

  /// Runs a batch of a step of our own.
  init(_ body: @escaping () -> Void) throws {
    try self.init { times in
      let clock = ContinuousClock()
      let duration = clock.measure { for _ in 0..<times { body() } }
      return Int(duration / .nanoseconds(1))
    }
  }

  /// Runs one more batch.
  mutating func measure() throws {
    timing.add(nanoseconds: try run(runs), runs: runs)
  }
}

/// A whole number with its thousands apart.
func grouped(_ number: Int) -> String {
  number < 1000 ? "\(number)" : "\(grouped(number / 1000)),\("\(1000 + number % 1000)".dropFirst())"
}
