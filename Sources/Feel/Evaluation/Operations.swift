internal import Values

/// What the operators mean (DMN 1.5, 10.3.2.13): null stands for no result.
public enum Operations {
  /// The result of `a op b`.
  ///
  /// - Parameters:
  ///   - operation: The operator.
  ///   - a: The left operand.
  ///   - b: The right operand.
  /// - Returns: The result; null where the operator does not apply, on overflow and on division by zero.
  public static func arithmetic(
    _ operation: ArithmeticOperator,
    _ a: Value,
    _ b: Value
  ) -> Value {
    if case .number(let left) = a, case .number(let right) = b {
      return number(operation, left, right).map(Value.number) ?? .null
    }
    return switch operation {
    case .add: sum(a, b) ?? sum(b, a) ?? .null
    case .subtract: difference(a, b) ?? .null
    case .multiply: product(a, b) ?? product(b, a) ?? .null
    case .divide: quotient(a, b) ?? .null
    case .power: .null
    }
  }

  /// The value with the other sign; null where it has none.
  public static func negate(_ value: Value) -> Value {
    switch value {
    case .number(let number): .number(number.negated)
    case .daysAndTimeDuration(let duration):
      duration.negated.map(Value.daysAndTimeDuration) ?? .null
    case .yearsAndMonthsDuration(let duration):
      duration.negated.map(Value.yearsAndMonthsDuration) ?? .null
    default: .null
    }
  }

  private static func number(
    _ operation: ArithmeticOperator,
    _ a: Decimal,
    _ b: Decimal
  ) -> Decimal? {
    switch operation {
    case .add: try? a.adding(b)
    case .subtract: try? a.subtracting(b)
    case .multiply: try? a.multiplied(by: b)
    case .divide: try? a.divided(by: b)
    case .power: try? a.raised(to: b)
    }
  }

  private static func sum(_ a: Value, _ b: Value) -> Value? {
    switch (a, b) {
    case (.string(let a), .string(let b)): .string(a + b)
    case (.date(let date), .daysAndTimeDuration(let duration)):
      // A date is its midnight; the time of day that comes out is left out.
      duration.daysRoundedDown.flatMap { date.adding(days: $0) }.map(Value.date)
    case (.date(let date), .yearsAndMonthsDuration(let duration)):
      date.adding(months: duration.months).map(Value.date)
    case (.dateAndTime(let moment), .daysAndTimeDuration(let duration)):
      moment.adding(duration).map(Value.dateAndTime)
    case (.dateAndTime(let moment), .yearsAndMonthsDuration(let duration)):
      moment.adding(duration).map(Value.dateAndTime)
    case (.time(let time), .daysAndTimeDuration(let duration)): .time(time.adding(duration))
    case (.daysAndTimeDuration(let a), .daysAndTimeDuration(let b)):
      a.adding(b).map(Value.daysAndTimeDuration)
    case (.yearsAndMonthsDuration(let a), .yearsAndMonthsDuration(let b)):
      a.adding(b).map(Value.yearsAndMonthsDuration)
    default: nil
    }
  }

  private static func difference(_ a: Value, _ b: Value) -> Value? {
    switch (a, b) {
    case (.date(let a), .date(let b)):
      .daysAndTimeDuration(DayTimeDuration(days: a.dayNumber - b.dayNumber))
    case (.dateAndTime(let a), .dateAndTime(let b)):
      a.subtracting(b).map(Value.daysAndTimeDuration)
    case (.date(let date), .dateAndTime(let moment)):
      DateAndTime(midnightUTCOf: date).subtracting(moment).map(Value.daysAndTimeDuration)
    case (.dateAndTime(let moment), .date(let date)):
      moment.subtracting(DateAndTime(midnightUTCOf: date)).map(Value.daysAndTimeDuration)
    case (.time(let a), .time(let b)): a.subtracting(b).map(Value.daysAndTimeDuration)
    case (.daysAndTimeDuration, .daysAndTimeDuration),
      (.yearsAndMonthsDuration, .yearsAndMonthsDuration),
      (.date, .daysAndTimeDuration), (.date, .yearsAndMonthsDuration),
      (.dateAndTime, .daysAndTimeDuration), (.dateAndTime, .yearsAndMonthsDuration),
      (.time, .daysAndTimeDuration):
      sum(a, negate(b))
    default: nil
    }
  }

  private static func product(_ a: Value, _ b: Value) -> Value? {
    switch (a, b) {
    case (.daysAndTimeDuration(let duration), .number(let factor)):
      duration.multiplied(by: factor).map(Value.daysAndTimeDuration)
    case (.yearsAndMonthsDuration(let duration), .number(let factor)):
      duration.multiplied(by: factor).map(Value.yearsAndMonthsDuration)
    default: nil
    }
  }

  private static func quotient(_ a: Value, _ b: Value) -> Value? {
    switch (a, b) {
    case (.daysAndTimeDuration(let duration), .number(let divisor)):
      duration.divided(by: divisor).map(Value.daysAndTimeDuration)
    case (.yearsAndMonthsDuration(let duration), .number(let divisor)):
      duration.divided(by: divisor).map(Value.yearsAndMonthsDuration)
    case (.daysAndTimeDuration(let a), .daysAndTimeDuration(let b)):
      a.divided(by: b).map(Value.number)
    case (.yearsAndMonthsDuration(let a), .yearsAndMonthsDuration(let b)):
      number(.divide, Decimal(a.months), Decimal(b.months)).map(Value.number)
    default: nil
    }
  }
}

extension DateAndTime {
  /// The midnight, in UTC, that a date is taken for where a moment is needed (10.3.2.3.5).
  init(midnightUTCOf date: CalendarDate) {
    self.init(date: date, time: .midnightUTC)
  }
}

extension TimeOfDay {
  fileprivate static let midnightUTC: TimeOfDay = {
    guard let time = TimeOfDay(nanosecond: 0, zone: .offset(seconds: 0)) else {
      preconditionFailure("a day begins")
    }
    return time
  }()
}
