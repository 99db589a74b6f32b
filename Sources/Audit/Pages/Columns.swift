internal import Rules

/// A column into which people type.
struct TypedColumn: Sendable {
  let heading: String
  let width: Int
  /// What may be typed; empty for anything.
  let choices: [String]
}

/// A column of a sheet of findings.
struct FindingColumn: Sendable {
  /// What every finding has; the word is the name in layouts and, unless they say otherwise, on the page.
  enum Fact: String, CaseIterable, Sendable {
    case number = "finding no."
    case importance
    case found = "what was found"
    case result = "test result"
    case value = "value at issue"
    case counted = "counted once"
    case measure = "value means"
    case confidence
    case verdict = "asks for"
    case closest = "closest record found"
    case reliedOn = "record relied on"
    case members = "rows it stands for"
    case law
    case evidence
    case source = "source file:line"
    case rule
    case others = "other facts"
    case accepted
  }

  /// What stands in the column.
  enum Content: Sendable {
    case fact(Fact)
    case typed(choices: [String])
    /// A column or shown figure of the rule, or a part of the key: the first that the finding has.
    case from([String])
  }

  let content: Content
  let heading: String
  let width: Int
}

/// A column of a worklist.
struct LineColumn: Sendable {
  /// What every line has.
  enum Fact: String, CaseIterable, Sendable {
    case line
    case findings
    case important = "of high importance"
    case results = "test results"
    case numbers = "finding nos"
  }

  /// What stands in the column.
  enum Content: Sendable {
    case fact(Fact)
    case typed(choices: [String])
    /// What the findings say in a column of their rules, each thing once.
    case from([String])
    /// Their amounts of a measure, counted once.
    case value(String)
    /// The first day that they say.
    case earliest([String])
    /// The last day that they say.
    case latest([String])
    /// How many of them say anything: "3 of 5".
    case stated([String])
  }

  let content: Content
  let heading: String
  let width: Int
}

/// Reads the columns of one workbook, which share their words and their lists of choices.
struct ColumnReader {
  let words: PageWords
  let choices: [String: [String]]

  /// The columns of a sheet of findings.
  func findingColumns(_ node: YAMLNode) throws(Diagnostic) -> [FindingColumn] {
    var columns: [FindingColumn] = []
    for item in try node.items(of: "columns") {
      if case .scalar = item.content {
        let word = try item.word(of: "a column", among: FindingColumn.Fact.allCases.map(\.rawValue))
        guard let fact = FindingColumn.Fact(rawValue: word) else { continue }
        columns.append(.init(content: .fact(fact), heading: words[word], width: fact.width))
        continue
      }
      let reader = try MappingReader(
        item,
        as: "a column",
        keys: ["fact", "typed", "from", "heading", "width", "choices"]
      )
      let kind = try item.only(["fact", "typed", "from"], of: "a column")
      switch kind.key {
      case "fact":
        let facts = FindingColumn.Fact.allCases.map(\.rawValue)
        let word = try kind.value.word(of: "fact", among: facts)
        guard let fact = FindingColumn.Fact(rawValue: word) else { continue }
        columns.append(
          .init(
            content: .fact(fact),
            heading: try reader.optionalText("heading") ?? words[word],
            width: try width(reader) ?? fact.width
          )
        )
      case "typed":
        let typed = try typed(reader, kind.value)
        columns.append(
          .init(
            content: .typed(choices: typed.choices),
            heading: typed.heading,
            width: typed.width
          )
        )
      default:
        let names = try kind.value.oneOrMore(of: "from")
        columns.append(
          .init(
            content: .from(names),
            heading: try reader.optionalText("heading") ?? words[names.first ?? ""],
            width: try width(reader) ?? 16
          )
        )
      }
    }
    return columns
  }

  /// The columns of a worklist.
  func lineColumns(_ node: YAMLNode) throws(Diagnostic) -> [LineColumn] {
    var columns: [LineColumn] = []
    for item in try node.items(of: "columns") {
      if case .scalar = item.content {
        let word = try item.word(of: "a column", among: LineColumn.Fact.allCases.map(\.rawValue))
        guard let fact = LineColumn.Fact(rawValue: word) else { continue }
        columns.append(.init(content: .fact(fact), heading: words[word], width: fact.width))
        continue
      }
      let kinds = ["typed", "from", "value", "earliest", "latest", "stated"]
      let reader = try MappingReader(
        item,
        as: "a column",
        keys: kinds + ["heading", "width", "choices"]
      )
      let kind = try item.only(kinds, of: "a column")
      if kind.key == "typed" {
        let typed = try typed(reader, kind.value)
        columns.append(
          .init(
            content: .typed(choices: typed.choices),
            heading: typed.heading,
            width: typed.width
          )
        )
        continue
      }
      let names = try kind.value.oneOrMore(of: kind.key)
      let content: LineColumn.Content =
        switch kind.key {
        case "value": .value(try kind.value.text(of: "value"))
        case "earliest": .earliest(names)
        case "latest": .latest(names)
        case "stated": .stated(names)
        default: .from(names)
        }
      columns.append(
        .init(
          content: content,
          heading: try reader.optionalText("heading") ?? words[names.first ?? ""],
          width: try width(reader) ?? 14
        )
      )
    }
    return columns
  }

  private func typed(
    _ reader: MappingReader,
    _ value: YAMLNode
  ) throws(Diagnostic) -> TypedColumn {
    var list: [String] = []
    if let node = reader["choices"] {
      let name = try node.word(of: "choices", among: choices.keys.sorted())
      list = choices[name] ?? []
    }
    return TypedColumn(
      heading: try value.text(of: "typed"),
      width: try width(reader) ?? 14,
      choices: list
    )
  }

  private func width(_ reader: MappingReader) throws(Diagnostic) -> Int? {
    guard let node = reader["width"] else { return nil }
    let width = try node.integer(of: "width")
    guard (1...250).contains(width) else { throw node.diagnostic("a width is from 1 to 250") }
    return width
  }
}

extension FindingColumn.Fact {
  /// The width of its column in characters, where the layout gives none.
  fileprivate var width: Int {
    switch self {
    case .number: 16
    case .importance: 11
    case .found: 48
    case .result: 22
    case .value, .counted: 14
    case .measure: 18
    case .confidence, .verdict: 13
    case .closest, .reliedOn, .members: 44
    case .law: 30
    case .evidence, .others: 48
    case .source: 26
    case .rule: 24
    case .accepted: 20
    }
  }
}

extension LineColumn.Fact {
  /// The width of its column in characters, where the layout gives none.
  fileprivate var width: Int {
    switch self {
    case .line: 6
    case .findings, .important: 10
    case .results: 34
    case .numbers: 34
    }
  }
}
