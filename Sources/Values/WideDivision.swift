extension WideNatural {
  /// The quotient and the remainder; the divisor is not zero.
  func quotientAndRemainder(
    dividingBy divisor: WideNatural
  ) -> (quotient: WideNatural, remainder: WideNatural) {
    precondition(!divisor.isZero, "division by zero")
    guard self >= divisor else { return (.zero, self) }
    guard divisor.count > 1 else {
      let (quotient, remainder) = dividing(by: divisor.limbs[0])
      return (quotient, WideNatural(UInt128(remainder)))
    }
    // Knuth's algorithm D: the divisor is shifted until its first bit is set, so that a digit of the quotient,
    // guessed from the first digits, is at most two too large.
    let shift = divisor.limbs[divisor.count - 1].leadingZeroBitCount
    let divisor = divisor << shift
    let top = divisor.limbs[divisor.count - 1]
    let next = divisor.limbs[divisor.count - 2]
    var rest = InlineArray<13, UInt64>(repeating: 0)
    for index in 0..<count {
      rest[index] |= limbs[index] << shift
      if shift != 0 { rest[index + 1] = limbs[index] >> (64 - shift) }
    }
    var quotient = InlineArray<12, UInt64>(repeating: 0)
    for position in (0...(count - divisor.count)).reversed() {
      let head = (rest[position + divisor.count], rest[position + divisor.count - 1])
      var digit = WideNatural.guess(head, rest[position + divisor.count - 2], top, next)
      if WideNatural.subtract(divisor, times: digit, from: &rest, at: position) {
        digit -= 1
        WideNatural.add(divisor, to: &rest, at: position)
      }
      quotient[position] = digit
    }
    var remainder = InlineArray<12, UInt64>(repeating: 0)
    for index in 0..<divisor.count { remainder[index] = rest[index] }
    return (
      WideNatural(limbs: quotient, count: count - divisor.count + 1),
      WideNatural(limbs: remainder, count: divisor.count) >> shift
    )
  }

  /// The quotient and the remainder by a divisor of one limb.
  func dividing(by divisor: UInt64) -> (quotient: WideNatural, remainder: UInt64) {
    var result = InlineArray<12, UInt64>(repeating: 0)
    var remainder: UInt64 = 0
    for index in (0..<count).reversed() {
      (result[index], remainder) = divisor.dividingFullWidth((remainder, limbs[index]))
    }
    return (WideNatural(limbs: result, count: count), remainder)
  }

  /// A digit of the quotient, or one more: what two digits of the rest say, put right by a third.
  private static func guess(
    _ head: (UInt64, UInt64),
    _ third: UInt64,
    _ top: UInt64,
    _ next: UInt64
  ) -> UInt64 {
    var (digit, rest) = (UInt64.max, head.1)
    if head.0 < top {
      (digit, rest) = top.dividingFullWidth((head.0, head.1))
    } else {
      let (sum, overflow) = rest.addingReportingOverflow(top)
      if overflow { return digit }
      rest = sum
    }
    while true {
      let product = digit.multipliedFullWidth(by: next)
      guard (product.high, product.low) > (rest, third) else { return digit }
      digit -= 1
      let (sum, overflow) = rest.addingReportingOverflow(top)
      if overflow { return digit }
      rest = sum
    }
  }

  /// Takes a multiple of the divisor away: whether that was too much, and the rest is now negative.
  private static func subtract(
    _ divisor: WideNatural,
    times digit: UInt64,
    from rest: inout InlineArray<13, UInt64>,
    at position: Int
  ) -> Bool {
    var carry: UInt64 = 0
    for index in 0...divisor.count {
      let limb = index < divisor.count ? divisor.limbs[index] : 0
      let product = limb.multipliedFullWidth(by: digit)
      let (low, overflow) = product.low.addingReportingOverflow(carry)
      let (part, under) = rest[position + index].subtractingReportingOverflow(low)
      rest[position + index] = part
      carry = product.high + (overflow ? 1 : 0) + (under ? 1 : 0)
    }
    return carry != 0
  }

  /// Adds the divisor back; what is carried over the first digit is what was borrowed there.
  private static func add(
    _ divisor: WideNatural,
    to rest: inout InlineArray<13, UInt64>,
    at position: Int
  ) {
    var carry: UInt128 = 0
    for index in 0...divisor.count {
      carry +=
        UInt128(rest[position + index]) + UInt128(index < divisor.count ? divisor.limbs[index] : 0)
      rest[position + index] = UInt64(truncatingIfNeeded: carry)
      carry >>= 64
    }
  }

  /// The largest whole number whose square is not larger.
  var squareRoot: WideNatural {
    guard !isZero else { return self }
    // Newton's steps come down from a number that is too large.
    var root = WideNatural.one << ((bitWidth + 1) / 2)
    while true {
      let next = (root + quotientAndRemainder(dividingBy: root).quotient) >> 1
      guard next < root else { return root }
      root = next
    }
  }

  /// The number to a whole power, unless that has more than `limit` bits.
  func raised(to power: Int, limit: Int) -> WideNatural? {
    guard bitWidth * power <= limit else { return nil }
    var result = WideNatural.one
    for _ in 0..<power { result = result * self }
    return result
  }
}
