/// How the first text of a row says that the row is no data: a total, a copyright line, a count of rows, a page.
struct NoDataMark: Hashable {
  /// The words, with `…` for what is not shown.
  let shape: String
  /// What `footers` in the configuration says of such rows.
  let pattern: String
  /// Whether a name may begin, or end, so: `Total Gas` is no total.
  let mayBeName: Bool

  /// Reads the text of a cell; nil where it does not say so.
  init?(_ cell: Span<UInt8>) {
    guard let first = cell.isEmpty ? nil : cell[0] else { return nil }
    // Most texts are left early, for every row is asked.
    if first &- 0x30 < 10 || first == UInt8(ascii: "(") {
      guard NoDataMark.countEnds.contains(cell[cell.count - 1] | 0x20), cell.count <= 40 else {
        return nil
      }
      self.init(count: String(decoding: (0..<cell.count).map { cell[$0] }, as: UTF8.self))
    } else {
      guard NoDataMark.wordStarts.contains(first | 0x20) else { return nil }
      let start = (0..<min(cell.count, 40)).map { cell[$0] }
      self.init(word: String(decoding: start, as: UTF8.self))
    }
  }

  /// Reads a text that begins with one of the words.
  private init?(word text: String) {
    let small = text.lowercased()
    guard let word = NoDataMark.words.first(where: small.hasPrefix) else { return nil }
    let rest = text.dropFirst(word.count)
    let written = String(text.prefix(word.count))
    guard let next = rest.first else {
      if word == "page" { return nil }
      (shape, pattern, mayBeName) = (written, written, false)
      return
    }
    if next.isLetter || next.isNumber { return nil }
    if word == "page", rest.dropFirst().first?.isNumber != true { return nil }
    shape = written + " …"
    // With what follows the word, so that `Sum *` does not stand for a row of Summit Ltd.
    pattern = written + (written.last?.isLetter == true ? String(next) : "") + "*"
    mayBeName = word.allSatisfy(\.isLetter)
  }

  /// Reads a count of rows, as database programs write it behind them.
  private init?(count text: String) {
    let opening = text.first == "(" ? "(" : ""
    let digits = text.dropFirst(opening.count).prefix { $0.isNumber || $0 == "," }
    let rest = String(text.dropFirst(opening.count + digits.count))
    guard !digits.isEmpty, NoDataMark.counts.contains(rest.lowercased()) else { return nil }
    shape = opening + "…" + rest
    pattern = opening + "*" + rest
    mayBeName = opening.isEmpty
  }

  private static let words = [
    "totals", "total", "grand total", "sub total", "sub-total", "subtotal", "sum", "copyright", "©",
    "contains public sector information", "end of report", "end of file", "end", "overall total",
    "*** end of report ***", "*** end of report", "page", "completion time",
  ]
  /// The first byte of each as a small letter; that of © has the bit, too, in which capitals differ.
  private static let wordStarts = Set(words.compactMap { $0.utf8.first.map { $0 | 0x20 } })

  private static let counts = [
    "row", "rows", "row(s)", "record", "records", "record(s)", "line", "lines",
  ]
  .flatMap { [" \($0)", " \($0))", " \($0) affected)", " \($0) selected.", " \($0) returned)"] }
  private static let countEnds = Set(counts.compactMap { $0.utf8.last.map { $0 | 0x20 } })
}
