internal import Findings
internal import Tables

/// What the rows of a block say.
struct BlockRows: Sendable {
  /// The columns, one a field.
  var columns: [CellColumn]
  /// The line of each row, counted from 0 at the block's first.
  var lines = RowRuns()
  /// How many lines end in what was read.
  var lineCount = 0
  /// What is wrong with rows, in their order.
  var problems: [(row: Int, problem: RowProblem)] = []
  /// Rows that are declared to be no data, trailers among them.
  var footers = 0
  /// The cells of trailers.
  var trailers: [[String]] = []
  /// How many rows there were before the last trailer; nil where there is none.
  var rowsBeforeTrailer: Int?
  /// Rows of data that the sheet does not show.
  var hiddenRows = 0
  /// Whether they end with a row of data whose line does not end.
  var endsInRow = false
  /// What the next block begins with, where it does not begin with a row.
  var remainder = Remainder()

  /// Creates room for the rows of so many fields.
  init(fields: Int) {
    columns = [CellColumn](repeating: CellColumn(), count: fields)
  }

  /// Forgets the rows, and keeps the room for them.
  mutating func removeAll() {
    for field in columns.indices { columns[field].removeAll() }
    lines.removeAll()
    (lineCount, footers, hiddenRows) = (0, 0, 0)
    (problems, trailers, rowsBeforeTrailer) = ([], [], nil)
    endsInRow = false
    remainder = Remainder()
  }
}

/// How the reading of a block ended, where that was not with a row.
struct Remainder: Sendable, Equatable {
  /// The bytes of a row that goes on in the next block.
  var bytes: [UInt8] = []
  /// Whether the next block begins within a line that has been refused.
  var isRefused = false
}
