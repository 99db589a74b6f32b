internal import Dispatch

/// Fills the next block of a series on another processor while the last one is used.
///
/// Only one block is ahead, and both are used again and again, so that memory stays bounded however long the series is.
/// Whoever stops early leaves at most that block undone.
struct ReadAhead<Block> {
  private let next: NextBlock<Block>

  /// Starts to fill the first block.
  ///
  /// - Parameters:
  ///   - block: An empty block.
  ///   - fill: Replaces what is in a block, which was used before, and says whether more may follow.
  init(
    _ block: sending Block,
    fill: sending @escaping (inout Block) throws(SheetsError) -> Bool
  ) {
    next = NextBlock(block, fill: fill)
    next.start()
  }

  /// Replaces a block that has been used by the next one, if there is one; after an error there is only that error.
  func advance(_ block: inout Block) throws(SheetsError) {
    try next.exchange(&block)
  }
}

/// The block that is ahead.
///
/// It is touched by the queue between `start` and `isFilled`, and by the reader otherwise, never by both.
private final class NextBlock<Block>: @unchecked Sendable {
  private var block: Block
  private var failure: SheetsError?
  private var mayHaveMore = true
  private var isStarted = false
  private let fill: (inout Block) throws(SheetsError) -> Bool
  private let isFilled = DispatchSemaphore(value: 0)
  private let queue = DispatchQueue(label: "read ahead", qos: .userInitiated)

  init(
    _ block: sending Block,
    fill: sending @escaping (inout Block) throws(SheetsError) -> Bool
  ) {
    self.block = block
    self.fill = fill
  }

  func start() {
    guard mayHaveMore else { return }
    isStarted = true
    queue.async {
      do throws(SheetsError) {
        self.mayHaveMore = try self.fill(&self.block)
      } catch {
        self.failure = error
        self.mayHaveMore = false
      }
      self.isFilled.signal()
    }
  }

  func exchange(_ other: inout Block) throws(SheetsError) {
    if isStarted { isFilled.wait() }
    if let failure {
      isStarted = false
      throw failure
    }
    guard isStarted else { return }
    isStarted = false
    swap(&block, &other)
    start()
  }
}
