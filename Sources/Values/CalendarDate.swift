/// A day of the proleptic Gregorian calendar, without a zone (DMN 1.5, 10.3.2.3.4).
///
/// Its years are -999,999,999 to 999,999,999, and the year 0 is the one before 1.
public struct CalendarDate: Hashable, Sendable {
  /// Days since 1970-01-01.
  public let dayNumber: Int

  /// The years that a date is in.
  static let years = -999_999_999...999_999_999
  /// The first and the last day of those years.
  static let dayNumbers = -365_243_219_162...365_241_780_471

  /// Creates the date that lies this many days after 1970-01-01.
  ///
  /// - Precondition: It lies in the years that dates have; every `Int32` does.
  public init(dayNumber: Int) {
    precondition(CalendarDate.dayNumbers.contains(dayNumber), "date out of range")
    self.dayNumber = dayNumber
  }

  /// Creates a date; nil when there is no such day.
  public init?(year: Int, month: Int, day: Int) {
    guard CalendarDate.years.contains(year), (1...12).contains(month),
      day >= 1, day <= CalendarDate.length(ofMonth: month, year: year)
    else { return nil }
    dayNumber = CalendarDate.dayNumber(year: year, month: month, day: day)
  }

  /// The year.
  public var year: Int { CalendarDate.parts(of: dayNumber).year }
  /// The month, 1 to 12.
  public var month: Int { CalendarDate.parts(of: dayNumber).month }
  /// The day of the month.
  public var day: Int { CalendarDate.parts(of: dayNumber).day }

  /// The day of the week: 1 is Monday, 7 is Sunday.
  public var weekday: Int {
    // 1970-01-01 was a Thursday.
    let index = (dayNumber + 3) % 7
    return (index < 0 ? index + 7 : index) + 1
  }

  /// The day of the year: 1 is 1 January.
  public var dayOfYear: Int {
    dayNumber - CalendarDate.dayNumber(year: year, month: 1, day: 1) + 1
  }

  /// The week of the year, 1 to 53, as ISO 8601 counts: weeks start on Monday and belong to the year of their Thursday.
  public var weekOfYear: Int {
    let thursday = dayNumber - weekday + 4
    let year = CalendarDate.parts(of: thursday).year
    return (thursday - CalendarDate.dayNumber(year: year, month: 1, day: 1)) / 7 + 1
  }

  /// The date this many days later; nil where the calendar ends.
  public func adding(days: Int) -> CalendarDate? {
    let (sum, overflow) = dayNumber.addingReportingOverflow(days)
    guard !overflow, CalendarDate.dayNumbers.contains(sum) else { return nil }
    return CalendarDate(dayNumber: sum)
  }

  /// The same day this many months later, or the month's last day where it is shorter; nil where the calendar ends.
  public func adding(months: Int) -> CalendarDate? {
    let (year, month, day) = CalendarDate.parts(of: dayNumber)
    let (sum, overflow) = (year * 12 + month - 1).addingReportingOverflow(months)
    guard !overflow else { return nil }
    let newYear = sum >= 0 ? sum / 12 : (sum + 1) / 12 - 1
    guard CalendarDate.years.contains(newYear) else { return nil }
    let newMonth = sum - newYear * 12 + 1
    let length = CalendarDate.length(ofMonth: newMonth, year: newYear)
    return CalendarDate(year: newYear, month: newMonth, day: min(day, length))
  }

  /// The number of days of a month.
  static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Whether a year has a 29 February.
  static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  /// The days since 1970-01-01 of a day that exists.
  static func dayNumber(year: Int, month: Int, day: Int) -> Int {
    // Years are counted from March, so that the leap day is the last of its year; 400 years have 146097 days.
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// The year, month and day that lie this many days after 1970-01-01.
  static func parts(of dayNumber: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = dayNumber + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let index = (5 * dayOfYear + 2) / 153
    let month = index < 10 ? index + 3 : index - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * index + 2) / 5 + 1)
  }
}

extension CalendarDate {
  /// Creates the date that a text of the form `yyyy-mm-dd` writes; nil for anything else.
  ///
  /// The form is that of XML Schema's `date` without a zone: a year has four digits or more, the first of more is not
  /// zero, and may have a minus sign.
  public init?(iso text: String) {
    var reader = FieldReader(text)
    guard let date = reader.readDate(), reader.isAtEnd else { return nil }
    self = date
  }
}

extension FieldReader {
  /// Reads a date; nil when there is none, or no such day.
  mutating func readDate() -> CalendarDate? {
    let isNegative = skip("-")
    let isPadded = next == UInt8(ascii: "0")
    guard let year: Int = readNumber(isPadded ? 4...4 : 4...9), skip("-"),
      let month = readTwoDigits(), skip("-"), let day = readTwoDigits()
    else { return nil }
    return CalendarDate(year: isNegative ? -year : year, month: month, day: day)
  }
}

extension CalendarDate: Comparable, CustomStringConvertible {
  /// Orders by time.
  public static func < (a: CalendarDate, b: CalendarDate) -> Bool { a.dayNumber < b.dayNumber }

  /// The date as `yyyy-mm-dd`.
  public var description: String {
    digits.text
  }

  private var digits: DigitWriter {
    let (year, month, day) = CalendarDate.parts(of: dayNumber)
    var digits = DigitWriter()
    var rest = UInt64(day)
    digits.prependLast(2, of: &rest)
    digits.prepend("-")
    rest = UInt64(month)
    digits.prependLast(2, of: &rest)
    digits.prepend("-")
    rest = UInt64(year.magnitude)
    digits.prependLast(3, of: &rest)
    digits.prepend(UInt128(rest))
    if year < 0 { digits.prepend("-") }
    return digits
  }

  /// Adds the date as `yyyy-mm-dd` to a text.
  fileprivate func add(to text: inout TextBuffer) { digits.add(to: &text) }
}

extension TextBuffer {
  /// Adds a date as `yyyy-mm-dd`.
  public mutating func append(_ date: CalendarDate) { date.add(to: &self) }
}

/// A number below 100, written with two digits.
func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
