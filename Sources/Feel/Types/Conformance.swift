internal import Values

/// Which values conform to which types, and what may be converted (DMN 1.5, 10.3.2.9).
extension Value {
  /// Whether the value is one of the type's: null conforms to every type.
  func conforms(to type: FeelType) -> Bool {
    switch (self, type) {
    case (.null, _), (_, .any): true
    case (_, .nullable(let type)): conforms(to: type)
    case (.number, .number), (.string, .string), (.boolean, .boolean), (.date, .date),
      (.time, .time), (.dateAndTime, .dateAndTime),
      (.daysAndTimeDuration, .daysAndTimeDuration),
      (.yearsAndMonthsDuration, .yearsAndMonthsDuration):
      true
    case (.list(let items), .list(let item)): items.allSatisfy { $0.conforms(to: item) }
    case (.range(let range), .range(let bound)):
      (range.lower ?? .null).conforms(to: bound) && (range.upper ?? .null).conforms(to: bound)
    case (.context(let entries), .context(let expected)):
      expected.entries.allSatisfy { entry in
        entries.first { $0.name == entry.name }?.value.conforms(to: entry.type) ?? false
      }
    case (.function(let function), .function(let parameters, _)):
      function.forms(taking: parameters.count).contains { $0.conforms(to: type) }
    default: false
    }
  }

  /// The value as an argument of the type: as it is, the item of a list of one, a list of the value alone, or
  /// a date's midnight (10.3.2.9.4); nil where none conforms.
  public func converted(to type: FeelType) -> Value? {
    if conforms(to: type) { return self }
    switch (self, type) {
    case (_, .nullable(let type)): return converted(to: type)
    case (.date(let date), .dateAndTime): return .dateAndTime(DateAndTime(midnightUTCOf: date))
    case (.list(let items), _) where items.count == 1 && items[0].conforms(to: type):
      return items[0]
    case (.list, .list): return nil
    case (_, .list(let item)) where conforms(to: item): return .list([self])
    default: return nil
    }
  }

  /// Whether the value has the type's outer form, whatever a list's items are and what a function's parameters.
  func isShaped(like type: FeelType) -> Bool {
    switch (self, type.nonNull) {
    case (.list, .list): true
    case (.function(let function), .function(let parameters, _)):
      function.forms(taking: parameters.count).contains { form in
        if case .function(let own, _) = form { own.count == parameters.count } else { false }
      }
    default: conforms(to: type)
    }
  }
}

extension FeelType {
  /// Whether every value of this type is one of the other's (10.3.2.9.2).
  func conforms(to other: FeelType) -> Bool {
    switch (self, other) {
    case (_, .any), (.null, _): true
    case (.nullable(let a), _): a.conforms(to: other)
    case (_, .nullable(let b)): conforms(to: b)
    case (.list(let a), .list(let b)), (.range(let a), .range(let b)): a.conforms(to: b)
    case (.context(let a), .context(let b)):
      b.entries.allSatisfy { entry in a.type(of: entry.name)?.conforms(to: entry.type) ?? false }
    case (.function(let a, let aResult), .function(let b, let bResult)):
      a.count == b.count && zip(a, b).allSatisfy { $1.conforms(to: $0) }
        && aResult.conforms(to: bResult)
    default: self == other
    }
  }

  /// Whether a value shows at once that it is of the type: nothing inside it matters.
  var isSimple: Bool {
    switch nonNull {
    case .list, .range, .context, .function: false
    default: true
    }
  }

  /// Whether something of it is not known before there are values.
  var isOpen: Bool {
    switch self {
    case .any: true
    case .list(let type), .range(let type), .nullable(let type): type.isOpen
    case .function: true
    default: false
    }
  }
}
