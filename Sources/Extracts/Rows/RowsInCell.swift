extension RowScanner {
  /// The position of the first cell that holds rows; nil where none does.
  ///
  /// A quote that stands at a cell's start by mistake is closed by the next one that stands at a cell's end, maybe many
  /// rows further down. The text between them is then
  ///
  ///     Elm Court,12.00         a row from that cell on,
  ///     18,Oak House,9.50       whole rows,
  ///     19,Ash House            and a row up to that cell.
  ///
  /// Text that was meant to have lines seldom has as many delimiters on each of them as that, without a space behind
  /// any.
  func positionOfRows(in cells: borrowing RowCells, _ bytes: Span<UInt8>) -> Int? {
    guard let width, width > 1 else { return nil }
    for position in 0..<cells.count {
      let last = position + width - cells.count
      let range = cells[position].range
      if holdsRows(bytes.extracting(range), first: width - 1 - position, last: last) {
        return position
      }
    }
    return nil
  }

  /// Whether a text has several lines, with so many delimiters on the first and the last, and those of a row on the
  /// others that are not empty.
  private func holdsRows(_ text: Span<UInt8>, first: Int, last: Int) -> Bool {
    var expected = first
    var delimiters = 0
    var start = 0
    for index in text.indices {
      if text[index] == delimiter {
        delimiters += 1
        if index + 1 < text.count, text[index + 1] == UInt8(ascii: " ") { return false }
      } else if text[index] == lineEnd {
        let isEmpty = index == start || index == start + 1 && text[start] == carriageReturn
        guard delimiters == expected || isEmpty && start > 0 else { return false }
        guard let width else { return false }
        (expected, delimiters, start) = (width - 1, 0, index + 1)
      }
    }
    return start > 0 && delimiters == last
  }
}
