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
    /// The name of the month, the day, the year.
    case namedFirst(isShort: Bool)
  }

  /// What stands between the name of the day and the date.
  enum Weekday: Hashable {
    case beforeSpace
    case beforeComma
  }

  /// A time after the date.
  struct Time: Hashable {
    var hasSeconds = false
    var hasFraction = false
    /// What stands between the time and `AM` or `PM`, where one of them is there.
    var halfDay: HalfDay?
    /// Whether an offset from UTC ends it, and whether a space stands before that.
    var hasZone = false
    var hasZoneSpace = false
  }

  /// Whether a space stands before `AM` or `PM`.
  enum HalfDay: Hashable {
    case adjacent
    case afterSpace
  }

  /// The name of the day before the date, where there is one.
  var weekday: Weekday?
  var order = Order.yearFirst
  /// What stands between the parts; 0 where nothing does.
  var separator: UInt8 = 0
  /// Whether a comma and a space stand before the year, in place of the separator.
  var hasYearComma = false
  var yearDigits = 4
  /// The time behind the date, where there is one.
  var time: Time?
  /// What stands between date and time.
  var timeSeparator: UInt8 = 0
}
