internal import Engine
internal import Extracts
public import Rules
internal import Values

extension SourceText {
  /// Reads a file; the text has the path as its name.
  ///
  /// - Throws: Why the file cannot be read, with the hint.
  public static func read(_ path: String, hint: String? = nil) throws(Diagnostic) -> SourceText {
    do {
      return SourceText(name: path, text: String(decoding: try Files.read(path), as: UTF8.self))
    } catch {
      throw SourceText(name: path, text: "").diagnostic(error.reason, hint: hint)
    }
  }
}

extension Configuration {
  /// Reads `audit.yaml`; paths in it are relative to its folder.
  ///
  /// - Throws: All errors of the file, each with its place.
  public static func read(_ path: String) throws(DefinitionErrors) -> Configuration {
    let text: SourceText
    do {
      text = try .read(path, hint: "`vouch init` writes a configuration to start from")
    } catch {
      throw DefinitionErrors([error])
    }
    return try read(text, folder: Files.folder(of: path))
  }

  /// Reads the text of an `audit.yaml` whose paths are relative to a folder.
  ///
  /// - Throws: All errors of the text, each with its place.
  public static func read(
    _ text: SourceText,
    folder: String
  ) throws(DefinitionErrors) -> Configuration {
    var diagnostics = Diagnostics()
    let reader = ConfigurationReader(text: text, folder: folder)
    let result = reader.read(&diagnostics)
    try diagnostics.check()
    guard let result else { preconditionFailure("an error was lost") }
    return result
  }
}

/// Reads the keys of a configuration.
private struct ConfigurationReader {
  let text: SourceText
  let folder: String

  func read(_ diagnostics: inout Diagnostics) -> Configuration? {
    let mapping = diagnostics.collect { () throws(Diagnostic) in
      try MappingReader(
        YAMLNode.parse(text),
        as: "the configuration",
        keys: [
          "council", "as_at", "rules", "overrides", "pseudonym_key", "annual", "outputs", "sources",
        ]
      )
    }
    guard let mapping else { return nil }
    let council = diagnostics.collect { () throws(Diagnostic) in try mapping.text("council") }
    let asAt = diagnostics.collect { () throws(Diagnostic) in
      try mapping["as_at"].map { node throws(Diagnostic) in try date(node, "as_at") }
    }
    let rules = diagnostics.collect { () throws(Diagnostic) in try ruleFolders(mapping) }
    let overrides = diagnostics.collect { () throws(Diagnostic) in try reasons(mapping) }
    let key = diagnostics.collect { () throws(Diagnostic) in try keyPlace(mapping) }
    let annual = diagnostics.collect { () throws(Diagnostic) in
      try mapping["annual"]?.word(of: "annual", among: ["52 weeks", "365/7 weeks"])
    }
    let outputs = diagnostics.collect { () throws(Diagnostic) in
      try mapping.optionalText("outputs") ?? "out"
    }
    let entries = diagnostics.collect { () throws(Diagnostic) in
      try mapping.required("sources").entries(of: "sources")
    }
    let sources = (entries ?? []).compactMap { entry in
      diagnostics.collect { () throws(Diagnostic) in
        try SourceSettings(entry: entry, folder: folder).read()
      }
    }
    guard let council, let asAt, let rules, let overrides, let key, let annual, let outputs else {
      return nil
    }
    return Configuration(
      council: council,
      asAt: asAt,
      rules: rules,
      overrides: overrides,
      pseudonymKey: key,
      weeksPerYear: annual == "365/7 weeks" ? Additions.Fraction(365, 7) : .fiftyTwoWeeks,
      outputs: Files.resolve(outputs, in: folder),
      sources: sources,
      text: text
    )
  }

  private func ruleFolders(
    _ mapping: MappingReader
  ) throws(Diagnostic) -> [Configuration.RuleFolder] {
    guard mapping["rules"] != nil else { return [.bundled] }
    return try mapping.texts("rules").map {
      $0 == "bundled" ? .bundled : .folder(Files.resolve($0, in: folder))
    }
  }

  private func reasons(_ mapping: MappingReader) throws(Diagnostic) -> [String: String] {
    var reasons: [String: String] = [:]
    for entry in try mapping["overrides"]?.entries(of: "overrides") ?? [] {
      let reason = try entry.value.text(of: "the reason")
      guard reason.contains(where: { !$0.isWhitespace }) else {
        throw entry.value.diagnostic("say why the bundled rule \(entry.key) is replaced")
      }
      reasons[entry.key] = reason
    }
    return reasons
  }

  private func keyPlace(_ mapping: MappingReader) throws(Diagnostic) -> Configuration.KeyPlace? {
    guard let node = mapping["pseudonym_key"] else { return nil }
    let place = try MappingReader(node, as: "pseudonym_key", keys: ["file", "environment"])
    switch (try place.optionalText("file"), try place.optionalText("environment")) {
    case (let file?, nil): return .file(Files.resolve(file, in: folder), node)
    case (nil, let name?): return .environment(name, node)
    default:
      throw node.diagnostic(
        "pseudonym_key must be { file: PATH } or { environment: NAME }",
        hint: "the key itself is a secret and never stands in this file"
      )
    }
  }
}

