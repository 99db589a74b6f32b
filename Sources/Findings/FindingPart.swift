public import Values

/// Where a finding has a value.
public enum FindingPart: Hashable, Sendable {
  /// The rule's column at a position.
  case column(Int)
  /// The figure at a position, of those that the case shows.
  case figure(Int)
  /// The part of the key with this name.
  case key(String)
}

/// A value of a finding without its words, to be told from others.
///
/// Two findings of a night have the same value where these are the same, so that a value need not be put into words to see that it
/// was met before.
public enum ValueMark: Hashable, Sendable {
  /// A text, by its number among the night's.
  case text(UInt32)
  /// A number, which may be money.
  case number(Decimal, isMoney: Bool)
  /// A day.
  case date(CalendarDate)
  /// Yes or no.
  case boolean(Bool)
  /// Nothing.
  case empty
}
