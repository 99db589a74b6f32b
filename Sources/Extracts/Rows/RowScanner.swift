/// How much is read at a time.
package struct RowSizes: Sendable {
  /// The most bytes of a row.
  package var longestRow: Int
  /// How many bytes are read at once; a block is longer by what the one before it left.
  package var block: Int

  /// Creates sizes; others than these are for tests.
  package init(longestRow: Int = 1 << 20, block: Int = 1 << 20) {
    self.longestRow = longestRow
    self.block = block
  }
}

/// What is wrong with a row, so that it cannot be split into cells.
enum RowFault: Hashable {
  case unclosed
  case textAfterQuote
  case quoteInText
  case tooLong
  /// A cell may hold rows; the row that it is in, or one that follows.
  case rowsInCell(isFirst: Bool)
}

let quote = UInt8(ascii: "\"")
let lineFeed = UInt8(ascii: "\n")
let carriageReturn = UInt8(ascii: "\r")

/// Finds the cells of one row by RFC 4180.
///
/// Beyond it, a quote within a text that does not begin with one is a character, where it comes in a pair, as in
/// `the "Elms" hall`, or stands for inches, as in `6" pipe`. Elsewhere it has lost its other half, and with it the cell.
///
/// A row ends with the line: at LF, before which any number of CR are dropped with the spaces around the cell; or at
/// CR in a file that has no LF. A CR elsewhere is a character like others, for it stands there by mistake.
struct RowScanner {
  /// How many bytes must follow those to be scanned, for they are read many at a time.
  static let padding = 64

  /// How a scan ended.
  enum End: Hashable {
    /// The row is whole; the next one begins at `next`, so many lines further down.
    case row(next: Int, lines: Int)
    /// The cell after those found cannot be read.
    case fault(RowFault)
    /// The cell after those found is closed before `next`, so many lines further down, and may hold rows.
    case rowsInCell(next: Int, lines: Int)
    /// The bytes end within the row.
    case needsMore
  }

  let delimiter: UInt8
  /// The byte that ends a line.
  let lineEnd: UInt8
  /// A row of more bytes than this is refused, for it has most likely lost a closing quote.
  var longestRow = RowSizes().longestRow
  /// How many cells the headings have, once they are known.
  var width: Int?

  /// Scans the row that begins at an offset.
  ///
  /// - Parameters:
  ///   - bytes: The bytes; after `end` follow `padding` more, whatever they are.
  ///   - start: Where the row begins, before `end`.
  ///   - end: The end of the bytes.
  ///   - isLast: Whether no bytes will follow these.
  ///   - cells: Takes the cells.
  /// - Returns: Where the row ends, or why it does not.
  func scan(
    _ bytes: Span<UInt8>,
    from start: Int,
    to end: Int,
    isLast: Bool,
    cells: inout RowCells
  ) -> End {
    while true {
      var count = 0
      var places = cells.places.mutableSpan
      let found = scan(bytes, from: start, to: end, isLast: isLast, &places, &count)
      if count <= cells.places.count {
        cells.count = count
        guard case .row(let next, let lines) = found,
          lines > (unsafe bytes[unchecked: next &- 1] == lineEnd ? 1 : 0),
          let position = positionOfRows(in: cells, bytes)
        else { return found }
        cells.count = position
        return .rowsInCell(next: next, lines: lines)
      }
      cells.grow(to: count)
    }
  }

  /// Counts the cells, and writes those for which there is room.
  private func scan(
    _ bytes: Span<UInt8>,
    from start: Int,
    to end: Int,
    isLast: Bool,
    _ cells: inout MutableSpan<CellBytes>,
    _ count: inout Int
  ) -> End {
    let limit = min(end, start &+ longestRow)
    var cell = start
    var base = start
    // Sixteen bytes are looked at together, and gone through eight by eight.
    var (hits, later) = hits(bytes, base)
    var isLater = false
    var lines = 0
    // The second of two quotes within a text.
    var pair = start
    while true {
      while hits == 0 {
        base &+= 8
        if base >= limit { return atEnd(&cells, &count, cell..<limit, end, lines, isLast) }
        if isLater { (hits, later) = self.hits(bytes, base) } else { hits = later }
        isLater.toggle()
      }
      var at = base &+ hits.trailingZeroBitCount >> 3
      if at >= limit { return atEnd(&cells, &count, cell..<limit, end, lines, isLast) }
      hits &= hits &- 1
      var byte = unsafe bytes[unchecked: at]
      if byte == quote {
        guard at == cell else {
          if at == pair { continue }
          let after = textEnd(bytes, after: at, to: limit)
          if after == limit, limit < end { return .fault(.tooLong) }
          if after == limit, !isLast { return .needsMore }
          if after < limit, unsafe bytes[unchecked: after] == quote {
            pair = after
          } else if !isInches(bytes, at, in: cell..<after) {
            return .fault(.quoteInText)
          }
          continue
        }
        switch quoted(bytes, from: at &+ 1, to: limit, &lines) {
        case nil:
          guard limit == end else { return .fault(.tooLong) }
          return isLast ? .fault(.unclosed) : .needsMore
        case let (close, hasDoubledQuotes)?:
          let quotedCell = CellBytes(
            cell &+ 1..<close,
            hasDoubledQuotes ? .doubledQuotes : .plain
          )
          at = close &+ 1
          // A line may end in CR LF, or with more CR than that.
          while at < limit, lineEnd == lineFeed, unsafe bytes[unchecked: at] == carriageReturn {
            at &+= 1
          }
          guard at < limit else {
            guard limit == end else { return .fault(.tooLong) }
            guard isLast else { return .needsMore }
            put(quotedCell, &cells, &count)
            return .row(next: end, lines: lines)
          }
          byte = unsafe bytes[unchecked: at]
          let isAdjacent = at == close &+ 1
          guard byte == lineEnd || byte == delimiter && isAdjacent else {
            return .fault(.textAfterQuote)
          }
          put(quotedCell, &cells, &count)
          base = at &+ 1
          (hits, later) = self.hits(bytes, base)
          isLater = false
        }
      } else {
        let found = CellBytes(cell..<at)
        let endsLine = byte == lineFeed && lineEnd == lineFeed
        put(endsLine ? found.withoutCarriageReturns(bytes) : found, &cells, &count)
      }
      if byte == lineEnd { return .row(next: at &+ 1, lines: lines &+ 1) }
      cell = at &+ 1
    }
  }

