/// Items of which no two are equal, in the order they came.
struct DistinctItems {
  /// The items.
  private(set) var items: [Value] = []
  private var keys: Set<Key> = []
  /// The items that have no key.
  private var others: [Value] = []

  /// Adds an item, if there is none that it equals.
  mutating func insert(_ item: Value) {
    if let key = Key(item) {
      guard keys.insert(key).inserted else { return }
    } else {
      guard !others.contains(where: { $0.isEqual(to: item) }) else { return }
      others.append(item)
    }
    items.append(item)
  }

  /// What stands for an item in a set: keys are equal where `=` says that the items are.
  private enum Key: Hashable {
    case value(Value)
    /// Swift takes some texts for equal that the language does not.
    case text([UInt8])

    /// Creates a key; nil for what `=` looks deeper into than Swift does, which has to be compared one by one.
    init?(_ item: Value) {
      switch item {
      case .null, .number, .boolean, .date, .daysAndTimeDuration, .yearsAndMonthsDuration:
        self = .value(item)
      case .string(let text): self = .text(Array(text.utf8))
      case .time, .dateAndTime, .range, .list, .context, .function: return nil
      }
    }
  }
}
