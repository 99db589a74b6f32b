extension ArithmeticOperator {
  /// The type of the result for types without null; nil where the operator does not apply (tables 57 to 60).
  func resultType(_ a: FeelType, _ b: FeelType) -> FeelType? {
    switch (self, a, b) {
    case (_, .any, _), (_, _, .any): .any
    case (_, .null, let type), (_, let type, .null): type
    case (_, .number, .number): .number
    case (.add, .string, .string): .string
    case (.subtract, .date, .date), (.subtract, .dateAndTime, .dateAndTime),
      (.subtract, .date, .dateAndTime), (.subtract, .dateAndTime, .date), (.subtract, .time, .time):
      .daysAndTimeDuration
    case (.add, _, _), (.subtract, _, _): sumType(a, b)
    case (.divide, .daysAndTimeDuration, .daysAndTimeDuration),
      (.divide, .yearsAndMonthsDuration, .yearsAndMonthsDuration):
      .number
    case (.multiply, .daysAndTimeDuration, .number), (.divide, .daysAndTimeDuration, .number),
      (.multiply, .yearsAndMonthsDuration, .number), (.divide, .yearsAndMonthsDuration, .number):
      a
    case (.multiply, .number, .daysAndTimeDuration),
      (.multiply, .number, .yearsAndMonthsDuration):
      b
    default: nil
    }
  }

  /// The type of a sum or difference with a duration.
  private func sumType(_ a: FeelType, _ b: FeelType) -> FeelType? {
    switch (a, b) {
    case (.daysAndTimeDuration, .daysAndTimeDuration),
      (.yearsAndMonthsDuration, .yearsAndMonthsDuration),
      (.date, .daysAndTimeDuration), (.date, .yearsAndMonthsDuration),
      (.dateAndTime, .daysAndTimeDuration), (.dateAndTime, .yearsAndMonthsDuration),
      (.time, .daysAndTimeDuration):
      a
    case (.daysAndTimeDuration, .date), (.yearsAndMonthsDuration, .date),
      (.daysAndTimeDuration, .dateAndTime), (.yearsAndMonthsDuration, .dateAndTime),
      (.daysAndTimeDuration, .time):
      self == .add ? b : nil
    default: nil
    }
  }
}
