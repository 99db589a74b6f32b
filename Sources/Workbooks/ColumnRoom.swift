/// The room that a table's column has for the lines of its texts.
struct ColumnRoom: Sendable {
  /// The most lines of a cell that are in view; the rest is in the cell.
  private static let maximumLines = 6
  /// The lines that a clipped cell asks for at most.
  private static let clippedLines = 3

  /// The width in characters.
  let width: Int
  /// How many lines a cell may make its row tall; nil where it does not.
  let lines: Int?

  init(_ column: TableBlock.Column, width: Int) {
    self.width = width
    lines =
      switch column.style {
      case .wrapped: Self.maximumLines
      case .clipped: Self.clippedLines
      case .text, .centred, .figures: nil
      }
  }

  /// The height in points of a row with these cells in these columns; nil for that of one line.
  static func height(of cells: [Cell], in columns: some Sequence<ColumnRoom>) -> Int? {
    var lines = 1
    for (cell, column) in zip(cells, columns) {
      if let most = column.lines, lines < most, let text = cell.writtenText {
        lines = max(lines, CellText.lines(of: text, width: column.width, atMost: most))
      }
    }
    return lines > 1 ? 3 + 13 * lines : nil
  }
}

extension Cell {
  /// The text of a cell that is written as text.
  fileprivate var writtenText: String? {
    switch self {
    case .text(let text), .link(let text, _): text
    case .toned(_, let cell): cell.writtenText
    case .empty, .number, .money, .pounds, .percent, .date, .boolean: nil
    }
  }
}
