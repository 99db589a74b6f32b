extension FeelType {
  /// The types whose values have an order.
  static let ordered: [FeelType] = [
    .number, .string, .date, .time, .dateAndTime, .daysAndTimeDuration, .yearsAndMonthsDuration,
  ]

  /// Whether null is among the type's values.
  public var admitsNull: Bool {
    switch self {
    case .any, .null, .nullable: true
    default: false
    }
  }

  /// The type without null; `any` and `null` stay.
  public var nonNull: FeelType {
    if case .nullable(let type) = self { type } else { self }
  }

  /// The type with null.
  public var orNull: FeelType {
    admitsNull ? self : .nullable(self)
  }

  /// The narrowest type that has the values of both; nil when they have nothing in common but null.
  func common(with other: FeelType) -> FeelType? {
    if self == other { return self }
    switch (self, other) {
    case (.any, _), (_, .any): return .any
    case (.null, let type), (let type, .null): return type.orNull
    case (.nullable, _), (_, .nullable):
      let common = nonNull.common(with: other.nonNull)
      return common == .any ? .nullable(.any) : common?.orNull
    case (.list(let a), .list(let b)): return a.common(with: b).map(FeelType.list)
    case (.range(let a), .range(let b)): return a.common(with: b).map(FeelType.range)
    case (.context(let a), .context(let b)):
      return FeelType.context(a.merged(with: b)).ifKnowable
    case (.function(let a, let aResult), .function(let b, let bResult)):
      guard a == b else { return nil }
      return aResult.common(with: bResult).map { .function(parameters: a, result: $0) }
    default: return nil
    }
  }

  /// Whether every value of this type is one of the other's, null aside.
  func fits(_ other: FeelType) -> Bool {
    switch (nonNull, other.nonNull) {
    case (_, .any), (.any, _), (.null, _): true
    case (.list(let a), .list(let b)), (.range(let a), .range(let b)): a.fits(b)
    case (.context(let a), .context(let b)):
      b.entries.allSatisfy { entry in a.type(of: entry.name)?.fits(entry.type) ?? false }
    case (.function(let a, let aResult), .function(let b, let bResult)):
      a.count == b.count && zip(a, b).allSatisfy { $1.fits($0) } && aResult.fits(bResult)
    case (let a, let b): a == b
    }
  }

  /// Whether a value of this type may become one of the other's where a function is called (10.3.2.9.4).
  ///
  /// Only the value of a list tells whether it is a list of one.
  func mayConvert(to other: FeelType) -> Bool {
    switch (nonNull, other.nonNull) {
    case (.date, .dateAndTime): true
    case (.list(let item), let type) where item.fits(type): true
    case (let type, .list(let item)) where type.fits(item): true
    default: fits(other)
    }
  }
}

extension FeelType {
  /// The most parts that a context's type has.
  ///
  /// What is made of itself twice over, again and again, has more than there is time for: it is taken for any value.
  private static let maximumParts = 1000

  /// The type, or `any` where it has too many parts.
  var ifKnowable: FeelType {
    var room = FeelType.maximumParts
    return fits(in: &room) ? self : .any
  }

  private func fits(in room: inout Int) -> Bool {
    room -= 1
    guard room >= 0 else { return false }
    switch self {
    case .list(let type), .range(let type), .nullable(let type): return type.fits(in: &room)
    case .context(let context):
      for entry in context.entries where !entry.type.fits(in: &room) { return false }
    case .function(let parameters, let result):
      for type in parameters + [result] where !type.fits(in: &room) { return false }
    default: break
    }
    return true
  }
}

extension ContextType {
  /// The entries of both; one that only one of them has may be null.
  fileprivate func merged(with other: ContextType) -> ContextType {
    var merged = self
    for (index, entry) in entries.enumerated() {
      merged.entries[index].type =
        other.type(of: entry.name).map { $0.common(with: entry.type) ?? .any } ?? entry.type.orNull
    }
    merged.entries += other.entries.filter { type(of: $0.name) == nil }.map {
      Entry(name: $0.name, type: $0.type.orNull)
    }
    return merged
  }
}

extension FeelType: CustomStringConvertible {
  /// The type as the language writes it (grammar rule 52): `number`, `list<string>`; null is added, `date or null`.
  public var description: String {
    switch self {
    case .any: "Any"
    case .null: "null"
    case .number: "number"
    case .string: "string"
    case .boolean: "boolean"
    case .date: "date"
    case .time: "time"
    case .dateAndTime: "date and time"
    case .daysAndTimeDuration: "days and time duration"
    case .yearsAndMonthsDuration: "years and months duration"
    case .range(let type): "range<\(type)>"
    case .list(let type): "list<\(type)>"
    case .context(let type): type.name
    case .function(let parameters, let result):
      "function<\(parameters.map(\.description).joined(separator: ", "))> -> \(result)"
    case .nullable(let type): "\(type) or null"
    }
  }
}
