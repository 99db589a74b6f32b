internal import Values

/// The dates of one column that are written in one style.
struct DateTally {
  let style: DateStyle
  private(set) var count = 0
  /// How many are days with the day of the month first, and with the month first.
  private(set) var dayFirst = 0
  private(set) var monthFirst = 0
  private var isFirstShort = false
  private var isSecondShort = false
  private var isHourShort = false
  /// Whether the dates of another column show that the month comes first.
  private var isSettledMonthFirst = false
  private var dayFirstRange: ClosedRange<Int>?
  private var monthFirstRange: ClosedRange<Int>?

  init(style: DateStyle) { self.style = style }

  mutating func add(_ date: WrittenDate, times: Int) {
    count += times
    isFirstShort = isFirstShort || date.isFirstShort
    isSecondShort = isSecondShort || date.isSecondShort
    isHourShort = isHourShort || date.isHourShort
    if let day = date.date(dayFirst: true)?.dayNumber {
      dayFirst += times
      dayFirstRange = DateTally.widened(dayFirstRange, day)
    }
    guard style.order == .yearLast else { return }
    if let day = date.date(dayFirst: false)?.dayNumber {
      monthFirst += times
      monthFirstRange = DateTally.widened(monthFirstRange, day)
    }
  }

  private static func widened(_ range: ClosedRange<Int>?, _ day: Int) -> ClosedRange<Int> {
    guard let range else { return day...day }
    if range.contains(day) { return range }
    return min(range.lowerBound, day)...max(range.upperBound, day)
  }

  /// Takes the month to come first, or the day, where the dates themselves fit both.
  mutating func settle(monthFirst: Bool) { isSettledMonthFirst = monthFirst && isAmbiguous }

  /// Whether the month comes first, as far as the values tell; where they fit both, it does not.
  var isMonthFirst: Bool { monthFirst > dayFirst || isSettledMonthFirst }
  /// Whether the values tell which of both comes first.
  var isDecided: Bool { style.order == .yearLast && monthFirst != dayFirst }
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
    let separator = style.separator == 0 ? "" : String(UnicodeScalar(style.separator))
    let isMonthFirst = isMonthFirst || style.order == .yearFirst
    let day = (isMonthFirst ? isSecondShort : isFirstShort) ? "d" : "dd"
    let month = (isMonthFirst ? isFirstShort : isSecondShort) ? "m" : "mm"
    let year = style.yearDigits == 4 ? "yyyy" : "yy"
    let parts =
      switch style.order {
      case .yearFirst: [year, month, day]
      case .yearLast: isMonthFirst ? [month, day, year] : [day, month, year]
      case .named(let isShort): [day, isShort ? "Mon" : "Month", year]
      case .namedFirst(let isShort): [isShort ? "Mon" : "Month", day, year]
      }
    let weekday =
      switch style.weekday {
      case nil: ""
      case .beforeSpace: "Weekday "
      case .beforeComma: "Weekday, "
      }
    return weekday + parts[0] + separator + parts[1]
      + (style.hasYearComma ? ", " : separator) + parts[2] + timePattern
  }

  private var timePattern: String {
    guard let time = style.time else { return "" }
    let seconds = time.hasSeconds ? (time.hasFraction ? ":ss.fff" : ":ss") : ""
    let half =
      switch time.halfDay {
      case nil: ""
      case .adjacent: "AM/PM"
      case .afterSpace: " AM/PM"
      }
    return String(UnicodeScalar(style.timeSeparator)) + (isHourShort ? "h" : "hh") + ":mm" + seconds
      + half + (time.hasZone ? (time.hasZoneSpace ? " Z" : "Z") : "")
  }
}
