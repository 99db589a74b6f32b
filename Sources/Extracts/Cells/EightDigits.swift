/// Eight bytes of text as digits, all at once.
enum EightDigits {
  /// The number that eight digits make, the first in the lowest byte and the code of "0" taken away from each.
  @inline(__always)
  static func number(_ digits: UInt64) -> Int64 {
    // Neighbours are joined to pairs, the pairs to fours, and those to the whole.
    let pairs = digits &* 10 &+ digits >> 8
    let fours = (pairs & 0x00FF_00FF_00FF_00FF) &* 100 &+ (pairs >> 16 & 0x0000_00FF_0000_00FF)
    let high = fours & 0xFFFF
    let low = fours >> 32 & 0xFFFF
    return Int64(truncatingIfNeeded: high &* 10_000 &+ low)
  }

  /// Whether each byte, from which the code of "0" was taken away, is below ten.
  @inline(__always)
  static func areDigits(_ word: UInt64) -> Bool {
    // Adding 0x76 sets the top bit of what is more than nine.
    ((word &+ 0x7676_7676_7676_7676) | word) & 0x8080_8080_8080_8080 == 0
  }
}
