public import Rules
internal import Workbooks

extension Layout {
  /// Reads a layout.
  ///
  /// - Parameter source: A file of `rules/workbooks/`; its name, without the ending, is the workbook's.
  /// - Returns: The layout.
  /// - Throws: All errors of the file, each with its place.
  public static func read(_ source: SourceText) throws(DefinitionErrors) -> Layout {
    var diagnostics = Diagnostics()
    let root = diagnostics.collect { () throws(Diagnostic) in
      try MappingReader(
        YAMLNode.parse(source),
        as: "a workbook",
        keys: ["workbook", "title", "marking", "sentence", "words", "choices", "sheets"]
      )
    }
    guard let root else { throw DefinitionErrors(diagnostics.all) }
    let head = diagnostics.collect { () throws(Diagnostic) in try Head(root, source) }
    var pages: [PageLayout] = []
    let nodes = diagnostics.collect { () throws(Diagnostic) in
      try root.required("sheets").items(of: "sheets")
    }
    for node in nodes ?? [] {
      let page = diagnostics.collect { () throws(Diagnostic) in
        try PageLayout(
          node,
          columns: ColumnReader(
            words: PageWords(words: head?.words ?? [:]),
            choices: head?.choices ?? [:]
          )
        )
      }
      guard let page else { continue }
      if let flaw = Sheet.flaw(inName: page.name), let name = try? node.entry("sheet", of: "") {
        diagnostics.add(name.diagnostic("a sheet cannot be called that: \(flaw)"))
      }
      if pages.contains(where: { $0.name == page.name }) {
        diagnostics.add(node.diagnostic("there are two sheets \"\(page.name)\""))
      }
      pages.append(page)
    }
    if let nodes, nodes.isEmpty {
      diagnostics.add(root.node.diagnostic("a workbook has at least one sheet"))
    }
    if diagnostics.all.isEmpty {
      for case .summary(let summary) in pages.map(\.kind) {
        summary.check(against: pages, &diagnostics)
      }
    }
    guard let head, diagnostics.all.isEmpty else { throw DefinitionErrors(diagnostics.all) }
    return Layout(
      audience: head.audience,
      title: head.title,
      marking: head.marking,
      sentence: head.sentence,
      words: PageWords(words: head.words),
      pages: pages
    )
  }

  /// What a layout says before its sheets.
  private struct Head {
    var audience: String
    var title: String
    var marking: String
    var sentence: String
    var words: [String: String] = [:]
    var choices: [String: [String]] = [:]

    init(_ root: MappingReader, _ source: SourceText) throws(Diagnostic) {
      audience = try root.text("workbook")
      let file = source.name.split(separator: "/").last.map(String.init) ?? source.name
      guard file == "\(audience).yaml" else {
        throw try root.required("workbook").diagnostic(
          "the workbook is called \"\(audience)\", and its file \"\(file)\"",
          hint: "name the file \(audience).yaml"
        )
      }
      title = try root.text("title")
      marking = try root.optionalText("marking") ?? ""
      sentence = try root.text("sentence")
      for entry in try root["words"]?.entries(of: "words") ?? [] {
        words[entry.key] = try entry.value.text(of: entry.key)
      }
      for entry in try root["choices"]?.entries(of: "choices") ?? [] {
        choices[entry.key] = try root.list(entry)
      }
    }
  }
}

extension PageLayout {
  fileprivate init(_ node: YAMLNode, columns: ColumnReader) throws(Diagnostic) {
    let kinds = [
      "summary", "worklist", "findings", "unassessed", "rejected", "totals", "rules", "run",
    ]
    let kind = try node.entry("kind", of: "a sheet").word(of: "kind", among: kinds)
    func reader(_ keys: [String]) throws(Diagnostic) -> MappingReader {
      try MappingReader(node, as: "a sheet of kind \(kind)", keys: ["sheet", "kind"] + keys)
    }
    switch kind {
    case "summary":
      let reader = try reader(SummaryLayout.keys)
      name = try reader.text("sheet")
      self.kind = .summary(try SummaryLayout(reader))
    case "worklist":
      let reader = try reader(["by", "measures", "columns", "rules"])
      name = try reader.text("sheet")
      var grain: [[String]] = []
      for item in try reader.required("by").items(of: "by") {
        grain.append(try item.oneOrMore(of: "by"))
      }
      self.kind = .worklist(
        WorklistLayout(
          grain: grain,
          measures: try reader.texts("measures"),
          columns: try columns.lineColumns(reader.required("columns")),
          rules: try reader.names("rules")
        )
      )
    case "findings":
      let reader = try reader(["columns", "rules"])
      name = try reader.text("sheet")
      self.kind = .findings(
        FindingsLayout(
          columns: try columns.findingColumns(reader.required("columns")),
          rules: try reader.names("rules")
        )
      )
    default:
      name = try reader([]).text("sheet")
      self.kind =
        switch kind {
        case "unassessed": .unassessed
        case "rejected": .rejected
        case "totals": .totals
        case "rules": .rules
        default: .run
        }
    }
  }
}

extension MappingReader {
  /// The names of a list, or nil where the key is missing.
  func names(_ key: String) throws(Diagnostic) -> Set<String>? {
    self[key] == nil ? nil : Set(try texts(key))
  }

  fileprivate func list(_ entry: YAMLNode.Entry) throws(Diagnostic) -> [String] {
    var result: [String] = []
    for item in try entry.value.items(of: entry.key) { result.append(try item.text(of: entry.key)) }
    return result
  }
}

extension YAMLNode {
  /// The value of a key of a mapping that must be there.
  func entry(_ key: String, of what: String) throws(Diagnostic) -> YAMLNode {
    guard let entry = try entries(of: what).first(where: { $0.key == key }) else {
      throw diagnostic("\(what) needs the key \"\(key)\"")
    }
    return entry.value
  }

  /// The one entry that a mapping has of several that exclude each other.
  func only(_ keys: [String], of what: String) throws(Diagnostic) -> Entry {
    let found = try entries(of: what).filter { keys.contains($0.key) }
    guard let first = found.first, found.count == 1 else {
      throw diagnostic("\(what) has one of: \(keys.joined(separator: ", "))")
    }
    return first
  }

  /// A text, or a list of texts.
  func oneOrMore(of what: String) throws(Diagnostic) -> [String] {
    guard case .sequence(let items) = content else { return [try text(of: what)] }
    guard !items.isEmpty else { throw diagnostic("\(what) needs at least one name") }
    var names: [String] = []
    for item in items { names.append(try item.text(of: what)) }
    return names
  }
}
