import Feel
import Values

/// Values in the form of the conformance kit: `{"type": "decimal", "value": "1.5"}`.
///
/// The types are those of XML Schema, with `null`, `list` and `context`.
enum TypedValue {
  /// Why something is not a typed value.
  struct Problem: Error {
    var message: String
  }

  /// The value that a typed value means.
  static func value(_ typed: Value) throws(Problem) -> Value {
    guard case .string(let type) = Interpreter.entry("type", of: typed) else {
      throw Problem(message: "a typed value has a \"type\", and this is \(Printer.text(of: typed))")
    }
    switch type {
    case "null": return .null
    case "list":
      guard case .list(let items) = Interpreter.entry("items", of: typed) else {
        throw Problem(message: "a list has \"items\"")
      }
      var values: [Value] = []
      for item in items { values.append(try value(item)) }
      return .list(values)
    case "context":
      return .context(try entries(Interpreter.entry("entries", of: typed)))
    default:
      guard case .string(let text) = Interpreter.entry("value", of: typed) else {
        throw Problem(message: "a \(type) has a text as its \"value\"")
      }
      guard let value = simple(type, text) else {
        throw Problem(message: "\"\(text)\" is no \(type)")
      }
      return value
    }
  }

  /// The entries of a context of typed values.
  static func entries(_ context: Value) throws(Problem) -> [Value.ContextEntry] {
    guard case .context(let entries) = context else {
      throw Problem(message: "a context has entries, and this is \(Printer.text(of: context))")
    }
    var result: [Value.ContextEntry] = []
    for entry in entries {
      result.append(.init(name: entry.name, value: try value(entry.value)))
    }
    return result
  }

  /// The value that a text writes in a type of XML Schema; nil where it does not, or there is no such type.
  private static func simple(_ type: String, _ text: String) -> Value? {
    switch type {
    case "decimal", "double", "integer": Decimal(literal: text).map(Value.number)
    case "string": .string(text)
    case "boolean": ["true": Value.boolean(true), "false": .boolean(false)][text]
    case "date": Literals.date(text).map { .date($0.day) }
    case "time": TimeOfDay(iso: text).map(Value.time)
    case "dateTime": DateAndTime(iso: text).map(Value.dateAndTime)
    case "duration": Literals.duration(text) ?? duration(ofBothKinds: text)
    default: nil
    }
  }

  /// A duration with parts of both kinds, of which those of one are zero: `P0Y0M1DT0H0M0S`.
  private static func duration(ofBothKinds text: String) -> Value? {
    let start = text.hasPrefix("-") ? "-P" : "P"
    let date = text.prefix { $0 != "T" }
    guard let last = date.lastIndex(where: { $0 == "Y" || $0 == "M" }),
      let months = YearMonthDuration(iso: String(text[...last])),
      let rest = DayTimeDuration(iso: start + text[text.index(after: last)...])
    else { return nil }
    if months.months == 0 { return .daysAndTimeDuration(rest) }
    return rest.nanoseconds == 0 ? .yearsAndMonthsDuration(months) : nil
  }
}
