/// A SplitMix64 generator, ours so that a seed gives the same world on every machine and Swift version.
struct Random {
  private var state: UInt64

  /// Creates the generator of one part of the world; parts do not disturb each other's numbers.
  init(seed: UInt64, part: String) {
    // FNV-1a, because Swift's own hashes differ from run to run.
    state = part.utf8.reduce(seed ^ 0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    _ = next()
  }

  /// The next 64 bits.
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xbf58_476d_1ce4_e5b9
    bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
    return bits ^ (bits >> 31)
  }

  /// A whole number of a range.
  mutating func number(in range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(next() % UInt64(range.count))
  }

  /// One element of a list that is not empty.
  mutating func element<Element>(of list: [Element]) -> Element {
    list[number(in: 0...list.count - 1)]
  }

  /// True once in so many times.
  mutating func once(in times: Int) -> Bool { number(in: 1...times) == 1 }
}
