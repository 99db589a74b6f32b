/// Finds the numbers of groups by the keys of their rows.
enum KeyTable: Sendable {
  /// Keys of one field that lie close together: a number for each integer from the lowest; -1 where there is no group.
  case direct(lowest: Int64, numbers: [Int32])
  case hashed(HashedKeys)

  /// The group that each lane asks for; -1 where there is none.
  func groups(holding wanted: [WantedBits], where isAsked: [Bool]) -> [Int32] {
    var isAsked = isAsked
    for column in wanted {
      guard let isHeld = column.isHeld else { continue }
      for lane in isAsked.indices where !isHeld[lane] { isAsked[lane] = false }
    }
    switch self {
    case .direct(let lowest, let numbers):
      let bits = wanted[0].bits
      var result = [Int32](repeating: -1, count: isAsked.count)
      for lane in result.indices where isAsked[lane] {
        let (place, overflow) = bits[lane].subtractingReportingOverflow(lowest)
        if !overflow, place >= 0, place < numbers.count { result[lane] = numbers[Int(place)] }
      }
      return result
    case .hashed(let keys):
      return keys.groups(holding: wanted.map(\.bits), where: isAsked)
    }
  }
}

/// Keys by hash, in parts that were made apart; open addressing in each.
struct HashedKeys: Sendable {
  /// How many parts there are; a hash's upper bits say which.
  static let partCount = 16

  /// The integers of each group's key, group after group.
  var keys: [Int64]
  /// Group numbers, part after part; -1 is free.
  var slots: [Int32] = []
  /// Where each part's slots begin.
  var starts: [Int] = []
  /// How many slots each part has, less one: a power of two, less one.
  var masks: [Int] = []

  /// The hashes of keys, by lane.
  static func hashes(_ columns: [[Int64]], count: Int) -> [UInt64] {
    var result = [UInt64](repeating: 0x9E37_79B9_7F4A_7C15, count: count)
    for column in columns {
      for lane in result.indices { result[lane] = mix(result[lane], column[lane]) }
    }
    return result
  }

  @inline(__always)
  private static func mix(_ hash: UInt64, _ bits: Int64) -> UInt64 {
    let product = (hash ^ UInt64(bitPattern: bits)).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
    return product.high ^ product.low &+ 0x2545_F491_4F6C_DD1D
  }

  /// The part that a hash belongs to.
  @inline(__always)
  static func part(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash >> 60) }

  /// Where the search in a part's slots begins.
  @inline(__always)
  static func slot(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash >> 16) & 0xFFFF_FFFF }

  /// The group that each lane asks for; -1 where there is none.
  func groups(holding columns: [[Int64]], where isAsked: [Bool]) -> [Int32] {
    let hashes = HashedKeys.hashes(columns, count: isAsked.count)
    let width = columns.count
    let wanted = HashedKeys.together(columns, count: isAsked.count)
    var result = [Int32](repeating: -1, count: isAsked.count)
    for lane in result.indices where isAsked[lane] {
      let part = HashedKeys.part(hashes[lane])
      let (start, mask) = (starts[part], masks[part])
      var slot = HashedKeys.slot(hashes[lane]) & mask
      while true {
        let number = slots[start + slot]
        if number < 0 || HashedKeys.isSame(keys, Int(number), wanted, lane, width) {
          result[lane] = number
          break
        }
        slot = (slot + 1) & mask
      }
    }
    return result
  }

  /// Whether a group's key is the one that a lane looks for; in both lists each key's integers are together.
  @inline(__always)
  static func isSame(
    _ keys: [Int64],
    _ group: Int,
    _ wanted: [Int64],
    _ lane: Int,
    _ width: Int
  ) -> Bool {
    for position in 0..<width
    where keys[group * width + position] != wanted[lane * width + position] {
      return false
    }
    return true
  }
}
