internal import Findings
internal import Sheets

/// The text of a file as UTF-8 or Windows-1252 bytes in order: inflated, without byte order marks, UTF-16 converted.
struct TextStream: ~Copyable {
  private var bytes: ByteStream
  private var conversion: UTF16Conversion?
  private var delimiters: DelimiterConversion?
  /// Bytes that were read to see how the file begins, and are still to be given out.
  private var head: [UInt8]

  /// Opens a file, and refuses one that is plainly in another encoding than declared.
  init(
    path: String,
    encoding: TextEncoding,
    delimiter: LongDelimiter? = nil,
    isNamed: Bool = true
  ) throws(ExtractError) {
    var bytes = try ByteStream(path: path, isNamed: isNamed)
    var head = [UInt8](repeating: 0, count: 64)
    var count = 0
    while count < head.count {
      let more = try bytes.read(into: &head, at: count)
      if more == 0 { break }
      count += more
    }
    head.removeLast(head.count - count)
    let start = try TextStart(head, encoding, path)
    head.removeFirst(start.length)
    conversion = start.isUTF16 ? UTF16Conversion(isBigEndian: start.isBigEndian) : nil
    delimiters = delimiter.map(DelimiterConversion.init)
    self.bytes = bytes
    self.head = head
  }

  /// About how many bytes there are in all, where that is known before they are read.
  var count: Int? { delimiters == nil ? bytes.count : nil }

  /// How many bytes have been read, as stored.
  var storedCount: Int { bytes.storedCount }

  /// The file's path, as it was given.
  var path: String { bytes.path }

  /// Reads bytes into the buffer from an offset, and returns how many; 0 at the end.
  ///
  /// - Precondition: There is room.
  mutating func read(into buffer: inout [UInt8], at offset: Int) throws(ExtractError) -> Int {
    guard delimiters != nil else { return try readText(into: &buffer, at: offset) }
    var isAtEnd = false
    while delimiters?.isEmpty == true, !isAtEnd {
      var some = [UInt8](repeating: 0, count: 1 << 18)
      let count = try readText(into: &some, at: 0)
      isAtEnd = count == 0
      delimiters?.take(some[..<count])
    }
    return delimiters?.write(into: &buffer, at: offset) ?? 0
  }

  private mutating func readText(into buffer: inout [UInt8], at offset: Int) throws(ExtractError)
    -> Int
  {
    if conversion != nil { return try convert(into: &buffer, at: offset) }
    return try readStored(into: &buffer, at: offset)
  }

  private mutating func readStored(into buffer: inout [UInt8], at offset: Int) throws(ExtractError)
    -> Int
  {
    guard !head.isEmpty else { return try bytes.read(into: &buffer, at: offset) }
    let count = min(head.count, buffer.count - offset)
    for index in 0..<count { buffer[offset + index] = head[index] }
    head.removeFirst(count)
    return count
  }

  private mutating func convert(into buffer: inout [UInt8], at offset: Int) throws(ExtractError)
    -> Int
  {
    if let count = conversion?.writeLate(into: &buffer, at: offset), count > 0 { return count }
    // A unit of two bytes becomes three at most; one that is left over from before may add three.
    var units = [UInt8](repeating: 0, count: max((buffer.count - offset - 3) / 3 * 2, 2))
    while true {
      let count = try readStored(into: &units, at: 0)
      let written =
        count == 0
        ? conversion?.finish(into: &buffer, at: offset)
        : conversion?.convert(units.span.extracting(..<count), into: &buffer, at: offset)
      if count == 0 || written ?? 0 > 0 { return written ?? 0 }
    }
  }

  /// What the manifest says of the file, once all of it has been read.
  func record() -> FileRecord { bytes.record() }
}

/// How a file begins: its byte order marks.
private struct TextStart {
  /// Bytes that are no part of the text.
  var length = 0
  var isUTF16 = false
  var isBigEndian = false

