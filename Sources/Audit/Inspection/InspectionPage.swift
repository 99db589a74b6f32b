internal import Extracts

/// What an inspected file is, as lines of at most 100 characters.
struct InspectionPage {
  let profile: FileProfile
  private static let width = 100

  /// The lines about the file, its rows and its columns.
  var lines: [String] {
    var lines = [profile.path, "  " + fileSentence]
    guard let table = profile.table else {
      return lines + [
        "  No headings were found among its first \(Inspection.searchedRows) rows: no row reads like words over columns."
      ]
    }
    lines += rowSentences(table).flatMap { InspectionPage.wrapped($0, indent: "  ") }
    lines.append("")
    lines += columnTable(table)
    return lines
  }

  // MARK: The file

  private var fileSentence: String {
    let traits = profile.traits
    var parts = [
      (traits.isCompressed ? "CSV in gzip, " : "CSV, ") + "\(grouped(profile.bytes)) bytes",
      encoding,
      "\(delimiterName) between cells",
      traits.hasQuotes ? "quotes where needed" : "no quotes",
      lineEnds,
    ]
    if traits.zeroBytes > 0 { parts.append("\(counted(traits.zeroBytes, "byte")) of value 0") }
    return parts.joined(separator: "; ")
  }

  private var encoding: String {
    let traits = profile.traits
    switch (traits.encoding, traits.byteOrderMarks) {
    case (.windows1252, 0): return "Windows-1252"
    case (.windows1252, _): return "UTF-8 by its mark, with bytes that are not"
    case (.utf16, _): return "UTF-16"
    case (_, 0): return "UTF-8"
    case (_, 1): return "UTF-8 with its mark"
    default: return "UTF-8 with its mark twice"
    }
  }

  private var delimiterName: String {
    switch profile.traits.delimiter {
    case UInt8(ascii: ","): "comma"
    case UInt8(ascii: ";"): "semicolon"
    case UInt8(ascii: "\t"): "tab"
    default: "'\(Character(UnicodeScalar(profile.traits.delimiter)))'"
    }
  }

  private var lineEnds: String {
    let ends = profile.traits.lineEnds
    let kinds = [
      ("CR LF", ends.both), ("LF", ends.lineFeeds), ("CR", ends.carriageReturns),
    ].filter { $0.1 > 0 }
    switch kinds.count {
    case 0: return "one line"
    case 1: return "lines end in \(kinds[0].0)"
    default: return "line ends " + kinds.map { "\($0.0) ×\(grouped($0.1))" }.joined(separator: ", ")
    }
  }

  // MARK: The rows

  private func rowSentences(_ table: TableProfile) -> [String] {
    var lines = [
      "Headings on line \(grouped(table.headingsLine)); \(counted(table.rows, "row")), "
        + counted(table.columns.count, "column")
    ]
    func note(_ places: TableProfile.Places, _ what: String) {
      guard places.count > 0 else { return }
      let more = places.count > places.lines.count ? ", …" : ""
      let list = places.lines.map(grouped).joined(separator: ", ")
      lines.append("\(counted(places.count, "row")) \(what): line \(list)\(more)")
    }
    note(table.brokenRows, "with wrong quotes")
    note(table.shortRows, "with too few cells")
    note(table.longRows, "with something beyond the last heading")
    note(table.totalRows, "among the others that begin like a total")
    if table.blankRows > 0 { lines.append("\(counted(table.blankRows, "row")) without a value") }
    let words = table.footers.compactMap(\.shape)
    if !table.footers.isEmpty {
      let line = grouped(table.footers[0].line)
      let count = table.footers.count
      lines.append(
        (count == 1 ? "1 row at the end is" : "\(grouped(count)) rows at the end are")
          + " no data, from line \(line)"
          + (words.isEmpty ? " (empty)" : ": " + words.joined(separator: " | "))
      )
    }
    return lines
  }

  // MARK: The columns

  private func columnTable(_ table: TableProfile) -> [String] {
    let heads = [
      "#", "column", "what it holds", "filled", "different", "smallest to largest, or shape",
    ]
    var cells = [heads]
    var notes: [[String]] = [[]]
    for (index, column) in table.columns.enumerated() {
      let (row, rest) = line(index, column, rows: table.rows)
      cells.append(row)
      notes.append(rest)
    }
    let limits = [4, 24, 24, 6, 11, 100]
    let widths = heads.indices.map { place in
      min(limits[place], cells.map { $0[place].count }.max() ?? 0)
    }
    var lines: [String] = []
    for (row, rest) in zip(cells, notes) {
      let padded = row.enumerated().map { place, cell in
        let text = cell.cut(to: widths[place])
        let space = String(repeating: " ", count: widths[place] - text.count)
        return [0, 3, 4].contains(place) ? space + text : text + space
      }
      let line = "  " + padded.joined(separator: "  ").trimmedEnd
      lines.append(line.cut(to: InspectionPage.width))
      let indent = String(repeating: " ", count: 2 + widths[0] + 4)
      lines += rest.flatMap { InspectionPage.wrapped($0, indent: indent) }
    }
    return lines
  }

