internal import Glibc
internal import Synchronization

/// Threads that share the parts of a piece of work, one a processor.
///
/// Their stacks are large, for expressions may be nested as deep as the language allows.
package enum Workers {
  /// How many processors there are, as far as they are used.
  package static let processors = max(1, min(Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))), 64))

  private final class Work: Sendable {
    let count: Int
    let body: @Sendable (Int) -> Void
    private let next = Atomic(0)

    init(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
      self.count = count
      self.body = body
    }

    /// Does parts until none is left.
    func run() {
      while true {
        let part = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard part < count else { return }
        body(part)
      }
    }
  }

  /// Does every part of the work, and returns when all are done.
  package static func perform(_ count: Int, _ body: @Sendable (Int) -> Void) {
    withoutActuallyEscaping(body) { body in
      let work = Work(count, body)
      let threads = (0..<min(processors, count)).compactMap { _ in DeepStack.start(work.run) }
      // Where the system has no thread to give, this one does what is left.
      if threads.isEmpty { work.run() }
      for thread in threads { thread.join() }
    }
  }

  /// Does every part of the work.
  ///
  /// - Returns: What came of each part, in order.
  package static func results<Result: Sendable>(
    _ count: Int,
    _ body: @Sendable (Int) -> Result
  ) -> [Result] {
    let results = Mutex([Result?](repeating: nil, count: count))
    perform(count) { part in
      let result = body(part)
      results.withLock { $0[part] = result }
    }
    return results.withLock { $0.compactMap { $0 } }
  }
}
