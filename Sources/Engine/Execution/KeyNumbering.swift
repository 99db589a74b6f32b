/// Keys of some integers each, numbered in the order in which they first come.
struct KeyNumbering: Sendable {
  /// How many integers a key has.
  let width: Int
  /// The integers of all keys, key after key.
  private(set) var keys: [Int64] = []
  /// Numbers by hash, open addressing; -1 is free.
  private(set) var slots = [Int32](repeating: -1, count: 64)
  private var hashes: [UInt64] = []

  init(width: Int) { self.width = width }

  /// How many keys there are.
  var count: Int { hashes.count }

  /// The number of a key, which is added where it is new.
  ///
  /// - Parameters:
  ///   - lane: The key's place among `wanted`, in which each key's integers are together.
  ///   - wanted: Keys.
  ///   - hash: The key's hash.
  /// - Returns: Its number.
  @inline(__always)
  mutating func number(of lane: Int, in wanted: [Int64], hash: UInt64) -> Int {
    let slot = slot(of: lane, in: wanted, hash)
    let number = Int(slots[slot])
    if number >= 0 { return number }
    let new = hashes.count
    slots[slot] = Int32(new)
    hashes.append(hash)
    for position in 0..<width { keys.append(wanted[lane * width + position]) }
    if hashes.count * 2 > slots.count { grow() }
    return new
  }

  /// The number of a key; nil where it is not there.
  func existingNumber(of lane: Int, in wanted: [Int64], hash: UInt64) -> Int? {
    let number = slots[slot(of: lane, in: wanted, hash)]
    return number < 0 ? nil : Int(number)
  }

  /// The slot that holds the key, or a free one.
  @inline(__always)
  private func slot(of lane: Int, in wanted: [Int64], _ hash: UInt64) -> Int {
    let mask = slots.count - 1
    var slot = HashedKeys.slot(hash) & mask
    while true {
      let number = Int(slots[slot])
      if number < 0
        || hashes[number] == hash && HashedKeys.isSame(keys, number, wanted, lane, width)
      {
        return slot
      }
      slot = (slot + 1) & mask
    }
  }

  private mutating func grow() {
    let mask = slots.count * 4 - 1
    slots = Array(repeating: -1, count: mask + 1)
    for (number, hash) in hashes.enumerated() {
      var slot = HashedKeys.slot(hash) & mask
      while slots[slot] >= 0 { slot = (slot + 1) & mask }
      slots[slot] = Int32(number)
    }
  }
}

extension HashedKeys {
  /// Keys from columns, each lane's integers together.
  static func together(_ columns: [[Int64]], count: Int) -> [Int64] {
    if columns.count == 1 { return columns[0] }
    var keys = [Int64](repeating: 0, count: columns.count * count)
    for (position, column) in columns.enumerated() {
      for lane in 0..<count { keys[lane * columns.count + position] = column[lane] }
    }
    return keys
  }
}
