internal import Feel

/// Times the language, step by step, and other implementations of it beside.
///
/// Its arguments are a Python that has the other implementations, and the script that runs them; without, it is alone.
@main struct FeelBenchmark {
  /// How many batches there are of every step.
  private static let rounds = 25

  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    var peers: [Peer] = []
    var missing: [String] = []
    if arguments.count == 2, let python = arguments.first, let script = arguments.last {
      for (package, steps) in [("bkflow-feel", ["parse", "evaluate"]), ("pySFeel", ["evaluate"])] {
        do {
          peers.append(try Peer(package, steps: steps, python: python, script: script))
        } catch let failure as Failure {
          missing.append(failure.message)
        }
      }
    } else {
      missing.append("no Python with other implementations was named")
    }
    let rows = try cases.map { try measure($0, peers) }
    print(
      try Report(rows: rows, versions: peers.map(\.version), missing: missing, rounds: rounds).text
    )
  }

  /// Proves that all have the same value for an expression, and times them by turns.
  private static func measure(_ example: Case, _ peers: [Peer]) throws -> Report.Row {
    let subject = try Subject(example)
    let value = subject.evaluate()
    guard value == (try feel_benchmark.value(of: example.expected)) else {
      throw Failure("\(example.name) is \(Printer.text(of: value)), not \(example.expected)")
    }
    var own = try [Step(subject.parse), Step(subject.check), Step { subject.evaluate() }]
    var others: [Result<[Step], Failure>] = try peers.map { peer in
      switch try peer.value(of: subject) {
      case .failure(let failure): .failure(failure)
      case .success(let other) where other != value:
        .failure(Failure("gives \(Printer.text(of: other))"))
      case .success:
        .success(try peer.steps.map { step in try Step { try peer.run(step, times: $0) } })
      }
    }
    for _ in 0..<rounds {
      for index in own.indices { try own[index].measure() }
      for index in others.indices {
        guard case .success(var steps) = others[index] else { continue }
        for index in steps.indices { try steps[index].measure() }
        others[index] = .success(steps)
      }
    }
    return Report.Row(
      example: example,
      own: own.map(\.timing),
      others: others.map { $0.map { $0.map(\.timing) } }
    )
  }
}
