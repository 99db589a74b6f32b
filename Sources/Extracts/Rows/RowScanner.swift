/// Where a cell's bytes are in a buffer, without its quotes.
struct CellBytes: Hashable {
  var range: Range<Int>
  /// Whether it holds doubled quotes, which stand for one.
  var hasDoubledQuotes = false
}

/// Finds the cells of one row by RFC 4180.
struct RowScanner {
  /// How a scan ended.
  enum End: Hashable {
    /// The row is whole; the next one begins at `next`, so many lines further down.
    case row(next: Int, lines: Int)
    /// The quotes of the cell after those found are wrong.
    case fault(QuotingFault)
    /// The bytes end within the row.
    case needsMore
  }

  let delimiter: UInt8

  /// Scans the row that begins at an offset, which is not the bytes' end.
  ///
  /// - Parameters:
  ///   - bytes: The bytes.
  ///   - start: Where the row begins.
  ///   - isLast: Whether no bytes will follow these.
  ///   - cells: Takes the cells.
  /// - Returns: Where the row ends, or why it does not.
  func scan(
    _ bytes: Span<UInt8>,
    from start: Int,
    isLast: Bool,
    cells: inout [CellBytes]
  ) -> End {
    cells.removeAll(keepingCapacity: true)
    var index = start
    var lines = 0
    while true {
      var cell: CellBytes
      if index < bytes.count, bytes[index] == quote {
        index += 1
        cell = CellBytes(range: index..<index)
        while true {
          index = nextQuote(bytes, from: index, &lines)
          guard index < bytes.count else { return isLast ? .fault(.unclosed) : .needsMore }
          cell.range = cell.range.lowerBound..<index
          index += 1
          guard index < bytes.count else { break }
          guard bytes[index] == quote else { break }
          cell.hasDoubledQuotes = true
          index += 1
        }
        if index < bytes.count, !isEndOfCell(bytes[index]) { return .fault(.textAfterQuote) }
      } else {
        let first = index
        index = endOfPlainCell(bytes, from: index)
        if index < bytes.count, bytes[index] == quote { return .fault(.quoteInText) }
        cell = CellBytes(range: first..<index)
      }
      guard index < bytes.count else {
        cells.append(cell)
        return isLast ? .row(next: index, lines: lines) : .needsMore
      }
      cells.append(cell)
      if bytes[index] == delimiter {
        index += 1
        continue
      }
      if bytes[index] == carriageReturn {
        guard index + 1 < bytes.count || isLast else { return .needsMore }
        if index + 1 < bytes.count, bytes[index + 1] == lineFeed { index += 1 }
      }
      return .row(next: index + 1, lines: lines + 1)
    }
  }

  private func isEndOfCell(_ byte: UInt8) -> Bool {
    byte == delimiter || byte == lineFeed || byte == carriageReturn
  }

  /// The next quote, or the end; adds the lines that end before it.
  private func nextQuote(_ bytes: Span<UInt8>, from start: Int, _ lines: inout Int) -> Int {
    for index in start..<bytes.count {
      let byte = unsafe bytes[unchecked: index]
      if byte == quote { return index }
      if byte == lineFeed {
        if index == 0 || bytes[index - 1] != carriageReturn { lines += 1 }
      } else if byte == carriageReturn {
        lines += 1
      }
    }
    return bytes.count
  }

  /// The end of a cell without quotes: the next delimiter, line end or quote, or the end of the bytes.
  private func endOfPlainCell(_ bytes: Span<UInt8>, from start: Int) -> Int {
    var index = start
    while index < bytes.count {
      let byte = unsafe bytes[unchecked: index]
      if byte == delimiter || byte == lineFeed || byte == carriageReturn || byte == quote {
        return index
      }
      index += 1
    }
    return index
  }
}

/// What is wrong with the quotes of a row.
enum QuotingFault: Hashable {
  case unclosed
  case textAfterQuote
  case quoteInText
}

let quote = UInt8(ascii: "\"")
let lineFeed = UInt8(ascii: "\n")
let carriageReturn = UInt8(ascii: "\r")