/// The date that a scalar writes as `yyyy-mm-dd`.
private func date(_ node: YAMLNode, _ what: String) throws(Diagnostic) -> CalendarDate {
  let text = try node.text(of: what)
  guard let date = CalendarDate(iso: text) else {
    throw node.diagnostic("\(what) is \"\(text)\", which is no date written yyyy-mm-dd")
  }
  return date
}

/// Reads the settings of one source.
private struct SourceSettings {
  let entry: YAMLNode.Entry
  let folder: String

  func read() throws(Diagnostic) -> Source {
    let mapping = try MappingReader(
      entry.value,
      as: "a source",
      keys: [
        "files", "required", "columns", "delimiter", "encoding", "header_row", "dates", "numbers",
        "blanks", "covers", "rejected_rows",
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
      source.columns.append((column, try column.value.text(of: "the heading")))
    }
    if let node = mapping["delimiter"] { source.delimiter = try delimiter(node) }
    if let node = mapping["encoding"] {
      let name = try node.word(of: "encoding", among: ["utf-8", "windows-1252"])
      source.encoding = name == "utf-8" ? .utf8 : .windows1252
    }
    if let node = mapping["header_row"] {
      source.headerLine = try node.integer(of: "header_row")
      guard (1...10_000).contains(source.headerLine) else {
        throw node.diagnostic("header_row counts lines from 1, to 10,000 at most")
      }
    }
    if let node = mapping["dates"] { source.dates = try dates(node) }
    if let node = mapping["numbers"] { source.numbers = try numbers(node) }
    source.blanks = try mapping.texts("blanks")
    if let node = mapping["covers"] { source.covers = try period(node) }
    if let node = mapping["rejected_rows"] { source.maximumRejected = try ceiling(node) }
    return source
  }

  private func delimiter(_ node: YAMLNode) throws(Diagnostic) -> UInt8 {
    let text = try node.text(of: "delimiter")
    if text == "tab" || text == "\\t" { return UInt8(ascii: "\t") }
    guard let byte = text.utf8.first, text.utf8.count == 1, ![10, 13, 34].contains(byte) else {
      throw node.diagnostic("delimiter must be one ASCII character, or the word tab")
    }
    return byte
  }

  private func dates(_ node: YAMLNode) throws(Diagnostic) -> DateFormat {
    let text = try node.text(of: "dates")
    guard let format = DateFormat(text) else {
      throw node.diagnostic(
        "\"\(text)\" does not say how dates are written",
        hint:
          "write one day (d, dd), month (m, mm, Mon, Month) and year (yy, yyyy), as in dd/mm/yyyy"
      )
    }
    return format
  }

  private func numbers(_ node: YAMLNode) throws(Diagnostic) -> NumberFormat {
    let mapping = try MappingReader(
      node,
      as: "numbers",
      keys: ["thousands", "currency", "negatives"]
    )
    var format = NumberFormat()
    if let node = mapping["thousands"] {
      let text = try node.text(of: "thousands")
      guard let byte = text.utf8.first, text.utf8.count == 1, byte < 0x80, byte != 0x2E else {
        throw node.diagnostic("thousands must be one ASCII character other than the point")
      }
      format.thousands = byte
    }
    format.currency = try mapping.optionalText("currency") ?? ""
    for item in try mapping["negatives"]?.items(of: "negatives") ?? [] {
      let way = try item.word(of: "negatives", among: ["parentheses", "trailing minus"])
      if way == "parentheses" {
        format.acceptsParentheses = true
      } else {
        format.acceptsTrailingMinus = true
      }
    }
    return format
  }

  private func period(_ node: YAMLNode) throws(Diagnostic) -> Period {
    let mapping = try MappingReader(node, as: "covers", keys: ["from", "to"])
    let first = try date(try mapping.required("from"), "from")
    let last = try date(try mapping.required("to"), "to")
    guard first <= last else { throw node.diagnostic("covers ends before it begins") }
    return Period(first: first, last: last)
  }

  private func ceiling(_ node: YAMLNode) throws(Diagnostic) -> Ceiling {
    let mapping = try MappingReader(node, as: "rejected_rows", keys: ["at most"])
    let most = try mapping.required("at most")
    let text = try most.text(of: "at most")
    if text.hasSuffix("%") {
      let number = text.dropLast().filter { $0 != " " }
      if let share = Decimal(String(number)), let points = share.scaled(toScale: 2),
        (0...10_000).contains(points)
      {
        return .share(basisPoints: Int(points))
      }
    } else if let rows = Int(text), rows >= 0 {
      return .rows(rows)
    }
    throw most.diagnostic("\"\(text)\" is neither a count of rows (10) nor a share of them (1 %)")
  }
}
