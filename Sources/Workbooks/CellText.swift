/// Text as a cell of the file can hold it.
enum CellText {
  /// The most UTF-16 units that a cell holds.
  static let limit = 32_767
  /// What stands at the end of a text that was too long.
  static let cutMark = "… (cut)"

  /// The text without what the file format cannot hold.
  ///
  /// A character that XML forbids becomes U+FFFD, line ends become line feeds, and what is too long is cut, visibly. What looks like
  /// the file format's own way to write a character, `_x0041_`, is written so that it stays what it is (ECMA-376 part 1, 22.9.2.19).
  static func storable(_ text: String) -> String {
    let clean = needsCleaning(text) ? cleaned(text) : text
    guard clean.utf8.count > limit, clean.utf16.count > limit else { return clean }
    let room = limit - cutMark.utf16.count
    var end = clean.utf16.index(clean.startIndex, offsetBy: room)
    // Half of a character that takes two units must not be left behind.
    while end.samePosition(in: clean.unicodeScalars) == nil { clean.utf16.formIndex(before: &end) }
    return clean[..<end] + cutMark
  }

  /// Whether a text may have anything that `cleaned` changes; almost none has, and this is quick.
  private static func needsCleaning(_ text: String) -> Bool {
    var before: UInt8 = 0
    return text.utf8.contains { byte in
      defer { before = byte }
      // U+FFFE and U+FFFF begin with 0xEF.
      return byte < 0x20 && byte != 0x0A && byte != 0x09 || byte == 0xEF
        || byte == UInt8(ascii: "x") && before == UInt8(ascii: "_")
    }
  }

  private static func cleaned(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var followsReturn = false
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x0D: result.append("\n")
      case 0x0A where followsReturn: break
      case 0x09, 0x0A: result.append(scalar)
      case 0..<0x20, 0xFFFE, 0xFFFF: result.append("\u{FFFD}")
      default: result.append(scalar)
      }
      followsReturn = scalar.value == 0x0D
    }
    return String(result).replacing(/_(?=x[0-9A-Fa-f]{4}_)/, with: "_x005F_")
  }

  /// How many lines a text in the size of tables takes in a column of so many characters' width, as far as it is asked.
  ///
  /// Widths are counted in figures of the default size; of mixed letters, one size smaller, about a sixth more fit.
  static func lines(of text: Span<UInt8>, width: Int, atMost most: Int = .max) -> Int {
    let width = max(1, width * 7 / 6)
    var (lines, start) = (0, 0)
    for index in text.indices where text[index] == 0x0A {
      lines += max(1, (index - start + width - 1) / width)
      start = index + 1
      if lines >= most { return most }
    }
    return min(most, lines + max(1, (text.count - start + width - 1) / width))
  }
}
