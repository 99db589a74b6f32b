internal import Values

extension CalendarDate {
  static func + (date: CalendarDate, days: Int) -> CalendarDate {
    CalendarDate(dayNumber: date.dayNumber + days)
  }

  static func - (date: CalendarDate, days: Int) -> CalendarDate { date + -days }

  /// The days from one date to another.
  static func - (later: CalendarDate, earlier: CalendarDate) -> Int {
    later.dayNumber - earlier.dayNumber
  }

  /// The date as `dd/mm/yyyy`.
  var exported: String {
    let (day, month) = (self.day, self.month)
    return "\(day < 10 ? "0" : "")\(day)/\(month < 10 ? "0" : "")\(month)/\(year)"
  }
}

/// Some days, first and last included.
struct Days: Hashable {
  var first: CalendarDate
  var last: CalendarDate

  var count: Int { max(0, last - first + 1) }

  /// The days that both have; nil where there are none.
  func intersection(_ other: Days) -> Days? {
    let both = Days(first: max(first, other.first), last: min(last, other.last))
    return both.first <= both.last ? both : nil
  }
}
