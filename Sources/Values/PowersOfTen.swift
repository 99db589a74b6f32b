/// The powers of ten that fit 128 bits, and what is counted with them.
enum PowersOfTen {
  /// The powers from 10^0 to 10^38.
  static let all: [UInt128] = {
    var powers: [UInt128] = [1]
    while powers.count < 39 { powers.append(powers[powers.count - 1] * 10) }
    return powers
  }()

  /// The number of decimal digits of a value; 0 has none.
  static func digitCount(_ value: UInt128) -> Int {
    guard value != 0 else { return 0 }
    // log10(2) is a little more than 1233/4096, so the estimate is right or one too low.
    let estimate = ((128 - value.leadingZeroBitCount) * 1233) >> 12
    return value < all[estimate] ? estimate : estimate + 1
  }

  /// The value without its trailing zeros, at most `limit` of them, and how many were dropped.
  static func droppingZeros(of value: UInt128, limit: Int = 38) -> (value: UInt128, count: Int) {
    guard value != 0 else { return (0, 0) }
    var (rest, count) = (value, 0)
    for step in [16, 8, 4, 2, 1] {
      // 16 may be needed twice, the others once.
      while count + step <= limit {
        let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: all[step])
        guard remainder == 0 else { break }
        rest = quotient
        count += step
      }
    }
    return (rest, count)
  }
}
