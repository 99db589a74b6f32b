/// Undoes the escapes of texts in workbooks (ECMA-376 part 1, 22.9.2.19): `_x000D_` is a carriage return, and
/// `_x005F_` an underscore that would otherwise begin an escape.
enum EscapedText {
  /// The text that the bytes write.
  static func decode(_ bytes: Span<UInt8>) -> String {
    let text = String(copying: bytes)
    guard hasEscape(bytes) else { return text }
    var units: [UInt16] = []
    var rest = text.utf16[...]
    // As UTF-16, for two escapes may stand for one character between them.
    while let unit = rest.first {
      let escape = rest.prefix(7)
      if let value = value(Array(escape)) {
        units.append(value)
        rest.removeFirst(escape.count)
      } else {
        units.append(unit)
        rest.removeFirst()
      }
    }
    return String(decoding: units, as: UTF16.self)
  }

  private static func hasEscape(_ bytes: Span<UInt8>) -> Bool {
    guard bytes.count >= 7 else { return false }
    for index in 0..<(bytes.count - 6)
    where bytes[index] == UInt8(ascii: "_") && bytes[index + 6] == UInt8(ascii: "_")
      && bytes[index + 1] == UInt8(ascii: "x")
    {
      return true
    }
    return false
  }

  /// The UTF-16 unit that an escape stands for; nil where the units are none.
  private static func value(_ units: [UInt16]) -> UInt16? {
    guard units.count == 7, units[0] == underscore, units[1] == x, units[6] == underscore else {
      return nil
    }
    var value: UInt16 = 0
    for unit in units[2..<6] {
      guard let digit = Character(Unicode.Scalar(unit) ?? " ").hexDigitValue, unit < 128 else {
        return nil
      }
      value = value << 4 | UInt16(digit)
    }
    return value
  }

  private static let underscore = UInt16(UInt8(ascii: "_"))
  private static let x = UInt16(UInt8(ascii: "x"))
}
