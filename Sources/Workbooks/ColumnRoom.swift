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

  /// The height in points of the row whose cells begin at a place; nil for that of one line.
  static func height(
    of cells: CellBuffer,
    from start: Int,
    in columns: some Sequence<ColumnRoom>
  ) -> Int? {
    var (lines, place) = (1, start)
    for column in columns {
      if let most = column.lines, lines < most, let text = cells.kept[place].text {
        lines = cells.withText(at: text) {
          max(lines, CellText.lines(of: $0, width: column.width, atMost: most))
        }
      }
      place += 1
    }
    return lines > 1 ? 3 + 13 * lines : nil
  }
}
