internal import Extracts
internal import Tables

/// What a source says of rows: which of them are no data, and which do not fit.
struct RowProposal {
  private let draft: SourceDraft
  private var tables: [TableProfile] { draft.members.map(\.table.profile) }

  init(_ draft: SourceDraft) { self.draft = draft }

  /// The lines, as they stand under the dataset's name.
  var lines: [String] { footers + unmarked + widths }

  private var footers: [String] {
    var patterns: [String] = []
    var doubtful: [String] = []
    for table in tables {
      for footer in table.footers + table.markedRows {
        guard let pattern = footer.pattern else { continue }
        if table.mayBeData(footer) { doubtful.append(pattern) } else { patterns.append(pattern) }
      }
    }
    let repeating = tables.filter { $0.headingsAgain.count > 0 }
    // A star would stand for any text.
    let marks = repeating.compactMap(\.headingsMark).filter {
      YAMLText.isPrintable($0) && !$0.contains("*")
    }
    patterns += marks
    var seen: Set<String> = []
    patterns = patterns.filter { seen.insert($0).inserted }
    doubtful = doubtful.filter { seen.insert($0).inserted }
    func list(_ patterns: [String]) -> String {
      patterns.map { YAMLText.scalar($0, quoted: true) }.joined(separator: ", ")
    }
    var lines = patterns.isEmpty ? [] : ["footers: [\(list(patterns))]"]
    if !doubtful.isEmpty {
      lines += [
        "# rows of data may read like these, and would be left out; if none ever does:",
        "# footers: [\(list(patterns + doubtful))]",
      ]
    }
    if marks.count < repeating.count {
      lines.append(
        "# rows that repeat the headings are rejected: no text tells them from rows of data"
      )
    }
    return lines
  }

  /// What becomes of rows at the end that are not left out.
  private var unmarked: [String] {
    var refused = 0
    var others: [String] = []
    for member in draft.members {
      let table = member.table.profile
      for row in table.footers where row.shape != nil {
        if row.pattern != nil, !table.mayBeData(row) { continue }
        if isRefused(row, member) { refused += 1 } else { others.append("\(row.line)") }
      }
    }
    var lines: [String] = []
    if refused > 0 {
      lines.append(
        "# \(refused) of the rows at the end are not told from data by `footers`; they are rejected"
      )
    }
    if !others.isEmpty {
      lines += [
        "# CAUTION: no data by its looks, but `footers` does not tell it, and no required field is blank",
        "# in it, so it is read as a row unless a cell does not fit: line \(others.joined(separator: ", "))",
      ]
    }
    return lines
  }

  /// Whether a row is surely refused: a field that must not be blank has nothing in it.
  private func isRefused(_ row: TableProfile.Footer, _ member: SourceDraft.Member) -> Bool {
    let schema = draft.schema
    return schema.fields.indices.contains { field in
      guard let column = member.columns[field] else { return false }
      let isRequired = schema.fields[field].blank == .refused || schema.key.contains(field)
      return isRequired && !row.filledColumns.contains(column)
    }
  }

  private var widths: [String] {
    var lines: [String] = []
    let short = tables.reduce(0) { $0 + $1.shortRows.count }
    if short > 0 {
      lines += [
        "# \(short) rows have too few cells and are rejected, unless the program that wrote the file",
        "# is known to leave out empty cells at the end of a row: missing_cells: blank",
      ]
    }
    let long = tables.reduce(0) { $0 + $1.longRows.count }
    if long > 0 {
      lines.append(
        "# \(counted(long, "row")) with something beyond the last heading will be rejected"
      )
    }
    return lines
  }
}
