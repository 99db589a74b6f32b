internal import Dispatch
internal import Synchronization

/// Work that is done beside whoever gives it, a thread each, and whose results are taken as they come.
package struct Tasks<Result: Sendable>: ~Copyable {
  private final class Finished: Sendable {
    let results = Mutex<[Result]>([])
    let count = DispatchSemaphore(value: 0)

    func add(_ result: Result) {
      results.withLock { $0.append(result) }
      count.signal()
    }
  }

  private let finished = Finished()

  /// None so far.
  package init() {}

  /// Begins some work.
  package func start(_ work: @escaping @Sendable () -> Result) {
    let finished = finished
    // Where the system has no thread to give, this one does it.
    if !DeepStack.startDetached({ finished.add(work()) }) { finished.add(work()) }
  }

  /// The result of whichever work ends first of all whose results were not taken.
  ///
  /// - Precondition: There is such work.
  package func next() -> Result {
    finished.count.wait()
    return finished.results.withLock { $0.removeFirst() }
  }
}
