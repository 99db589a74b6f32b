/// How a zone's clocks are changed every year: the TZ string of POSIX with the extensions of RFC 9636.
struct ZoneRule {
  /// The seconds east of UTC outside the summer time, if there is one.
  private let standardOffset: Int
  private let summer: Summer?

  private struct Summer {
    let offset: Int
    let start: Change
    let end: Change
  }

  /// A day of each year, and a time that its clocks show, in seconds from midnight.
  private struct Change {
    enum Day {
      /// The day of the year from 1, where 29 February is not counted.
      case julian(Int)
      /// The day of the year from 0.
      case zeroBased(Int)
      /// A weekday (0 is Sunday) of a month: the week's one from 1, where 5 is the last.
      case weekday(month: Int, week: Int, weekday: Int)
    }

    let day: Day
    let time: Int

    /// The seconds since 1970-01-01T00:00:00 that the clock shows when it is changed that year.
    func local(_ year: Int) -> Int { dayNumber(year) * 86_400 + time }

    private func dayNumber(_ year: Int) -> Int {
      switch day {
      case .zeroBased(let day):
        return CalendarDate.dayNumber(year: year, month: 1, day: 1) + day
      case .julian(let day):
        let isAfterLeapDay = CalendarDate.isLeap(year) && day > 59
        return CalendarDate.dayNumber(year: year, month: 1, day: day) + (isAfterLeapDay ? 1 : 0)
      case .weekday(let month, let week, let weekday):
        let first = CalendarDate.dayNumber(year: year, month: month, day: 1)
        // 1970-01-04 was a Sunday.
        let weekdayOfFirst = ((first - 3) % 7 + 7) % 7
        let day = (weekday - weekdayOfFirst + 7) % 7 + (week - 1) * 7
        let length = CalendarDate.length(ofMonth: month, year: year)
        return first + (day < length ? day : day - 7)
      }
    }
  }

  /// Reads a rule such as `CET-1CEST,M3.5.0,M10.5.0/3`; nil for anything else.
  init?(_ text: String) {
    var reader = FieldReader(text)
    guard reader.readZoneName(), let offset = reader.readZoneTime(hours: 24) else { return nil }
    standardOffset = -offset
    if reader.isAtEnd {
      summer = nil
      return
    }
    guard reader.readZoneName() else { return nil }
    var summerOffset = standardOffset + 3600
    if !reader.skip(",") {
      guard let offset = reader.readZoneTime(hours: 24), reader.skip(",") else { return nil }
      summerOffset = -offset
    }
    guard let start = ZoneRule.readChange(&reader), reader.skip(","),
      let end = ZoneRule.readChange(&reader), reader.isAtEnd
    else { return nil }
    summer = Summer(offset: summerOffset, start: start, end: end)
  }

  private static func readChange(_ reader: inout FieldReader) -> Change? {
    let day: Change.Day
    if reader.skip("M") {
      guard let month = reader.readNumber(in: 1...12), reader.skip("."),
        let week = reader.readNumber(in: 1...5), reader.skip("."),
        let weekday = reader.readNumber(in: 0...6)
      else { return nil }
      day = .weekday(month: month, week: week, weekday: weekday)
    } else if reader.skip("J") {
      guard let number = reader.readNumber(in: 1...365) else { return nil }
      day = .julian(number)
    } else {
      guard let number = reader.readNumber(in: 0...365) else { return nil }
      day = .zeroBased(number)
    }
    guard reader.skip("/") else { return Change(day: day, time: 2 * 3600) }
    return reader.readZoneTime(hours: 167).map { Change(day: day, time: $0) }
  }

  /// The seconds east of UTC at a moment, in seconds since 1970-01-01T00:00:00Z.
  func offset(at seconds: Int) -> Int {
    guard let summer else { return standardOffset }
    let local = seconds + standardOffset
    let day = (local >= 0 ? local : local - 86_399) / 86_400
    let year = CalendarDate.parts(of: day).year
    let start = summer.start.local(year) - standardOffset
    let end = summer.end.local(year) - summer.offset
    // South of the equator the summer time lasts over the turn of the year.
    let isSummer =
      start < end ? start <= seconds && seconds < end : start <= seconds || seconds < end
    return isSummer ? summer.offset : standardOffset
  }
}

extension FieldReader {
  /// Reads a number in a range.
  fileprivate mutating func readNumber(in range: ClosedRange<Int>) -> Int? {
    guard let number: Int = readNumber(1...3), range.contains(number) else { return nil }
    return number
  }

  /// Reads a time such as `3`, `-1:30` or `2:45:30`, in seconds.
  fileprivate mutating func readZoneTime(hours: Int) -> Int? {
    let isNegative = skip("-")
    if !isNegative { _ = skip("+") }
    guard let whole = readNumber(in: 0...hours) else { return nil }
    var seconds = whole * 3600
    for unit in [60, 1] where skip(":") {
      guard let value = readNumber(in: 0...59) else { return nil }
      seconds += value * unit
    }
    return isNegative ? -seconds : seconds
  }

  /// Reads a zone's short name: letters, or anything in angle brackets.
  fileprivate mutating func readZoneName() -> Bool {
    if skip("<") {
      return readLetters { $0 != UInt8(ascii: ">") } && skip(">")
    }
    return readLetters {
      (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0 & 0xDF)
    }
  }
}
