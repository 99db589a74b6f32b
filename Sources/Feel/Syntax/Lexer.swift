internal import Values

/// Cuts an expression's text into tokens (DMN 1.5, 10.3.1.4).
struct Lexer {
  private let scalars: [Unicode.Scalar]
  private var position = 0
  private let bytes: [UInt8]
  /// The UTF-8 offset of the position.
  private var offset = 0

  /// The longest text that is read, in UTF-8 bytes.
  static let maximumLength = 64 * 1024

  private init(_ text: String) {
    scalars = Array(text.unicodeScalars)
    bytes = Array(text.utf8)
  }

  /// The tokens of a text; the last one is the end.
  static func tokens(of text: String) throws(FeelError) -> [Token] {
    guard text.utf8.count <= maximumLength else {
      throw FeelError(
        "this expression is too long: at most \(maximumLength) bytes are read",
        at: SourceRange(0, 0)
      )
    }
    var lexer = Lexer(text)
    var tokens: [Token] = []
    repeat {
      try lexer.skipSpace()
      tokens.append(try lexer.next())
    } while tokens.last?.kind != .end
    return tokens
  }

  /// A text with one space between its tokens, and without comments.
  static func normalised(_ text: String) -> String {
    let tokens = (try? tokens(of: text)) ?? []
    return tokens.dropLast().map(\.text).joined(separator: " ")
  }

  private func scalar(_ ahead: Int = 0) -> Unicode.Scalar? {
    position + ahead < scalars.count ? scalars[position + ahead] : nil
  }

  private func isNext(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> Bool {
    scalar() == first && scalar(1) == second
  }

  private mutating func advance(_ count: Int = 1) {
    for _ in 0..<count where position < scalars.count {
      offset += UTF8.width(scalars[position])
      position += 1
    }
  }

  /// Skips white space and comments.
  private mutating func skipSpace() throws(FeelError) {
    while let scalar = scalar() {
      if Lexer.isSpace(scalar) {
        advance()
      } else if isNext("/", "/") {
        while let scalar = self.scalar(), scalar != "\n" { advance() }
      } else if isNext("/", "*") {
        let start = offset
        advance(2)
        while !isNext("*", "/") {
          guard self.scalar() != nil else {
            throw FeelError("this comment has no end: `*/`", at: SourceRange(start, start + 2))
          }
          advance()
        }
        advance(2)
      } else {
        return
      }
    }
  }

  private mutating func next() throws(FeelError) -> Token {
    let start = offset
    guard let first = scalar() else {
      return Token(kind: .end, text: "", source: SourceRange(offset, offset))
    }
    let kind: Token.Kind
    if Lexer.isDigit(first) || first == "." && scalar(1).map(Lexer.isDigit) == true {
      kind = try number()
    } else if first == "\"" {
      kind = .string(try string())
    } else if first == "@" {
      advance()
      guard scalar() == "\"" else {
        throw FeelError(
          "`@` is followed by a string: `@\"2024-01-31\"`",
          at: SourceRange(start, offset)
        )
      }
      kind = .at(try string())
    } else if Lexer.isNameStart(first) {
      while let scalar = scalar(), Lexer.isNamePart(scalar) { advance() }
      kind = .word
    } else {
      kind = try symbol()
    }
    return Token(kind: kind, text: text(from: start), source: SourceRange(start, offset))
  }

  /// The text from an offset on: a copy of bytes, which takes a fraction of the time that scalars take.
  private func text(from start: Int) -> String {
    String(decoding: bytes[start..<offset], as: UTF8.self)
  }

  private mutating func skipDigits() {
    while let scalar = scalar(), Lexer.isDigit(scalar) { advance() }
  }

  private mutating func number() throws(FeelError) -> Token.Kind {
    let start = offset
    skipDigits()
    // In `1..5` the points are a range's.
    if scalar() == ".", scalar(1).map(Lexer.isDigit) == true {
      advance()
      skipDigits()
    }
    if scalar() == "e" || scalar() == "E" {
      let digits = scalar(1) == "+" || scalar(1) == "-" ? 2 : 1
      if scalar(digits).map(Lexer.isDigit) == true {
        advance(digits)
        skipDigits()
      }
    }
    guard let value = Decimal(literal: text(from: start)) else {
      throw FeelError(
        "this number is too large: the largest has an exponent of 6144",
        at: SourceRange(start, offset)
      )
    }
    return .number(value)
  }

  private mutating func symbol() throws(FeelError) -> Token.Kind {
    let (start, startOffset) = (position, offset)
    switch (scalar(), scalar(1)) {
    case ("*", "*"), (".", "."), ("!", "="), ("<", "="), (">", "="), ("-", ">"):
      advance(2)
      return .symbol
    default: break
    }
    advance()
    guard "+-*/=<>()[]{},:.'’".unicodeScalars.contains(scalars[start]) else {
      throw FeelError(
        "`\(text(from: startOffset))` has no meaning here",
        at: SourceRange(startOffset, offset)
      )
    }
    return .symbol
  }

  private mutating func string() throws(FeelError) -> String {
    let start = offset
    var content = String.UnicodeScalarView()
    advance()
    while let scalar = scalar(), scalar != "\"" {
      if scalar == "\\" {
        content.append(contentsOf: try escape())
      } else {
        content.append(scalar)
        advance()
      }
    }
    guard scalar() != nil else {
      throw FeelError("this string has no closing quote", at: SourceRange(start, start + 1))
    }
    advance()
    return String(content)
  }

  /// Reads `\n`, `\u20AC`, `\U01F600` and the like; two `\u` of a surrogate pair are one character.
  private mutating func escape() throws(FeelError) -> [Unicode.Scalar] {
    let (start, startOffset) = (position, offset)
    let letter = scalar(1)
    advance(2)
    switch letter {
    case "n": return ["\n"]
    case "r": return ["\r"]
    case "t": return ["\t"]
    case "\"", "'", "\\": return [letter ?? " "]
    case "u", "U":
      var code = hexadecimal(digits: letter == "u" ? 4 : 6)
      if let high = code, (0xD800..<0xDC00).contains(high), isNext("\\", "u") {
        advance(2)
        code = hexadecimal(digits: 4).flatMap { low in
          (0xDC00..<0xE000).contains(low)
            ? 0x10000 + (high - 0xD800) * 0x400 + low - 0xDC00 : nil
        }
      }
      if let scalar = code.flatMap(Unicode.Scalar.init) { return [scalar] }
    default:
      // A backslash that escapes nothing stands for itself, as in the patterns of `matches`: `"\d+"`.
      if letter != nil { return Array(scalars[start..<position]) }
    }
    throw FeelError(
      "unknown escape: `\\u20AC` has four hexadecimal digits, `\\U01F600` six, and the character exists",
      at: SourceRange(startOffset, offset)
    )
  }

  private mutating func hexadecimal(digits: Int) -> UInt32? {
    var code: UInt32 = 0
    for _ in 0..<digits {
      guard let digit = scalar().flatMap({ Character($0).hexDigitValue }), scalar()?.isASCII == true
      else { return nil }
      code = code * 16 + UInt32(digit)
      advance()
    }
    return code
  }
}
