import Feel

extension FeelType {
  /// The type that a value shows.
  init(of value: Value) {
    switch value {
    case .null: self = .null
    case .number: self = .number
    case .string: self = .string
    case .boolean: self = .boolean
    case .date: self = .date
    case .time: self = .time
    case .dateAndTime: self = .dateAndTime
    case .daysAndTimeDuration: self = .daysAndTimeDuration
    case .yearsAndMonthsDuration: self = .yearsAndMonthsDuration
    case .range(let range):
      self = .range(FeelType(ofAll: [range.lower, range.upper].compactMap(\.self)))
    case .list(let items): self = .list(FeelType(ofAll: items))
    case .context(let entries):
      let types = entries.map {
        ContextType.Entry(name: $0.name, type: FeelType(of: $0.value))
      }
      self = .context(ContextType(name: "context", entries: types))
    case .function(let function): self = function.type
    }
  }

  /// The one type of some values, with null where there is one among them; any value where they differ.
  private init(ofAll values: [Value]) {
    let types = Set(values.map { FeelType(of: $0) })
    let others = types.subtracting([.null])
    guard others.count <= 1 else {
      self = .any
      return
    }
    let type = others.first ?? .any
    self = types.contains(.null) ? type.orNull : type
  }
}
