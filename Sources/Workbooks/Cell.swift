public import Values

/// One cell of a table: what it holds, and so how it looks.
///
/// No cell is ever a formula, whatever its text begins with.
public enum Cell: Hashable, Sendable {
  /// Nothing.
  case empty
  /// Text as it stands.
  case text(String)
  /// A count or a measure, with the digits it has.
  case number(Decimal)
  /// Pounds and pence.
  case money(Decimal)
  /// Pounds, shown without the pence that the cell still holds.
  case pounds(Decimal)
  /// A share of one: 0.25 is shown as 25.0%.
  case percent(Decimal)
  /// A day.
  case date(CalendarDate)
  /// Yes or no.
  case boolean(Bool)
  /// A text that leads to the top of another sheet of this workbook.
  case link(String, sheet: String)
  /// Another cell, in the colours of a tone.
  indirect case toned(Tone, Cell)
}

/// What the colours of a cell or a banner say.
public enum Tone: Hashable, Sendable {
  /// Nothing in particular.
  case plain
  /// Act at once.
  case critical
  /// Of the first importance.
  case high
  /// Of the second importance.
  case medium
  /// Of the third importance.
  case low
  /// All is well.
  case good
  /// Beside the point.
  case muted
}
