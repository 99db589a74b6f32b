internal import Findings

/// Consecutive bytes of a file, which end with a line as far as can be told without reading them.
struct Block: Sendable {
  /// Its 0-based place among the file's blocks.
  var number: Int
  /// The bytes, and `RowScanner.padding` more.
  var bytes: [UInt8]
  /// The end of the bytes without the padding.
  var end: Int
  /// Whether the file ends with it.
  var isLast: Bool
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

  /// The next block; nil after the last.
  mutating func next() throws(ExtractError) -> Block? {
    if isAtEnd { return nil }
    let capacity = carry.count + size
    // Whatever is there is written over, or lies after the end.
    var bytes = unsafe [UInt8](unsafeUninitializedCapacity: capacity + RowScanner.padding) {
      $1 = capacity
    }
    for index in carry.indices { bytes[index] = carry[index] }
    var end = carry.count
    while end < capacity, !isAtEnd {
      let read = try stream.read(into: &bytes, at: end)
      isAtEnd = read == 0
      end += read
    }
    carry = []
    if !isAtEnd, let cut = bytes[..<end].lastIndex(of: lineEnd) {
      carry = Array(bytes[(cut + 1)..<end])
      end = cut + 1
    }
    bytes.append(contentsOf: repeatElement(0, count: RowScanner.padding))
    count += 1
    return Block(number: count - 1, bytes: bytes, end: end, isLast: isAtEnd)
  }

  /// What the manifest says of the file, once all of it has been read.
  func fileRecord() -> FileRecord { stream.record() }
}
