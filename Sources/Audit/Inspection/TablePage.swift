internal import Extracts
internal import Values

/// What a table holds, as lines of at most 100 characters: its rows, then its columns.
struct TablePage {
  let table: TableProfile
  /// What a place in the file is called: a line of text, or a row of a sheet.
  let lineWord: String

  /// The lines.
  var lines: [String] { rowFacts + [""] + columnTable + shapesNote }

  // MARK: The rows

  private var rowFacts: [String] {
    var lines = PageText.fact(
      "headings",
      "on \(lineWord) \(table.headingsLine.grouped), over \(counted(table.width, "column"))"
        + (table.width > table.columns.count
          ? ", of which the first \(table.columns.count) are looked into" : "")
    )
    if table.parts.count > 1 {
      let parts = table.parts.map { "\($0.lowerBound + 1) to \($0.upperBound + 1)" }
      lines += PageText.fact(
        "",
        "nothing stands between columns \(parts.joined(separator: " and ")): where these are tables "
          + "beside each other, give each a sheet or file of its own, for a row here is one row of all"
      )
    }
    lines += PageText.fact("rows", table.rows.grouped)
    func note(_ places: TableProfile.Places, _ what: String) {
      guard places.count > 0 else { return }
      let more = places.count > places.lines.count ? ", …" : ""
      let list = places.lines.map(\.grouped).joined(separator: ", ")
      lines += PageText.fact(
        "",
        "\(places.count.grouped) \(what) (\(lineWord) \(list)\(more))"
      )
    }
    note(table.brokenRows, "with wrong quotes, or too long")
    note(table.shortRows, "with too few cells")
    note(table.longRows, "with something beyond the last heading")
    note(table.totalRows, "that begin like a total, among the others")
    note(table.headingsAgain, "more that repeat the headings")
    if table.blankRows > 0 {
      lines += PageText.fact("", "\(table.blankRows.grouped) without a value")
    }
    if let first = table.footers.first {
      let words = table.footers.compactMap(\.shape).map(\.shown)
      let count = table.footers.count
      lines += PageText.fact(
        "no data",
        "\(counted(count, "row")) at the end, \(count == 1 ? "on" : "from") \(lineWord) "
          + first.line.grouped + (words.isEmpty ? ", empty" : ": ")
          + words.joined(separator: " | ")
      )
    }
    return lines
  }

  // MARK: The columns

  private static let heads = [
    "#", "column", "what it holds", "filled", "different", "smallest to largest",
  ]

  /// A column's line, and notes under it.
  private typealias Entry = (cells: [String], notes: [String])

  private var columnTable: [String] {
    var entries: [Entry] = [(TablePage.heads, [])]
    for (index, column) in table.columns.enumerated() {
      // A blank column before a table that begins further right says nothing.
      if column.heading.isEmpty, column.content == .blank, column.blankWords.isEmpty { continue }
      entries.append(entry(index, column))
    }
    let limits = [4, 24, 24, 6, 11]
    let widths = limits.indices.map { place in
      min(limits[place], entries.map { $0.cells[place].count }.max() ?? 0)
    }
    let room = PageText.width - widths.reduce(2) { $0 + $1 + 2 }
    var lines: [String] = []
    for entry in entries {
      let padded = widths.enumerated().map { place, width in
        let text = entry.cells[place].cut(to: width)
        let space = String(repeating: " ", count: width - text.count)
        return [0, 3, 4].contains(place) ? space + text : text + space
      }
      // What is too long for the line's end stands under it.
      let last = entry.cells[widths.count]
      let isShort = last.count <= room
      lines.append(("  " + (padded + (isShort ? [last] : [])).joined(separator: "  ")).trimmedEnd)
      let indent = String(repeating: " ", count: 2 + widths[0] + 4)
      lines += ((isShort ? [] : [last]) + entry.notes).flatMap {
        PageText.wrapped($0, indent: indent)
      }
    }
    return lines
  }

  private var shapesNote: [String] {
    table.columns.contains { !$0.shapes.isEmpty }
      ? [
        "",
        "  Shapes stand for values that may say something of a person: A and a for letters, 9 for digits.",
      ]
      : []
  }

