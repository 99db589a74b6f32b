internal import Values

/// What functions take out of their arguments, nil where there is none of it, and how they give their results.
extension Value {
  /// The number.
  var decimal: Decimal? {
    if case .number(let number) = self { number } else { nil }
  }

  /// The number without its fraction; nil also where it does not fit.
  ///
  /// Positions, lengths and scales are meant by it: 3.8 characters are 3.
  var whole: Int? {
    guard let decimal else { return nil }
    return decimal.intValue ?? (try? decimal.rounded(toScale: 0, .down))?.intValue
  }

  /// The text.
  var text: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// The truth value.
  var truth: Bool? {
    if case .boolean(let truth) = self { truth } else { nil }
  }

  /// The items of a list.
  var items: [Value]? {
    if case .list(let items) = self { items } else { nil }
  }

  /// The entries of a context.
  var entries: [ContextEntry]? {
    if case .context(let entries) = self { entries } else { nil }
  }

  /// The day of a date, or of a moment where its clock stands.
  var day: CalendarDate? {
    switch self {
    case .date(let date): date
    case .dateAndTime(let moment): moment.date
    default: nil
    }
  }

  /// A truth value; null for nil.
  init(_ truth: Bool?) {
    self = truth.map(Value.boolean) ?? .null
  }

  /// A number; null for nil.
  init(_ number: Decimal?) {
    self = number.map(Value.number) ?? .null
  }

  /// A text; null for nil.
  init(_ text: String?) {
    self = text.map(Value.string) ?? .null
  }

  /// A list; null for nil.
  init(_ items: [Value]?) {
    self = items.map(Value.list) ?? .null
  }

  /// Whether the values are equal, as items of lists are: values of different types are not.
  func isEqual(to other: Value) -> Bool {
    Operations.isSameItem(self, other)
  }
}
