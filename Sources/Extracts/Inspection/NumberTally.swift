internal import Values

/// Counts the numbers of one column.
struct NumberTally {
  private(set) var kind = ColumnTally.KindTally()
  /// How many of them a workbook holds as numbers.
  var stored = 0
  /// How many have digits after the point.
  private(set) var fractions = 0
  /// The most digits after the point.
  private(set) var digits = 0
  /// The most digits after the point, without zeros at the end.
  private(set) var neededDigits = 0
  /// All the ways in which they are written.
  private(set) var style: NumberStyle = []
  private(set) var range: ClosedRange<Int128>?
  /// What they add up to; nil once that is too large.
  private(set) var total: Int128? = 0
  /// Those that are a day written as eight digits.
  private(set) var yearFirst = DayTally()
  private(set) var dayFirst = DayTally()

  mutating func add(_ number: WrittenNumber, _ cell: Span<UInt8>, line: Int, times: Int) {
    kind.add(cell, line: line, times: times)
    style.formUnion(number.style)
    if number.fraction > 0 {
      fractions += times
      digits = max(digits, number.fraction)
      if number.fraction > neededDigits { neededDigits = max(neededDigits, number.neededFraction) }
    } else if cell.count == 8, number.style.isSubset(of: .leadingZeros) {
      let digits = Int(truncatingIfNeeded: number.value / WrittenNumber.unit)
      if let day = NumberTally.day(digits / 10_000, digits / 100 % 100, digits % 100) {
        yearFirst.add(day, times: times)
      }
      if let day = NumberTally.day(digits % 10_000, digits / 10_000 % 100, digits / 1_000_000) {
        dayFirst.add(day, times: times)
      }
    }
    if let range {
      if number.value < range.lowerBound {
        self.range = number.value...range.upperBound
      } else if number.value > range.upperBound {
        self.range = range.lowerBound...number.value
      }
    } else {
      range = number.value...number.value
    }
    let (product, isTooLarge) = number.value.multipliedReportingOverflow(by: Int128(times))
    if let sum = total?.addingReportingOverflow(product) {
      total = sum.overflow || isTooLarge ? nil : sum.partialValue
    }
  }

  /// A day of a year that an audit meets; nil where there is none.
  private static func day(_ year: Int, _ month: Int, _ day: Int) -> CalendarDate? {
    PlausibleDay.years.contains(year) ? CalendarDate(year: year, month: month, day: day) : nil
  }

  /// The first and the last day, where each number is a day written as eight digits, and the pattern that reads them.
  var compactDays: (days: ClosedRange<CalendarDate>, pattern: String)? {
    for (tally, pattern) in [(yearFirst, "yyyymmdd"), (dayFirst, "ddmmyyyy")] {
      if tally.count == kind.count, let range = tally.range { return (range, pattern) }
    }
    return nil
  }

  /// The first and the last day, where all could be a spreadsheet's numbers of days between 1930 and 2099.
  var serialDays: ClosedRange<CalendarDate>? {
    guard let range, style.isEmpty else { return nil }
    let first = Int(truncatingIfNeeded: range.lowerBound / WrittenNumber.unit)
    let last = Int(truncatingIfNeeded: range.upperBound / WrittenNumber.unit)
    guard range.lowerBound >= 0, range.upperBound < 100_000 * WrittenNumber.unit,
      first >= 10_959, last <= 73_050
    else { return nil }
    // Day 25,569 of the system from 1900 is 1 January 1970.
    return CalendarDate(dayNumber: first - 25_569)...CalendarDate(dayNumber: last - 25_569)
  }
}
