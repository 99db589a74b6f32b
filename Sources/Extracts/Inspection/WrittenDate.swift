internal import Values

/// How a date is written, as far as one cell can tell.
struct DateStyle: Hashable {
  /// Which part comes where.
  enum Order: Hashable {
    /// The year first, then month and day.
    case yearFirst
    /// The year last; whether day or month comes first only the values can tell.
    case yearLast
    /// The day, the name of the month, the year.
    case named(isShort: Bool)
  }

  /// A time after the date.
  enum Time: Hashable {
    case none
    case minutes
    case seconds
  }

  var order: Order
  var separator: UInt8
  var yearDigits: Int
  var time = Time.none
  /// What stands between date and time.
  var timeSeparator: UInt8 = 0
}

/// What a cell writes as a date, in any of the usual ways.
struct WrittenDate: Hashable {
  var style: DateStyle
  /// The parts other than the year, in the order written.
  var first: Int
  var second: Int
  var year: Int
  /// Whether a part takes one digit.
  var isFirstShort: Bool
  var isSecondShort = false

  /// Reads a cell without spaces around it; nil where it is not written as a date, whether or not there is such a day.
  init?(_ bytes: Span<UInt8>) {
    guard bytes.count >= 6, bytes.count <= 40 else { return nil }
    var index = 0
    guard let (lead, width) = WrittenDate.number(bytes, &index), index < bytes.count else {
      return nil
    }
    let separator = bytes[index]
    guard [0x20, 0x2D, 0x2E, 0x2F].contains(separator) else { return nil }
    index += 1
    if width == 4 {
      guard let (month, monthWidth) = WrittenDate.number(bytes, &index), monthWidth <= 2,
        index < bytes.count, bytes[index] == separator
      else { return nil }
      index += 1
      guard let (day, dayWidth) = WrittenDate.number(bytes, &index), dayWidth <= 2 else {
        return nil
      }
      style = DateStyle(order: .yearFirst, separator: separator, yearDigits: 4)
      (first, second, year) = (month, day, lead)
      (isFirstShort, isSecondShort) = (monthWidth == 1, dayWidth == 1)
    } else {
      guard width <= 2, index < bytes.count else { return nil }
      let order: DateStyle.Order
      if let (month, isShort) = WrittenDate.monthName(bytes, &index) {
        order = .named(isShort: isShort)
        second = month
      } else {
        guard let (part, partWidth) = WrittenDate.number(bytes, &index), partWidth <= 2 else {
          return nil
        }
        order = .yearLast
        second = part
        isSecondShort = partWidth == 1
      }
      guard index < bytes.count, bytes[index] == separator else { return nil }
      index += 1
      guard let (last, lastWidth) = WrittenDate.number(bytes, &index),
        lastWidth == 2 || lastWidth == 4
      else { return nil }
      style = DateStyle(order: order, separator: separator, yearDigits: lastWidth)
      (first, isFirstShort) = (lead, width == 1)
      year = lastWidth == 4 ? last : last + (last < 70 ? 2000 : 1900)
    }
    guard readTime(bytes, index) else { return nil }
  }

  /// The day, read with the day of the month before the month, or after it.
  func date(dayFirst: Bool) -> CalendarDate? {
    let isDayFirst = style.order == .yearFirst ? false : dayFirst
    return CalendarDate(
      year: year,
      month: isDayFirst ? second : first,
      day: isDayFirst ? first : second
    )
  }

  private mutating func readTime(_ bytes: Span<UInt8>, _ start: Int) -> Bool {
    guard start < bytes.count else { return true }
    var index = start
    guard bytes[index] == 0x20 || bytes[index] == UInt8(ascii: "T") else { return false }
    style.timeSeparator = bytes[index]
    index += 1
    var parts = 0
    while true {
      guard let (value, width) = WrittenDate.number(bytes, &index), width <= 2,
        value < (parts == 0 ? 24 : 60)
      else { return false }
      parts += 1
      guard index < bytes.count, bytes[index] == UInt8(ascii: ":"), parts < 3 else { break }
      index += 1
    }
    style.time = parts == 3 ? .seconds : .minutes
    return parts > 1 && index == bytes.count
  }