  /// How files begin that are packed, once or once more.
  private static let packed: [(start: [UInt8], what: String)] = [
    (FileStart.archive, "a workbook or zip archive in gzip"),
    (FileStart.compound, "a legacy workbook in gzip"), (FileStart.gzip, "gzip in gzip"),
    (Array("BZh91AY&SY".utf8), "bzip2"), ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], "xz"),
    ([0x28, 0xB5, 0x2F, 0xFD], "zstd"), ([0x37, 0x7A, 0xBC, 0xAF], "7z"),
  ]

  /// Some exports write the mark twice, or encode the mark itself once more.
  init(_ head: [UInt8], _ encoding: TextEncoding, _ path: String) throws(ExtractError) {
    func error(_ message: String) -> ExtractError {
      ExtractError(.encoding, file: path, line: 1, message: message)
    }
    if let (_, what) = TextStart.packed.first(where: { head.starts(with: $0.start) }) {
      throw error("the file is no text but \(what); unpack it")
    }
    let isWide =
      head.starts(with: [0xFF, 0xFE, 0, 0])
      || head.count >= 4 && head.prefix(4).count { $0 == 0 } == 3
      || head.starts(with: [0, 0, 0xFE, 0xFF])
    if isWide { throw error("the file is UTF-32, which is not read; ask for CSV UTF-8") }
    let isLittle = head.starts(with: [0xFF, 0xFE])
    let isBig = head.starts(with: [0xFE, 0xFF])
    if encoding == .utf16 {
      // Without a mark the first heading tells: one of its two bytes is zero.
      guard isLittle || isBig || head.prefix(2).contains(0) else {
        throw error("the file is not UTF-16, as declared; correct `encoding`")
      }
      isUTF16 = true
      isBigEndian = isBig || !isLittle && head.first == 0
      length = isLittle || isBig ? 2 : 0
      return
    }
    if isLittle || isBig || (head.count >= 4 && head.prefix(4).filter { $0 == 0 }.count == 2) {
      throw error("the file is UTF-16; set `encoding: utf-16`, or ask for CSV UTF-8")
    }
    let marks: [[UInt8]] = [[0xEF, 0xBB, 0xBF], [0xC3, 0xAF, 0xC2, 0xBB, 0xC2, 0xBF]]
    while let mark = marks.first(where: { head.dropFirst(length).starts(with: $0) }) {
      length += mark.count
    }
    if length > 0, encoding == .windows1252 {
      throw error(
        "the file is marked as UTF-8, and declared as Windows-1252; set `encoding: utf-8`"
      )
    }
  }
}

/// UTF-16 to UTF-8, as it arrives.
///
/// Half of a pair becomes a byte that no UTF-8 has, so that the row which holds it is refused and no other.
private struct UTF16Conversion {
  let isBigEndian: Bool
  private var odd: UInt8?
  private var high: UInt16?
  /// The bytes of the last character for which there was no room.
  private var late: [UInt8] = []

  init(isBigEndian: Bool) {
    self.isBigEndian = isBigEndian
  }

  mutating func convert(
    _ bytes: Span<UInt8>,
    into buffer: inout [UInt8],
    at offset: Int
  ) -> Int {
    var end = offset
    for index in bytes.indices {
      guard let first = odd else {
        odd = bytes[index]
        continue
      }
      odd = nil
      let second = bytes[index]
      let unit =
        isBigEndian ? UInt16(first) << 8 | UInt16(second) : UInt16(second) << 8 | UInt16(first)
      write(unit, into: &buffer, at: &end)
    }
    return end - offset
  }

  /// Writes what there was no room for before, and returns how many bytes that is.
  mutating func writeLate(into buffer: inout [UInt8], at offset: Int) -> Int {
    let count = min(late.count, buffer.count - offset)
    for index in 0..<count { buffer[offset + index] = late[index] }
    late.removeFirst(count)
    return count
  }

  mutating func finish(into buffer: inout [UInt8], at offset: Int) -> Int {
    guard odd != nil || high != nil else { return 0 }
    (odd, high) = (nil, nil)
    buffer[offset] = 0xFF
    return 1
  }

  private mutating func write(_ unit: UInt16, into buffer: inout [UInt8], at end: inout Int) {
    if let first = high {
      high = nil
      if unit & 0xFC00 == 0xDC00 {
        put(0x10000 + (UInt32(first & 0x3FF) << 10 | UInt32(unit & 0x3FF)), into: &buffer, at: &end)
        return
      }
      put(nil, into: &buffer, at: &end)
    }
    switch unit & 0xFC00 {
    case 0xD800: high = unit
    case 0xDC00: put(nil, into: &buffer, at: &end)
    default: put(UInt32(unit), into: &buffer, at: &end)
    }
  }

  private mutating func put(_ scalar: UInt32?, into buffer: inout [UInt8], at end: inout Int) {
    guard let scalar = scalar.flatMap(Unicode.Scalar.init) else {
      put(0xFF as UInt8, into: &buffer, at: &end)
      return
    }
    for byte in UTF8.encode(scalar) ?? .init() { put(byte, into: &buffer, at: &end) }
  }

  private mutating func put(_ byte: UInt8, into buffer: inout [UInt8], at end: inout Int) {
    if end < buffer.count {
      buffer[end] = byte
      end += 1
    } else {
      late.append(byte)
    }
  }
}
