/// A run of letters in a date, as one number: the first letter is the lowest byte, and all are small.
struct DateName: Equatable {
  let letters: UInt128
  let length: Int

  static let am = DateName("am")
  static let pm = DateName("pm")

  /// The letters from a place on; nil where there are none, or more than a name has.
  init?(_ bytes: Span<UInt8>, at start: Int) {
    var (letters, length) = (UInt128(0), 0)
    while start + length < bytes.count {
      // Setting the sixth bit makes an ASCII letter small.
      let letter = bytes[start + length] | 0x20
      guard (0x61...0x7A).contains(letter) else { break }
      guard length < 9 else { return nil }
      letters |= UInt128(letter) << UInt128(8 * length)
      length += 1
    }
    guard length > 0 else { return nil }
    (self.letters, self.length) = (letters, length)
  }

  private init(_ word: StaticString) {
    let name = word.withUTF8Buffer { unsafe DateName($0.span, at: 0) }
    guard let name else { preconditionFailure("a name has letters") }
    self = name
  }

  /// Whether it names the month with this number, in three letters or in full.
  func isMonth(_ number: Int, isShort: Bool) -> Bool {
    let month = DateName.month(number)
    guard isShort else { return self == month }
    // Newer British systems shorten September to four letters.
    return hasFirstThree(of: month) && (length == 3 || self == DateName.sept)
  }

  /// Whether it names the day of the week with this number, in three letters or in full; 1 is Monday.
  func isWeekday(_ number: Int) -> Bool {
    let day = DateName.weekday(number)
    return self == day || length == 3 && hasFirstThree(of: day)
  }

  private func hasFirstThree(of other: DateName) -> Bool {
    (letters ^ other.letters) & 0xFF_FFFF == 0
  }

  /// The name of a month.
  static func month(_ number: Int) -> DateName { months[number - 1] }

  /// The name of a day of the week; 1 is Monday.
  static func weekday(_ number: Int) -> DateName { weekdays[number - 1] }

  /// The letters as UTF-8, the first so many of them.
  func utf8(first count: Int = .max) -> [UInt8] {
    (0..<min(count, length)).map { UInt8(truncatingIfNeeded: letters >> UInt128(8 * $0)) }
  }

  private static let sept = DateName("sept")
  private static let months: InlineArray<12, DateName> = [
    DateName("january"), DateName("february"), DateName("march"), DateName("april"),
    DateName("may"), DateName("june"), DateName("july"), DateName("august"),
    DateName("september"), DateName("october"), DateName("november"), DateName("december"),
  ]
  private static let weekdays: InlineArray<7, DateName> = [
    DateName("monday"), DateName("tuesday"), DateName("wednesday"), DateName("thursday"),
    DateName("friday"), DateName("saturday"), DateName("sunday"),
  ]
}
