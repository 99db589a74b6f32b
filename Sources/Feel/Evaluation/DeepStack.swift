internal import Synchronization
internal import Threads

extension DeepStack {
  /// What came of an evaluation.
  private final class Outcome: Sendable {
    let result = Mutex<(value: Value, evaluation: Evaluation)?>(nil)
  }

  /// Evaluates there and waits for the result; nil where the system has no thread to give.
  static func evaluate(
    _ body: @escaping @Sendable () -> (value: Value, evaluation: Evaluation)
  ) -> (value: Value, evaluation: Evaluation)? {
    let outcome = Outcome()
    let thread = start {
      let result = body()
      outcome.result.withLock { $0 = result }
    }
    guard let thread else { return nil }
    thread.join()
    return outcome.result.withLock { $0 }
  }
}
