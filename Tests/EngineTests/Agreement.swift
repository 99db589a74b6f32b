import Engine
import Findings
import Rules
import Tables
import Values

/// What both executors made of the same inputs.
struct Agreement {
  /// The columnar report, where there is one.
  var report: Report?
  /// The first difference, in words; nil where they agree.
  var difference: String?

  /// Runs a plan both ways.
  init(_ plan: Plan, _ inputs: Inputs) {
    let reference = Self.result(plan, inputs, .reference)
    let columnar = Self.result(plan, inputs, .columnar)
    switch (reference, columnar) {
    case (.failure(let a), .failure(let b)):
      if a != b { difference = "reference fails: \(a)\ncolumnar fails: \(b)" }
    case (.failure(let error), .success): difference = "only the reference fails: \(error)"
    case (.success, .failure(let error)): difference = "only the columnar fails: \(error)"
    case (.success(let a), .success(let b)):
      report = b
      difference = Self.difference(a, b) ?? Self.untied(b) ?? Self.unlike(b, plan.rulebook)
    }
  }

  private static func result(
    _ plan: Plan,
    _ inputs: Inputs,
    _ executor: Executor
  ) -> Result<Report, EngineError> {
    Result { () throws(EngineError) in try plan.run(inputs, by: executor) }
  }

  private static func difference(_ a: Report, _ b: Report) -> String? {
    for name in a.tables.keys.sorted() {
      let left = a.tables[name].map(rows) ?? []
      let right = b.tables[name].map(rows) ?? []
      if let text = first("rows of \(name)", left, right) { return text }
    }
    return first("findings", a.findings, b.findings)
      ?? first("unassessed rows", a.unassessed, b.unassessed)
      ?? first("totals", a.totals, b.totals)
  }

  /// The first pair of items that differ, in words.
  private static func first<Item: Equatable>(_ what: String, _ a: [Item], _ b: [Item]) -> String? {
    for index in 0..<max(a.count, b.count) {
      let left = a.indices.contains(index) ? a[index] : nil
      let right = b.indices.contains(index) ? b[index] : nil
      if left != right {
        return """
          \(what) differ at \(index):
            reference: \(left.map { "\($0)" } ?? "none")
            columnar:  \(right.map { "\($0)" } ?? "none")
          """
      }
    }
    return nil
  }

  /// Everything that a table knows of its rows.
  private static func rows(_ table: Table) -> [String] {
    (0..<table.rowCount).map { row in
      let cells = table.schema.fields.indices.map { table.cell(row: row, field: $0) }
      let reasons = table.schema.fields.indices.map { table.reason(row: row, field: $0) }
      var text = "\(cells) \(table.standing(of: row)) \(reasons)"
      if case .derived(let sources) = table.provenance { text += " \(sources[row])" }
      return text
    }
  }

  /// A finding that says one thing in values and another in words, or one by one.
  private static func unlike(_ report: Report, _ rulebook: Rulebook) -> String? {
    var words = RowWords()
    for dataset in rulebook.catalog.datasets {
      words.append(
        dataset: dataset.schema.dataset,
        dataset.schema.each,
        fields: dataset.schema.fields.map { ($0.name, $0.name) }
      )
    }
    let audiences = Set(rulebook.rules.flatMap(\.audience))
    return report.findings.first { finding in
      let (columns, shown) = (finding.columns, finding.shown)
      return columns.indices.contains { finding.value(.column($0)) != columns[$0].value }
        || shown.indices.contains { finding.value(.figure($0)) != shown[$0].value }
        || finding.key.contains { finding.value(.key($0.field)) != finding.key.value(of: $0.field) }
        || String(writing: finding.addKey) != KeyPart.canonical(finding.key)
        || lines(of: finding, words, audiences) != lines(of: finding.stated, words, audiences)
    }.map { "a finding says two things: \($0)" } ?? unmarked(report)
  }

  /// What a finding rests on, in words.
  private static func lines(
    of finding: Finding,
    _ words: RowWords,
    _ audiences: Set<String>
  ) -> [String] {
    audiences.sorted().map { audience in
      String(writing: { finding.addEvidence(for: audience, to: &$0) })
    }
      + [RelatedRow.Part.witness, .nearest, .member].map { part in
        String(writing: { finding.addRelated(part, words, to: &$0) })
      }
  }

  /// Two findings with one mark for two values.
  private static func unmarked(_ report: Report) -> String? {
    var values: [ValueMark: Shown] = [:]
    for finding in report.findings {
      let parts =
        finding.columns.indices.map(FindingPart.column)
        + finding.shown.indices.map(FindingPart.figure) + finding.key.map { .key($0.field) }
      for part in parts {
        guard let mark = finding.mark(part) else { continue }
        let value = finding.value(part)
        if let other = values.updateValue(value, forKey: mark), other != value {
          return "\(mark) marks \(value) and \(other)"
        }
      }
    }
    return nil
  }

  /// A rule whose totals do not add up.
  private static func untied(_ report: Report) -> String? {
    report.totals.first { !$0.tie }.map { "the totals do not tie: \($0)" }
  }
}

extension Finding {
  /// The finding, written down.
  fileprivate var stated: Finding {
    Finding(
      rule: rule,
      caseName: caseName,
      key: key,
      amount: amount,
      words: StatedWords(
        message: message,
        columns: columns,
        shown: shown,
        grounds: .stated(grounds)
      ),
      location: location,
      sources: sources
    )
  }
}
