internal import Extracts
internal import Findings

/// The rows of a text file, found in the plainest way: all of it at once, one byte after the other.
///
/// It shares no code with the reader, so that each shows the other's mistakes.
struct PlainRows {
  /// What a row is.
  enum Row: Equatable {
    /// It has the cells of the three fields: their texts, "" where they are blank, nil where they are none.
    case cells([String?])
    /// It cannot be split, or has too few cells or too many.
    case faulty(RejectionCode)
  }

  /// The rows by the line on which they begin; there is one at most on each.
  private(set) var rows: [Int: Row] = [:]
  /// Rows that are no data, trailers included.
  private(set) var footers = 0
  /// Rows that say how much the file holds.
  private(set) var trailers = 0

  private let options: TextOptions
  private let text: [UInt8]
  private let lineEnd: UInt8
  private var next = 0
  private var line = 1
  private var width = 3
  /// How many cells the headings have.
  private var headings = 0

  /// Finds the rows of a file; nil where it is to be refused.
  init?(_ file: [UInt8], _ options: TextOptions) {
    guard let text = PlainText.bytes(of: file, options.encoding) else { return nil }
    self.options = options
    self.text = text
    // Only the start is looked at: what is longer may not fit into memory.
    let start = text.prefix(2 * options.longestRow)
    lineEnd = !start.contains(0x0A) && start.contains(0x0D) ? 0x0D : 0x0A
    guard readHeadings() else { return nil }
    while next < text.count { readRow() }
  }

  private mutating func readHeadings() -> Bool {
    for _ in 1..<options.headerLine { passLine() }
    guard next < text.count, text[next] != lineEnd, let cells = readCells() else { return false }
    let names = cells.map { PlainText.string($0, options.encoding) }
    guard names.allSatisfy({ $0 != nil }) else { return false }
    headings = names.count
    let last = names.lastIndex { name in
      name?.unicodeScalars.contains {
        !$0.properties.isWhitespace && $0.properties.generalCategory != .format
      } ?? false
    }
    width = max(3, (last ?? -1) + 1)
    return true
  }

  private mutating func readRow() {
    guard text[next] != lineEnd else {
      passLine()
      return
    }
    let (start, first) = (next, line)
    guard let cells = readCells() else {
      (next, line) = (start, first)
      passLine()
      rows[first] = .faulty(.quoting)
      return
    }
    if cells.indices.contains(where: { mayHoldRows(cells, $0) }) {
      let end = next
      (next, line) = (start, first)
      while next < end {
        let begin = next
        passLine()
        let isBlank = text[begin..<next].allSatisfy { $0 == lineEnd || $0 == 0x0D }
        if !isBlank { rows[line - 1] = .faulty(.quoting) }
      }
      return
    }
    let texts = cells.map { PlainText.string($0, options.encoding).map(PlainText.trimmed) }
    guard let name = texts.first(where: { $0 != "" }) else { return }
    if texts.count == 1, let name, name.utf8.allSatisfy({ $0 == 0 || $0 == 0x1A }),
      name.utf8.count <= 64
    {
      footers += 1
    } else if let name, options.trailer.map({ PlainText.matches($0, name) }) == true {
      trailers += 1
      footers += 1
    } else if let name, options.footers.contains(where: { PlainText.matches($0, name) }) {
      footers += 1
    } else {
      rows[first] = row(texts)
    }
  }

  private func row(_ texts: [String?]) -> Row {
    if texts.count < width, !options.acceptsMissingCells { return .faulty(.missingCell) }
    if texts.dropFirst(width).contains(where: { $0.map(isBlank) != true }) {
      return .faulty(.extraCell)
    }
    let cells = texts.prefix(3) + [String?](repeating: "", count: max(0, 3 - texts.count))
    return .cells(
      cells.map { cell in
        guard let cell, !cell.utf8.contains(0) else { return nil }
        return isBlank(cell) ? "" : cell
      }
    )
  }

  private func isBlank(_ cell: String) -> Bool {
    cell.isEmpty
      || options.blanks.contains { blank in
        blank.last == "…"
          ? cell.utf8.starts(with: blank.dropLast().utf8) : cell.utf8.elementsEqual(blank.utf8)
      }
  }

  /// Whether the first and the last line of a cell have as many delimiters as if rows had been swallowed from that cell
  /// on, and not all of them a space or a line's end behind them.
  private func mayHoldRows(_ cells: [[UInt8]], _ position: Int) -> Bool {
    let lines = cells[position].split(separator: lineEnd, omittingEmptySubsequences: false)
    guard lines.count > 1, headings > 1 else { return false }
    let text = cells[position]
    let isSentence = text.indices.allSatisfy { index in
      text[index] != options.delimiter
        || index + 1 < text.count && [0x20, 0x0D, lineEnd].contains(text[index + 1])
    }
    let counts = lines.map { $0.count { $0 == options.delimiter } }
    return !isSentence && counts[0] == headings - 1 - position
      && counts[lines.count - 1] == headings - cells.count + position
  }

  private mutating func passLine() {
    while next < text.count {
      next += 1
      if text[next - 1] == lineEnd { break }
    }
    line += 1
  }

  /// Reads the cells of a row; nil where it cannot be split, and then `next` is anywhere.
  private mutating func readCells() -> [[UInt8]]? {
    let limit = min(text.count, next + options.longestRow)
    var cells: [[UInt8]] = []
    while true {
      var cell: [UInt8] = []
      if next < limit, text[next] == 0x22 {
        guard readQuoted(&cell, limit) else { return nil }
      } else {
        while next < limit, text[next] != options.delimiter, text[next] != lineEnd {
          cell.append(text[next])
          next += 1
        }
        guard hasMeantQuotes(cell, isWhole: next == text.count || next < limit) else { return nil }
      }
      cells.append(cell)
      if next == text.count { return cells }
      // The row goes on, and is longer than rows may be.
      if next >= limit { return nil }
      next += 1
      if text[next - 1] == lineEnd {
        line += 1
        return cells
      }
    }
  }

  /// Whether the quotes of a text that does not begin with one come in pairs, or stand for inches.
  private func hasMeantQuotes(_ cell: [UInt8], isWhole: Bool) -> Bool {
    var rest = cell[...]
    while let first = rest.firstIndex(of: 0x22) {
      let behind = cell[(first + 1)...]
      guard let second = behind.firstIndex(of: 0x22) else {
        let isDigit = { (byte: UInt8) in (0x30...0x39).contains(byte) }
        let isAlone =
          behind.isEmpty || behind.first == 0x0D ? cell[..<first].allSatisfy(isDigit) : false
        return isWhole && isDigit(cell[first - 1]) && !isAlone
      }
      rest = cell[(second + 1)...]
    }
    return true
  }

  /// Reads a cell in quotes, and goes to the delimiter or the line's end that follows it.
  private mutating func readQuoted(_ cell: inout [UInt8], _ limit: Int) -> Bool {
    next += 1
    while next < limit {
      if text[next] == 0x22 {
        guard next + 1 < limit, text[next + 1] == 0x22 else { break }
        next += 1
      } else if text[next] == lineEnd {
        line += 1
      }
      cell.append(text[next])
      next += 1
    }
    guard next < limit else { return false }
    next += 1
    let end = next
    while next < limit, lineEnd == 0x0A, text[next] == 0x0D { next += 1 }
    guard next < limit else { return next == text.count }
    return text[next] == lineEnd || text[next] == options.delimiter && next == end
  }
}
