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
    case lines(title: String, worklist: String, columns: [String], limit: Int)
    /// A measure, by test result or by a column of rules, drawn as a chart.
    case breakdown(Breakdown)
    /// Each measure by importance.
    case importance(title: String)
    /// Each test result with its findings.
    case results(title: String)
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
        title: try part.text("title"),
        worklist: try part.text("of"),
        columns: try part.texts("columns"),
        limit: try part["rows"]?.integer(of: "rows") ?? 10
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
          limit: try part["rows"]?.integer(of: "rows") ?? 10
        )
      )
    case "importance":
      return .importance(title: try reader([]).text("title"))
    default:
      return .results(title: try reader([]).text("title"))
    }
  }
}
