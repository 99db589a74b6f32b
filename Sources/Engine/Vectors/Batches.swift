internal import Threads

/// Consecutive parts of a number of units, each small enough for a processor's cache.
struct Batches {
  let count: Int
  let size: Int

  init(count: Int, size: Int) {
    self.count = count
    self.size = size
  }

  /// Parts for units of unlike weight: few units make small parts, so that no processor waits for another.
  ///
  /// - Parameters:
  ///   - count: How many units there are.
  ///   - most: The most of a part.
  init(count: Int, atMost most: Int = 4096) {
    self.init(count: count, size: min(most, max(8, count / 128)))
  }

  /// Works on the parts, on all processors or one after the other.
  ///
  /// - Returns: What came of each, in order.
  func each<Result: Sendable>(
    inTurn: Bool,
    _ work: @Sendable (Range<Int>) -> Result
  ) -> [Result] {
    if !inTurn { return concurrently(work) }
    return stride(from: 0, to: count, by: size).map { work($0..<min($0 + size, count)) }
  }

  /// Works on the parts on all processors, and on the halves of those that have no room at once.
  ///
  /// - Returns: What came of each, in order.
  func concurrently<Result: Sendable>(
    _ work: @Sendable (Range<Int>, Room) -> Result
  ) -> [Result] {
    var done: [(start: Int, result: Result)] = []
    var ranges = stride(from: 0, to: count, by: size).map { $0..<min($0 + size, count) }
    while !ranges.isEmpty {
      let results = Workers.results(ranges.count) { [ranges] part in
        let room = Room(units: ranges[part].count)
        let result = work(ranges[part], room)
        return room.isExceeded ? nil : result
      }
      // Halves are worked on together, so that no processor waits while another goes through the units of one part.
      var halves: [Range<Int>] = []
      for (range, result) in zip(ranges, results) {
        if let result {
          done.append((range.lowerBound, result))
        } else {
          let middle = range.lowerBound + range.count / 2
          halves += [range.lowerBound..<middle, middle..<range.upperBound]
        }
      }
      ranges = halves
    }
    return done.sorted { $0.start < $1.start }.map(\.result)
  }

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
