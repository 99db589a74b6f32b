internal import Extracts

/// Bytes as text, in the plainest way.
enum PlainText {
  /// The text of a file as UTF-8, or as it is in Windows-1252; nil where it is plainly in another encoding, or packed.
  ///
  /// Half of a pair of UTF-16 becomes a byte that no UTF-8 has.
  static func bytes(of file: [UInt8], _ encoding: TextEncoding) -> [UInt8]? {
    let packed: [[UInt8]] = [
      Array("BZh91AY&SY".utf8), [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0], [0x28, 0xB5, 0x2F, 0xFD],
      [0x37, 0x7A, 0xBC, 0xAF],
    ]
    if packed.contains(where: { file.starts(with: $0) }) { return nil }
    let zeros = file.prefix(4).count { $0 == 0 }
    let isWide = zeros == 3 && file.count >= 4
    let marks32: [[UInt8]] = [[0xFF, 0xFE, 0, 0], [0, 0, 0xFE, 0xFF]]
    if isWide || marks32.contains(where: { file.starts(with: $0) }) { return nil }
    let isLittle = file.starts(with: [0xFF, 0xFE])
    let isBig = file.starts(with: [0xFE, 0xFF])
    if encoding == .utf16 {
      guard isLittle || isBig || file.prefix(2).contains(0) else { return nil }
      let rest = Array(file.dropFirst(isLittle || isBig ? 2 : 0))
      return utf8(utf16: rest, isBigEndian: isBig || !isLittle && file.first == 0)
    }
    if isLittle || isBig || file.count >= 4 && zeros == 2 { return nil }
    var rest = file[...]
    let marks: [[UInt8]] = [[0xEF, 0xBB, 0xBF], [0xC3, 0xAF, 0xC2, 0xBB, 0xC2, 0xBF]]
    // More marks than that are no marks.
    while let mark = marks.first(where: { rest.prefix(64 - rest.startIndex).starts(with: $0) }) {
      if encoding == .windows1252 { return nil }
      rest = rest.dropFirst(mark.count)
    }
    return Array(rest)
  }

  /// Whether a file begins as workbooks of any age do, or as a web page, which may be called one.
  static func beginsAsWorkbook(_ file: some Collection<UInt8>) -> Bool {
    let start = Array(file.prefix(512))
    let words = start.drop { $0 <= 0x20 || [0xEF, 0xBB, 0xBF].contains($0) }
    let word = String(decoding: words.prefix(9), as: UTF8.self).lowercased()
    let isOldest =
      start.count > 3 && start[0] == 9 && [0, 2, 4, 8].contains(start[1])
      && (4...16).contains(start[2]) && start[3] == 0
    return isOldest || start.starts(with: [0x50, 0x4B, 3, 4])
      || start.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) || start.starts(with: "%PDF".utf8)
      || ["<html", "<!doctype", "<?xml", "<table"].contains { word.hasPrefix($0) }
  }

  private static func utf8(utf16 bytes: [UInt8], isBigEndian: Bool) -> [UInt8] {
    var units: [UInt16] = []
    for index in stride(from: 0, to: bytes.count - 1, by: 2) {
      let pair = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      units.append(isBigEndian ? pair.0 << 8 + pair.1 : pair.1 << 8 + pair.0)
    }
    var text: [UInt8] = []
    var index = 0
    var isCutShort = bytes.count % 2 == 1
    while index < units.count {
      let unit = units[index]
      index += 1
      if let scalar = Unicode.Scalar(unit) {
        text += Array(String(scalar).utf8)
      } else if UTF16.isLeadSurrogate(unit), index == units.count {
        isCutShort = true
      } else if UTF16.isLeadSurrogate(unit), UTF16.isTrailSurrogate(units[index]) {
        text += Array(String(decoding: [unit, units[index]], as: UTF16.self).utf8)
        index += 1
      } else {
        text.append(0xFF)
      }
    }
    return isCutShort ? text + [0xFF] : text
  }

  /// A cell's text; nil where its bytes are none.
  static func string(_ cell: [UInt8], _ encoding: TextEncoding) -> String? {
    guard encoding == .windows1252 else { return String(validating: cell, as: UTF8.self) }
    var text = String.UnicodeScalarView()
    for byte in cell {
      let scalar = (0x80...0x9F).contains(byte) ? upper[Int(byte) - 0x80] : Unicode.Scalar(byte)
      if scalar == "?", byte >= 0x80 { return nil }
      text.append(scalar)
    }
    return String(text)
  }

  /// What the bytes from 0x80 to 0x9F stand for in Windows-1252; those with a question mark for nothing.
  private static let upper = Array("€?‚ƒ„…†‡ˆ‰Š‹Œ?Ž??‘’“”•–—˜™š›œ?žŸ".unicodeScalars)

  /// The text without spaces, and marks that show nothing, around it.
  static func trimmed(_ text: String) -> String {
    var scalars = text.unicodeScalars[...]
    while let first = scalars.first, isSpace(first) { scalars.removeFirst() }
    while let last = scalars.last, isSpace(last) { scalars.removeLast() }
    return String(String.UnicodeScalarView(scalars))
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x2000...0x200F, 0x2028...0x202F, 0x205F...0x206F, 0x180E, 0xFEFF: true
    default: scalar.properties.isWhitespace
    }
  }

  /// Whether a text is what a pattern says, in which `*` stands for any characters.
  static func matches(_ pattern: String, _ text: String) -> Bool {
    matches(Array(pattern.utf8)[...], Array(text.utf8)[...])
  }

  private static func matches(_ pattern: ArraySlice<UInt8>, _ text: ArraySlice<UInt8>) -> Bool {
    guard let first = pattern.first else { return text.isEmpty }
    if first == UInt8(ascii: "*") {
      return (text.startIndex...text.endIndex).contains {
        matches(pattern.dropFirst(), text[$0...])
      }
    }
    return text.first == first && matches(pattern.dropFirst(), text.dropFirst())
  }
}
