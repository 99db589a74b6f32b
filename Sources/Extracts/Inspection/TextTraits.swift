internal import Tables
internal import Findings

/// How a text file is written, as found by reading all of its bytes.
public struct TextTraits: Hashable, Sendable {
  /// What the bytes stand for.
  public var encoding: TextEncoding
  /// How many marks of UTF-8 it begins with, one encoded twice included.
  public var byteOrderMarks = 0
  /// Whether the bytes are compressed by gzip.
  public var isCompressed = false
  /// The character between cells.
  public var delimiter = UInt8(ascii: ",")
  /// Whether any cell stands in quotes.
  public var hasQuotes = false
  /// Line ends of each kind, those within quotes included.
  public var lineEnds = LineEnds()
  /// Bytes of value 0, which no text has.
  public var zeroBytes = 0

  /// Counts of line ends.
  public struct LineEnds: Hashable, Sendable {
    /// Carriage return and line feed.
    public var both = 0
    /// Line feed alone.
    public var lineFeeds = 0
    /// Carriage return alone.
    public var carriageReturns = 0
  }
}

extension TextTraits {
  /// Reads all bytes of a file, to find what they stand for.
  ///
  /// - Returns: How it is written, but for its cells, and its size in bytes as stored.
  static func read(_ path: String) throws(ExtractError) -> (traits: TextTraits, bytes: Int) {
    var traits = try TextTraits(beginningOf: path)
    var stream = try TextStream(path: path, encoding: traits.encoding, isNamed: false)
    var buffer = [UInt8](repeating: 0, count: 1 << 18)
    /// Bytes at the front that a character left over from the read before.
    var kept = 0
    var isUTF8 = true
    var last: UInt8 = 0
    while true {
      let count = try stream.read(into: &buffer, at: kept)
      traits.countLineEnds(buffer.span.extracting(kept..<(kept + count)), after: &last)
      let end = count == 0 ? kept : endOfCharacters(buffer.span.extracting(first: kept + count))
      isUTF8 = isUTF8 && CellText.isUTF8(buffer.span.extracting(first: end))
      for index in end..<(kept + count) { buffer[index - end] = buffer[index] }
      kept += count - end
      if count == 0 { break }
    }
    if !isUTF8, traits.encoding == .utf8 { traits.encoding = .windows1252 }
    return (traits, stream.storedCount)
  }

  private mutating func countLineEnds(_ bytes: Span<UInt8>, after last: inout UInt8) {
    var (feeds, returns, both, zeros) = (0, 0, 0, 0)
    var before = last
    for index in bytes.indices {
      let byte = unsafe bytes[unchecked: index]
      feeds &+= byte == lineFeed ? 1 : 0
      returns &+= byte == carriageReturn ? 1 : 0
      both &+= byte == lineFeed && before == carriageReturn ? 1 : 0
      zeros &+= byte == 0 ? 1 : 0
      before = byte
    }
    last = before
    lineEnds.both += both
    lineEnds.lineFeeds += feeds - both
    lineEnds.carriageReturns += returns - both
    zeroBytes += zeros
  }

  /// Where the last whole character of UTF-8 ends, if there is one.
  private static func endOfCharacters(_ bytes: Span<UInt8>) -> Int {
    var start = bytes.count
    // A character has four bytes at most.
    for _ in 0..<4 where start > 0 {
      start -= 1
      let byte = bytes[start]
      if byte < 0x80 { return bytes.count }
      guard byte >= 0xC0 else { continue }
      let width = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
      return start + width <= bytes.count ? bytes.count : start
    }
    return bytes.count
  }

  /// What the first bytes of a file say.
  private init(beginningOf path: String) throws(ExtractError) {
    var stream = try ByteStream(path: path, isNamed: false)
    var head = [UInt8](repeating: 0, count: 64)
    let count = try stream.read(into: &head, at: 0)
    let start = head[..<count]
    let isUTF16 =
      start.starts(with: [0xFF, 0xFE]) || start.starts(with: [0xFE, 0xFF])
      || count >= 4 && start.prefix(4).count { $0 == 0 } == 2
    encoding = isUTF16 ? .utf16 : .utf8
    isCompressed = stream.isCompressed
    let marks: [[UInt8]] = [[0xEF, 0xBB, 0xBF], [0xC3, 0xAF, 0xC2, 0xBB, 0xC2, 0xBF]]
    var length = 0
    while let mark = marks.first(where: { start.dropFirst(length).starts(with: $0) }) {
      length += mark.count
      byteOrderMarks += mark.count == 3 ? 1 : 2
    }
  }
}
