internal import Dispatch
internal import Findings
internal import Glibc
internal import Synchronization
internal import Tables

/// Reads the blocks of one file on all processors, and joins their rows in the file's order.
///
/// Whoever has read a block takes the next one from the source. Blocks that are read wait until those before them have
/// been joined; one of the readers joins at a time, while the others read on. A block that turns out to begin within a
/// row is read once more, with the start of that row.
final class BlockJoin: Sendable {
  /// A block and its rows; once they are joined, room for others.
  private struct ReadBlock {
    var block = Block()
    var rows: BlockRows
  }

  private struct Waiting {
    var blocks: [Int: ReadBlock] = [:]
    var next = 0
    var isJoining = false
    /// Whether rows that do not fit still have to be explained.
    var wantsWords = true
    var room: [ReadBlock] = []
  }

  private let source: Mutex<BlockSource?>
  private let reader: BlockReader
  private let waiting = Mutex(Waiting())
  private let joined: Mutex<JoinedRows>
  private let failure = Mutex<ExtractError?>(nil)
  /// Room for blocks that are read or wait, so that memory stays bounded where joining is the slower part.
  private let room: DispatchSemaphore

  init(_ source: consuming sending BlockSource, reader: BlockReader, rows: consuming CollectedRows)
  {
    let byteCount = source.byteCount
    self.source = Mutex(source)
    self.reader = reader
    joined = Mutex(JoinedRows(rows: rows, reader: reader, byteCount: byteCount))
    room = DispatchSemaphore(value: 4 * BlockJoin.processors)
  }

  /// How many blocks are read at once.
  static let processors = max(1, min(Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))), 16))

  /// Reads all blocks.
  ///
  /// - Parameter rows: Is given all rows, those of earlier files included.
  /// - Returns: What the manifest says of the file.
  /// - Throws: Where the file cannot be read, or has more rows than fit.
  func read(into rows: inout CollectedRows) throws(ExtractError) -> FileRecord {
    DispatchQueue.concurrentPerform(iterations: BlockJoin.processors) { _ in readBlocks() }
    if let error = failure.withLock({ $0 }) { throw error }
    let file = source.withLock { $0.take()?.fileRecord() }
    guard let file else { preconditionFailure("a file is read once") }
    rows = joined.withLock { $0.rows.take() }
    return file
  }

  private func readBlocks() {
    var reader = reader
    while true {
      room.wait()
      let (used, wantsWords) = waiting.withLock { ($0.room.popLast(), $0.wantsWords) }
      var next = used ?? ReadBlock(rows: reader.emptyRows)
      reader.explains = wantsWords
      guard read(&next.block) else {
        room.signal()
        return
      }
      reader.read(next.block, into: &next.rows)
      join(next)
    }
  }

  /// Reads the next block; false after the last, or where one cannot be read.
  private func read(_ block: inout Block) -> Bool {
    guard failure.withLock({ $0 == nil }) else { return false }
    return source.withLock { source in
      do throws(ExtractError) {
        return try source?.read(&block) ?? false
      } catch {
        failure.withLock { $0 = $0 ?? error }
        return false
      }
    }
  }

  private func join(_ read: ReadBlock) {
    let isFirst = waiting.withLock { waiting in
      waiting.blocks[read.block.number] = read
      defer { waiting.isJoining = true }
      return !waiting.isJoining
    }
    guard isFirst else { return }
    while var next = nextToJoin() {
      let wantsWords = joined.withLock { joined in
        do throws(ExtractError) {
          try joined.append(&next.block, &next.rows)
        } catch {
          failure.withLock { $0 = $0 ?? error }
        }
        return joined.rows.wantsWords
      }
      waiting.withLock { waiting in
        waiting.room.append(next)
        waiting.wantsWords = wantsWords
      }
      room.signal()
    }
  }

  /// The block whose turn it is; nil, and the turn given up, where it has not been read yet.
  private func nextToJoin() -> ReadBlock? {
    waiting.withLock { waiting in
      guard let next = waiting.blocks.removeValue(forKey: waiting.next) else {
        waiting.isJoining = false
        return nil
      }
      waiting.next += 1
      return next
    }
  }
}

/// The rows of the blocks joined so far, and what the last of them left.
private struct JoinedRows: ~Copyable {
  var rows: CollectedRows
  var reader: BlockReader
  /// About how many bytes the file has, where that is known.
  var byteCount: Int?
  var remainder = Remainder()

  mutating func append(_ block: inout Block, _ read: inout BlockRows) throws(ExtractError) {
    if remainder != Remainder() {
      // The guess that the block begins with a row was wrong.
      reader.reread(&block, into: &read, after: remainder)
    }
    remainder = read.remainder
    if let byteCount, block.number == 0, !block.isLast {
      // As many rows as the first block promises, and a few more.
      try rows.reserve(byteCount / block.end * read.lines.count / 32 * 33)
    }
    try rows.append(read)
  }
}