  private func line(
    _ index: Int,
    _ column: ColumnProfile,
    rows: Int
  ) -> (cells: [String], notes: [String]) {
    let heading = column.heading.isEmpty ? "(no heading)" : column.heading
    let different =
      switch column.distinct {
      case .exactly(let count): count == column.filled && count > 1 ? "all" : grouped(count)
      case .moreThan(let count): "over \(grouped(count))"
      }
    var shown = ""
    var notes = self.notes(column)
    if let range = column.range {
      shown = range.first == range.last ? range.first : "\(range.first) to \(range.last)"
    } else if !column.values.isEmpty {
      let all = column.values.joined(separator: ", ")
      if all.count <= 24 { shown = all } else { notes.insert("values: " + all, at: 0) }
    } else if let first = column.shapes.first {
      shown = first
      if column.shapes.count > 1, first.count < 20 { shown += " | " + column.shapes[1].cut(to: 12) }
    }
    let cells = [
      "\(index + 1)", heading, content(column), share(column.filled, of: rows), different, shown,
    ]
    return (cells, notes)
  }

  private func content(_ column: ColumnProfile) -> String {
    switch column.content {
    case .blank: "nothing"
    case .text(let longest): "text, up to \(longest)"
    case .code:
      switch column.distinct {
      case .exactly(let count): "code, \(counted(count, "value"))"
      case .moreThan: "code"
      }
    case .boolean: "yes or no"
    case .whole(let style): style.contains(.pounds) ? "whole pounds" : "whole number"
    case .decimal(let digits, let style):
      (style.contains(.pounds) ? "pounds" : "number") + ", \(counted(digits, "decimal"))"
    case .date(let patterns, _): "date \(patterns.first ?? "")"
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
    }
    let ways = column.numberStyle.words
    if !ways.isEmpty { notes.append("written with " + ways.joined(separator: ", ")) }
    if let total = column.total, column.isAmount { notes.append("adds up to \(total)") }
    if let exceptions = column.exceptions {
      notes.append(
        "\(counted(exceptions.count, "cell")) of another kind, the first on line "
          + "\(grouped(exceptions.line)): \(exceptions.shape)"
      )
    }
    if !column.blankWords.isEmpty {
      let words = column.blankWords.map { "\($0.word.cut(to: 30)) ×\(grouped($0.count))" }
      notes.append("words for blank: " + words.joined(separator: ", "))
    }
    return notes
  }

  // MARK: Words

  /// A text as lines that are no longer than the page is wide.
  private static func wrapped(_ text: String, indent: String) -> [String] {
    var lines: [String] = []
    var line = indent
    for word in text.split(separator: " ", omittingEmptySubsequences: true) {
      if line.count + 1 + word.count > width, line.count > indent.count {
        lines.append(line)
        line = indent + "  "
      }
      line += (line.allSatisfy { $0 == " " } ? "" : " ") + word
    }
    return lines + [line]
  }

  private func counted(_ count: Int, _ noun: String) -> String {
    "\(grouped(count)) \(noun)\(count == 1 ? "" : "s")"
  }

  private func share(_ part: Int, of whole: Int) -> String {
    if part == 0 { return "0 %" }
    if part == whole { return "100 %" }
    // 100 % is said where every row is, and 0 % where none is.
    let perMille = min(999, max(1, part * 1000 / max(whole, 1)))
    return "\(perMille / 10).\(perMille % 10) %"
  }

  private func grouped(_ number: Int) -> String {
    var text = ""
    let digits = String(number)
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return text
  }
}

extension NumberStyle {
  /// What is unusual about the ways, in words.
  fileprivate var words: [String] {
    [
      (NumberStyle.thousands, "commas between thousands"), (.pounds, "£"),
      (.parentheses, "(…) for less than zero"), (.trailingMinus, "a minus at the end"),
      (.credit, "CR"), (.debit, "DR"),
    ].filter { contains($0.0) }.map(\.1)
  }
}

extension ColumnProfile {
  /// Whether adding its numbers up means something.
  fileprivate var isAmount: Bool {
    if case .decimal(let digits, _) = content { return digits <= 2 }
    return !numberStyle.isDisjoint(with: [.pounds, .thousands])
  }
}

extension String {
  /// The text, or its beginning and `…` where it is longer.
  fileprivate func cut(to length: Int) -> String {
    count <= length ? self : prefix(max(length - 1, 0)) + "…"
  }

  fileprivate var trimmedEnd: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
