internal import Findings

/// The bytes of a file in order, inflated where they are gzip.
struct ByteStream: ~Copyable {
  private var file: StoredFile
  private var inflater: Inflater?
  private var input: [UInt8]
  private var pending: Range<Int>
  /// How many bytes have been inflated.
  private var inflated = 0
  /// How many times its size a file may unpack to; no text of rows packs so well.
  private static let mostInflation = 400

  init(path: String, isNamed: Bool = true) throws(ExtractError) {
    var file = try StoredFile(path: path, isNamed: isNamed)
    var input = [UInt8](repeating: 0, count: 1 << 18)
    let count = try file.read(into: &input, at: 0)
    let isGzip = count >= 2 && input[0] == 0x1f && input[1] == 0x8b
    if path.hasSuffix(".gz"), !isGzip {
      throw ExtractError(
        .brokenGzip,
        file: path,
        message: "the name ends in .gz, but the file is not gzip; ask for a fresh copy"
      )
    }
    self.file = file
    self.input = input
    pending = 0..<count
    inflater = isGzip ? Inflater() : nil
  }

  /// How many bytes there are in all, where that is known before they are read.
  var count: Int? { inflater == nil ? file.sizeAtStart : nil }

  /// The file's path, as it was given.
  var path: String { file.path }

  /// Whether the file is gzip.
  var isCompressed: Bool { inflater != nil }

  /// Reads bytes into the buffer from an offset, and returns how many; 0 at the end.
  mutating func read(into buffer: inout [UInt8], at offset: Int) throws(ExtractError) -> Int {
    if inflater != nil { return try inflate(into: &buffer, at: offset) }
    if pending.isEmpty { return try file.read(into: &buffer, at: offset) }
    let count = min(pending.count, buffer.count - offset)
    for index in 0..<count { buffer[offset + index] = input[pending.lowerBound + index] }
    pending.removeFirst(count)
    return count
  }

  private mutating func inflate(into buffer: inout [UInt8], at offset: Int) throws(ExtractError)
    -> Int
  {
    while true {
      // With no input left zlib may still hold output that there was no room for.
      do throws(Inflater.Fault) {
        let count = try inflater?.inflate(&input, &pending, into: &buffer, at: offset) ?? 0
        inflated += count
        if count > 0, !unpacksTooWell { return count }
      } catch {
        throw self.error(error)
      }
      if unpacksTooWell { throw error(.tooLarge) }
      guard pending.isEmpty else { continue }
      pending = 0..<(try file.read(into: &input, at: 0))
      if pending.isEmpty {
        guard inflater?.isComplete == true else { throw error(.cutShort) }
        return 0
      }
    }
  }

  /// Whether what has been read unpacks to so much that it was most likely made to; little data may.
  private var unpacksTooWell: Bool {
    inflated > 1 << 27 && inflated / ByteStream.mostInflation > file.size
  }

  private func error(_ fault: Inflater.Fault) -> ExtractError {
    let message =
      switch fault {
      case .damaged: "the gzip data is damaged (its check sum or structure is wrong)"
      case .cutShort: "the gzip data is cut short"
      case .trailingBytes: "there are other bytes after the gzip data"
      case .tooLarge:
        "it unpacks to more than \(ByteStream.mostInflation) times its size, as no real extract does"
      }
    return ExtractError(
      .brokenGzip,
      file: path,
      message: message + "; ask for a fresh copy of the file"
    )
  }

  /// How many bytes have been read, as stored.
  var storedCount: Int { file.size }

  /// What the manifest says of the file, once all of it has been read.
  func record() -> FileRecord { file.record() }
}
