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
  struct Time: Hashable {
    var hasSeconds = false
    var hasFraction = false
    /// What stands between the time and `AM` or `PM`, where one of them is there.
    var halfDay: HalfDay?
    /// Whether a `Z` ends it.
    var hasZone = false
  }

  /// Whether a space stands before `AM` or `PM`.
  enum HalfDay: Hashable {
    case adjacent
    case afterSpace
  }

  var order: Order
  var separator: UInt8
  var yearDigits: Int
  /// The time behind the date, where there is one.
  var time: Time?
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
  /// Whether the hour takes one digit.
  var isHourShort = false

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

  /// Whether the year is one that an audit meets, so that the cell does not stand for "no date".
  var isPlausible: Bool { (1900...2199).contains(year) }

  /// Reads `hh:mm`, and what may follow it, to the end of the cell; true where there is no time.
  private mutating func readTime(_ bytes: Span<UInt8>, _ start: Int) -> Bool {
    guard start < bytes.count else { return true }
    var index = start
    guard bytes[index] == 0x20 || bytes[index] == UInt8(ascii: "T") else { return false }
    style.timeSeparator = bytes[index]
    index += 1
    var time = DateStyle.Time()
    guard let (hour, width) = WrittenDate.number(bytes, &index), width <= 2, hour < 24,
      WrittenDate.sixtieth(bytes, &index)
    else { return false }
    isHourShort = width == 1
    time.hasSeconds = WrittenDate.sixtieth(bytes, &index)
    if time.hasSeconds, index < bytes.count, bytes[index] == UInt8(ascii: ".") {
      let point = index
      index += 1
      while index < bytes.count, bytes[index] &- 0x30 < 10 { index += 1 }
      time.hasFraction = index > point + 1
    }
    if index < bytes.count, bytes[index] == UInt8(ascii: "Z") {
      time.hasZone = true
      index += 1
    } else if index < bytes.count {
      let hasSpace = bytes[index] == 0x20
      if hasSpace { index += 1 }
      guard bytes.count - index == 2, [0x61, 0x70].contains(bytes[index] | 0x20),
        bytes[index + 1] | 0x20 == UInt8(ascii: "m"), (1...12).contains(hour)
      else { return false }
      time.halfDay = hasSpace ? .afterSpace : .adjacent
      index += 2
    }
    style.time = time
    return index == bytes.count
  }

  /// Passes over a colon and two digits of minutes or seconds, where they are there.
  private static func sixtieth(_ bytes: Span<UInt8>, _ index: inout Int) -> Bool {
    guard index < bytes.count, bytes[index] == UInt8(ascii: ":") else { return false }
    var next = index + 1
    guard let (value, width) = number(bytes, &next), width == 2, value < 60 else { return false }
    index = next
    return true
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
    if end - index == 4, bytes[index] | 0x20 == UInt8(ascii: "s"),
      bytes[index + 1] | 0x20 == UInt8(ascii: "e"),
      bytes[index + 2] | 0x20 == UInt8(ascii: "p"), bytes[index + 3] | 0x20 == UInt8(ascii: "t")
    {
      index = end
      return (9, true)
    }
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
