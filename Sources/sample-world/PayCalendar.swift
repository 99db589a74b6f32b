internal import Values

/// The pay periods of the county and the run that pays each.
struct PayCalendar {
  /// One pay period of four weeks, Monday to Sunday, and its run.
  struct Period {
    var number: Int
    var days: Days

    var id: String { "PP-\(days.last)" }
    var runID: String { "RUN-\(days.last)" }
    var cutOff: CalendarDate { days.last + 4 }
    var finalised: CalendarDate { days.last + 8 }
    var paid: CalendarDate { days.last + 12 }
  }

  /// All periods, the oldest first; the last one ends on the last Sunday up to the as-at date.
  let periods: [Period]
  /// The position of the first period that the payments extract covers.
  let firstCovered: Int
  let asAt: CalendarDate

  init(weeks: Int, asAt: CalendarDate) {
    let end = asAt - asAt.weekday % 7
    let covered = (weeks + 3) / 4
    // Spending over twelve months needs thirteen months of periods, whatever the payments cover.
    let count = max(covered, 15)
    periods = (0..<count).map { number in
      let last = end - 28 * (count - 1 - number)
      return Period(number: number, days: Days(first: last - 27, last: last))
    }
    firstCovered = count - covered
    self.asAt = asAt
  }

  /// The periods that the payments extract covers.
  var covered: ArraySlice<Period> { periods[firstCovered...] }
  /// The covered periods whose run has been paid.
  var closed: ArraySlice<Period> { covered.prefix { isClosed($0) } }
  /// The period whose run is still open.
  var open: Period { periods[periods.count - 1] }

  /// Whether the run of a period was paid by the as-at date.
  func isClosed(_ period: Period) -> Bool { period.paid <= asAt }

  /// The run that takes what is due for a period and was entered on a date.
  func dueRun(_ period: Period, entered: CalendarDate) -> Period? {
    periods[period.number...].first { $0.cutOff >= entered }
  }
}
