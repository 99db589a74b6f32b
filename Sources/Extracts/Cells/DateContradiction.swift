public import Values

/// A text that two date formats of one source read as different days.
public struct DateContradiction: Sendable {
  /// The text.
  public let text: String
  /// The positions of the two formats, and the day that each reads.
  public let readings: [(format: Int, date: CalendarDate)]
}

extension DateFormat {
  /// Finds a text that two of the formats read as different days; nil where each text has one meaning only.
  ///
  /// Every day of the years 2001 to 2012 is written in every way of each format and read by the others: in those years
  /// the two last digits of the year pass for every month and for most days, and every day for a month that can.
  public static func contradiction(among formats: [DateFormat]) -> DateContradiction? {
    for (number, format) in formats.enumerated() {
      for (other, reader) in formats.enumerated() where other != number {
        for pattern in format.reader.all {
          if let found = contradiction(pattern, reader.reader) {
            return DateContradiction(
              text: String(decoding: found.text, as: UTF8.self),
              readings: [(number, found.written), (other, found.read)]
            )
          }
        }
      }
    }
    return nil
  }

  private static func contradiction(
    _ pattern: DatePattern,
    _ reader: DateReader
  ) -> (text: [UInt8], written: CalendarDate, read: CalendarDate)? {
    guard let first = CalendarDate(year: 2001, month: 1, day: 1),
      let last = CalendarDate(year: 2012, month: 12, day: 31)
    else { return nil }
    let written = reader.all.filter { $0.fewest <= pattern.most && pattern.fewest <= $0.most }
    guard !written.isEmpty else { return nil }
    for number in first.dayNumber...last.dayNumber {
      let date = CalendarDate(dayNumber: number)
      for isPadded in [(day: false, month: false), (false, true), (true, false), (true, true)] {
        let text = pattern.text(of: date, isPadded: isPadded)
        if case .date(let read) = reader.read(text.span), read != date { return (text, date, read) }
      }
    }
    return nil
  }
}

extension DatePattern {
  /// A day as the pattern writes it, at eleven minutes past ten where there is a time.
  fileprivate func text(
    of date: CalendarDate,
    isPadded: (day: Bool, month: Bool)
  ) -> [UInt8] {
    var text: [UInt8] = []
    var rest = steps
    while rest != 0 {
      let step = UInt8(truncatingIfNeeded: rest)
      rest >>= 8
      switch DatePart(rawValue: step) {
      case .dayOpen: text += digits(date.day, atLeast: isPadded.day ? 2 : 1)
      case .day: text += digits(date.day, atLeast: 2)
      case .monthOpen: text += digits(date.month, atLeast: isPadded.month ? 2 : 1)
      case .month: text += digits(date.month, atLeast: 2)
      case .monthShort: text += DateName.month(date.month).utf8(first: 3)
      case .monthLong: text += DateName.month(date.month).utf8()
      case .year2: text += digits(date.year % 100, atLeast: 2)
      case .year4: text += digits(date.year, atLeast: 4)
      case .hourOpen, .hour: text += digits(10, atLeast: 2)
      case .minute, .second, .fraction: text += digits(11, atLeast: 2)
      case .halfDay: text += DateName.am.utf8()
      case .weekday: text += DateName.weekday(date.weekday).utf8()
      case .serial1900: text += digits(date.dayNumber + 25_569, atLeast: 1)
      case .serial1904: text += digits(date.dayNumber + 24_107, atLeast: 1)
      case .offset: text.append(UInt8(ascii: "Z"))
      case nil: text.append(step)
      }
    }
    return text
  }

  private func digits(_ value: Int, atLeast count: Int) -> [UInt8] {
    let digits = Array(String(value).utf8)
    return Array(repeating: 0x30, count: max(0, count - digits.count)) + digits
  }
}
