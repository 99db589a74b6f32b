extension RowScanner {
  /// The position of the first cell that may hold rows; nil where none does.
  ///
  /// A quote that stands at a cell's start by mistake is closed by the next one that stands at a cell's end, maybe many
  /// rows further down. The text between them is then
  ///
  ///     Elm Court,12.00         a row from that cell on,
  ///     18,Oak House,9.50       other rows, sound or not,
  ///     19,Ash House            and a row up to that cell.
  ///
  /// A text that was meant to have lines may look the same, if seldom: nobody can tell, so that no such text is read,
  /// neither as a cell nor as rows. One whose delimiters all have a space or a line's end behind them is a sentence.
  func positionOfRows(in cells: borrowing RowCells, _ bytes: Span<UInt8>) -> Int? {
    guard let width, width > 1 else { return nil }
    for position in 0..<cells.count {
      let last = position + width - cells.count
      let range = cells[position].range
      if mayHoldRows(bytes.extracting(range), first: width - 1 - position, last: last) {
        return position
      }
    }
    return nil
  }

  /// Whether a text has several lines, with so many delimiters on the first and on the last.
  private func mayHoldRows(_ text: Span<UInt8>, first: Int, last: Int) -> Bool {
    var (delimiters, lines) = (0, 0)
    var isSentence = true
    for index in text.indices {
      if text[index] == delimiter {
        delimiters += 1
        let next = index + 1 < text.count ? text[index + 1] : delimiter
        isSentence =
          isSentence && (next == UInt8(ascii: " ") || next == lineEnd || next == carriageReturn)
      } else if text[index] == lineEnd {
        if lines == 0, delimiters != first { return false }
        (delimiters, lines) = (0, lines + 1)
      }
    }
    return lines > 0 && delimiters == last && !isSentence
  }
}
