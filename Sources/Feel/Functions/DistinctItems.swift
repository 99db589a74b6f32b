/// Items of which no two are equal, in the order they came.
struct DistinctItems {
  /// The items.
  private(set) var items: [Value] = []
  private var keys: Set<Key> = []
  /// The items that have no key.
  private var others: [Value] = []

  /// Adds an item, if there is none that it equals.
  ///
  /// - Returns: The steps that it took.
  mutating func insert(_ item: Value) -> Int {
    let effort = Limits.effort(comparing: item, item)
    if let key = Key(item) {
      if keys.insert(key).inserted { items.append(item) }
      return effort
    }
    let count = others.count
    if !others.contains(where: { $0.isEqual(to: item) }) {
      others.append(item)
      items.append(item)
    }
    return (effort + 1) * (count + 1)
  }

  /// What stands for an item in a set: keys are equal where `=` says that the items are.
  private enum Key: Hashable {
    case value(Value)
    /// Swift takes some texts for equal that the language does not.
    case text([UInt8])
    case list([Key])
    /// The entries, whatever their order.
    case context([[UInt8]: Key])

    /// Creates a key; nil for what `=` looks deeper into than Swift does, which has to be compared one by one.
    init?(_ item: Value) {
      switch item {
      case .null, .number, .boolean, .date, .daysAndTimeDuration, .yearsAndMonthsDuration:
        self = .value(item)
      case .string(let text): self = .text(Array(text.utf8))
      case .list(let items):
        let keys = items.compactMap(Key.init)
        guard keys.count == items.count else { return nil }
        self = .list(keys)
      case .context(let entries):
        var keys: [[UInt8]: Key] = [:]
        for entry in entries {
          guard let key = Key(entry.value) else { return nil }
          keys[Array(entry.name.utf8)] = key
        }
        self = .context(keys)
      case .time, .dateAndTime, .range, .function: return nil
      }
    }
  }
}
