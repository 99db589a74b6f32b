internal import Findings

/// Consecutive bytes of a file, which end with a line as far as can be told without reading them.
struct Block: Sendable {
  /// Its 0-based place among the file's blocks.
  var number = 0
  /// The bytes, and `RowScanner.padding` more.
  var bytes: [UInt8] = []
  /// The end of the bytes without the padding.
  var end = 0
  /// Whether the file ends with it.
  var isLast = false
}

/// Cuts the text of a file into blocks.
///
/// A block is cut after a line's end, which is the end of a row but for cells that hold line ends: who reads the
/// blocks finds out. Its memory does not grow with the file.
struct BlockSource: ~Copyable {
  private var stream: TextStream
  private var carry: [UInt8]
  private let lineEnd: UInt8
  /// How much is read at a time; a block is longer by what the one before it left.
  private let size: Int
  private var count = 0
  private var isAtEnd = false

  init(_ stream: consuming TextStream, after start: [UInt8], lineEnd: UInt8, size: Int) {
    self.stream = stream
    carry = start
    self.lineEnd = lineEnd
    self.size = size
  }

  /// About how many bytes the file has, where that is known before they are read.
  var byteCount: Int? { stream.count }

  /// Reads the next block, into the room that another has taken; false after the last.
  mutating func read(_ block: inout Block) throws(ExtractError) -> Bool {
    if isAtEnd { return false }
    let capacity = carry.count + size
    var bytes = block.bytes
    block.bytes = []
    if bytes.count < capacity {
      bytes.append(contentsOf: repeatElement(0, count: capacity - bytes.count))
    } else {
      bytes.removeLast(bytes.count - capacity)
    }
    for index in carry.indices { bytes[index] = carry[index] }
    var end = carry.count
    while end < capacity, !isAtEnd {
      let read = try stream.read(into: &bytes, at: end)
      isAtEnd = read == 0
      end += read
    }
    carry.removeAll(keepingCapacity: true)
    if !isAtEnd, let cut = bytes[..<end].lastIndex(of: lineEnd) {
      carry.append(contentsOf: bytes[(cut + 1)..<end])
      end = cut + 1
    }
    bytes.append(contentsOf: repeatElement(0, count: RowScanner.padding))
    block = Block(number: count, bytes: bytes, end: end, isLast: isAtEnd)
    count += 1
    return true
  }

  /// What the manifest says of the file, once all of it has been read.
  func fileRecord() -> FileRecord { stream.record() }
}
