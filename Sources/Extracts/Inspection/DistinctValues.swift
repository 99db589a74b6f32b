internal import Tables

/// Counts the different values of a column, exactly up to a limit, in memory that does not grow beyond it.
struct DistinctValues {
  /// How many are counted; beyond, there are more than so many.
  static let limit = 10_000

  private(set) var count = 0
  /// Hashes of 64 bits, which among so few values are as good as different; 0 is free.
  private var slots = [UInt64](repeating: 0, count: 64)

  /// Whether there are more than are counted.
  private(set) var isBeyondLimit = false

  /// Counts a value, and says whether it is a new one.
  mutating func insert(_ bytes: Span<UInt8>) -> Bool {
    if isBeyondLimit { return false }
    let hash = max(TextHash.of(bytes), 1)
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] != 0 {
      if slots[slot] == hash { return false }
      slot = (slot + 1) & (slots.count - 1)
    }
    guard count < DistinctValues.limit else {
      isBeyondLimit = true
      slots = []
      return true
    }
    slots[slot] = hash
    count += 1
    if count * 2 > slots.count { grow() }
    return true
  }

  private mutating func grow() {
    var larger = [UInt64](repeating: 0, count: slots.count * 2)
    for hash in slots where hash != 0 {
      var slot = Int(truncatingIfNeeded: hash) & (larger.count - 1)
      while larger[slot] != 0 { slot = (slot + 1) & (larger.count - 1) }
      larger[slot] = hash
    }
    slots = larger
  }
}
