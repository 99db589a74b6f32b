internal import Dispatch

/// Fills the next block of a series on another processor while the last one is used.
///
/// Only one block is ahead, and both are used again and again, so that memory stays bounded however long the series is.
/// Whoever stops early leaves at most that block undone.
final class ReadAhead<Block>: @unchecked Sendable {
  // The block that is ahead and what is known of it: they belong to the queue from `start` to `isFilled`, and to the
  // reader otherwise, never to both.
  private var block: Block
  private var mayHaveMore = true
  private var failure: SheetsError?
  private let fill: (inout Block) throws(SheetsError) -> Bool
  /// Whether the block is being filled, or has been and was not taken.
  private var isStarted = false
  private let isFilled = DispatchSemaphore(value: 0)
  private let queue = DispatchQueue(label: "read ahead", qos: .userInitiated)

  /// Starts to fill the first block.
  ///
  /// - Parameters:
  ///   - block: An empty block.
  ///   - fill: Replaces what is in a block, which was used before, and says whether more may follow.
  init(
    _ block: sending Block,
    fill: sending @escaping (inout Block) throws(SheetsError) -> Bool
  ) {
    self.block = block
    self.fill = fill
    start()
  }

  /// Replaces a block that has been used by the next one, if there is one; after an error there is only that error.
  func advance(_ used: inout Block) throws(SheetsError) {
    if isStarted {
      isFilled.wait()
      isStarted = false
      if failure == nil {
        swap(&block, &used)
        start()
        return
      }
    }
    if let failure { throw failure }
  }

  private func start() {
    guard mayHaveMore else { return }
    isStarted = true
    queue.async {
      do throws(SheetsError) {
        self.mayHaveMore = try self.fill(&self.block)
      } catch {
        self.mayHaveMore = false
        self.failure = error
      }
      self.isFilled.signal()
    }
  }
}
