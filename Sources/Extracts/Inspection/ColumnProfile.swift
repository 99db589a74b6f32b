public import Values

/// What one column holds; nothing in it says what a personal cell said.
public struct ColumnProfile: Sendable {
  /// What most of the filled cells are.
  public enum Content: Hashable, Sendable {
    /// Nothing: no cell is filled.
    case blank
    /// Texts, the longest of so many characters.
    case text(longest: Int)
    /// A few texts that come again and again.
    case code
    /// Yes and no, in any of the usual words.
    case boolean
    /// Whole numbers.
    case whole(NumberStyle)
    /// Numbers with so many digits after the point, at most.
    case decimal(digits: Int, NumberStyle)
    /// Dates, written so, the most frequent way first; none where a workbook holds all of them as days. Where every
    /// one fits both, nobody can tell whether day or month comes first.
    case date(patterns: [String], isAmbiguous: Bool)
  }

  /// How many different values there are.
  public enum Distinct: Hashable, Sendable {
    /// So many.
    case exactly(Int)
    /// More than so many; they were not counted further.
    case moreThan(Int)
  }

  /// The heading, without spaces around it; empty where there is none.
  public var heading: String
  /// Whether values are shown by their shape alone.
  public var isMasked: Bool
  /// What the cells are.
  public var content: Content
  /// How many rows have a value that is no blank word.
  public var filled: Int
  /// How many different values there are.
  public var distinct: Distinct
  /// The smallest and the largest number, or the first and the last day; nil where masked.
  public var range: (first: String, last: String)?
  /// The first and the last day, where they are dates; nil where masked.
  public var days: ClosedRange<CalendarDate>?
  /// The days that whole numbers stand for, if they are dates, and how `dates` in the configuration says so.
  public var numberedDays: (days: ClosedRange<CalendarDate>, pattern: String)?
  /// What the numbers add up to; nil where masked, or where they are none.
  public var total: String?
  /// The values of a code, where they may be shown.
  public var values: [String]
  /// The shapes of some values, where the values themselves are not shown.
  public var shapes: [String]
  /// Words for blank that were found, as `blanks` in the configuration has to list them, and how often.
  public var blankWords: [(word: String, count: Int)]
  /// How many dates are written as the others and are no day.
  public var impossibleDates: Int
  /// How many digits after the point the numbers need, without zeros at the end.
  public var neededDigits = 0
  /// How many numbers a workbook holds as text.
  public var numbersAsText = 0
  /// How many dates a workbook holds as text.
  public var datesAsText = 0
  /// Cells that are not what most of them are.
  public var exceptions: Exceptions?
  /// Whether it has texts that may be names: they have no digits, as references have, and are no words for a total.
  var hasNames = false
  /// Ways in which some cells are written and that no format reads, and how many are.
  public var unreadForms: [(form: UnreadForm, count: Int)] = []

  /// Cells that do not fit the others of their column.
  public struct Exceptions: Hashable, Sendable {
    /// How many there are.
    public var count: Int
    /// The line of the first.
    public var line: Int
    /// The first by its shape.
    public var shape: String
  }
}
