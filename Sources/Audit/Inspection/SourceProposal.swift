internal import Extracts
internal import Rules
internal import Tables
internal import Values

/// A source as text for `audit.yaml`, worked out from tables of one kind and the dataset that they are closest to.
///
/// It proposes; a person decides. What nobody could know from the files stands in it as a comment.
struct SourceProposal {
  private let draft: SourceDraft
  /// The folder that paths in the configuration are relative to; empty for the working folder.
  private let folder: String
  private var lines: [String] = []
  private let dates: WrittenForms<DatesForm>
  private let numbers: WrittenForms<NumbersForm>

  init(_ draft: SourceDraft, folder: String) {
    self.draft = draft
    self.folder = folder
    let fields = draft.schema.fields
    dates = WrittenForms(
      fields.indices.filter { fields[$0].type == .date }.compactMap { field in
        let form = DatesForm(draft.columns(of: field))
        return form.patterns.isEmpty ? nil : (field, form)
      }
    )
    numbers = WrittenForms(
      fields.indices.filter { fields[$0].type.scale != nil }.compactMap { field in
        let form = NumbersForm(draft.columns(of: field))
        return form.isDefault ? nil : (field, form)
      }
    )
  }

  /// The lines, from the dataset's name on, as they stand under `sources:`.
  var text: [String] {
    var proposal = self
    proposal.write()
    return proposal.lines
  }

  private var schema: Schema { draft.schema }
  private var tables: [TableProfile] { draft.members.map(\.table.profile) }

  private mutating func write() {
    lines = ["  \(schema.dataset):"]
    writeFiles()
    writeHeadings()
    writeDates()
    writeNumbers()
    writeBlanks()
    RowProposal(draft).lines.forEach { add($0) }
    writeCovers()
    writeColumns()
  }

  private mutating func add(_ text: String) { lines.append("    " + text) }

  /// Adds a list on one line, or on several where it is long.
  private mutating func add(_ key: String, _ items: [String]) {
    let line = "\(key): [\(items.joined(separator: ", "))]"
    if line.count < 90 { return add(line) }
    add("\(key):")
    for item in items { add("  - \(item)") }
  }

  // MARK: The files

  private mutating func writeFiles() {
    let paths = draft.files.map { YAMLText.scalar(Files.literalPattern(path($0))) }
    if paths.count == 1 { add("files: \(paths[0])") } else { add("files", paths) }
    if case .text(let encoding, let delimiter) = draft.first.table.form {
      switch encoding {
      case .windows1252: add("encoding: windows-1252")
      case .utf16: add("encoding: utf-16")
      case .utf8: break
      }
      switch delimiter {
      case UInt8(ascii: ","): break
      case UInt8(ascii: "\t"): add("delimiter: tab")
      case let byte where byte < 0x20:
        add("delimiter: \"\\x\(byte < 16 ? "0" : "")\(String(byte, radix: 16))\"")
      case let byte: add("delimiter: '\(Character(UnicodeScalar(byte)))'")
      }
    }
    switch draft.sheets {
    case .only: break
    case .all: add("sheet: all")
    case .these(let names):
      let names = names.map { YAMLText.scalar($0, quoted: true) }
      if names.count == 1 { add("sheet: \(names[0])") } else { add("sheet", names) }
    }
  }

  /// A path as the configuration has it, relative to its folder where the file is below that.
  private func path(_ path: String) -> String {
    guard !folder.isEmpty else { return path }
    let absolute = Files.absolute(path)
    let prefix = Files.absolute(folder) + "/"
    return absolute.hasPrefix(prefix) ? String(absolute.dropFirst(prefix.count)) : absolute
  }

  private mutating func writeHeadings() {
    if tables[0].headingsLine != 1 { add("header_row: \(tables[0].headingsLine)") }
    if let second = tables.compactMap(\.headingsBelow).first {
      add(
        "# line \(second) reads like headings, too; where it has the better ones, it is the header_row"
      )
    }
  }

  // MARK: Cells

  private mutating func writeDates() {
    if let form = dates.common, !form.isDefault { add("dates: \(form.text)") }
    let forms = [dates.common].compactMap(\.self) + dates.own.values
    for pattern in Set(forms.flatMap(\.others)).sorted() {
      add("# some dates are written \(pattern), which is another day in the same column: ask")
    }
    let columns = schema.fields.indices.filter { schema.fields[$0].type == .date }
      .flatMap { draft.columns(of: $0) }
    if columns.contains(where: \.hasAmbiguousDates) {
      add("# every date fits dd/mm and mm/dd alike: ask which of them it is")
    }
    if columns.flatMap(\.datePatterns).contains("excel") {
      add("# day numbers of a spreadsheet, counted from 1900; old files of a Mac: excel 1904")
    }
  }

