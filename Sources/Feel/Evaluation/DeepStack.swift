internal import Glibc
internal import Synchronization

/// Threads with a large stack, for what nests deeper than other threads have room for.
package enum DeepStack {
  /// Its size in bytes; only what is used takes memory.
  static let size = 64 * 1024 * 1024

  /// What a thread does.
  private final class Work: Sendable {
    let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  /// A thread that has been started.
  package struct Thread: Sendable {
    fileprivate let thread: pthread_t

    /// Waits for its end.
    package func join() { pthread_join(thread, nil) }
  }

  /// Starts a thread; nil where the system has none to give.
  package static func start(_ body: @escaping @Sendable () -> Void) -> Thread? {
    var attributes = pthread_attr_t()
    unsafe pthread_attr_init(&attributes)
    defer { unsafe pthread_attr_destroy(&attributes) }
    unsafe pthread_attr_setstacksize(&attributes, size)
    // The thread gives back what it is handed here when it ends.
    let handed = unsafe Unmanaged.passRetained(Work(body))
    var thread = pthread_t()
    let code = unsafe pthread_create(
      &thread,
      &attributes,
      { pointer in
        guard let pointer = unsafe pointer else { return nil }
        unsafe Unmanaged<Work>.fromOpaque(pointer).takeRetainedValue().body()
        return nil
      },
      handed.toOpaque()
    )
    if code == 0 { return Thread(thread: thread) }
    unsafe handed.release()
    return nil
  }

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
