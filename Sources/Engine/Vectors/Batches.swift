internal import Synchronization

/// Consecutive parts of a number of units, each small enough for a processor's cache.
struct Batches {
  let count: Int
  var size = 4096

  /// Works on the parts on all processors.
  ///
  /// - Returns: What came of each, in order.
  func concurrently<Result: Sendable>(_ work: @Sendable (Range<Int>) -> Result) -> [Result] {
    let parts = (count + size - 1) / size
    let results = Mutex([Result?](repeating: nil, count: parts))
    Workers.perform(parts) { part in
      let result = work(part * size..<min((part + 1) * size, count))
      results.withLock { $0[part] = result }
    }
    return results.withLock { $0.compactMap { $0 } }
  }
}
