internal import Rules
internal import Workbooks

/// The first page of a workbook: figures, then two rows of parts side by side.
struct SummaryLayout: Sendable {
  /// A figure that is read first: findings of a measure, counted once.
  struct Figure: Sendable {
    let label: String
    let measure: String
    /// The rules it is of, by id; nil for all.
    let rules: Set<String>?
  }

  /// A part of the page.
  enum Part: Sendable {
    /// The first lines of a worklist; columns by their headings.
    case lines(Lines)
    /// A measure, by test result or by a column of rules, drawn as a chart.
    case breakdown(Breakdown)
    /// Each measure by importance.
    case importance(title: String)
    /// Each test result with its findings.
    case results(title: String)
  }

  /// The head of a worklist.
  struct Lines: Sendable {
    /// How many columns there is room for.
    static let maximumColumns = 5

    let title: String
    let worklist: String
    /// Columns of the worklist, by their headings.
    let columns: [String]
    let limit: Int
    /// Where it is declared, for errors.
    let node: YAMLNode
  }

  /// A measure split up.
  struct Breakdown: Sendable {
    let title: String
    let measure: String
    /// What splits it: columns of rules, the first that a finding has; nil for the test result.
    let columns: [String]?
    let chart: Chart.Kind
    let limit: Int
  }

  let figures: [Figure]
  let left: [Part]
  let right: [Part]
}

extension SummaryLayout {
  static let keys = ["figures", "left", "right"]

  init(_ reader: MappingReader) throws(Diagnostic) {
    var figures: [Figure] = []
    for node in try reader["figures"]?.items(of: "figures") ?? [] {
      let figure = try MappingReader(node, as: "a figure", keys: ["label", "measure", "rules"])
      figures.append(
        Figure(
          label: try figure.text("label"),
          measure: try figure.text("measure"),
          rules: try figure.names("rules")
        )
      )
    }
    self.figures = figures
    left = try SummaryLayout.parts(reader["left"], "left")
    right = try SummaryLayout.parts(reader["right"], "right")
  }

  private static func parts(_ node: YAMLNode?, _ side: String) throws(Diagnostic) -> [Part] {
    var parts: [Part] = []
    for item in try node?.items(of: side) ?? [] { parts.append(try part(item)) }
    return parts
  }

  private static func part(_ node: YAMLNode) throws(Diagnostic) -> Part {
    let what = "a part of the summary"
    let shown = try node.entry("show", of: what)
      .word(of: "show", among: ["lines", "breakdown", "importance", "test results"])
    func reader(_ keys: [String]) throws(Diagnostic) -> MappingReader {
      try MappingReader(node, as: "\(what) that shows \(shown)", keys: ["show", "title"] + keys)
    }
    switch shown {
    case "lines":
      let part = try reader(["of", "columns", "rows"])
      return .lines(
        Lines(
          title: try part.text("title"),
          worklist: try part.text("of"),
          columns: try part.texts("columns"),
          limit: try rows(part),
          node: node
        )
      )
    case "breakdown":
      let part = try reader(["measure", "by", "chart", "rows"])
      let kinds: [String: Chart.Kind] = ["bar": .bar, "column": .column]
      let chart = try part["chart"]?.word(of: "chart", among: kinds.keys.sorted()) ?? "bar"
      return .breakdown(
        Breakdown(
          title: try part.text("title"),
          measure: try part.text("measure"),
          columns: try part["by"]?.oneOrMore(of: "by"),
          chart: kinds[chart] ?? .bar,
          limit: try rows(part)
        )
      )
    case "importance":
      return .importance(title: try reader([]).text("title"))
    default:
      return .results(title: try reader([]).text("title"))
    }
  }

  private static func rows(_ part: MappingReader) throws(Diagnostic) -> Int {
    guard let node = part["rows"] else { return 10 }
    let rows = try node.integer(of: "rows")
    guard (1...20).contains(rows) else { throw node.diagnostic("rows are from 1 to 20") }
    return rows
  }

  // MARK: Checks across sheets

  /// Adds what is wrong between the page and the sheets that it draws on.
  func check(against pages: [PageLayout], _ diagnostics: inout Diagnostics) {
    for case .lines(let lines) in left + right {
      _ = diagnostics.collect { () throws(Diagnostic) in try check(lines, against: pages) }
    }
  }

  private func check(_ lines: Lines, against pages: [PageLayout]) throws(Diagnostic) {
    let what = "a part of the summary"
    let worklists = pages.compactMap { page -> (name: String, layout: WorklistLayout)? in
      if case .worklist(let layout) = page.kind { (page.name, layout) } else { nil }
    }
    let names = worklists.map(\.name)
    _ = try lines.node.entry("of", of: what).word(of: "of", among: names)
    guard let worklist = worklists.first(where: { $0.name == lines.worklist }) else { return }
    let node = try lines.node.entry("columns", of: what)
    let columns = try node.items(of: "columns")
    guard (1...Lines.maximumColumns).contains(columns.count) else {
      throw node.diagnostic("there is room for 1 to \(Lines.maximumColumns) columns")
    }
    let headings = worklist.layout.columns.map(\.heading)
    for column in columns { _ = try column.word(of: "a column", among: headings) }
  }
}
