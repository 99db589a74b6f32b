internal import Values

/// Writes values as text.
public enum Printer {
  /// The value as the language writes it: `"text"`, `@"2024-01-31"`, `[1, 2]`.
  public static func text(of value: Value) -> String {
    switch value {
    case .null: "null"
    case .number(let number): number.description
    case .string(let text): quoted(text)
    case .boolean(let answer): answer ? "true" : "false"
    case .date(let date): "@\"\(date)\""
    case .time(let time): "@\"\(time)\""
    case .dateAndTime(let moment): "@\"\(moment)\""
    case .daysAndTimeDuration(let duration): "@\"\(duration)\""
    case .yearsAndMonthsDuration(let duration): "@\"\(duration)\""
    case .range(let range): self.text(of: range)
    case .list(let items): "[" + items.map(text(of:)).joined(separator: ", ") + "]"
    case .context(let entries):
      "{" + entries.map { "\(key($0.name)): \(text(of: $0.value))" }.joined(separator: ", ") + "}"
    case .function(.library(let functions)): functions.first?.name ?? "function"
    case .function(.defined(let definition, _)): definition.text
    }
  }

  /// The value as a person reads it, and as `string(value)` gives it: text without quotes, dates without `@`.
  public static func plainText(of value: Value) -> String {
    switch value {
    case .string(let text): text
    case .date(let date): date.description
    case .time(let time): time.description
    case .dateAndTime(let moment): moment.description
    case .daysAndTimeDuration(let duration): duration.description
    case .yearsAndMonthsDuration(let duration): duration.description
    default: text(of: value)
    }
  }

  /// A range with one bound as it is written: `(>= 5)`.
  private static func text(of range: ValueRange) -> String {
    let lower = range.lower.map(text(of:))
    let upper = range.upper.map(text(of:))
    return switch (lower, upper) {
    case (let lower?, nil): "(\(range.lowerIncluded ? ">=" : ">") \(lower))"
    case (nil, let upper?): "(\(range.upperIncluded ? "<=" : "<") \(upper))"
    default:
      (range.lowerIncluded ? "[" : "(") + "\(lower ?? "null")..\(upper ?? "null")"
        + (range.upperIncluded ? "]" : ")")
    }
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// A key as it is where it can be a name, else in quotes.
  private static func key(_ name: String) -> String {
    let isName =
      name.unicodeScalars.first.map { $0 == "_" || $0.properties.isAlphabetic } ?? false
      && name.unicodeScalars.allSatisfy {
        $0 == "_" || $0.properties.isAlphabetic || ("0"..."9").contains($0)
      }
    return isName && !Token.keywords.contains(name) ? name : quoted(name)
  }
}
