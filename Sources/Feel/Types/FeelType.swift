/// The static type of a FEEL expression (DMN 1.5, 10.3.2.2 and table 44).
public indirect enum FeelType: Hashable, Sendable {
  /// Any value: nothing is known of it.
  case any
  /// Only null.
  case null
  /// A number.
  case number
  /// A text.
  case string
  /// True or false.
  case boolean
  /// A day of the calendar.
  case date
  /// A time of the day.
  case time
  /// A day and a time.
  case dateAndTime
  /// A duration of days and time.
  case daysAndTimeDuration
  /// A duration of years and months.
  case yearsAndMonthsDuration
  /// A range of values of the given type.
  case range(FeelType)
  /// A list of items of the given type.
  case list(FeelType)
  /// A context with named entries.
  case context(ContextType)
  /// A function of the given parameters' types and result.
  case function(parameters: [FeelType], result: FeelType)
  /// A value of the given type, or null; never wraps another nullable.
  ///
  /// Null is among the values of `any`, too, but nobody asks for a guard there: a nullable `any` wants one.
  case nullable(FeelType)
}

/// The entries of a context type, in order; `name` says what one is called in messages ("invoice").
public struct ContextType: Hashable, Sendable {
  /// An entry: its name and type.
  public struct Entry: Hashable, Sendable {
    /// The entry's name.
    public var name: String
    /// Its type.
    public var type: FeelType

    /// Creates an entry.
    public init(name: String, type: FeelType) {
      self.name = name
      self.type = type
    }
  }

  /// What one such context is called in messages.
  public var name: String
  /// The entries.
  public var entries: [Entry]

  /// Creates a context type.
  public init(name: String, entries: [Entry]) {
    self.name = name
    self.entries = entries
  }

  /// The type of the named entry, or nil.
  public func type(of entry: String) -> FeelType? {
    entries.first { $0.name == entry }?.type
  }
}
