internal import Values

/// Functions of texts, character by character, which are code points (table 74).
extension StandardFunctions {
  static let strings = [
    FeelFunction(
      "substring",
      string,
      .init("start position", .number),
      gives: .nullable(.string)
    ) { string, start in substring(string, from: start, length: nil) },
    FeelFunction(
      "substring",
      string,
      .init("start position", .number),
      .init("length", .number),
      gives: .nullable(.string)
    ) { string, start, length in substring(string, from: start, length: length) },
    FeelFunction("string length", string, gives: .number) { string in
      Value(string.text.map { Decimal($0.unicodeScalars.count) })
    },
    FeelFunction("upper case", string, gives: .string) { Value($0.text?.uppercased()) },
    FeelFunction("lower case", string, gives: .string) { Value($0.text.map(lowerCase)) },
    FeelFunction("substring before", string, match, gives: .string) { string, match in
      guard let string = string.text, let match = match.text else { return .null }
      let found = occurrence(of: match, in: string)
      return .string(String(string.unicodeScalars[..<(found?.lowerBound ?? string.startIndex)]))
    },
    FeelFunction("substring after", string, match, gives: .string) { string, match in
      guard let string = string.text, let match = match.text else { return .null }
      let found = occurrence(of: match, in: string)
      return .string(String(string.unicodeScalars[(found?.upperBound ?? string.endIndex)...]))
    },
    FeelFunction("contains", string, match, gives: .boolean) { string, match in
      guard let string = string.text, let match = match.text else { return .null }
      return .boolean(occurrence(of: match, in: string) != nil)
    },
    FeelFunction("starts with", string, match, gives: .boolean) { string, match in
      guard let string = string.text, let match = match.text else { return .null }
      return .boolean(string.utf8.starts(with: match.utf8))
    },
    FeelFunction("ends with", string, match, gives: .boolean) { string, match in
      guard let string = string.text, let match = match.text else { return .null }
      return .boolean(string.utf8.reversed().starts(with: match.utf8.reversed()))
    },
    FeelFunction(
      "string join",
      [texts],
      resultType: { _ in .string },
      counting: { join($0[0], delimiter: .null, &$1) }
    ),
    FeelFunction(
      "string join",
      [texts, .init("delimiter", .nullable(.string))],
      resultType: { _ in .string },
      counting: { join($0[0], delimiter: $0[1], &$1) }
    ),
  ]

  private static let string = FeelFunction.Parameter("string", .string)
  private static let match = FeelFunction.Parameter("match", .string)
  private static let texts = FeelFunction.Parameter("list", .list(.nullable(.string)))

  /// Positions start at 1, and at -1 from the end; a substring ends with the text at the latest.
  private static func substring(_ string: Value, from start: Value, length: Value?) -> Value {
    guard let scalars = string.text?.unicodeScalars,
      let offset = StandardFunctions.offset(of: start, in: scalars.count)
    else { return .null }
    var count = scalars.count - offset
    if let length {
      guard let length = length.whole, (1...count).contains(length) else { return .null }
      count = length
    }
    return .string(String(scalars.dropFirst(offset).prefix(count)))
  }

  /// The text in lower case (Unicode 3.13): `ΟΔΟΣ` is `οδος`, for a sigma that ends a word has a form of its own.
  private static func lowerCase(_ text: String) -> String {
    let sigma: Unicode.Scalar = "Σ"
    guard text.unicodeScalars.contains(sigma) else { return text.lowercased() }
    let scalars = Array(text.unicodeScalars)
    return scalars.indices.reduce(into: "") { result, index in
      let isFinal = scalars[index] == sigma && endsWord(at: index, in: scalars)
      result += isFinal ? "ς" : scalars[index].properties.lowercaseMapping
    }
  }

  /// Whether a letter has letters before it and none behind it, accents and the like aside.
  private static func endsWord(at index: Int, in scalars: [Unicode.Scalar]) -> Bool {
    let before = scalars[..<index].last { !$0.properties.isCaseIgnorable }
    let after = scalars[(index + 1)...].first { !$0.properties.isCaseIgnorable }
    return before?.properties.isCased == true && after?.properties.isCased != true
  }

  /// Where a text has another first.
  ///
  /// Bytes are compared: equal characters have equal bytes, and nothing else counts as equal. No byte of the text is
  /// looked at twice (Knuth, Morris and Pratt), for both may be long.
  private static func occurrence(of match: String, in text: String) -> Range<String.Index>? {
    let match = Array(match.utf8)
    guard match.count <= text.utf8.count else { return nil }
    // How many bytes at the start of the match end it up to a place, too.
    var borders = [0]
    var length = 0
    for byte in match.dropFirst() {
      while length > 0, match[length] != byte { length = borders[length - 1] }
      if match[length] == byte { length += 1 }
      borders.append(length)
    }
    length = 0
    guard !match.isEmpty else { return text.startIndex..<text.startIndex }
    for (offset, byte) in text.utf8.enumerated() {
      while length > 0, match[length] != byte { length = borders[length - 1] }
      if match[length] == byte { length += 1 }
      guard length == match.count else { continue }
      let start = text.utf8.index(text.startIndex, offsetBy: offset + 1 - match.count)
      return start..<text.utf8.index(start, offsetBy: match.count)
    }
    return nil
  }

  /// Items that are null are left out.
  private static func join(_ list: Value, delimiter: Value, _ steps: inout Int) -> Value {
    guard let items = list.items, delimiter == .null || delimiter.text != nil else { return .null }
    var texts: [String] = []
    for item in items where item != .null {
      guard let text = item.text else { return .null }
      steps += (text.utf8.count + (delimiter.text?.utf8.count ?? 0)) / Limits.bytes
      guard steps <= Limits.steps else { return .null }
      texts.append(text)
    }
    return .string(texts.joined(separator: delimiter.text ?? ""))
  }
}
