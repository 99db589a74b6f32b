/// A whole number of up to 768 bits: room for the digits that roots, logarithms and powers are worked out with.
///
/// - Precondition: Every result fits; who computes with it sees to that.
struct WideNatural {
  static let limbCount = 12
  /// The digits in base 2^64, the last one first; those from `count` on are zero.
  private(set) var limbs: InlineArray<12, UInt64>
  /// How many limbs there are up to the first that is not zero.
  private(set) var count: Int

  static let zero = WideNatural(0)
  static let one = WideNatural(1)

  init(_ value: UInt128) {
    limbs = InlineArray(repeating: 0)
    limbs[0] = UInt64(truncatingIfNeeded: value)
    limbs[1] = UInt64(truncatingIfNeeded: value >> 64)
    count = limbs[1] != 0 ? 2 : (limbs[0] != 0 ? 1 : 0)
  }

  init(limbs: InlineArray<12, UInt64>, count: Int) {
    self.limbs = limbs
    self.count = count
    while self.count > 0, limbs[self.count - 1] == 0 { self.count -= 1 }
  }

  /// Ten to a power of up to 231.
  static func powerOfTen(_ power: Int) -> WideNatural {
    var result = WideNatural(PowersOfTen.all[power % 38])
    for _ in 0..<(power / 38) { result = result * WideNatural(PowersOfTen.all[38]) }
    return result
  }

  var isZero: Bool { count == 0 }

  /// The number of bits up to the first one; 0 has none.
  var bitWidth: Int {
    count == 0 ? 0 : count * 64 - limbs[count - 1].leadingZeroBitCount
  }

  /// An n of which 10^n is not larger than the number, and 20 * 10^n is larger.
  var leadingExponent: Int { max(0, ((bitWidth - 1) * 1233) >> 12) }

  /// The last 128 bits.
  var low: UInt128 { UInt128(limbs[1]) << 64 | UInt128(limbs[0]) }

  static func + (a: WideNatural, b: WideNatural) -> WideNatural {
    var result = InlineArray<12, UInt64>(repeating: 0)
    var carry: UInt128 = 0
    let count = max(a.count, b.count)
    for index in 0..<count {
      carry += UInt128(a.limbs[index]) + UInt128(b.limbs[index])
      result[index] = UInt64(truncatingIfNeeded: carry)
      carry >>= 64
    }
    if carry != 0 { result[count] = UInt64(carry) }
    return WideNatural(limbs: result, count: min(count + 1, limbCount))
  }

  /// The difference.
  ///
  /// - Precondition: `b` is not larger than `a`.
  static func - (a: WideNatural, b: WideNatural) -> WideNatural {
    var result = InlineArray<12, UInt64>(repeating: 0)
    var borrow = false
    for index in 0..<a.count {
      let (part, under) = a.limbs[index].subtractingReportingOverflow(b.limbs[index])
      let (rest, underAgain) = part.subtractingReportingOverflow(borrow ? 1 : 0)
      result[index] = rest
      borrow = under || underAgain
    }
    precondition(!borrow && b.count <= a.count, "negative difference")
    return WideNatural(limbs: result, count: a.count)
  }

  static func * (a: WideNatural, b: WideNatural) -> WideNatural {
    var result = InlineArray<12, UInt64>(repeating: 0)
    for i in 0..<a.count {
      var carry: UInt128 = 0
      for j in 0..<b.count {
        carry +=
          UInt128(a.limbs[i].multipliedFullWidth(by: b.limbs[j])) + UInt128(result[i + j])
        result[i + j] = UInt64(truncatingIfNeeded: carry)
        carry >>= 64
      }
      if carry != 0 { result[i + b.count] = UInt64(carry) }
    }
    return WideNatural(limbs: result, count: min(a.count + b.count, limbCount))
  }

  static func << (value: WideNatural, bits: Int) -> WideNatural {
    var result = InlineArray<12, UInt64>(repeating: 0)
    let (whole, part) = (bits / 64, bits % 64)
    for index in 0..<value.count {
      let limb = value.limbs[index]
      result[index + whole] |= limb << part
      let rest = part == 0 ? 0 : limb >> (64 - part)
      if rest != 0 { result[index + whole + 1] = rest }
    }
    return WideNatural(limbs: result, count: min(value.count + whole + 1, limbCount))
  }

  static func >> (value: WideNatural, bits: Int) -> WideNatural {
    var result = InlineArray<12, UInt64>(repeating: 0)
    let (whole, part) = (bits / 64, bits % 64)
    guard whole < value.count else { return .zero }
    for index in whole..<value.count {
      let limb = value.limbs[index]
      result[index - whole] |= limb >> part
      if part != 0, index > whole { result[index - whole - 1] |= limb << (64 - part) }
    }
    return WideNatural(limbs: result, count: value.count - whole)
  }
}

extension UInt128 {
  fileprivate init(_ product: (high: UInt64, low: UInt64)) {
    self = UInt128(product.high) << 64 | UInt128(product.low)
  }
}

extension WideNatural: Comparable {
  static func == (a: WideNatural, b: WideNatural) -> Bool { order(a, b) == 0 }

  static func < (a: WideNatural, b: WideNatural) -> Bool { order(a, b) < 0 }

  private static func order(_ a: WideNatural, _ b: WideNatural) -> Int {
    guard a.count == b.count else { return a.count - b.count }
    for index in (0..<a.count).reversed() where a.limbs[index] != b.limbs[index] {
      return a.limbs[index] < b.limbs[index] ? -1 : 1
    }
    return 0
  }
}
