internal import Values

/// Conversions to numbers, texts and durations (table 72).
extension StandardFunctions {
  static let conversions = [
    FeelFunction(
      "number",
      .init("from", .string),
      .init("grouping separator", .nullable(.string)),
      .init("decimal separator", .nullable(.string)),
      gives: .nullable(.number)
    ) { from, grouping, decimal in
      Value(number(from, grouping: grouping, decimal: decimal))
    },
    FeelFunction(
      "string",
      [.init("from", .any)],
      resultType: { $0[0].admitsNull ? .nullable(.string) : .string },
      body: .unary { $0 == .null ? .null : .string(Printer.plainText(of: $0)) }
    ),
    // Which kind of duration a text writes is known only where it is a literal.
    FeelFunction("duration", .init("from", .string), gives: .nullable(.any)) { from in
      from.text.flatMap(Literals.duration) ?? .null
    },
  ]

  /// Footnote 1 of the table: the separators are not the same, and what is left without them is a numeric literal.
  private static func number(_ from: Value, grouping: Value, decimal: Value) -> Decimal? {
    guard let from = from.text, let grouping = separator(grouping, of: [" ", ",", "."]),
      let decimal = separator(decimal, of: [",", "."]), grouping == nil || grouping != decimal
    else { return nil }
    var literal = String.UnicodeScalarView()
    for scalar in from.unicodeScalars where scalar != grouping {
      literal.append(scalar == decimal ? "." : scalar)
    }
    // No literal has a plus before it, or a point that no digit follows.
    let fraction = literal.firstIndex(of: ".").map { literal[$0...].dropFirst() }
    guard literal.first != "+", fraction.map(startsWithDigit) ?? true else { return nil }
    return Decimal(literal: String(literal))
  }

  private static func startsWithDigit(_ scalars: Substring.UnicodeScalarView) -> Bool {
    scalars.first.map { ("0"..."9").contains($0) } ?? false
  }

  /// A separator, or none for null; nil for one that is not allowed.
  private static func separator(
    _ value: Value,
    of allowed: [Unicode.Scalar]
  ) -> Unicode.Scalar?? {
    switch value {
    case .null: return .some(nil)
    case .string(let text):
      let scalars = text.unicodeScalars
      guard scalars.count == 1, let separator = scalars.first, allowed.contains(separator) else {
        return .none
      }
      return .some(separator)
    default: return .none
    }
  }
}
