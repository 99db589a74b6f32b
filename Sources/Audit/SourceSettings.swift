internal import Engine
internal import Extracts
internal import Rules
internal import Values

/// Reads the settings of one source.
struct SourceSettings {
  let entry: YAMLNode.Entry
  let folder: String

  func read() throws(Diagnostic) -> Source {
    let mapping = try MappingReader(
      entry.value,
      as: "a source",
      keys: [
        "files", "required", "columns", "delimiter", "encoding", "sheet", "header_row", "dates",
        "zone", "numbers", "blanks", "missing_cells", "covers", "rejected_rows", "footers",
        "complete",
        "must",
      ]
    )
    var source = Source(dataset: entry.key, node: entry.keyNode, files: [])
    let files = try mapping.required("files")
    if case .sequence = files.content {
      source.files = try mapping.texts("files")
    } else {
      source.files = [try files.text(of: "files")]
    }
    source.files = source.files.map { Files.resolve($0, in: folder) }
    if let node = mapping["required"] { source.isRequired = try node.flag(of: "required") }
    for column in try mapping["columns"]?.entries(of: "columns") ?? [] {
      source.columns.append((column, try BoundColumn(column.value, of: column.key)))
    }
    if let node = mapping["encoding"] {
      let name = try node.word(of: "encoding", among: ["utf-8", "utf-16", "windows-1252"])
      source.encoding = ["utf-16": .utf16, "windows-1252": .windows1252][name] ?? .utf8
    }
    if let node = mapping["delimiter"] {
      source.longDelimiter = try longDelimiter(node, in: source.encoding)
      if source.longDelimiter == nil {
        source.delimiter = try delimiter(node, in: source.encoding)
      }
    }
    if let node = mapping["sheet"] { source.sheets = try sheetChoice(node) }
    if let node = mapping["header_row"] {
      source.headerLine = try node.integer(of: "header_row")
      guard (1...10_000).contains(source.headerLine) else {
        throw node.diagnostic("header_row counts lines from 1, to 10,000 at most")
      }
    }
    if let node = mapping["dates"] { source.dates = try dateFormat(node) }
    if let node = mapping["zone"] { source.zone = try dayZone(node) }
    if let node = mapping["numbers"] { source.numbers = try numberFormat(node) }
    source.blanks = try mapping.texts("blanks")
    if let node = mapping["missing_cells"] {
      let word = try node.word(of: "missing_cells", among: ["refuse", "blank"])
      source.acceptsMissingCells = word == "blank"
    }
    if let node = mapping["covers"] { source.covers = try period(node) }
    source.footers = try footers(mapping)
    if let node = mapping["complete"] { source.completeness = try completeness(node) }
    source.guards = try guards(mapping["must"])
    if let node = mapping["rejected_rows"] { source.maximumRejected = try Ceiling(node) }
    return source
  }

  /// A number without quotes is a sheet's place, and `all` without them is all sheets; anything else is a name.
  private func sheetChoice(_ node: YAMLNode) throws(Diagnostic) -> SheetChoice {
    switch node.content {
    case .scalar("all", .plain): return .all
    case .scalar: return .these([try sheetPlace(node)])
    case .sequence, .mapping:
      var places: [SheetChoice.Place] = []
      for item in try node.items(of: "sheet") { places.append(try sheetPlace(item)) }
      guard !places.isEmpty else { throw node.diagnostic("sheet names no sheet") }
      return .these(places)
    }
  }

  private func sheetPlace(_ node: YAMLNode) throws(Diagnostic) -> SheetChoice.Place {
    let text = try node.text(of: "sheet")
    guard case .scalar(_, .plain) = node.content, let position = Int(text) else {
      return .name(text)
    }
    guard position >= 1 else { throw node.diagnostic("sheets are counted from 1") }
    return .position(position)
  }

  private func period(_ node: YAMLNode) throws(Diagnostic) -> Period {
    let mapping = try MappingReader(node, as: "covers", keys: ["from", "to"])
    let first = try date(try mapping.required("from"), "from")
    let last = try date(try mapping.required("to"), "to")
    guard first <= last else { throw node.diagnostic("covers ends before it begins") }
    return Period(first: first, last: last)
  }
}

/// The date that a scalar writes as `yyyy-mm-dd`.
func date(_ node: YAMLNode, _ what: String) throws(Diagnostic) -> CalendarDate {
  let text = try node.text(of: what)
  guard let date = CalendarDate(iso: text) else {
    throw node.diagnostic("\(what) is \"\(text)\", which is no date written yyyy-mm-dd")
  }
  return date
}
