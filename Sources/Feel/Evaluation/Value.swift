public import Values

/// A value of the language (DMN 1.5, 10.3.2.3).
///
/// Equality here is Swift's: same kind, same content, numbers by their value.
public enum Value: Hashable, Sendable {
  /// No value.
  case null
  /// A number, of up to 34 digits.
  case number(Decimal)
  /// A text.
  case string(String)
  /// True or false.
  case boolean(Bool)
  /// A day of the calendar.
  case date(CalendarDate)
  /// A time of the day.
  case time(TimeOfDay)
  /// A moment: a day and a time.
  case dateAndTime(DateAndTime)
  /// A duration of days and time.
  case daysAndTimeDuration(DayTimeDuration)
  /// A duration of years and months.
  case yearsAndMonthsDuration(YearMonthDuration)
  /// The values between two bounds.
  indirect case range(ValueRange)
  /// Items in their order.
  case list([Value])
  /// Entries in the order they were written.
  case context([ContextEntry])
  /// A function.
  indirect case function(FunctionValue)

  /// An entry of a context, in the order it was written.
  public struct ContextEntry: Hashable, Sendable {
    /// The key.
    public var name: String
    /// Its value.
    public var value: Value

    /// Creates an entry.
    public init(name: String, value: Value) {
      self.name = name
      self.value = value
    }
  }
}

/// A range of FEEL values; a nil bound is open-ended.
public struct ValueRange: Hashable, Sendable {
  /// The lower bound.
  public var lower: Value?
  /// Whether the lower bound itself is in the range.
  public var lowerIncluded: Bool
  /// The upper bound.
  public var upper: Value?
  /// Whether the upper bound itself is in the range.
  public var upperIncluded: Bool

  /// Creates a range; bounds included unless said otherwise.
  public init(lower: Value?, lowerIncluded: Bool = true, upper: Value?, upperIncluded: Bool = true)
  {
    self.lower = lower
    self.lowerIncluded = lowerIncluded
    self.upper = upper
    self.upperIncluded = upperIncluded
  }
}
