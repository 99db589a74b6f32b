import Feel

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
}
