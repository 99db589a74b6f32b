internal import Values

/// A pattern of `dd`, `mm` and `yyyy` with up to two characters between them, read by their places.
struct FixedDate: Sendable {
  /// How many bytes the cell has; a pattern of another kind has more than any cell.
  private var length = Int.max
  private var year = 0
  private var month = 0
  private var day = 0
  /// Where the characters between them stand.
  private var places = (0, 0)
  /// Those characters; `masks` is zero where there is none to compare.
  private var marks: (UInt8, UInt8) = (0, 0)
  private var masks: (UInt8, UInt8) = (0, 0)

  /// Reads the pattern's steps.
  init(_ pattern: DatePattern) {
    var (steps, index) = (pattern.steps, 0)
    while steps != 0 {
      let step = UInt8(truncatingIfNeeded: steps)
      steps >>= 8
      switch DatePart(rawValue: step) {
      case .year4: (year, index) = (index, index + 4)
      case .month: (month, index) = (index, index + 2)
      case .day: (day, index) = (index, index + 2)
      case nil where masks.0 == 0:
        (places.0, marks.0, masks.0, index) = (index, step, .max, index + 1)
      case nil where masks.1 == 0:
        (places.1, marks.1, masks.1, index) = (index, step, .max, index + 1)
      default: return
      }
    }
    length = index
  }

  /// The date, if it is so written and plausible.
  @inline(__always)
  func read(_ bytes: Span<UInt8>) -> CalendarDate? {
    guard bytes.count == length else { return nil }
    // All places are below `length`; the eight digits are gathered in one word, the first in the lowest byte.
    let raw = unsafe bytes.bytes
    let year = unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: self.year, as: UInt32.self)
    let month = unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: self.month, as: UInt16.self)
    let day = unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: self.day, as: UInt16.self)
    let text =
      UInt64(year.littleEndian) | UInt64(month.littleEndian) << 32 | UInt64(day.littleEndian) << 48
    let digits = text ^ 0x3030_3030_3030_3030
    var wrong = unsafe (bytes[unchecked: places.0] ^ marks.0) & masks.0
    wrong |= unsafe (bytes[unchecked: places.1] ^ marks.1) & masks.1
    guard wrong == 0, EightDigits.areDigits(digits) else { return nil }
    // Each pair of digits becomes a number below 100.
    let pairs = digits &* 10 &+ digits >> 8
    return PlausibleDay.date(
      century: Int32(truncatingIfNeeded: pairs & 0xFF),
      Int32(truncatingIfNeeded: pairs >> 16 & 0xFF),
      Int32(truncatingIfNeeded: pairs >> 32 & 0xFF),
      Int32(truncatingIfNeeded: pairs >> 48 & 0xFF)
    )
  }
}

/// Days of the years 1900 to 2199.
enum PlausibleDay {
  static let years = 1900...2199

  /// The day; nil where there is none or the year is not plausible.
  ///
  /// It is calculated without tables and branches, since no processor foresees which month comes next: the long months
  /// are odd up to July and even after it; years are counted from March, so that the leap day is the last of its year,
  /// and 979/32 is as long as the months from March are.
  @inline(__always)
  static func date(
    century: Int32,
    _ yearOfCentury: Int32,
    _ month: Int32,
    _ day: Int32
  ) -> CalendarDate? {
    let isCenturyYear = yearOfCentury == 0
    let leap: Int32 = (isCenturyYear ? century : yearOfCentury) & 3 == 0 ? 1 : 0
    let length = (month == 2 ? 28 &+ leap : 30 &+ ((month ^ month >> 3) & 1))
    let isPossible =
      UInt32(bitPattern: century &- 19) < 3 && UInt32(bitPattern: month &- 1) < 12
      && UInt32(bitPattern: day &- 1) < UInt32(bitPattern: length)
    guard isPossible else { return nil }
    let isEarly: Int32 = month <= 2 ? 1 : 0
    let year = century &* 100 &+ yearOfCentury &- isEarly
    let centuries = century &- (isCenturyYear ? isEarly : 0)
    let leapDays = year >> 2 &- centuries &+ centuries >> 2
    let dayOfYear = (979 &* (month &+ 12 &* isEarly) &- 2919) >> 5 &+ day
    return CalendarDate(dayNumber: Int(year &* 365 &+ leapDays &+ dayOfYear &- 719_469))
  }
}
