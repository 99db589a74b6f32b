internal import Values

/// What a cell writes as a date, in any of the usual ways.
struct WrittenDate: Hashable {
  private(set) var style = DateStyle()
  /// The parts other than the year, in the order written; where the month has a name, the day before it.
  private(set) var first = 0
  private(set) var second = 0
  private(set) var year = 0
  /// Whether a part takes one digit.
  private(set) var isFirstShort = false
  private(set) var isSecondShort = false
  /// Whether the hour takes one digit.
  private(set) var isHourShort = false

  /// Reads a cell without spaces around it; nil where it is not written as a date, whether or not there is such a day.
  init?(_ bytes: Span<UInt8>) {
    guard bytes.count >= 6, bytes.count <= 40 else { return nil }
    var index = 0
    // Most dates begin with a digit.
    let isNamed = bytes[0] &- 0x30 >= 10
    if isNamed { style.weekday = WrittenDate.weekday(bytes, &index) }
    let isRead =
      if isNamed, let (month, isShort) = WrittenDate.monthName(bytes, &index) {
        readDay(bytes, &index, after: month, isShort)
      } else {
        readNumbers(bytes, &index)
      }
    guard isRead, readTime(bytes, index) else { return nil }
  }

  /// Whether a text may be a date that begins with a name: it begins like one, and ends as none of the names does.
  static func mayBeginWithName(_ bytes: Span<UInt8>) -> Bool {
    guard bytes.count >= 10, bytes.count <= 40 else { return false }
    let last = bytes[bytes.count - 1]
    guard last &- 0x30 < 10 || last | 0x20 == UInt8(ascii: "m") || last == UInt8(ascii: "Z") else {
      return false
    }
    let start = (UInt32(bytes[0]) << 16 | UInt32(bytes[1]) << 8 | UInt32(bytes[2])) | 0x202020
    return beginnings.contains(start)
  }

  /// Reads a date that begins with a number: the year, the day or the month.
  private mutating func readNumbers(_ bytes: Span<UInt8>, _ index: inout Int) -> Bool {
    guard let (lead, width) = WrittenDate.number(bytes, &index), index < bytes.count else {
      return false
    }
    // The name of a month needs nothing beside it: 12May2024.
    if (0x61...0x7A).contains(bytes[index] | 0x20) {
      guard width <= 2 else { return false }
    } else {
      style.separator = bytes[index]
      guard WrittenDate.separators.contains(style.separator) else { return false }
      index += 1
    }
    if width == 4 {
      guard style.weekday == nil, let (month, monthWidth) = WrittenDate.number(bytes, &index),
        monthWidth <= 2, index < bytes.count, bytes[index] == style.separator
      else { return false }
      index += 1
      guard let (day, dayWidth) = WrittenDate.number(bytes, &index), dayWidth <= 2 else {
        return false
      }
      (first, second, year) = (month, day, lead)
      (isFirstShort, isSecondShort) = (monthWidth == 1, dayWidth == 1)
      return true
    }
    guard width <= 2, index < bytes.count else { return false }
    (first, isFirstShort) = (lead, width == 1)
    if let (month, isShort) = WrittenDate.monthName(bytes, &index) {
      style.order = .named(isShort: isShort)
      second = month
    } else {
      guard let (part, partWidth) = WrittenDate.number(bytes, &index), partWidth <= 2 else {
        return false
      }
      style.order = .yearLast
      (second, isSecondShort) = (part, partWidth == 1)
    }
    return readYear(bytes, &index)
  }

  /// Reads the day and the year after the name of a month.
  private mutating func readDay(
    _ bytes: Span<UInt8>,
    _ index: inout Int,
    after month: Int,
    _ isShort: Bool
  ) -> Bool {
    style.order = .namedFirst(isShort: isShort)
    guard index < bytes.count, WrittenDate.separators.contains(bytes[index]) else { return false }
    style.separator = bytes[index]
    index += 1
    guard let (day, width) = WrittenDate.number(bytes, &index), width <= 2 else { return false }
    (first, isFirstShort, second) = (day, width == 1, month)
    return readYear(bytes, &index)
  }

