import Feel
import Rules
import Values

/// Reads JSON (RFC 8259) as values of FEEL: an object is a context, and a number keeps the digits it is written with.
struct JSONReader {
  /// The most levels that lists and objects may be nested.
  static let deepest = 200

  private let source: SourceText
  private let bytes: [UInt8]
  private var position: Int
  private let end: Int
  private var depth = 0

  private init(_ source: SourceText, _ bytes: [UInt8], _ range: Range<Int>) {
    self.source = source
    self.bytes = bytes
    position = range.lowerBound
    end = range.upperBound
  }

  /// The one value of a text.
  static func value(of source: SourceText) throws(Diagnostic) -> Value {
    let bytes = Array(source.text.utf8)
    var reader = JSONReader(source, bytes, bytes.indices)
    return try reader.whole()
  }

  /// The values of a text that has one on each line, with their lines; empty lines are skipped.
  static func lines(of source: SourceText) throws(Diagnostic) -> [(line: Int, value: Value)] {
    let bytes = Array(source.text.utf8)
    var result: [(line: Int, value: Value)] = []
    var (start, line) = (0, 1)
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      var reader = JSONReader(source, bytes, start..<end)
      reader.skipSpace()
      if reader.position < end { result.append((line, try reader.whole())) }
      (start, line) = (end + 1, line + 1)
    }
    return result
  }

  private mutating func whole() throws(Diagnostic) -> Value {
    let value = try value()
    guard position == end else { throw unexpected("nothing more") }
    return value
  }

  // MARK: Values

  /// A value, and the space round it.
  private mutating func value() throws(Diagnostic) -> Value {
    skipSpace()
    let value: Value
    switch next {
    case UInt8(ascii: "{"): value = .context(try object())
    case UInt8(ascii: "["): value = .list(try array())
    case UInt8(ascii: "\""): value = .string(try string())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): value = .number(try number())
    default: value = try word()
    }
    skipSpace()
    return value
  }

  private mutating func word() throws(Diagnostic) -> Value {
    for (word, value) in [
      ("null", Value.null), ("true", .boolean(true)), ("false", .boolean(false)),
    ]
    where bytes[position..<end].starts(with: word.utf8) {
      position += word.utf8.count
      return value
    }
    throw unexpected("a value: an object, a list, a string, a number, true, false or null")
  }

  private mutating func object() throws(Diagnostic) -> [Value.ContextEntry] {
    var entries: [Value.ContextEntry] = []
    var names: Set<String> = []
    try members(upTo: UInt8(ascii: "}")) { reader throws(Diagnostic) in
      reader.skipSpace()
      let start = reader.position
      guard reader.next == UInt8(ascii: "\"") else { throw reader.unexpected("a key in quotes") }
      let name = try reader.string()
      guard names.insert(name).inserted else {
        throw reader.error("the key \"\(name)\" is given twice", at: start)
      }
      reader.skipSpace()
      guard reader.skip(UInt8(ascii: ":")) else { throw reader.unexpected("\":\"") }
      entries.append(.init(name: name, value: try reader.value()))
    }
    return entries
  }

  private mutating func array() throws(Diagnostic) -> [Value] {
    var items: [Value] = []
    try members(upTo: UInt8(ascii: "]")) { reader throws(Diagnostic) in
      items.append(try reader.value())
    }
    return items
  }

  /// What is between two brackets, with commas between.
  private mutating func members(
    upTo close: UInt8,
    _ read: (inout JSONReader) throws(Diagnostic) -> Void
  ) throws(Diagnostic) {
    depth += 1
    defer { depth -= 1 }
    guard depth <= JSONReader.deepest else {
      throw error("more than \(JSONReader.deepest) levels of lists and objects", at: position)
    }
    position += 1
    skipSpace()
    if skip(close) { return }
    repeat { try read(&self) } while skip(UInt8(ascii: ","))
    guard skip(close) else {
      throw unexpected("\",\" or \"\(Character(Unicode.Scalar(close)))\"")
    }
  }

  private mutating func number() throws(Diagnostic) -> Decimal {
    let start = position
    _ = skip(UInt8(ascii: "-"))
    if !skip(UInt8(ascii: "0")) { try digits() }
    if skip(UInt8(ascii: ".")) { try digits() }
    if skip(UInt8(ascii: "e")) || skip(UInt8(ascii: "E")) {
      _ = skip(UInt8(ascii: "+")) || skip(UInt8(ascii: "-"))
      try digits()
    }
    guard let number = Decimal(literal: String(decoding: bytes[start..<position], as: UTF8.self))
    else { throw error("the number is too large", at: start) }
    return number
  }

  private mutating func digits() throws(Diagnostic) {
    let start = position
    while case UInt8(ascii: "0")...UInt8(ascii: "9") = next { position += 1 }
    if position == start { throw unexpected("a digit") }
  }

  // MARK: Strings

  private mutating func string() throws(Diagnostic) -> String {
    position += 1
    var text: [UInt8] = []
    while !skip(UInt8(ascii: "\"")) {
      if skip(UInt8(ascii: "\\")) {
        text += Array(String(try escape()).utf8)
      } else if position < end, bytes[position] >= 0x20 {
        text.append(bytes[position])
        position += 1
      } else {
        throw unexpected("the string's closing quote")
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func escape() throws(Diagnostic) -> Character {
    let start = position - 1
    let plain: [UInt8: Character] = [
      UInt8(ascii: "\""): "\"", UInt8(ascii: "\\"): "\\", UInt8(ascii: "/"): "/",
      UInt8(ascii: "b"): "\u{8}", UInt8(ascii: "f"): "\u{C}", UInt8(ascii: "n"): "\n",
      UInt8(ascii: "r"): "\r", UInt8(ascii: "t"): "\t",
    ]
    if let character = plain[next] {
      position += 1
      return character
    }
    guard skip(UInt8(ascii: "u")) else { throw error("there is no such escape", at: start) }
    var code = try hexadecimal()
    // Beyond the first 65,536, a character is written as two escapes (RFC 8259, 7).
    if (0xD800..<0xDC00).contains(code), skip(UInt8(ascii: "\\")), skip(UInt8(ascii: "u")) {
      let low = try hexadecimal()
      guard (0xDC00..<0xE000).contains(low) else {
        throw error("half of a character", at: start)
      }
      code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(code) else { throw error("half of a character", at: start) }
    return Character(scalar)
  }

  private mutating func hexadecimal() throws(Diagnostic) -> UInt32 {
    var code: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = Character(Unicode.Scalar(next)).hexDigitValue else {
        throw unexpected("four hexadecimal digits")
      }
      code = code << 4 | UInt32(digit)
      position += 1
    }
    return code
  }

  // MARK: Bytes

  /// The next byte; 0, which JSON does not have outside strings, at the end.
  private var next: UInt8 { position < end ? bytes[position] : 0 }

  private mutating func skip(_ byte: UInt8) -> Bool {
    guard position < end, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  private mutating func skipSpace() {
    while position < end, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[position]) { position += 1 }
  }

  private func unexpected(_ expected: String) -> Diagnostic {
    error("expected \(expected)" + (position < end ? "" : ", and this is the end"), at: position)
  }

  private func error(_ message: String, at offset: Int) -> Diagnostic {
    let before = bytes[..<offset]
    let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    return source.diagnostic(
      line: before.count { $0 == UInt8(ascii: "\n") } + 1,
      column: String(decoding: bytes[lineStart..<offset], as: UTF8.self).count + 1,
      length: 1,
      message
    )
  }
}
