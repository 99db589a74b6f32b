/// Up to eight bytes of text as digits, all at once.
enum EightDigits {
  /// The bytes as one number, the first in its lowest byte.
  ///
  /// - Precondition: There are eight bytes at most.
  @inline(__always)
  static func word(_ bytes: Span<UInt8>) -> UInt64 {
    let count = bytes.count
    if count >= 4 {
      // Two halves that overlap where there are fewer than eight.
      let low = unsafe bytes.bytes.unsafeLoadUnaligned(
        fromUncheckedByteOffset: 0,
        as: UInt32.self
      )
      let high = unsafe bytes.bytes.unsafeLoadUnaligned(
        fromUncheckedByteOffset: count &- 4,
        as: UInt32.self
      )
      return UInt64(low.littleEndian) | UInt64(high.littleEndian) << UInt64(8 &* (count &- 4))
    }
    var word: UInt64 = 0
    for index in 0..<count { word |= unsafe UInt64(bytes[unchecked: index]) << UInt64(8 &* index) }
    return word
  }

  /// Reads the digits of a word.
  ///
  /// - Parameters:
  ///   - word: The text, the first byte the lowest; those before the digits are zero.
  ///   - count: How many digits there are, one at least.
  /// - Returns: The number; nil where a byte is no digit.
  @inline(__always)
  static func value(of word: UInt64, count: Int) -> Int64? {
    let digits = word ^ (0x3030_3030_3030_3030 << UInt64(8 &* (8 &- count)))
    guard areDigits(digits) else { return nil }
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