  /// Where the text ends in which a quote stands, or where the next quote of it is.
  private func textEnd(_ bytes: Span<UInt8>, after quoteAt: Int, to limit: Int) -> Int {
    var index = quoteAt &+ 1
    while index < limit {
      let byte = unsafe bytes[unchecked: index]
      if byte == delimiter || byte == lineEnd || byte == quote { break }
      index &+= 1
    }
    return index
  }

  /// Whether a quote without another in its text stands for inches: behind a digit, and not behind a number alone, which
  /// is more likely a cell whose first quote was lost.
  private func isInches(_ bytes: Span<UInt8>, _ quoteAt: Int, in text: Range<Int>) -> Bool {
    func isDigit(_ place: Int) -> Bool { bytes[place] &- 0x30 < 10 }
    let next = quoteAt &+ 1
    let isLast = next == text.upperBound || bytes[next] == carriageReturn
    return isDigit(quoteAt &- 1)
      && !(isLast && (text.lowerBound..<quoteAt).allSatisfy(isDigit))
  }

  /// What the end of the bytes, or of the longest row, means within a cell without quotes.
  private func atEnd(
    _ cells: inout MutableSpan<CellBytes>,
    _ count: inout Int,
    _ cell: Range<Int>,
    _ end: Int,
    _ lines: Int,
    _ isLast: Bool
  ) -> End {
    guard cell.upperBound == end else { return .fault(.tooLong) }
    guard isLast else { return .needsMore }
    put(CellBytes(cell), &cells, &count)
    return .row(next: end, lines: lines)
  }

  @inline(__always)
  private func put(_ cell: CellBytes, _ cells: inout MutableSpan<CellBytes>, _ count: inout Int) {
    if count < cells.count { unsafe cells[unchecked: count] = cell }
    count &+= 1
  }

  /// The quote that closes a cell, and whether there are doubled ones before it; adds the lines that end within.
  private func quoted(
    _ bytes: Span<UInt8>,
    from start: Int,
    to limit: Int,
    _ lines: inout Int
  ) -> (close: Int, hasDoubledQuotes: Bool)? {
    var hasDoubledQuotes = false
    var index = start
    while index < limit {
      let byte = unsafe bytes[unchecked: index]
      if byte == lineEnd { lines &+= 1 }
      if byte == quote {
        guard index &+ 1 < limit, unsafe bytes[unchecked: index &+ 1] == quote else {
          return (index, hasDoubledQuotes)
        }
        hasDoubledQuotes = true
        index &+= 1
      }
      index &+= 1
    }
    return nil
  }

  /// Marks, by its upper bit, each of twice eight bytes that is a delimiter, a quote or the end of a line.
  @inline(__always)
  private func hits(_ bytes: Span<UInt8>, _ index: Int) -> (UInt64, UInt64) {
    let words = unsafe bytes.bytes.unsafeLoadUnaligned(
      fromUncheckedByteOffset: index,
      as: SIMD2<UInt64>.self
    )
    let hits =
      zeros(words ^ every(delimiter)) | zeros(words ^ every(quote)) | zeros(words ^ every(lineEnd))
    return (hits[0], hits[1])
  }

  @inline(__always)
  private func every(_ byte: UInt8) -> SIMD2<UInt64> {
    SIMD2(repeating: 0x0101_0101_0101_0101 &* UInt64(byte))
  }

  /// Marks each zero byte, and no other.
  @inline(__always)
  private func zeros(_ words: SIMD2<UInt64>) -> SIMD2<UInt64> {
    let low = SIMD2<UInt64>(repeating: 0x7F7F_7F7F_7F7F_7F7F)
    return ~(((words & low) &+ low) | words | low)
  }
}

/// The cells of one row, in room that grows to the widest row met.
struct RowCells: Sendable {
  fileprivate var places = [CellBytes](repeating: .absent, count: 64)
  fileprivate(set) var count = 0

  subscript(index: Int) -> CellBytes { places[index] }

  mutating func removeAll() { count = 0 }

  mutating func append(_ cell: CellBytes) {
    if count == places.count { places += [CellBytes](repeating: .absent, count: count) }
    places[count] = cell
    count += 1
  }

  fileprivate mutating func grow(to count: Int) {
    places = [CellBytes](repeating: .absent, count: count)
  }
}
