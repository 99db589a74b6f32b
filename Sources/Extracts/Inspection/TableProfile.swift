/// What one table holds: a text file, or a sheet of a workbook.
public struct TableProfile: Sendable {
  /// The 1-based line of the headings; in a sheet, its row.
  public var headingsLine: Int
  /// The line below them, where that reads like headings, too, and the rows below it do not.
  public var headingsBelow: Int?
  /// The rows below them, without the footers and the lines that are empty.
  public var rows: Int
  /// Rows all of whose cells are empty.
  public var blankRows: Int
  /// Rows with fewer cells than there are columns.
  public var shortRows: Places
  /// Rows with something other than a word for blank beyond the last heading.
  public var longRows: Places
  /// Rows whose quotes are wrong, or that are too long.
  public var brokenRows: Places
  /// Rows among the others that say that they are totals.
  public var totalRows: Places
  /// How many of those fill most columns, as rows of data do.
  var fullTotals: Int
  /// The first of them with each mark.
  public var markedRows: [Footer]
  /// Rows below the headings that repeat them; they are not among the rows.
  public var headingsAgain: Places
  /// The first text of the headings; nil where rows of data begin with it, too.
  public var headingsMark: String?
  /// The rows at the end that are no data.
  public var footers: [Footer]
  /// Words for blank beyond the last heading, as `blanks` in the configuration says them.
  public var blanksBeyond: [String]
  /// How many columns there are, up to the last heading.
  public var width: Int
  /// The columns, in order: all of them, or as many as are looked into.
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
    /// How its first text says that it is no data; nil where it does not.
    var mark: NoDataMark?
    /// The 0-based positions of the columns in which it has something.
    public var filledColumns: [Int]
  }
}

extension TableProfile.Footer {
  /// What `footers` in the configuration says of such rows; nil where nothing tells them from data.
  public var pattern: String? { mark?.pattern }
}

extension TableProfile {
  /// Whether rows of data may have the mark of a row, in this file or in those to come.
  public func mayBeData(_ footer: Footer) -> Bool {
    guard let mark = footer.mark, mark.pattern.contains("*") else { return false }
    return fullTotals > 0 || mark.mayBeName && mayBeginWithNames
  }

  /// The 0-based positions of the columns on either side of columns in which nothing stands; where there are several
  /// such parts of two columns or more, they may be tables beside each other.
  public var parts: [ClosedRange<Int>] {
    columns.indices.split { columns[$0].heading.isEmpty && columns[$0].content == .blank }
      .compactMap { part in
        guard let first = part.first, let last = part.last, first < last else { return nil }
        return first...last
      }
  }

  /// Whether the first text of a row may be a name.
  private var mayBeginWithNames: Bool {
    if rows == 0 { return true }
    for column in columns {
      if column.hasNames { return true }
      if column.filled == rows { return false }
    }
    return true
  }

  /// How many columns are looked into; what is further right is only counted.
  public static let mostColumns = 500

  /// Looks at the rows of a table; nil where no headings are found.
  init?(
    isSheet: Bool,
    isPersonal: (String) -> Bool,
    progress: (Int) -> Void,
    next: (inout InspectedRow) throws(ExtractError) -> Bool
  ) throws(ExtractError) {
    let first = try InspectedRow.first(Headings.searchedRows, next: next)
    guard let headings = Headings.find(in: first) else {
      // The rest is read for what is told of the file or the sheet as a whole.
      var row = InspectedRow()
      while try next(&row) {}
      return nil
    }
    let below = Headings.second(below: headings, in: first)
    var tally = TableTally(headings: first[headings], isSheet: isSheet)
    for row in first[(headings + 1)...] { tally.add(row) }
    var row = InspectedRow()
    var count = 0
    while try next(&row) {
      tally.add(row)
      count += 1
      if count % 100_000 == 0 { progress(count) }
    }
    self = tally.finish(isPersonal: isPersonal)
    headingsBelow = below.map { first[$0].line }
  }
}
