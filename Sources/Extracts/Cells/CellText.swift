/// Bytes of cells as text: the spaces around it, its encoding, its quotes.
enum CellText {
  /// The bytes without the spaces around them, those that only look like a plain space included.
  ///
  /// Those are the spaces of Unicode, and the marks that show nothing: of zero width, of direction, of byte order.
  @inline(__always)
  static func trimmed(_ bytes: Span<UInt8>) -> Range<Int> {
    let count = bytes.count
    if count == 0 { return 0..<0 }
    // Nothing that is trimmed begins or ends with another byte of ASCII.
    let first = unsafe bytes[unchecked: 0] &- 0x21
    let last = unsafe bytes[unchecked: count &- 1] &- 0x21
    if first < 0x5F, last < 0x5F { return unsafe Range(uncheckedBounds: (0, count)) }
    return trimmedByPlaces(bytes)
  }

  @inline(never)
  private static func trimmedByPlaces(_ bytes: Span<UInt8>) -> Range<Int> {
    var start = 0
    var end = bytes.count
    while start < end {
      let width = spaceWidth(bytes, at: start, before: end)
      if width == 0 { break }
      start += width
    }
    while start < end {
      var width = 1
      // A space is one to three bytes long.
      while width <= 3, width <= end - start,
        spaceWidth(bytes, at: end - width, before: end) != width
      {
        width += 1
      }
      guard width <= 3, width <= end - start else { break }
      end -= width
    }
    return start..<end
  }

  /// Whether a text is what programs write behind the end of a file: Ctrl-Z, zero bytes.
  ///
  /// More zeros than a few are room for rows that never came, as in a file whose copying was broken off.
  static func isEndMark(_ bytes: Span<UInt8>) -> Bool {
    for index in bytes.indices where bytes[index] != 0 && bytes[index] != 0x1A { return false }
    return (1...mostEndMarks).contains(bytes.count)
  }

  /// The most bytes of what stands behind the end of a file.
  static let mostEndMarks = 64

  /// The length of the UTF-8 space or invisible mark at a place; 0 where there is none.
  static func spaceWidth(_ bytes: Span<UInt8>, at index: Int, before end: Int) -> Int {
    let first = bytes[index]
    if first == 0x20 || (first >= 0x09 && first <= 0x0D) { return 1 }
    guard first >= 0xC2 else { return 0 }
    if first == 0xC2 {
      guard index + 1 < end else { return 0 }
      return bytes[index + 1] == 0xA0 || bytes[index + 1] == 0x85 ? 2 : 0
    }
    guard index + 2 < end else { return 0 }
    switch (first, bytes[index + 1], bytes[index + 2]) {
    case (0xE1, 0x9A, 0x80), (0xE1, 0xA0, 0x8E), (0xE3, 0x80, 0x80), (0xEF, 0xBB, 0xBF),
      // U+2000 to U+200F, U+2028 to U+202F, and U+205F to U+206F.
      (0xE2, 0x80, 0x80...0x8F), (0xE2, 0x80, 0xA8...0xAF), (0xE2, 0x81, 0x9F...0xAF):
      return 3
    default: return 0
    }
  }

  /// Whether all bytes are ASCII, and none is NUL: whether the text needs no second look.
  static func isPlain(_ bytes: Span<UInt8>) -> Bool {
    let high: UInt64 = 0x8080_8080_8080_8080
    let one: UInt64 = 0x0101_0101_0101_0101
    var suspect: UInt64 = 0
    var index = 0
    while index &+ 8 <= bytes.count {
      let word = unsafe bytes.bytes.unsafeLoadUnaligned(
        fromUncheckedByteOffset: index,
        as: UInt64.self
      )
      // Where no byte has its upper bit, only a zero borrows it.
      suspect |= word | (word &- one)
      index &+= 8
    }
    var rest: UInt8 = 0
    while index < bytes.count {
      let byte = unsafe bytes[unchecked: index]
      rest |= byte | (byte &- 1)
      index &+= 1
    }
    return suspect & high == 0 && rest & 0x80 == 0
  }

  /// Whether the bytes are UTF-8.
  static func isUTF8(_ bytes: Span<UInt8>) -> Bool {
    (try? UTF8Span(validating: bytes)) != nil
  }

  /// Writes a cell's text to `output` as UTF-8, with each doubled quote as one, and long delimiters as they were; false
  /// where a byte stands for nothing.
  static func decode(
    _ bytes: Span<UInt8>,
    encoding: TextEncoding,
    delimiter: LongDelimiter? = nil,
    hasDoubledQuotes: Bool,
    into output: inout [UInt8]
  ) -> Bool {
    output.removeAll(keepingCapacity: true)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if let delimiter, byte == delimiter.byte {
        output.append(contentsOf: delimiter.text)
      } else if byte < 0x80 || encoding != .windows1252 {
        output.append(byte)
      } else {
        guard let scalar = windows1252(byte) else { return false }
        output.append(contentsOf: UTF8.encode(scalar) ?? .init())
      }
      index += byte == quote && hasDoubledQuotes ? 2 : 1
    }
    return encoding == .windows1252 || isUTF8(output.span)
  }

  private static func windows1252(_ byte: UInt8) -> Unicode.Scalar? {
    guard (0x80...0x9F).contains(byte) else { return Unicode.Scalar(byte) }
    let table: [UInt16] = [
      0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
      0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC,
      0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
    ]
    let value = table[Int(byte - 0x80)]
    return value == 0 ? nil : Unicode.Scalar(value)
  }
}