  private mutating func writeNumbers() {
    guard let form = numbers.common else { return }
    add("numbers: \(form.text)")
    if ([form] + numbers.own.values).contains(where: { $0.negatives.contains("CR") }) {
      add(
        "# CR is taken for money that comes back, and DR for money paid; write DR if it is the other"
      )
    }
  }

  private mutating func writeBlanks() {
    let bound = schema.fields.indices.flatMap { draft.columns(of: $0) }
    let all = bound.flatMap(\.blankWords).map(\.word) + tables.flatMap(\.blanksBeyond)
    // What a field lists as one of its values is no blank.
    let values = Set(schema.fields.flatMap(\.values))
    var seen: Set<String> = []
    let words = all.filter {
      YAMLText.isPrintable($0) && !values.contains($0) && seen.insert($0).inserted
    }
    if !words.isEmpty { add("blanks", words.map { YAMLText.scalar($0, quoted: true) }) }
  }

  private mutating func writeCovers() {
    guard let extent = draft.dataset.extent else { return }
    let name = schema.fields[extent].name
    let ranges = draft.columns(of: extent).compactMap { $0.days ?? $0.numberedDays?.days }
    if let first = ranges.map(\.lowerBound).min(), let last = ranges.map(\.upperBound).max() {
      add("# The first and the last \(name) in the file; say what it was cut by.")
      add("covers: { from: \(first), to: \(last) }")
    } else {
      add("# Say which days of \(name) the extract has.")
      add("# covers: { from: yyyy-mm-dd, to: yyyy-mm-dd }")
    }
  }

  // MARK: Columns

  private mutating func writeColumns() {
    add("columns:")
    for index in schema.fields.indices where draft.first.columns[index] != nil {
      let line = "  \(schema.fields[index].name): \(place(of: index))"
      guard let doubt = doubt(of: index) else {
        add(line)
        continue
      }
      if line.count + doubt.count < 90 {
        add("\(line)  # \(doubt)")
      } else {
        add("  # \(doubt):")
        add(line)
      }
    }
    let missing = schema.fields.indices.filter { draft.first.columns[$0] == nil }
      .map { schema.fields[$0] }
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

  /// How a column is named: by its headings, unless another has the same, or it has none; and how it is written.
  private func place(of field: Int) -> String {
    let member = draft.first
    let position = member.columns[field] ?? 0
    let headings = draft.headings(of: field)
    let same = member.table.headings.indices.filter { member.table.headings[$0] == headings[0] }
    var parts: [String]
    if headings[0].isEmpty || !headings.allSatisfy(YAMLText.isPrintable) {
      parts = ["position: \(position + 1)"]
    } else if same.count > 1, let which = same.firstIndex(of: position) {
      parts = ["heading: \(YAMLText.scalar(headings[0], quoted: true))", "which: \(which + 1)"]
    } else {
      let list = headings.map { YAMLText.scalar($0, quoted: headings.count > 1) }
      let heading = list.count == 1 ? list[0] : "[\(list.joined(separator: ", "))]"
      parts = ["heading: \(heading)"]
      if own(field).isEmpty { return heading }
    }
    return "{ \((parts + own(field)).joined(separator: ", ")) }"
  }

  private func own(_ field: Int) -> [String] {
    [
      dates.own[field].map { "dates: \($0.text)" },
      numbers.own[field].map { "numbers: \($0.text)" },
    ]
    .compactMap(\.self)
  }

  /// What of a column does not fit its field, as far as that is known.
  private func doubt(of index: Int) -> String? {
    let field = schema.fields[index]
    let columns = draft.columns(of: index)
    if field.type == .code {
      let unknown = Set(columns.filter { !$0.isMasked }.flatMap(\.values))
        .subtracting(field.values).sorted()
      let shown = unknown.prefix(3).filter(YAMLText.isPrintable).map { "'\($0)'" }
        .joined(separator: ", ")
      if !shown.isEmpty {
        return "\(unknown.count) of its values are not on the field's list: \(shown)"
          + (unknown.count > 3 ? ", …" : "")
      }
    }
    if let scale = field.type.scale, let digits = columns.map(\.neededDigits).max(), digits > scale
    {
      return "some have \(digits) digits after the point, and the field takes \(scale)"
    }
    let unfit = columns.reduce(0) { $0 + $1.impossibleDates + ($1.exceptions?.count ?? 0) }
    if unfit > 0, field.type != .text, field.type != .code {
      return unfit == 1 ? "1 cell does not fit" : "\(unfit) cells do not fit"
    }
    return nil
  }
}

extension Schema {
  fileprivate func isKey(_ field: Field) -> Bool { key.contains { fields[$0].name == field.name } }
}

extension ColumnProfile {
  fileprivate var hasAmbiguousDates: Bool {
    if case .date(_, let isAmbiguous) = content { isAmbiguous } else { false }
  }
}
