internal import Engine
internal import Findings
internal import Rules
internal import Values
internal import Workbooks

extension Composer {
  /// The rules: an index, then each one in full.
  func rulesSheet(_ name: String) -> Sheet {
    let rules = view.rules
    let index = TableBlock(
      columns: [
        .init("Rule", width: 32, style: .wrapped), .init("Title", width: 60, style: .wrapped),
        .init("Importance", width: 12, style: .centred),
        .init("Status", width: 12, style: .centred),
        .init("Findings", width: 12, style: .figures), .init("SHA-256 of its file", width: 68),
      ],
      rows: .init(
        rules.map { rule in
          [
            .text(rule.id), .text(rule.title), rule.severity.cell, .text(rule.status),
            found(by: rule),
            .text(record.ruleHashes[rule.id] ?? ""),
          ]
        }
      ),
      emptyText: "No rule was run."
    )
    var blocks: [Block] = [
      .text(name, .title),
      .text("What each rule tests, why, and on what law. Nothing else was looked for.", .subtitle),
      .table(index),
    ]
    for rule in rules {
      blocks += [.space, .text("\(rule.title) (\(rule.id))", .heading), .table(details(rule))]
    }
    return Sheet(name, columnWidths: [32, 60, 12, 12, 10, 68], frozenColumns: 0, blocks: blocks)
  }

  /// How many findings a rule has, or that it was not run.
  private func found(by rule: Rule) -> Cell {
    guard record.report.totals.contains(where: { $0.rule == rule.id }) else {
      return .toned(.high, .text("not tested"))
    }
    return .number(Decimal(view.figures.counts[rule.id, default: 0]))
  }

  private func details(_ rule: Rule) -> TableBlock {
    var rows: [(String, [String])] = [
      ("Why it matters", [rule.why]),
      ("Test results", rule.cases.map(\.name)),
      ("Does not test", rule.exclusions),
      ("Takes for granted", rule.assumptions),
      ("May look like it", rule.falsePositives),
      ("Law", law(rule)),
      ("Value means", [rule.measure]),
      ("Confidence", [rule.confidence]),
      ("Read by", [rule.audience.joined(separator: ", ")]),
    ]
    if !rule.yieldsTo.isEmpty { rows.append(("Leaves to", rule.yieldsTo)) }
    rows.append(("As the rule is written", rule.conditions))
    let cells: [[Cell]] = rows.flatMap { label, texts in
      texts.enumerated().map { [.text($0 == 0 ? label : ""), .text($1)] }
    }
    return TableBlock(
      columns: [.init("Part", style: .wrapped), .init("Text", span: 5, style: .wrapped)],
      rows: .init(cells)
    )
  }

  private func law(_ rule: Rule) -> [String] {
    let own = rule.cases.flatMap { item in
      item.law.map { "\($0.instrument), \($0.provision): \($0.effect) (for \(item.name))" }
    }
    return rule.law.map { "\($0.instrument), \($0.provision): \($0.effect)" } + own
  }
}

extension Rule {
  /// The lines of its file that decide, as they are written: from the unit to the first example.
  fileprivate var conditions: [String] {
    let lines = source.lines
    let start = lines.firstIndex { $0.hasPrefix("each:") } ?? 0
    let rest = lines[start...]
    return rest.prefix { !$0.hasPrefix("examples:") }.filter { !$0.isEmpty }
  }
}
