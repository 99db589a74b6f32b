internal import Glibc

/// Threads with a large stack, for what nests deeper than other threads have room for.
package enum DeepStack {
  /// Its size in bytes; only what is used takes memory.
  package static let size = 64 * 1024 * 1024

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
    create(PTHREAD_CREATE_JOINABLE, body).map(Thread.init)
  }

  /// Starts a thread that nobody waits for; false where the system has none to give.
  ///
  /// It is detached from its start, for glibc's `pthread_detach` looks at a thread that may have ended and been freed meanwhile.
  package static func startDetached(_ body: @escaping @Sendable () -> Void) -> Bool {
    create(PTHREAD_CREATE_DETACHED, body) != nil
  }

  private static func create(_ state: Int, _ body: @escaping @Sendable () -> Void) -> pthread_t? {
    var attributes = pthread_attr_t()
    unsafe pthread_attr_init(&attributes)
    defer { unsafe pthread_attr_destroy(&attributes) }
    unsafe pthread_attr_setstacksize(&attributes, size)
    unsafe pthread_attr_setdetachstate(&attributes, Int32(state))
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
    if code == 0 { return thread }
    unsafe handed.release()
    return nil
  }
}
