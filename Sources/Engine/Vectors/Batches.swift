internal import Threads

/// Consecutive parts of a number of units, each small enough for a processor's cache.
struct Batches {
  let count: Int
  var size = 4096

  /// Works on the parts on all processors.
  ///
  /// - Returns: What came of each, in order.
  func concurrently<Result: Sendable>(_ work: @Sendable (Range<Int>) -> Result) -> [Result] {
    let parts = (count + size - 1) / size
    return Workers.results(parts) { part in
      work(part * size..<min((part + 1) * size, count))
    }
  }
}
