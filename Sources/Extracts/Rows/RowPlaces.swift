internal import Tables
internal import Values

/// Where each row of a source stands: its file, its sheet where there is one, and its line.
struct RowPlaces: Sendable {
  /// The files and their sheets, and the position of each one's file.
  private var sources: [(source: RowSource, file: Int)] = []
  /// Where each row stands in them.
  private(set) var rows = RowRuns()

  /// The most files and sheets that the rows of one source may come from.
  static let mostSources = 1 << 16

  /// How many rows there are.
  var count: Int { rows.count }

  /// The files and their sheets.
  var all: [RowSource] { sources.map(\.source) }

  /// Starts a file or a sheet of one; false where there are too many.
  mutating func begin(_ next: RowSource, file: Int) -> Bool {
    guard sources.count < RowPlaces.mostSources else { return false }
    sources.append((next, file))
    return true
  }

  /// Adds rows of the file or sheet that was started last, by their lines counted from one of it.
  mutating func append(_ lines: RowRuns, after first: Int) {
    rows.append(lines, after: first, source: UInt16(sources.count - 1))
  }

  /// Moves rows to the end, or takes them out.
  mutating func move(_ moves: RowMoves) {
    rows.move(moves)
  }

  /// Where a row stands.
  func location(of row: Int) -> Location {
    sources[rows.source(of: row)].source.location(line: rows.line(of: row))
  }

  /// The position of a row's file.
  func file(of row: Int) -> Int { sources[rows.source(of: row)].file }
}
