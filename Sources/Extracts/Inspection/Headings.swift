/// Finds the row of headings among the first rows of a table.
public enum Headings {
  /// How many rows are looked at.
  public static let searchedRows = 60

  /// The position of the first row that reads like headings; nil where none does.
  static func find(in rows: [InspectedRow]) -> Int? {
    let counts = rows.map(\.filledCount).filter { $0 > 0 }.sorted()
    guard !counts.isEmpty else { return nil }
    let usual = counts[counts.count / 2]
    return rows.firstIndex { $0.fault == nil && readsLikeHeadings($0, usual: usual) }
  }

  /// Whether a row is nearly as full as the others, and its cells are different words.
  private static func readsLikeHeadings(_ row: InspectedRow, usual: Int) -> Bool {
    let texts = row.cells.indices.filter { !row.cells[$0].isEmpty }.map(row.text)
    guard texts.count * 5 >= usual * 3, !texts.isEmpty else { return false }
    let words = texts.filter(isWord)
    // A year as a heading is not unusual.
    guard words.count * 5 >= texts.count * 4, Set(texts).count * 5 >= texts.count * 4 else {
      return false
    }
    let first = texts[0].split(separator: " ").first?.lowercased() ?? ""
    return !["select", "from", "where", "order", "and", "--"].contains(first)
  }

  private static func isWord(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return bytes.count <= 120 && WrittenNumber(bytes.span) == nil && WrittenDate(bytes.span) == nil
      && text.contains(where: \.isLetter)
  }
}

/// Finds the character between cells by trying each of the usual ones.
enum Delimiters {
  /// The one that makes most of the first rows of one width, and the widest of those that do.
  static func find(path: String, traits: TextTraits) throws(ExtractError) -> UInt8 {
    var best = (delimiter: UInt8(ascii: ","), rows: 0, width: 1)
    for text in [",", ";", "\t", "|"] {
      let delimiter = text.utf8.first ?? 0
      let rows = try TextRows.first(
        Headings.searchedRows,
        path: path,
        traits: traits,
        delimiter: delimiter
      )
      var widths: [Int: Int] = [:]
      for row in rows where row.fault == nil && row.cells.count > 1 {
        widths[row.cells.count, default: 0] += 1
      }
      guard let usual = widths.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }) else {
        continue
      }
      if (usual.value, usual.key) > (best.rows, best.width) {
        best = (delimiter, usual.value, usual.key)
      }
    }
    return best.delimiter
  }
}
