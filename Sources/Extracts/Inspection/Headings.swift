/// Finds the row of headings among the first rows of a table.
public enum Headings {
  /// How many rows are looked at.
  public static let searchedRows = 60

  /// The position of the first row that reads like headings; nil where none does.
  static func find(in rows: [InspectedRow]) -> Int? {
    let counts = rows.map(\.filledCount).filter { $0 > 0 }.sorted()
    guard !counts.isEmpty else { return nil }
    let usual = counts[counts.count / 2]
    guard let first = rows.firstIndex(where: { readsLikeHeadings($0, usual: usual) }) else {
      return nil
    }
    return fuller(than: first, in: rows, usual: usual) ?? first
  }

  /// The position of a second row of headings right below the first; nil where the rows after it read no less like
  /// headings, or there are none.
  static func second(below headings: Int, in rows: [InspectedRow]) -> Int? {
    let usual = rows[headings].filledCount
    let after = rows.dropFirst(headings + 2).prefix(8).filter { $0.filledCount > 0 }
    guard after.count > 2, readsLikeHeadings(rows[headings + 1], usual: usual),
      !rows[headings + 1].hasTexts(of: rows[headings]),
      !after.contains(where: { readsLikeHeadings($0, usual: usual) })
    else { return nil }
    return headings + 1
  }

  /// The position of headings below a row of words that has gaps, as a title has that says who made the report and when;
  /// nil where the row is followed by data.
  private static func fuller(than first: Int, in rows: [InspectedRow], usual: Int) -> Int? {
    let filled = rows[first].filledCount
    guard filled < usual else { return nil }
    for index in rows.indices.dropFirst(first + 1).dropLast() {
      let isAsFull = rows[index].filledCount * 5 >= usual * 3
      guard isAsFull else { continue }
      let isFollowedByData = !readsLikeHeadings(rows[index + 1], usual: usual)
      return isFollowedByData && rows[index].filledCount > filled
        && readsLikeHeadings(rows[index], usual: usual) ? index : nil
    }
    return nil
  }

  /// Whether a row is nearly as full as the others, and its cells are different words.
  private static func readsLikeHeadings(_ row: InspectedRow, usual: Int) -> Bool {
    let filled = row.cells.indices.filter { !row.cells[$0].isEmpty }
    guard row.fault == nil, filled.count * 5 >= usual * 3, !filled.isEmpty else { return false }
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