  private static func number(_ bytes: Span<UInt8>, _ index: inout Int) -> (Int, width: Int)? {
    let start = index
    var value = 0
    while index < bytes.count, index - start < 5 {
      let digit = bytes[index] &- UInt8(ascii: "0")
      guard digit < 10 else { break }
      value = value * 10 + Int(digit)
      index += 1
    }
    return (1...4).contains(index - start) ? (value, index - start) : nil
  }

  private static func monthName(_ bytes: Span<UInt8>, _ index: inout Int) -> (Int, Bool)? {
    var end = index
    while end < bytes.count, (0x61...0x7A).contains(bytes[end] | 0x20) { end += 1 }
    guard end - index >= 3 else { return nil }
    for (number, name) in monthNames.enumerated()
    where end - index == 3 || end - index == name.count {
      var isEqual = true
      for offset in 0..<(end - index) where bytes[index + offset] | 0x20 != name[offset] {
        isEqual = false
      }
      guard isEqual else { continue }
      let isShort = end - index == 3
      index = end
      return (number + 1, isShort)
    }
    return nil
  }

  private static let monthNames: [[UInt8]] = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ].map { Array($0.utf8) }
}

/// The dates of one column that are written in one style.
struct DateTally {
  let style: DateStyle
  private(set) var count = 0
  /// How many are days with the day of the month first, and with the month first.
  private(set) var dayFirst = 0
  private(set) var monthFirst = 0
  private var isFirstShort = false
  private var isSecondShort = false
  private var dayFirstRange: ClosedRange<Int>?
  private var monthFirstRange: ClosedRange<Int>?

  init(style: DateStyle) { self.style = style }

  mutating func add(_ date: WrittenDate) {
    count += 1
    isFirstShort = isFirstShort || date.isFirstShort
    isSecondShort = isSecondShort || date.isSecondShort
    if let day = date.date(dayFirst: true)?.dayNumber {
      dayFirst += 1
      dayFirstRange = DateTally.widened(dayFirstRange, day)
    }
    guard style.order == .yearLast else { return }
    if let day = date.date(dayFirst: false)?.dayNumber {
      monthFirst += 1
      monthFirstRange = DateTally.widened(monthFirstRange, day)
    }
  }

  private static func widened(_ range: ClosedRange<Int>?, _ day: Int) -> ClosedRange<Int> {
    guard let range else { return day...day }
    if range.contains(day) { return range }
    return min(range.lowerBound, day)...max(range.upperBound, day)
  }

  /// Whether the month comes first, as far as the values tell; where they fit both, it does not.
  var isMonthFirst: Bool { monthFirst > dayFirst }
  /// Whether all values fit both orders.
  var isAmbiguous: Bool { style.order == .yearLast && monthFirst == dayFirst }
  /// How many are no day.
  var impossible: Int { count - max(dayFirst, monthFirst) }
  /// The first day and the last.
  var range: ClosedRange<CalendarDate>? {
    (isMonthFirst ? monthFirstRange : dayFirstRange).map {
      CalendarDate(dayNumber: $0.lowerBound)...CalendarDate(dayNumber: $0.upperBound)
    }
  }

  /// The pattern that reads them.
  var pattern: String {
    let separator = String(UnicodeScalar(style.separator))
    let isMonthFirst = isMonthFirst || style.order == .yearFirst
    let day = (isMonthFirst ? isSecondShort : isFirstShort) ? "d" : "dd"
    let month = (isMonthFirst ? isFirstShort : isSecondShort) ? "m" : "mm"
    let year = style.yearDigits == 4 ? "yyyy" : "yy"
    let parts =
      switch style.order {
      case .yearFirst: [year, month, day]
      case .yearLast: isMonthFirst ? [month, day, year] : [day, month, year]
      case .named(let isShort): [day, isShort ? "Mon" : "Month", year]
      }
    let time =
      switch style.time {
      case .none: ""
      case .minutes: "hh:mm"
      case .seconds: "hh:mm:ss"
      }
    let between = style.time == .none ? "" : String(UnicodeScalar(style.timeSeparator))
    return parts.joined(separator: separator) + between + time
  }
}
