public import Values

/// One field of a finding's key, its value in canonical text.
public struct KeyPart: Hashable, Sendable {
  /// The key field.
  public var field: String
  /// Its value: dates as `2024-06-30`, numbers in plain digits, text as it is.
  public var value: String

  /// Creates a part.
  public init(field: String, value: String) {
    self.field = field
    self.value = value
  }

  /// The parts as `field=value;…`, with `;`, `=` and `\` escaped by a backslash.
  public static func canonical(_ parts: [KeyPart]) -> String {
    String(writing: { $0.append(parts) })
  }

  /// The parts of a canonical key, each as it stands there, with what is escaped.
  public static func canonicalParts(of key: String) -> [String] {
    var parts: [String] = []
    var part = ""
    var isEscaped = false
    for scalar in key.unicodeScalars {
      if scalar == ";", !isEscaped {
        parts.append(part)
        part = ""
      } else {
        part.unicodeScalars.append(scalar)
      }
      isEscaped = scalar == "\\" && !isEscaped
    }
    return (parts + [part]).filter { !$0.isEmpty }
  }
}

extension [KeyPart] {
  /// The value of the part of a key with a name; empty where there is none.
  public func value(of name: String) -> Shown {
    for part in self where part.field == name && !part.value.isEmpty { return .text(part.value) }
    return .empty
  }
}

extension TextBuffer {
  /// Adds the parts of a key as `field=value;…`, with `;`, `=` and `\` escaped by a backslash.
  public mutating func append(_ parts: [KeyPart]) {
    for (index, part) in parts.enumerated() {
      if index > 0 { append(ascii: UInt8(ascii: ";")) }
      var start = count
      append(part.field)
      escapeKey(from: start)
      append(ascii: UInt8(ascii: "="))
      start = count
      append(part.value)
      escapeKey(from: start)
    }
  }

  /// Escapes what stands behind a place as the keys of findings have it: with a backslash before `;`, `=` and `\`.
  public mutating func escapeKey(from start: Int) {
    if hasKeySign(from: start) {
      put(UInt8(ascii: "\\"), beforeEach: { $0.isKeySign }, from: start)
    }
  }

  private func hasKeySign(from start: Int) -> Bool {
    let text = bytes.span
    // Almost no text has one, so that to stop there would make each byte a decision.
    var hasSign = false
    for index in start..<text.count where text[index].isKeySign { hasSign = true }
    return hasSign
  }
}

extension UInt8 {
  /// Whether it means something in the keys of findings.
  fileprivate var isKeySign: Bool {
    self == UInt8(ascii: ";") || self == UInt8(ascii: "=") || self == UInt8(ascii: "\\")
  }
}
