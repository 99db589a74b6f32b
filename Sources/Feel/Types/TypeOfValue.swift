extension FeelType {
  /// The type of a value: the narrowest that it shows, with what a list's items have in common.
  public init(of value: Value) {
    switch value {
    case .null: self = .null
    case .number: self = .number
    case .string: self = .string
    case .boolean: self = .boolean
    case .date: self = .date
    case .time: self = .time
    case .dateAndTime: self = .dateAndTime
    case .function(let function): self = function.type
    case .daysAndTimeDuration: self = .daysAndTimeDuration
    case .yearsAndMonthsDuration: self = .yearsAndMonthsDuration
    case .range(let range):
      self = .range((range.lower ?? range.upper).map(FeelType.init(of:)) ?? .any)
    case .list(let items): self = .list(FeelType.item(of: items.map(FeelType.init(of:))))
    case .context(let entries):
      self = .context(
        ContextType(
          name: "context",
          entries: entries.map { ContextType.Entry(name: $0.name, type: FeelType(of: $0.value)) }
        )
      )
    }
  }

  /// The type that the items of a list share.
  static func item(of types: [FeelType]) -> FeelType {
    guard let first = types.first else { return .any }
    return types.dropFirst().reduce(first) { $0.common(with: $1) ?? .any }
  }
}
