internal import Values

extension Array where Element: Sendable {
  /// The items in the order of a text of each, by its bytes; alike ones stay in the order they came in.
  ///
  /// - Parameter addText: Adds an item's text.
  /// - Returns: The items.
  func ordered(by addText: @Sendable (Element, inout TextBuffer) -> Void) -> [Element] {
    let step = 1 << 13
    let parts = Batches(count: count, size: step).each(inTurn: count < step) { range in
      SortTexts(self[range], addText)
    }
    // What is looked at in order mostly comes in order.
    let isAscending = zip(parts, parts.dropFirst()).allSatisfy { !$1.isBefore(0, $0, $0.count - 1) }
    if isAscending, parts.allSatisfy(\.isAscending) { return self }
    return indices.sorted { a, b in
      let (first, second) = (parts[a / step], parts[b / step])
      if first.isBefore(a % step, second, b % step) { return true }
      return a < b && !second.isBefore(b % step, first, a % step)
    }.map { self[$0] }
  }
}

/// Texts that items are put in order by, one after the other.
private struct SortTexts: Sendable {
  private let bytes: [UInt8]
  /// Where each text begins; the last is where all end.
  private let starts: [Int]
  /// Whether none comes after the next one.
  private(set) var isAscending = true

  var count: Int { starts.count - 1 }

  init<Item>(_ items: ArraySlice<Item>, _ addText: (Item, inout TextBuffer) -> Void) {
    var (texts, starts) = (TextBuffer(), [0])
    starts.reserveCapacity(items.count + 1)
    for item in items {
      addText(item, &texts)
      starts.append(texts.count)
    }
    (bytes, self.starts) = (texts.bytes, starts)
    isAscending = (1..<max(1, count)).allSatisfy { !isBefore($0, self, $0 - 1) }
  }

  /// Whether a text comes before one of others.
  func isBefore(_ index: Int, _ other: SortTexts, _ place: Int) -> Bool {
    bytes[starts[index]..<starts[index + 1]]
      .lexicographicallyPrecedes(other.bytes[other.starts[place]..<other.starts[place + 1]])
  }
}