  private func entry(_ index: Int, _ column: ColumnProfile) -> Entry {
    let heading = column.heading.isEmpty ? "(no heading)" : column.heading.shown
    let different =
      switch column.distinct {
      case .exactly(let count):
        count == column.filled && count > 1 ? "all" : count.grouped
      case .moreThan(let count): "over \(count.grouped)"
      }
    var shown = ""
    var notes = self.notes(column)
    if let range = column.range {
      shown = range.first == range.last ? range.first : "\(range.first) to \(range.last)"
    } else if !column.values.isEmpty {
      let all = column.values.map(\.shown).joined(separator: ", ")
      if all.count <= 24 { shown = all } else { notes.insert("values: " + all, at: 0) }
    } else if let first = column.shapes.first {
      shown = first
      if column.shapes.count > 1, first.count < 16 { shown += " | " + column.shapes[1].cut(to: 12) }
    }
    let cells = [
      "\(index + 1)", heading, content(column), PageText.share(column.filled, of: table.rows),
      different, shown,
    ]
    return (cells, notes)
  }

  private func content(_ column: ColumnProfile) -> String {
    switch column.content {
    case .blank: return "nothing"
    case .text(let longest): return "text, longest \(longest.grouped)"
    case .code:
      if case .exactly(let count) = column.distinct {
        return "code, \(counted(count, "value"))"
      }
      return "code"
    case .boolean: return "yes or no"
    case .whole(let style): return style.currencies == ["£"] ? "whole pounds" : "whole number"
    case .decimal(let digits, let style):
      return (style.currencies == ["£"] ? "pounds" : "number") + ", "
        + counted(digits, "decimal")
    case .date(let patterns, _):
      return patterns.first.map { "date \($0)" } ?? "date"
    }
  }

  private func notes(_ column: ColumnProfile) -> [String] {
    var notes: [String] = []
    if case .date(let patterns, let isAmbiguous) = column.content {
      if isAmbiguous {
        notes.append("every date fits dd/mm and mm/dd alike: ask which of them it is")
      }
      if patterns.count > 1 {
        notes.append("also written \(patterns.dropFirst().joined(separator: ", "))")
      }
      if column.impossibleDates > 0 {
        notes.append("\(counted(column.impossibleDates, "date")) that no calendar has")
      }
      if column.datesAsText > 0 {
        notes.append("\(counted(column.datesAsText, "date")) stored as text")
      }
    }
    if let (days, pattern) = column.numberedDays, pattern != "excel" {
      notes.append("may be dates \(pattern), from \(days.lowerBound) to \(days.upperBound)")
    }
    for (form, count) in column.unreadForms {
      notes.append("\(counted(count, "cell")) \(count == 1 ? "is" : "are") \(form.words)")
    }
    let ways = column.numberStyle.words
    if !ways.isEmpty { notes.append("written with " + ways.joined(separator: ", ")) }
    if column.holdsNumbers, column.numbersAsText > 0 {
      notes.append("\(counted(column.numbersAsText, "number")) stored as text")
    }
    if let total = column.total, column.isAmount { notes.append("adds up to \(total)") }
    if let exceptions = column.exceptions {
      notes.append(
        "\(counted(exceptions.count, "cell")) of another kind, the first on \(lineWord) "
          + "\(exceptions.line.grouped): \(exceptions.shape)"
      )
    }
    if !column.blankWords.isEmpty {
      let words = column.blankWords.map {
        "\($0.word.shown.cut(to: 30)) ×\($0.count.grouped)"
      }
      notes.append("words for blank: " + words.joined(separator: ", "))
    }
    return notes
  }
}

extension UnreadForm {
  /// What cells so written are, and what to do.
  fileprivate var words: String {
    switch self {
    case .formula:
      "written =\"…\", for a spreadsheet to take as text; they are read with that, so ask for the plain values"
    case .ordinal:
      "dates written with 1st, 2nd, 3rd; no format reads them, so ask for the day alone"
    }
  }
}

extension NumberStyle {
  /// What is unusual about the ways, in words.
  fileprivate var words: [String] {
    let ways = [
      (NumberStyle.commas, "commas between thousands"), (.spaces, "spaces between thousands"),
      (.points, "points between thousands"), (.apostrophes, "apostrophes between thousands"),
      (.decimalComma, "a comma before the pence"),
      (.parentheses, "(…) for less than zero"), (.trailingMinus, "a minus at the end"),
      (.credit, "CR"), (.debit, "DR"),
    ].filter { contains($0.0) }.map(\.1)
    return ways + currencies
  }
}

extension ColumnProfile {
  fileprivate var holdsNumbers: Bool {
    switch content {
    case .whole, .decimal: true
    default: false
    }
  }

  /// Whether adding its numbers up means something.
  fileprivate var isAmount: Bool {
    if case .decimal(let digits, let style) = content {
      return digits <= 2 && style.currencies.count <= 1
    }
    return numberStyle.currencies.count == 1 || numberStyle.contains(.commas)
  }
}
