/// Puts rows that do not count behind the others, or takes them out, where few of many do not: those that stay move up
/// into the gaps.
public struct RowMoves: Sendable {
  /// The rows that do not stay where they are, in ascending order.
  let moved: [Int]
  /// Those of them that come at the end, in order.
  public let last: [Int]

  /// Creates moves.
  ///
  /// - Precondition: The rows that move ascend, each once, and those at the end are among them.
  /// - Parameters:
  ///   - moved: The rows that do not stay in their place, in ascending order, each once.
  ///   - last: Those of them that are put at the end, in this order; the others are dropped.
  public init(_ moved: [Int], last: [Int]) {
    self.moved = moved
    self.last = last
  }

  /// Moves what a list has for each row.
  public func apply<Value: BitwiseCopyable>(to values: inout [Value]) {
    guard var end = moved.first else { return }
    let tail = last.map { values[$0] }
    let count = values.count
    unsafe values.withUnsafeMutableBufferPointer { values in
      for (index, row) in moved.enumerated() {
        let next = index + 1 < moved.count ? moved[index + 1] : count
        let stay = unsafe UnsafeBufferPointer(rebasing: values[row + 1..<next])
        // They move towards the start, which may overlap where they were.
        if let from = stay.baseAddress, let base = values.baseAddress {
          unsafe (base + end).update(from: from, count: stay.count)
        }
        end += stay.count
      }
    }
    values.removeLast(count - end)
    values += tail
  }
}
