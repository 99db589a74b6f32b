/// Finds the numbers of groups by the keys of their rows.
struct KeyTable: Sendable {
  enum Search: Sendable {
    /// A number for each word from 0; -1 where there is no group.
    case direct([Int32])
    case hashed(HashedKeys)
  }

  let packing: KeyPacking
  let search: Search

  /// The group that each lane asks for; -1 where there is none.
  func groups(holding wanted: [WantedBits], where isAsked: [Bool]) -> [Int32] {
    var isAsked = isAsked
    let words = packing.words(wanted, &isAsked)
    var result = [Int32](repeating: -1, count: isAsked.count)
    switch search {
    case .direct(let numbers):
      // Every word that can be asked for is in the list: fields keep within their ranges.
      for lane in result.indices where isAsked[lane] {
        let word = Int(words[lane])
        if word < numbers.count { result[lane] = numbers[word] }
      }
    case .hashed(let keys):
      for lane in result.indices where isAsked[lane] { result[lane] = keys.group(lane, words) }
    }
    return result
  }
}

/// Keys by hash, in parts that were made apart; open addressing in each.
struct HashedKeys: Sendable {
  /// How many words a key has.
  let width: Int
  /// The words of each group's key, group after group.
  var keys: [Int64]
  /// Group numbers, part after part; -1 is free.
  var slots: [Int32] = []
  /// Where each part's slots begin, and how many it has, less one: a power of two, less one.
  var starts: [Int] = []
  var masks: [Int] = []

  /// The group of one of the keys that are looked for; -1 where there is none.
  @inline(__always)
  func group(_ lane: Int, _ words: [Int64]) -> Int32 {
    let hash = KeyHash.of(words, lane, width)
    let part = hash.part(of: starts.count)
    return slots[
      hash.slot(
        of: lane,
        in: words,
        among: keys,
        width: width,
        slots,
        from: starts[part],
        mask: masks[part]
      )
    ]
  }
}
