internal import Values

/// Items of which no two are equal, in the order they came.
struct DistinctItems {
  /// The items.
  private(set) var items: [Value] = []
  private var keys: Set<Key> = []
  /// The items that have no key.
  private var others: [Value] = []
  /// Which clocks there are among the times and moments.
  private var clocks: Set<Clock> = []

  /// Adds an item, if there is none that it equals.
  ///
  /// - Returns: The steps that it took.
  mutating func insert(_ item: Value) -> Int {
    let effort = Limits.effort(comparing: item, item)
    var clocks: Set<Clock> = []
    guard let key = Key(item, &clocks) else {
      let count = others.count
      if !others.contains(where: { $0.isEqual(to: item) }) {
        others.append(item)
        items.append(item)
      }
      return (effort + 1) * (count + 1)
    }
    self.clocks.formUnion(clocks)
    // One without a zone equals several that have one and differ: keys do not tell.
    if !clocks.isEmpty, self.clocks.count > 1 {
      let count = items.count
      if !items.contains(where: { $0.isEqual(to: item) }) {
        keys.insert(key)
        items.append(item)
      }
      return (effort + 1) * (count + 1)
    }
    if keys.insert(key).inserted { items.append(item) }
    return effort
  }

  /// How a time or a moment is compared: as its clock shows it, or in UTC.
  private enum Clock: Hashable {
    case local, zoned
  }

  /// What stands for an item in a set: keys are equal where the items are.
  private enum Key: Hashable {
    case value(Value)
    /// Swift takes some texts for equal that the language does not.
    case text([UInt8])
    case time(Int128)
    case dateAndTime(Int128)
    case list([Key])
    /// The entries, whatever their order.
    case context([[UInt8]: Key])
    indirect case range(Key, Bool, Key, Bool)

    /// Creates a key, and notes the clocks; nil for what can only be compared one by one.
    init?(_ item: Value, _ clocks: inout Set<Clock>) {
      switch item {
      case .null, .number, .boolean, .date, .daysAndTimeDuration, .yearsAndMonthsDuration:
        self = .value(item)
      case .string(let text): self = .text(Array(text.utf8))
      case .time(let time):
        let isLocal = time.zone == nil
        clocks.insert(isLocal ? .local : .zoned)
        self = .time(isLocal ? Int128(time.nanosecond) : time.nanosecondInUTC)
      case .dateAndTime(let moment):
        let isLocal = moment.time.zone == nil
        clocks.insert(isLocal ? .local : .zoned)
        self = .dateAndTime(isLocal ? moment.localNanoseconds : moment.epochNanoseconds)
      case .list(let items):
        var keys: [Key] = []
        for item in items {
          guard let key = Key(item, &clocks) else { return nil }
          keys.append(key)
        }
        self = .list(keys)
      case .context(let entries):
        var keys: [[UInt8]: Key] = [:]
        for entry in entries {
          guard let key = Key(entry.value, &clocks) else { return nil }
          keys[Array(entry.name.utf8)] = key
        }
        self = .context(keys)
      case .range(let range):
        guard let lower = Key(range.lower ?? .null, &clocks),
          let upper = Key(range.upper ?? .null, &clocks)
        else { return nil }
        self = .range(lower, range.lowerIncluded, upper, range.upperIncluded)
      case .function: return nil
      }
    }
  }
}
