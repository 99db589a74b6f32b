internal import Values

/// What the steps of a date pattern have read of a cell so far.
struct DateSteps {
  private var index = 0
  private var year = 0
  private var month = 0
  private var day = 0
  private var hour = 0
  /// The seconds of the time without those of its hours; nil where no time is written.
  private var seconds: Int?
  private var isAfternoon: Bool?
  private var offset: Int?
  private var weekday = 0
  private var serial: Int?
  /// Whether all is in the range that its part has, as 13 is not for a month.
  private var isPossible = true

  private init() {}

  /// What a cell says that is written in these steps.
  static func reading(_ steps: UInt128, _ bytes: Span<UInt8>, keepsTimes: Bool) -> DateReading {
    var state = DateSteps()
    var rest = steps
    while rest != 0 {
      let step = UInt8(truncatingIfNeeded: rest)
      rest >>= 8
      if let part = DatePart(rawValue: step) {
        guard state.take(part, bytes) else { return .malformed }
      } else {
        guard state.index < bytes.count, bytes[state.index] == step else { return .malformed }
        state.index += 1
      }
    }
    guard state.index == bytes.count else { return .malformed }
    guard keepsTimes, case .date(let date) = state.reading, let second = state.secondOfDay else {
      return state.reading
    }
    return .moment(date, second: second, offset: state.offset)
  }

  private var reading: DateReading {
    guard isPossible else { return .impossible }
    guard
      let date = serial.map(CalendarDate.init(dayNumber:))
        ?? CalendarDate(year: year, month: month, day: day),
      weekday == 0 || weekday == date.weekday
    else { return .impossible }
    return PlausibleDay.years.contains(date.year) ? .date(date) : .implausible
  }

  /// The time in seconds since midnight; nil where none is written.
  private var secondOfDay: Int? {
    seconds.map { seconds in
      let hour = isAfternoon.map { self.hour % 12 + ($0 ? 12 : 0) } ?? self.hour
      return hour * 3600 + seconds
    }
  }

  /// Reads one part; false where the cell has something else there.
  private mutating func take(_ part: DatePart, _ bytes: Span<UInt8>) -> Bool {
    switch part {
    case .monthShort, .monthLong: return takeMonth(isShort: part == .monthShort, bytes)
    case .halfDay: return takeHalfDay(bytes)
    case .weekday: return takeWeekday(bytes)
    case .offset: return takeOffset(bytes)
    case .serial1900, .serial1904: return takeSerial(isFrom1904: part == .serial1904, bytes)
    default: return takeNumber(part, bytes)
    }
  }

  private mutating func takeNumber(_ part: DatePart, _ bytes: Span<UInt8>) -> Bool {
    guard let value = takeDigits(part.width, bytes) else { return false }
    switch part.quantity {
    case .day: day = value
    case .month: month = value
    case .year: year = part == .year4 ? value : value + (value < 70 ? 2000 : 1900)
    case .hour:
      hour = value
      seconds = 0
      isPossible = isPossible && value < 24
    case .minute, .second:
      seconds = (seconds ?? 0) + (part.quantity == .minute ? 60 * value : value)
      isPossible = isPossible && value < 60
    default: break
    }
    return true
  }

  private mutating func takeDigits(_ count: ClosedRange<Int>, _ bytes: Span<UInt8>) -> Int? {
    var (value, end) = (0, index)
    while end - index < count.upperBound, end < bytes.count, bytes[end] &- 0x30 < 10 {
      value = value * 10 + Int(bytes[end] &- 0x30)
      end += 1
    }
    guard end - index >= count.lowerBound else { return nil }
    index = end
    return value
  }

  private mutating func takeHalfDay(_ bytes: Span<UInt8>) -> Bool {
    guard let name = DateName(bytes, at: index), name == .am || name == .pm else { return false }
    isPossible = isPossible && (1...12).contains(hour)
    isAfternoon = name == .pm
    index += name.length
    return true
  }

  /// `Z`, or hours and minutes east or west of UTC: `+01:00`, `+0100`, `+01`.
  private mutating func takeOffset(_ bytes: Span<UInt8>) -> Bool {
    guard index < bytes.count else { return false }
    let sign = bytes[index]
    index += 1
    if sign == UInt8(ascii: "Z") || sign == UInt8(ascii: "z") {
      offset = 0
      return true
    }
    guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"),
      let hours = takeDigits(2...2, bytes)
    else { return false }
    var minutes = 0
    if index < bytes.count {
      let hasColon = bytes[index] == UInt8(ascii: ":")
      if hasColon { index += 1 }
      if let digits = takeDigits(2...2, bytes) {
        minutes = digits
      } else if hasColon {
        return false
      }
    }
    isPossible = isPossible && minutes < 60 && hours * 60 + minutes <= 14 * 60
    offset = (hours * 60 + minutes) * (sign == UInt8(ascii: "-") ? -60 : 60)
    return true
  }

  private mutating func takeMonth(isShort: Bool, _ bytes: Span<UInt8>) -> Bool {
    guard let name = DateName(bytes, at: index) else { return false }
    for number in 1...12 where name.isMonth(number, isShort: isShort) {
      month = number
      index += name.length
      return true
    }
    return false
  }

  private mutating func takeWeekday(_ bytes: Span<UInt8>) -> Bool {
    guard let name = DateName(bytes, at: index) else { return false }
    for number in 1...7 where name.isWeekday(number) {
      weekday = number
      index += name.length
      return true
    }
    return false
  }

  /// A day number has up to six digits, and a time as a fraction of the day.
  private mutating func takeSerial(isFrom1904: Bool, _ bytes: Span<UInt8>) -> Bool {
    guard index < bytes.count, bytes[index] != UInt8(ascii: "0"),
      let number = takeDigits(1...6, bytes)
    else { return false }
    if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
      index += 1
      let start = index
      // A second is less than a hundred-thousandth of a day; nine digits are more than enough.
      var (fraction, unit) = (0, 1)
      while index < bytes.count, bytes[index] &- 0x30 < 10 {
        if unit < 1_000_000_000 {
          (fraction, unit) = (fraction * 10 + Int(bytes[index] &- 0x30), unit * 10)
        }
        index += 1
      }
      guard index > start else { return false }
      seconds = (fraction * 86_400 + unit / 2) / unit
    }
    if isFrom1904 {
      serial = number - 24_107
    } else {
      // Lotus 1-2-3 took 1900 to have a 29 February, day 60, and spreadsheets still do.
      isPossible = number != 60
      serial = number - (number < 60 ? 25_568 : 25_569)
    }
    return true
  }
}