  /// Reads the separator, or a comma and a space, and the year after it.
  private mutating func readYear(_ bytes: Span<UInt8>, _ index: inout Int) -> Bool {
    guard index < bytes.count else { return false }
    if bytes[index] == UInt8(ascii: ","), index + 1 < bytes.count, bytes[index + 1] == 0x20,
      style.order != .yearLast
    {
      style.hasYearComma = true
      index += 2
    } else if style.separator != 0 {
      guard bytes[index] == style.separator else { return false }
      index += 1
    }
    guard let (last, width) = WrittenDate.number(bytes, &index), width == 2 || width == 4 else {
      return false
    }
    style.yearDigits = width
    year = width == 4 ? last : last + (last < 70 ? 2000 : 1900)
    return true
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
    if readZone(bytes, &index, &time) {
      style.time = time
      return index == bytes.count
    }
    if index < bytes.count {
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

  /// Reads `Z`, or an offset from UTC as in `+01:00`, `+0100` and `+01`; false where there is none.
  private func readZone(
    _ bytes: Span<UInt8>,
    _ index: inout Int,
    _ time: inout DateStyle.Time
  ) -> Bool {
    var next = index
    if next < bytes.count, bytes[next] == 0x20 { next += 1 }
    guard next < bytes.count else { return false }
    let sign = bytes[next]
    next += 1
    if sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
      guard let (hours, width) = WrittenDate.number(bytes, &next), width == 2 || width == 4,
        (width == 2 ? hours : hours / 100) <= 14
      else { return false }
      if width == 2 { _ = WrittenDate.sixtieth(bytes, &next) }
    } else if sign != UInt8(ascii: "Z") {
      return false
    }
    time.hasZone = true
    time.hasZoneSpace = bytes[index] == 0x20
    index = next
    return true
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

  /// Passes over the name of a day, and the space, or comma and space, behind it.
  private static func weekday(_ bytes: Span<UInt8>, _ index: inout Int) -> DateStyle.Weekday? {
    guard var end = nameEnd(bytes, 0, among: dayNames)?.end, end < bytes.count else { return nil }
    let hasComma = bytes[end] == UInt8(ascii: ",")
    if hasComma { end += 1 }
    guard end < bytes.count, bytes[end] == 0x20 else { return nil }
    index = end + 1
    return hasComma ? .beforeComma : .beforeSpace
  }

  /// Which of some names stands at a place, in full or by its first three letters, and where it ends.
  private static func nameEnd(
    _ bytes: Span<UInt8>,
    _ start: Int,
    among names: [[UInt8]]
  ) -> (place: Int, end: Int)? {
    var end = start
    while end < bytes.count, (0x61...0x7A).contains(bytes[end] | 0x20) { end += 1 }
    guard end - start >= 3 else { return nil }
    for (place, name) in names.enumerated() where end - start == 3 || end - start == name.count {
      if (start..<end).allSatisfy({ bytes[$0] | 0x20 == name[$0 - start] }) { return (place, end) }
    }
    return nil
  }

  private static func monthName(_ bytes: Span<UInt8>, _ index: inout Int) -> (Int, Bool)? {
    guard index < bytes.count, bytes[index] > 0x40 else { return nil }
    if index + 4 < bytes.count, !(0x61...0x7A).contains(bytes[index + 4] | 0x20),
      "sept".utf8.enumerated().allSatisfy({ bytes[index + $0.offset] | 0x20 == $0.element })
    {
      index += 4
      return (9, true)
    }
    guard let (place, end) = nameEnd(bytes, index, among: monthNames) else { return nil }
    let isShort = end - index == 3
    index = end
    return (place + 1, isShort)
  }

  private static let separators: [UInt8] = [0x20, 0x2D, 0x2E, 0x2F]
  private static let dayNames: [[UInt8]] = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
  ].map { Array($0.utf8) }
  /// The first three letters of each name.
  private static let beginnings: [UInt32] = (monthNames + dayNames).map { name in
    name[..<3].reduce(0) { $0 << 8 | UInt32($1) }
  }

  private static let monthNames: [[UInt8]] = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ].map { Array($0.utf8) }
}
