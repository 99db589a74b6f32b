internal import Extracts
internal import Rules
internal import Tables

/// A source as text for `audit.yaml`, worked out from a table and the dataset that it is closest to.
///
/// It proposes; a person decides. What nobody could know from the file stands in it as a comment.
struct SourceProposal {
  private let profile: FileProfile
  private let table: TableProfile
  private let matching: FieldMatching
  private var lines: [String] = []

  init(_ profile: FileProfile, _ table: TableProfile, _ matching: FieldMatching) {
    self.profile = profile
    self.table = table
    self.matching = matching
  }

  /// The lines, with `sources:` above them.
  var text: [String] {
    var proposal = self
    proposal.write()
    return proposal.lines
  }

  private var schema: Schema { matching.dataset.schema }

  /// The columns that fill fields, with the type of each field.
  private var bound: [(type: FieldType, column: ColumnProfile)] {
    zip(schema.fields, matching.columns).compactMap { field, position in
      position.map { (field.type, table.columns[$0]) }
    }
  }

  private mutating func write() {
    lines = ["sources:", "  \(schema.dataset):", "    files: \(YAMLText.scalar(profile.path))"]
    switch profile.traits.encoding {
    case .windows1252 where profile.traits.byteOrderMarks == 0: add("encoding: windows-1252")
    case .utf16: add("encoding: utf-16")
    case .windows1252, .utf8: break
    }
    switch profile.traits.delimiter {
    case UInt8(ascii: ","): break
    case UInt8(ascii: "\t"): add("delimiter: tab")
    case let byte: add("delimiter: '\(Character(UnicodeScalar(byte)))'")
    }
    if table.headingsLine != 1 { add("header_row: \(table.headingsLine)") }
    writeDates()
    writeNumbers()
    writeBlanks()
    writeCovers()
    writeColumns()
  }

  private mutating func add(_ text: String) { lines.append("    " + text) }

  private mutating func writeDates() {
    var counts: [String: Int] = [:]
    var isAmbiguous = false
    for (type, column) in bound where type == .date {
      guard case .date(let patterns, let ambiguous) = column.content else { continue }
      isAmbiguous = isAmbiguous || ambiguous
      for pattern in patterns { counts[pattern, default: 0] += 1 }
    }
    let patterns = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
    guard let first = patterns.first else { return }
    if DateFormat(first) == nil {
      add("# dates are written \(first), for which there is no format")
    } else if first != DateFormat.iso.pattern {
      add("dates: \(YAMLText.scalar(first))")
    }
    if isAmbiguous { add("# every date fits dd/mm and mm/dd alike: ask which of them it is") }
    for other in patterns.dropFirst() { add("# some dates are written \(other)") }
  }

  private mutating func writeNumbers() {
    let style = bound.reduce(into: NumberStyle()) { style, pair in
      if pair.type.scale != nil { style.formUnion(pair.column.numberStyle) }
    }
    var parts: [String] = []
    if style.contains(.thousands) { parts.append("thousands: ','") }
    if style.contains(.pounds) { parts.append("currency: '£'") }
    let ways = [(NumberStyle.parentheses, "parentheses"), (.trailingMinus, "trailing minus")]
      .filter { style.contains($0.0) }.map(\.1)
    if !ways.isEmpty { parts.append("negatives: [\(ways.joined(separator: ", "))]") }
    if !parts.isEmpty { add("numbers: { \(parts.joined(separator: ", ")) }") }
    if !style.isDisjoint(with: [.credit, .debit]) {
      add("# some amounts end in CR or DR: ask which of them takes money back")
    }
  }

  private mutating func writeBlanks() {
    let all = bound.flatMap(\.column.blankDeclarations) + table.blanksBeyond
    var seen: Set<String> = []
    let words = all.filter { seen.insert($0).inserted }
    guard !words.isEmpty else { return }
    let list = words.map { YAMLText.scalar($0, quoted: true) }
    let line = "blanks: [\(list.joined(separator: ", "))]"
    if line.count < 90 {
      add(line)
    } else {
      add("blanks:")
      for word in list { add("  - \(word)") }
    }
  }

  private mutating func writeCovers() {
    guard let extent = matching.dataset.extent else { return }
    let days = matching.columns[extent].flatMap { table.columns[$0].days }
    if let days {
      add(
        "# The first and the last \(schema.fields[extent].name) in the file; say what it was cut by."
      )
      add("covers: { from: \(days.lowerBound), to: \(days.upperBound) }")
    } else {
      add("# Say which days of \(schema.fields[extent].name) the extract has.")
      add("# covers: { from: yyyy-mm-dd, to: yyyy-mm-dd }")
    }
  }

  private mutating func writeColumns() {
    add("columns:")
    for (field, position) in zip(schema.fields, matching.columns) {
      guard let position else { continue }
      add("  \(field.name): \(column(position))")
    }
    let missing = zip(schema.fields, matching.columns).filter { $1 == nil }.map(\.0)
    for field in missing where field.blank == .unknown && !schema.isKey(field) {
      add("  \(field.name): { absent: true }  # not found; every row of it is unknown")
    }
    let open = missing.filter { $0.blank != .unknown || schema.isKey($0) }
    if open.isEmpty { return }
    add(
      "  # Not found. Find the column of each, or say { absent: true } where a blank is right in every row:"
    )
    for field in open {
      let meaning =
        if case .answer(let words) = field.blank { "a blank means: \(words)" } else { "required" }
      add("  # \(field.name): ?  # \(meaning)")
    }
  }

  /// How a column is named: by its heading, unless another has the same, or it has none.
  private func column(_ position: Int) -> String {
    let heading = table.columns[position].heading
    if heading.isEmpty { return "{ position: \(position + 1) }" }
    let same = table.columns.indices.filter { table.columns[$0].heading == heading }
    guard same.count > 1, let which = same.firstIndex(of: position) else {
      return YAMLText.scalar(heading)
    }
    return "{ heading: \(YAMLText.scalar(heading, quoted: true)), which: \(which + 1) }"
  }
}

extension Schema {
  fileprivate func isKey(_ field: Field) -> Bool { key.contains { fields[$0].name == field.name } }
}

extension ColumnProfile {
  /// How its numbers are written; nothing where it has none.
  var numberStyle: NumberStyle {
    switch content {
    case .whole(let style), .decimal(_, let style): style
    default: []
    }
  }
}

/// Scalars of YAML.
enum YAMLText {
  /// A text as a scalar: plain where that is safe, in single quotes otherwise.
  static func scalar(_ text: String, quoted: Bool = false) -> String {
    let isPlain =
      text.unicodeScalars.allSatisfy { scalar in
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil
          || " _-./()£&+".unicodeScalars.contains(scalar)
      } && text.first?.isLetter == true && text.last != " "
    return isPlain && !quoted
      ? text
      : "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''")
        + "'"
  }
}
