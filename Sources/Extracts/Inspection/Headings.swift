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
    let filled = row.cells.indices.filter { !row.cells[$0].isEmpty }
    guard filled.count * 5 >= usual * 3, !filled.isEmpty else { return false }
    let texts = filled.map(row.text)
    let words = filled.filter { row.cells[$0].form == .text && isWord(row.text($0)) }
    // A year as a heading is not unusual.
    guard words.count * 5 >= texts.count * 4, Set(texts).count * 5 >= texts.count * 3 else {
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
