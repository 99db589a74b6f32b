/// What one table holds: a text file, or a sheet of a workbook.
public struct TableProfile: Sendable {
  /// The 1-based line of the headings.
  public var headingsLine: Int
  /// The rows below them, without the footers and the lines that are empty.
  public var rows: Int
  /// Rows all of whose cells are empty.
  public var blankRows: Int
  /// Rows with fewer cells than there are columns.
  public var shortRows: Places
  /// Rows with something other than a word for blank beyond the last heading.
  public var longRows: Places
  /// Rows whose quotes are wrong.
  public var brokenRows: Places
  /// Rows among the others that say that they are totals.
  public var totalRows: Places
  /// The rows at the end that are no data.
  public var footers: [Footer]
  /// Words for blank beyond the last heading, as `blanks` in the configuration says them.
  public var blanksBeyond: [String]
  /// The columns, in order.
  public var columns: [ColumnProfile]

  /// Lines on which something was found.
  public struct Places: Hashable, Sendable {
    /// How many there are.
    public private(set) var count = 0
    /// The first of them.
    public private(set) var lines: [Int] = []

    mutating func add(_ line: Int) {
      count += 1
      if lines.count < 5 { lines.append(line) }
    }
  }

  /// A row at the end that is no data.
  public struct Footer: Hashable, Sendable {
    /// Its 1-based line.
    public var line: Int
    /// The words by which it says so, or the shape of its first text; nil where it is empty.
    public var shape: String?
  }
}
