internal import Values

extension StandardFunctions {
  static let dates: [FeelFunction] = [
    FeelFunction("date", [.init("from", .string)], resultType: { _ in .nullable(.date) }) {
      guard case .string(let text) = $0[0] else { return .null }
      return CalendarDate(iso: text).map(Value.date) ?? .null
    },
    FeelFunction("date", [.init("from", .date)], resultType: { _ in .date }) { $0[0] },
    FeelFunction(
      "date",
      [.init("year", .number), .init("month", .number), .init("day", .number)],
      resultType: { _ in .nullable(.date) }
    ) { arguments in
      let parts = arguments.compactMap { argument in
        if case .number(let number) = argument { number.intValue } else { nil }
      }
      guard parts.count == 3 else { return .null }
      return CalendarDate(year: parts[0], month: parts[1], day: parts[2]).map(Value.date) ?? .null
    },
    // Which kind of duration a text writes is known only where it is a literal.
    FeelFunction("duration", [.init("from", .string)], resultType: { _ in .any }) {
      guard case .string(let text) = $0[0] else { return .null }
      return Literals.duration(text) ?? .null
    },
    FeelFunction(
      "years and months duration",
      [.init("from", .date), .init("to", .date)],
      resultType: { _ in .yearsAndMonthsDuration }
    ) {
      guard case .date(let from) = $0[0], case .date(let to) = $0[1] else { return .null }
      return .yearsAndMonthsDuration(YearMonthDuration(months: wholeMonths(from, to)))
    },
  ]

  /// The whole months between two dates: negative when the second is earlier.
  private static func wholeMonths(_ from: CalendarDate, _ to: CalendarDate) -> Int {
    guard from <= to else { return -wholeMonths(to, from) }
    let months = (to.year - from.year) * 12 + to.month - from.month
    return to.day < from.day ? months - 1 : months
  }
}
