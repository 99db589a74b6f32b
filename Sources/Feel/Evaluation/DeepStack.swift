internal import Glibc
internal import Synchronization

/// A thread with a large stack, for calls that nest deeper than other threads have room for.
enum DeepStack {
  /// Its size in bytes; only what is used takes memory.
  static let size = 64 * 1024 * 1024

  /// What the thread does, and what came of it.
  private final class Work: Sendable {
    let body: @Sendable () -> (value: Value, evaluation: Evaluation)
    let result = Mutex<(value: Value, evaluation: Evaluation)?>(nil)

    init(_ body: @escaping @Sendable () -> (value: Value, evaluation: Evaluation)) {
      self.body = body
    }
  }

  /// Evaluates there and waits for the result; nil where the system has no thread to give.
  static func evaluate(
    _ body: @escaping @Sendable () -> (value: Value, evaluation: Evaluation)
  ) -> (value: Value, evaluation: Evaluation)? {
    var attributes = pthread_attr_t()
    unsafe pthread_attr_init(&attributes)
    defer { unsafe pthread_attr_destroy(&attributes) }
    unsafe pthread_attr_setstacksize(&attributes, size)
    let work = Work(body)
    // The thread ends before this does, so that `work` outlives it.
    let pointer = unsafe Unmanaged.passUnretained(work).toOpaque()
    var thread = pthread_t()
    let code = unsafe pthread_create(
      &thread,
      &attributes,
      { pointer in
        guard let pointer = unsafe pointer else { return nil }
        let work = unsafe Unmanaged<Work>.fromOpaque(pointer).takeUnretainedValue()
        let result = work.body()
        work.result.withLock { $0 = result }
        return nil
      },
      unsafe pointer
    )
    guard code == 0 else { return nil }
    pthread_join(thread, nil)
    return withExtendedLifetime(work) { $0.result.withLock { $0 } }
  }
}
