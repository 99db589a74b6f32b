internal import Values

extension StandardFunctions {
  static let strings: [FeelFunction] = [
    FeelFunction(
      "string",
      [.init("from", .any)],
      resultType: { $0[0].admitsNull ? .nullable(.string) : .string }
    ) { $0[0] == .null ? .null : .string(Printer.plainText(of: $0[0])) },
    FeelFunction("string length", [.init("string", .string)], resultType: { _ in .number }) {
      text($0[0]) { .number(Decimal($0.unicodeScalars.count)) }
    },
    FeelFunction("upper case", [.init("string", .string)], resultType: { _ in .string }) {
      text($0[0]) { .string($0.uppercased()) }
    },
    FeelFunction("lower case", [.init("string", .string)], resultType: { _ in .string }) {
      text($0[0]) { .string($0.lowercased()) }
    },
    search("contains") { text, match in
      match.isEmpty
        || text.indices.contains { text[$0...].starts(with: match) }
    },
    search("starts with") { text, match in text.starts(with: match) },
    search("ends with") { text, match in text.suffix(match.count).elementsEqual(match) },
    FeelFunction(
      "substring",
      [.init("string", .string), .init("start position", .number)],
      resultType: { _ in .nullable(.string) }
    ) { substring($0[0], from: $0[1], length: nil) },
    FeelFunction(
      "substring",
      [.init("string", .string), .init("start position", .number), .init("length", .number)],
      resultType: { _ in .nullable(.string) }
    ) { substring($0[0], from: $0[1], length: $0[2]) },
    FeelFunction(
      "substring before",
      [.init("string", .string), .init("match", .string)],
      resultType: { _ in .string }
    ) { substring($0[0], before: $0[1]) },
    FeelFunction(
      "string join",
      [.init("list", .list(.nullable(.string)))],
      resultType: { _ in .string }
    ) { join($0[0], delimiter: .string("")) },
    FeelFunction(
      "string join",
      [.init("list", .list(.nullable(.string))), .init("delimiter", .nullable(.string))],
      resultType: { _ in .string }
    ) { join($0[0], delimiter: $0[1]) },
  ]

  private static func text(_ value: Value, _ result: (String) -> Value) -> Value {
    if case .string(let text) = value { result(text) } else { .null }
  }

  private static func search(
    _ name: String,
    _ isFound: @escaping @Sendable ([UInt8], [UInt8]) -> Bool
  ) -> FeelFunction {
    FeelFunction(
      name,
      [.init("string", .string), .init("match", .string)],
      resultType: { _ in .boolean }
    ) {
      guard case .string(let text) = $0[0], case .string(let match) = $0[1] else { return .null }
      return .boolean(isFound(Array(text.utf8), Array(match.utf8)))
    }
  }

  /// Positions are of code points and start at 1; negative ones count from the end.
  private static func substring(_ value: Value, from start: Value, length: Value?) -> Value {
    guard case .string(let text) = value, case .number(let number) = start,
      let start = number.intValue
    else { return .null }
    let scalars = Array(text.unicodeScalars)
    let offset = start > 0 ? start - 1 : scalars.count + start
    guard start != 0, scalars.indices.contains(offset) else { return .null }
    var count = scalars.count - offset
    if let length {
      guard case .number(let number) = length, let wanted = number.intValue, wanted > 0 else {
        return .null
      }
      count = min(count, wanted)
    }
    var result = String.UnicodeScalarView()
    result.append(contentsOf: scalars[offset..<offset + count])
    return .string(String(result))
  }

  /// The text up to the first match; empty where there is no match.
  private static func substring(_ value: Value, before match: Value) -> Value {
    guard case .string(let text) = value, case .string(let match) = match else { return .null }
    let bytes = Array(text.utf8)
    let wanted = Array(match.utf8)
    let found = bytes.indices.first { bytes[$0...].starts(with: wanted) } ?? 0
    return .string(String(decoding: bytes[..<found], as: UTF8.self))
  }

  private static func join(_ list: Value, delimiter: Value) -> Value {
    guard case .list(let items) = list else { return .null }
    var texts: [String] = []
    for item in items where item != .null {
      guard case .string(let text) = item else { return .null }
      texts.append(text)
    }
    switch delimiter {
    case .string(let text): return .string(texts.joined(separator: text))
    case .null: return .string(texts.joined())
    default: return .null
    }
  }
}
