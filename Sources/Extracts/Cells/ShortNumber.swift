/// Reads numbers of up to eight bytes that have all digits of their scale behind a point, the way most are written.
///
/// It looks at the eight bytes before the end, in which the point has always the same place; for any other cell it says
/// nothing.
struct ShortNumber: Sendable {
  /// How many bytes a number has at least, its sign not counted.
  private let fewest: Int
  /// 1 where there is a point, and 0 where the scale is 0.
  private let points: Int
  private let point: UInt64
  private let pointMask: UInt64
  private let pointShift: UInt64
  /// The bytes before the point, and those behind it.
  private let whole: UInt64
  private let fraction: UInt64

  init(decimal: UInt8, scale: Int) {
    guard (1...6).contains(scale) else {
      // Digits alone; of a scale that leaves no room for them there is no such number.
      (fewest, points) = (scale == 0 ? 1 : .max, 0)
      (point, pointMask, pointShift, whole, fraction) = (0, 0, 0, 0, .max)
      return
    }
    (fewest, points) = (scale + 2, 1)
    pointShift = UInt64(8 * (7 - scale))
    (point, pointMask) = (UInt64(decimal), 0xFF)
    whole = (1 << pointShift) - 1
    fraction = ~0 << (pointShift + 8)
  }

  /// The number between two places of a block, times ten to the power of the scale; nil where it is written otherwise.
  @inline(__always)
  func value(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Int64? {
    let minus = unsafe bytes[unchecked: start] == UInt8(ascii: "-") ? 1 : 0
    let count = end &- start &- minus
    guard count >= fewest, count <= 8, end >= 8 else { return nil }
    let word = unsafe bytes.bytes.unsafeLoadUnaligned(
      fromUncheckedByteOffset: end &- 8,
      as: UInt64.self
    ).littleEndian
    // Without the point the digits before it move one place up, and what stands before the number is dropped.
    let closed = (word & whole) << UInt64(8 &* points) | (word & fraction)
    let digits = (closed ^ 0x3030_3030_3030_3030) & (~0 &<< UInt64(8 &* (8 &- count &+ points)))
    guard (word &>> pointShift) & pointMask == point, EightDigits.areDigits(digits) else {
      return nil
    }
    let value = EightDigits.number(digits)
    return minus == 0 ? value : 0 &- value
  }
}
