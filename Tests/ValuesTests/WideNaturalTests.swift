import TestSupport
import Testing

@testable import Values

@Suite struct WideNaturalTests {
  /// A random number of up to `bits` bits, with runs of ones and zeros, where carries and guesses go wrong.
  private func random(bits: Int, _ generator: inout SeededGenerator) -> WideNatural {
    var result = WideNatural.zero
    for _ in 0..<(Int.random(in: 0...bits / 64, using: &generator)) {
      let limb =
        switch Int.random(in: 0..<5, using: &generator) {
        case 0: UInt64.max
        case 1: UInt64(0)
        case 2: UInt64(1) << 63
        case 3: UInt64.max - 1
        default: generator.next()
        }
      result = (result << 64) + WideNatural(UInt128(limb))
    }
    return result
  }

  @Test func `sums, products and quotients agree with one another`() throws {
    for seed in Soak.seeds(short: 2000, long: 500_000) {
      var generator = SeededGenerator(seed: seed)
      let a = random(bits: 768, &generator)
      let b = random(bits: 384, &generator)
      let (c, d) = (random(bits: 320, &generator), random(bits: 320, &generator))
      #expect((c + d) - d == c, "\(generator)")
      #expect((c + d) * b == c * b + d * b, "\(generator)")
      let shift = Int.random(in: 0...63, using: &generator)
      #expect((c << shift) == c * WideNatural(1 << UInt128(shift)), "\(generator)")
      #expect(((c << shift) >> shift) == c, "\(generator)")
      #expect((c < d) == (d > c) && (c == d) == (d == c), "\(generator)")
      guard !b.isZero else { continue }
      let (quotient, remainder) = a.quotientAndRemainder(dividingBy: b)
      #expect(remainder < b, "\(generator)")
      #expect(quotient * b + remainder == a, "\(generator)")
      let root = a.squareRoot
      #expect(root * root <= a, "\(generator)")
      #expect(a - root * root <= root + root, "\(generator)")
    }
  }

  @Test func `agrees with the numbers of 128 bits`() {
    for seed in Soak.seeds(short: 1000, long: 100_000) {
      var generator = SeededGenerator(seed: seed)
      let a =
        UInt128.random(in: 0 ... .max, using: &generator)
        >> Int.random(in: 0..<128, using: &generator)
      let b =
        UInt128.random(in: 1 ... .max, using: &generator)
        >> Int.random(in: 0..<64, using: &generator)
      let (quotient, remainder) = WideNatural(a).quotientAndRemainder(dividingBy: WideNatural(b))
      #expect(quotient.low == a / b, "\(generator)")
      #expect(remainder.low == a % b, "\(generator)")
      #expect(WideNatural(a).bitWidth == 128 - a.leadingZeroBitCount)
      #expect((WideNatural(a) < WideNatural(b)) == (a < b), "\(generator)")
    }
  }

  @Test func `a guess of the quotient's digit that is too large is put right`() {
    // Divisors whose first digits say more than there is: the rare paths of long division.
    let top = WideNatural.one << 127
    for low in [UInt128(1), .max >> 64, (.max >> 64) - 1] {
      let divisor = (top << 64) + WideNatural(low)
      for head in [top - .one, top, (top << 1) - .one] {
        let dividend = (head << 256) + WideNatural(low)
        let (quotient, remainder) = dividend.quotientAndRemainder(dividingBy: divisor)
        #expect(remainder < divisor)
        #expect(quotient * divisor + remainder == dividend)
      }
    }
  }
}
