/// Keys of some words each, numbered in the order in which they first come.
struct KeyNumbering: Sendable {
  /// How many words a key has.
  let width: Int
  /// How many keys there are.
  private(set) var count = 0
  /// The words of all keys, key after key.
  private(set) var keys: [Int64] = []
  /// Numbers by hash, open addressing; -1 is free.
  private(set) var slots = [Int32](repeating: -1, count: 64)

  init(width: Int) { self.width = width }

  /// The number of a key, which is added where it is new.
  ///
  /// - Parameters:
  ///   - place: The key's place among `wanted`.
  ///   - wanted: The words of keys, key after key.
  /// - Returns: Its number.
  @inline(__always)
  mutating func number(of place: Int, in wanted: [Int64]) -> Int {
    let slot = slot(of: place, in: wanted)
    let number = Int(slots[slot])
    if number >= 0 { return number }
    slots[slot] = Int32(count)
    for position in 0..<width { keys.append(wanted[place &* width &+ position]) }
    count += 1
    if count * 2 > slots.count { grow() }
    return count - 1
  }

  /// The number of a key; nil where it is not there.
  func existingNumber(of place: Int, in wanted: [Int64]) -> Int? {
    let number = slots[slot(of: place, in: wanted)]
    return number < 0 ? nil : Int(number)
  }

  /// The slot that holds the key, or a free one.
  @inline(__always)
  private func slot(of place: Int, in wanted: [Int64]) -> Int {
    KeyHash.of(wanted, place, width).slot(
      of: place,
      in: wanted,
      among: keys,
      width: width,
      slots,
      from: 0,
      mask: slots.count &- 1
    )
  }

  private mutating func grow() {
    let mask = slots.count * 4 - 1
    slots = Array(repeating: -1, count: mask + 1)
    for number in 0..<count {
      var slot = KeyHash.of(keys, number, width).slot & mask
      while slots[slot] >= 0 { slot = (slot + 1) & mask }
      slots[slot] = Int32(number)
    }
  }
}

/// The hash of a key's words.
struct KeyHash: Sendable {
  let bits: UInt64

  /// The hash of a key.
  ///
  /// - Parameters:
  ///   - keys: The words of keys, key after key.
  ///   - place: The key's place.
  ///   - width: How many words a key has.
  /// - Returns: Its hash.
  @inline(__always)
  static func of(_ keys: [Int64], _ place: Int, _ width: Int) -> KeyHash {
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
    for position in 0..<width {
      let word = UInt64(bitPattern: keys[place &* width &+ position])
      let product = (hash ^ word).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
      hash = product.high ^ product.low &+ 0x2545_F491_4F6C_DD1D
    }
    return KeyHash(bits: hash)
  }

  /// Where a search begins in slots, before it is cut to their number.
  @inline(__always)
  var slot: Int { Int(truncatingIfNeeded: bits >> 16) & 0xFFFF_FFFF }

  /// Which part of some takes the key; a power of two says how many there are.
  @inline(__always)
  func part(of count: Int) -> Int {
    Int(truncatingIfNeeded: bits >> 48) & (count &- 1)
  }

  /// The slot that holds the number of the key with this hash, or a free one: open addressing.
  ///
  /// - Parameters:
  ///   - place: The key's place among `wanted`.
  ///   - wanted: The words of keys, key after key.
  ///   - keys: The words of the keys that are numbered, key after key.
  ///   - width: How many words a key has.
  ///   - slots: Numbers by hash; -1 is free.
  ///   - start: Where the slots begin that are searched.
  ///   - mask: How many they are, less one: a power of two, less one.
  /// - Returns: The slot's place in the list.
  @inline(__always)
  func slot(
    of place: Int,
    in wanted: [Int64],
    among keys: [Int64],
    width: Int,
    _ slots: [Int32],
    from start: Int,
    mask: Int
  ) -> Int {
    var slot = slot & mask
    while true {
      let number = Int(slots[start &+ slot])
      if number < 0 || KeyHash.isSame(keys, number, wanted, place, width) { return start &+ slot }
      slot = (slot &+ 1) & mask
    }
  }

  /// Whether two keys have the same words.
  @inline(__always)
  private static func isSame(
    _ keys: [Int64],
    _ number: Int,
    _ others: [Int64],
    _ place: Int,
    _ width: Int
  ) -> Bool {
    for position in 0..<width
    where keys[number &* width &+ position] != others[place &* width &+ position] {
      return false
    }
    return true
  }
}

extension KeyNumbering {
  /// Keys from columns, each key's words together.
  static func keys(_ columns: [[Int64]], count: Int) -> [Int64] {
    if columns.count == 1 { return columns[0] }
    var keys = [Int64](repeating: 0, count: columns.count * count)
    for (position, column) in columns.enumerated() {
      for lane in 0..<count { keys[lane &* columns.count &+ position] = column[lane] }
    }
    return keys
  }
}
