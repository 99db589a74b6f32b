internal import Feel
internal import Findings
public import Rules
internal import Tables
internal import Values

/// An example that did not come out as it says.
public struct ExampleFailure: Hashable, Sendable {
  /// Where the example stands, with what was expected and what came.
  public let diagnostic: Diagnostic
}

extension Rulebook {
  /// Runs the examples of a rule.
  ///
  /// - Parameters:
  ///   - rule: A rule of this rulebook.
  ///   - executor: How the plan is run.
  /// - Returns: The examples that failed; empty where all hold.
  public func failures(of rule: Rule, by executor: Executor = .columnar) -> [ExampleFailure] {
    let alone = Rulebook(catalog: catalog, rules: [rule.withoutYielding])
    let plan = Plan(alone)
    return rule.examples.compactMap { example in
      do throws(Diagnostic) {
        try ExampleRun(catalog: catalog, example: example).check(plan, executor)
        return nil
      } catch {
        return ExampleFailure(diagnostic: error)
      }
    }
  }
}

/// One example, turned into tables and run.
package struct ExampleRun {
  let catalog: Catalog
  let example: RuleExample

  /// An example of a rule over a catalogue's datasets.
  package init(catalog: Catalog, example: RuleExample) {
    self.catalog = catalog
    self.example = example
  }

  func check(_ plan: Plan, _ executor: Executor) throws(Diagnostic) {
    let inputs = try inputs()
    let report: Report
    do {
      report = try plan.run(inputs, by: executor)
    } catch {
      throw example.node.diagnostic("the example \"\(example.label)\" cannot be run: \(error)")
    }
    let came = outcome(report)
    let totals = report.totals[0].outcomes
    let isRight: Bool
    switch example.expectation {
    case .flags(let name):
      isRight = report.findings.count == 1 && report.findings[0].caseName == name
    case .passes:
      isRight =
        report.findings.isEmpty && report.unassessed.isEmpty && (totals[.passed]?.rows ?? 0) > 0
    case .unassessed: isRight = report.findings.isEmpty && !report.unassessed.isEmpty
    case .outOfScope:
      isRight =
        report.findings.isEmpty && report.unassessed.isEmpty
        && totals[.outOfScope] == report.totals[0].loaded
        && report.totals[0].loaded.rows > 0
    }
    guard isRight else {
      throw example.node.diagnostic("expected: \(expected); came: \(came)")
    }
    guard let finding = report.findings.first else { return }
    try compare("amount", example.amount, finding.amount?.description)
    try compare("key", example.key, KeyPart.canonical(finding.key))
    try compare("says", example.says, finding.message)
  }

  private func compare(_ what: String, _ expected: String?, _ came: String?) throws(Diagnostic) {
    guard let expected else { return }
    let isSame =
      what == "amount" ? Decimal(expected) == came.flatMap { Decimal($0) } : expected == came
    if !isSame {
      throw example.node.diagnostic(
        "the example \"\(example.label)\" expects \(what) \(expected), and it is \(came ?? "not known")"
      )
    }
  }

  private var expected: String {
    switch example.expectation {
    case .flags(let name): "one finding, \"\(name)\""
    case .passes: "all pass (\(example.label))"
    case .unassessed: "unassessed (\(example.label))"
    case .outOfScope: "out of scope (\(example.label))"
    }
  }

  private func outcome(_ report: Report) -> String {
    var parts = report.findings.map {
      "finding \"\($0.caseName)\" at \(KeyPart.canonical($0.key)): \($0.message)"
    }
    parts += report.unassessed.map {
      "\(KeyPart.canonical($0.key)) unassessed: \($0.explanation)"
    }
    for outcome in [Outcome.passed, .outOfScope] {
      let rows = report.totals[0].outcomes[outcome]?.rows ?? 0
      if rows > 0 { parts.append("\(rows) \(outcome.rawValue)") }
    }
    return parts.isEmpty ? "no row to judge" : parts.joined(separator: "; ")
  }

  // MARK: Tables

  /// The tables that the example gives.
  package func inputs() throws(Diagnostic) -> Inputs {
    let pool = TextPool()
    var builders: [String: TableBuilder] = [:]
    for (name, rows) in example.given {
      for row in rows { try add(row, to: name, isRejected: false, &builders, pool) }
      if rows.isEmpty, builders[name] == nil { builders[name] = try builder(name) }
    }
    for (name, rows) in example.rejected {
      for row in rows { try add(row, to: name, isRejected: true, &builders, pool) }
    }
    var covers: [String: Period] = [:]
    for (name, from, to) in example.covers {
      guard let first = CalendarDate(iso: from), let last = CalendarDate(iso: to) else {
        throw example.node.diagnostic("covers must give two dates")
      }
      covers[name] = Period(first: first, last: last)
    }
    let asAt = example.asAt ?? "2024-09-29"
    guard let day = CalendarDate(iso: asAt) else {
      throw example.node.diagnostic("as_at must be a date, as 2024-09-29")
    }
    var tables: [String: Table] = [:]
    for (name, builder) in builders { tables[name] = builder.finish() }
    return Inputs(asAt: day, pool: pool, tables: tables, covers: covers)
  }

  private func builder(_ name: String) throws(Diagnostic) -> TableBuilder {
    guard let index = catalog.index(of: name) else {
      throw example.node.diagnostic("there is no dataset \"\(name)\"")
    }
    var builder = TableBuilder(schema: catalog.datasets[index].schema)
    _ = builder.add(file: "example")
    return builder
  }

  private func add(
    _ row: RuleExample.GivenRow,
    to name: String,
    isRejected: Bool,
    _ builders: inout [String: TableBuilder],
    _ pool: TextPool
  ) throws(Diagnostic) {
    var builder: TableBuilder
    if let existing = builders[name] {
      builder = existing
    } else {
      builder = try self.builder(name)
    }
    let schema = builder.schema
    var cells: [Cell] = []
    for (position, field) in schema.fields.enumerated() {
      if let given = row.first(where: { $0.field == field.name }) {
        cells.append(try cell(given.value, field, pool))
      } else if isRejected {
        cells.append(.unknown)
      } else if schema.key.contains(position), field.type == .text {
        cells.append(.text(pool.code(for: "\(builder.loadedCount + 1)")))
      } else if case .answer = field.blank {
        cells.append(.blank)
      } else {
        cells.append(.unknown)
      }
    }
    let standing: Standing =
      isRejected
      ? .rejected(Unknown(kind: .rejectedRow, dataset: name, subject: "row")) : .loaded
    builder.append(
      cells,
      file: 0,
      line: row.first?.value.line ?? example.node.line,
      standing: standing
    )
    builders[name] = builder
  }

  private func cell(
    _ node: YAMLNode,
    _ field: Field,
    _ pool: TextPool
  ) throws(Diagnostic) -> Cell {
    let text = try node.text(of: field.name)
    if text.isEmpty || text == "null" || text == "~" {
      if case .answer = field.blank { return .blank }
      return .unknown
    }
    switch field.type {
    case .text: return .text(pool.code(for: text))
    case .code:
      guard field.values.isEmpty || field.values.contains(text) else {
        throw node.diagnostic(
          "\(field.name) is one of: \(field.values.joined(separator: ", "))"
        )
      }
      return .text(pool.code(for: text))
    case .number, .money:
      guard let scaled = Decimal(text)?.scaled(toScale: field.type.scale ?? 0) else {
        throw node.diagnostic(
          "\(field.name) is a number with at most \(field.type.scale ?? 0) digits after the point"
        )
      }
      return .scaled(scaled)
    case .date:
      guard let day = CalendarDate(iso: text), Column.dates.contains(day) else {
        throw node.diagnostic("\(field.name) is a date, written 2024-09-29")
      }
      return .date(day)
    case .boolean: return .boolean(try node.flag(of: field.name))
    }
  }
}
