internal import Synchronization

/// Consecutive parts of a number of units, each small enough for a processor's cache.
struct Batches: Sequence {
  let count: Int
  var size = 4096

  func makeIterator() -> AnyIterator<Range<Int>> {
    var start = 0
    return AnyIterator {
      guard start < count else { return nil }
      defer { start += size }
      return start..<Swift.min(start + size, count)
    }
  }

  /// Works on the parts on all processors.
  ///
  /// - Returns: What came of each, in order.
  func concurrently<Result: Sendable>(_ work: @Sendable (Range<Int>) -> Result) -> [Result] {
    let parts = (count + size - 1) / size
    let results = Mutex([Result?](repeating: nil, count: parts))
    Workers.perform(parts) { part in
      let result = work(part * size..<Swift.min((part + 1) * size, count))
      results.withLock { $0[part] = result }
    }
    return results.withLock { $0.compactMap { $0 } }
  }
}
