import Feel
import Values

/// The declared type of a decision's result, as far as its name tells it.
struct DeclaredType {
  /// The type.
  let type: FeelType

  /// Creates the type of a name: one of the standard's, or one of a list.
  ///
  /// Nil for another name of the model's own: what it stands for is not in the case.
  init?(named name: String) {
    if let type = DeclaredType.standard[name] ?? DeclaredType.lists[name] {
      self.type = type
    } else if name.hasSuffix("List") {
      type = .list(.any)
    } else {
      return nil
    }
  }

  /// The lists of the standard's types, by the names that models give them: `tNumberList`, `booleanList`.
  static let lists = Dictionary(
    uniqueKeysWithValues: standard.flatMap { name, item in
      let capitalised = name.prefix(1).uppercased() + name.dropFirst()
      return Set(["\(name)List", "t\(capitalised)List"]).map { ($0, FeelType.list(item)) }
    }
  )

  private static let standard: [String: FeelType] = [
    "number": .number, "string": .string, "boolean": .boolean, "date": .date, "time": .time,
    "dateTime": .dateAndTime, "date and time": .dateAndTime,
    "dayTimeDuration": .daysAndTimeDuration, "days and time duration": .daysAndTimeDuration,
    "yearMonthDuration": .yearsAndMonthsDuration,
    "years and months duration": .yearsAndMonthsDuration,
    "Any": .any,
  ]

  /// The value as a value of the type, by the implicit conversions (DMN 1.5, 10.3.2.9.4); null where there is none.
  func coercing(_ value: Value) -> Value {
    if DeclaredType.admits(type, value) { return value }
    if case .list(let item) = type, DeclaredType.admits(item, value) { return .list([value]) }
    if case .list(let items) = value, items.count == 1, DeclaredType.admits(type, items[0]) {
      return items[0]
    }
    if case .date(let date) = value, type == .dateAndTime,
      let midnight = TimeOfDay(nanosecond: 0, zone: .offset(seconds: 0))
    {
      return .dateAndTime(DateAndTime(date: date, time: midnight))
    }
    return .null
  }

  /// Whether a value is of a type; null is of every type.
  private static func admits(_ type: FeelType, _ value: Value) -> Bool {
    switch (type, value) {
    case (.any, _), (_, .null): true
    case (.list(let item), .list(let items)): items.allSatisfy { admits(item, $0) }
    default: type == FeelType(of: value)
    }
  }
}
