internal import Values

/// Cuts an expression's text into tokens.
struct Lexer {
  private let bytes: [UInt8]
  private var position = 0

  private init(_ text: String) {
    bytes = Array(text.utf8)
  }

  /// The tokens of a text; the last one is the end.
  static func tokens(of text: String) throws(FeelError) -> [Token] {
    var lexer = Lexer(text)
    var tokens: [Token] = []
    repeat {
      try lexer.skipSpace()
      tokens.append(try lexer.next())
    } while tokens.last?.kind != .end
    return tokens
  }

  private func byte(_ offset: Int = 0) -> UInt8? {
    position + offset < bytes.count ? bytes[position + offset] : nil
  }

  private func starts(with text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    guard position + count <= bytes.count else { return false }
    return "\(text)".utf8.elementsEqual(bytes[position..<position + count])
  }

  /// Skips white space and comments.
  private mutating func skipSpace() throws(FeelError) {
    while let byte = byte() {
      if byte == UInt8(ascii: " ") || (9...13).contains(byte) {
        position += 1
      } else if starts(with: "\u{A0}") || starts(with: "\u{FEFF}") {
        position += starts(with: "\u{A0}") ? 2 : 3
      } else if starts(with: "//") {
        while let byte = self.byte(), byte != UInt8(ascii: "\n") { position += 1 }
      } else if starts(with: "/*") {
        let start = position
        position += 2
        while !starts(with: "*/") {
          guard position < bytes.count else {
            throw FeelError("this comment has no end: `*/`", at: SourceRange(start, start + 2))
          }
          position += 1
        }
        position += 2
      } else {
        return
      }
    }
  }

  private mutating func next() throws(FeelError) -> Token {
    let start = position
    guard let first = byte() else { return Token(kind: .end, source: SourceRange(start, start)) }
    let kind: Token.Kind
    if Lexer.isDigit(first) || first == UInt8(ascii: ".") && byte(1).map(Lexer.isDigit) == true {
      kind = try number()
    } else if first == UInt8(ascii: "\"") {
      kind = .string(try string())
    } else if first == UInt8(ascii: "@") {
      position += 1
      guard byte() == UInt8(ascii: "\"") else {
        throw FeelError(
          "`@` is followed by a string: `@\"2024-01-31\"`",
          at: SourceRange(start, position)
        )
      }
      kind = .at(try string())
    } else if Lexer.isNameStart(first) {
      while let byte = byte(), Lexer.isNameStart(byte) || Lexer.isDigit(byte) { position += 1 }
      kind = .word(text(from: start))
    } else {
      kind = .symbol(try symbol())
    }
    return Token(kind: kind, source: SourceRange(start, position))
  }

  private func text(from start: Int) -> String {
    String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func number() throws(FeelError) -> Token.Kind {
    let start = position
    while let byte = byte(), Lexer.isDigit(byte) { position += 1 }
    // In `1..5` the points are a range's.
    if byte() == UInt8(ascii: "."), byte(1).map(Lexer.isDigit) == true {
      position += 1
      while let byte = byte(), Lexer.isDigit(byte) { position += 1 }
    }
    guard let value = Decimal(text(from: start)) else {
      throw FeelError("this number is too large", at: SourceRange(start, position))
    }
    return .number(value)
  }

  private mutating func symbol() throws(FeelError) -> String {
    for symbol in ["**", "..", "!=", "<=", ">=", "->"] as [StaticString] where starts(with: symbol)
    {
      position += 2
      return "\(symbol)"
    }
    let start = position
    position += 1
    guard "+-*/=<>()[]{},:.".utf8.contains(bytes[start]) else {
      throw FeelError(
        "`\(text(from: start))` has no meaning here",
        at: SourceRange(start, position)
      )
    }
    return text(from: start)
  }

  private mutating func string() throws(FeelError) -> String {
    let start = position
    var content: [UInt8] = []
    position += 1
    while let byte = byte(), byte != UInt8(ascii: "\"") {
      if byte == UInt8(ascii: "\\") {
        content.append(contentsOf: String(try escape()).utf8)
      } else {
        content.append(byte)
        position += 1
      }
    }
    guard byte() != nil else {
      throw FeelError("this string has no closing quote", at: SourceRange(start, start + 1))
    }
    position += 1
    return String(decoding: content, as: UTF8.self)
  }

  /// Reads `\n`, `\u20AC`, `\U01F600` and the like; two `\u` of a surrogate pair are one character.
  private mutating func escape() throws(FeelError) -> Unicode.Scalar {
    let start = position
    let letter = byte(1)
    position += 2
    switch letter {
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "'"): return "'"
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "u"), UInt8(ascii: "U"):
      var code = hexadecimal(digits: letter == UInt8(ascii: "u") ? 4 : 6)
      if let high = code, (0xD800..<0xDC00).contains(high), starts(with: "\\u") {
        position += 2
        code = hexadecimal(digits: 4).flatMap { low in
          (0xDC00..<0xE000).contains(low)
            ? 0x10000 + (high - 0xD800) * 0x400 + low - 0xDC00 : nil
        }
      }
      if let scalar = code.flatMap(Unicode.Scalar.init) { return scalar }
    default: break
    }
    position = min(position, bytes.count)
    throw FeelError(
      "unknown escape: a string may have `\\\"`, `\\\\`, `\\n`, `\\r`, `\\t`, `\\u20AC`, `\\U01F600`",
      at: SourceRange(start, position)
    )
  }

  private mutating func hexadecimal(digits: Int) -> UInt32? {
    guard position + digits <= bytes.count else { return nil }
    position += digits
    let text = text(from: position - digits)
    return text.utf8.allSatisfy { $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }
      ? UInt32(text, radix: 16) : nil
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  /// Letters, the underscore, `?` and everything outside ASCII.
  private static func isNameStart(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "?")
      || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }
}
