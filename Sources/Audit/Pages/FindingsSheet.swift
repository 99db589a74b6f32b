internal import Findings
internal import Rules
internal import Values
internal import Workbooks

extension Composer {
  /// Every finding of some rules, a row each.
  func findingsSheet(_ name: String, _ findings: FindingsLayout) -> Sheet {
    let all = items(of: findings.rules)
    let items = largest(all)
    let rules = view.orderedRules.filter { findings.rules?.contains($0.id) ?? true }
    let columns = findings.columns.filter { isSaid($0, by: rules) }
    let named = columns.reduce(into: Set<String>()) { names, column in
      if case .from(let some) = column.content { names.formUnion(some) }
    }
    let page = FindingRows(view: view, words: words, named: named)
    let table = TableBlock(
      columns: columns.map { page.column($0, items) },
      rows: .init(count: items.count) { row in columns.map { page.cell($0, items[row]) } },
      filters: true,
      emptyText: view.nothingFound
    )
    return Sheet(
      name,
      frozenColumns: columns.prefix { $0.isNumberOrTyped }.count,
      page: Composer.page(table.columns),
      tab: .work,
      blocks: [
        .text(name, .title), .text(findingsNote(shown: items.count, of: all.count), .subtitle),
        .table(table),
      ]
    )
  }

  /// What a sheet may hold: where there is more, the largest by money.
  private func largest(_ items: [AudienceView.Item]) -> [AudienceView.Item] {
    guard items.count > maximumRows else { return items }
    let order = items.indices.sorted { a, b in
      let (x, y) = (items[a].finding.amount, items[b].finding.amount)
      guard x != y else { return a < b }
      guard let x else { return false }
      return y.map { x > $0 } ?? true
    }
    return order.prefix(maximumRows).sorted().map { items[$0] }
  }

  private func findingsNote(shown: Int, of all: Int) -> String {
    let order = "The most important come first, then the largest."
    guard shown < all else { return "\(counted(all, "finding")). \(order)" }
    return "The largest \(grouped(shown)) of \(grouped(all)) findings by value; "
      + "the others are counted in all sums and are not on this sheet. \(order)"
  }

  /// Whether any rule has what a column shows; one that no rule of the night has is left out.
  private func isSaid(_ column: FindingColumn, by rules: [Rule]) -> Bool {
    guard case .from(let names) = column.content else { return true }
    return rules.contains { rule in
      let said = rule.columns.map(\.name) + rule.show.map(\.name)
      return names.contains(where: said.contains)
        || !view.visibleKeyFields(of: rule).isDisjoint(with: names)
    }
  }
}

extension FindingColumn {
  fileprivate var isNumberOrTyped: Bool {
    switch content {
    case .fact(.number), .typed: true
    case .fact, .from: false
    }
  }
}

/// Makes the cells of findings.
private struct FindingRows: Sendable {
  let view: AudienceView
  let words: PageWords
  /// The names of rules' columns that have a column of their own.
  let named: Set<String>

  func column(_ column: FindingColumn, _ items: [AudienceView.Item]) -> TableBlock.Column {
    var style = TableBlock.Column.Style.wrapped
    var choices: [String] = []
    var isTyped = false
    switch column.content {
    case .fact(let fact): style = fact.style
    case .typed(let list):
      isTyped = true
      choices = list
    case .from(let names):
      style = Composer.style(
        of: items.lazy.map { $0.value(of: names, key: view.visibleKey(of: $0.finding)) }
      )
    }
    return TableBlock.Column(
      column.heading,
      width: column.width,
      style: style,
      isTyped: isTyped,
      choices: choices
    )
  }

  func cell(_ column: FindingColumn, _ item: AudienceView.Item) -> Cell {
    switch column.content {
    case .fact(let fact): cell(fact, item)
    case .typed: .empty
    case .from(let names): item.value(of: names, key: view.visibleKey(of: item.finding)).cell
    }
  }

  private func cell(_ fact: FindingColumn.Fact, _ item: AudienceView.Item) -> Cell {
    let (finding, rule) = (item.finding, item.rule)
    return switch fact {
    case .number: .text(finding.number)
    case .importance: rule.severity.cell
    case .found: .text(finding.message)
    case .result: .text(finding.caseName)
    case .value: finding.amount.map(Cell.money) ?? .empty
    case .counted: item.counted.map(Cell.money) ?? .empty
    case .measure: .text(finding.amount == nil ? "" : rule.measure)
    case .confidence: .text(rule.confidence)
    case .verdict: .text(rule.verdict)
    case .closest: related(.nearest, finding)
    case .reliedOn: related(.witness, finding)
    case .members: related(.member, finding)
    case .law: lines(law(rule, finding.caseName))
    case .evidence: lines(view.visibleEvidence(of: finding).map(evidence))
    case .source: .text(finding.location?.words ?? "")
    case .rule: .text(rule.id)
    case .others: lines(others(finding))
    case .accepted: .text(finding.acceptance ?? "")
    }
  }

  private func lines(_ lines: [String]) -> Cell {
    lines.isEmpty ? .empty : .text(lines.joined(separator: "\n"))
  }

  private func related(_ part: RelatedRow.Part, _ finding: Finding) -> Cell {
    lines(
      finding.related.filter { $0.part == part }.map { row in
        let values = row.values.map { "\(words.inLine($0.name)) \($0.value.words)" }
        let place = row.location.map { " (\($0.words))" } ?? ""
        return "\(words[row.dataset]): \(values.joined(separator: ", "))\(place)"
      }
    )
  }

  /// The provisions of the test result, or those of the rule where it has none of its own.
  private func law(_ rule: Rule, _ caseName: String) -> [String] {
    let own = rule.cases.first { $0.name == caseName }?.law ?? []
    return (own.isEmpty ? rule.law : own).map { "\($0.instrument), \($0.provision)" }
  }

  private func evidence(_ evidence: Evidence) -> String {
    let place = evidence.location.map { " (\($0.words))" } ?? ""
    return "\(evidence.term): \(evidence.value.words)\(place)"
  }

  /// What the rule shows and no column of the sheet does.
  private func others(_ finding: Finding) -> [String] {
    (finding.columns + finding.shown).filter { !named.contains($0.name) && $0.value != .empty }
      .map { "\(words.inLine($0.name)): \($0.value.words)" }
  }
}

extension Finding {
  /// The finding's number on the page: the head of its fingerprint, in groups that can be read out.
  var number: String {
    let digits = Array(fingerprint.prefix(12))
    return stride(from: 0, to: digits.count, by: 4).map {
      String(digits[$0..<min($0 + 4, digits.count)])
    }
    .joined(separator: "-")
  }
}

extension FindingColumn.Fact {
  fileprivate var style: TableBlock.Column.Style {
    switch self {
    case .importance, .confidence, .verdict: .centred
    case .value, .counted: .figures
    case .number: .text
    case .closest, .reliedOn, .members, .evidence, .others, .law: .clipped
    default: .wrapped
    }
  }
}

extension Composer {
  /// How the cells of a column stand, from its values: figures to the right, days in the middle.
  static func style(of values: some Sequence<Shown>) -> TableBlock.Column.Style {
    for value in values {
      switch value {
      case .number, .money: return .figures
      case .date, .boolean: return .centred
      case .text: return .wrapped
      case .empty: continue
      }
    }
    return .wrapped
  }
}
