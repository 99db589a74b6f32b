internal import Engine
internal import Findings
internal import Rules
internal import Values
internal import Workbooks

extension Composer {
  /// Every finding of some rules, a row each.
  func findingsSheet(_ name: String, _ findings: FindingsLayout) -> Sheet {
    let all = view.items(of: findings.rules)
    let items = largest(all)
    let rules = view.rules.filter { findings.rules?.contains($0.id) ?? true }
    let columns = findings.columns.filter { isSaid($0, by: rules) }
    let named = columns.reduce(into: Set<String>()) { names, column in
      if case .from(let some) = column.content { names.formUnion(some) }
    }
    let page = FindingRows(view: view, words: words, named: named)
    let table = TableBlock(
      columns: columns.map { page.column($0, items) },
      rows: .init(count: items.count) { page.cells(columns, items[$0]) },
      filters: true,
      emptyText: view.nothingFound
    )
    let widths = table.columns.map { $0.width ?? 12 }
    return Sheet(
      name,
      columnWidths: widths,
      frozenColumns: columns.prefix { $0.isNumberOrTyped }.count,
      page: Composer.page(table.columns),
      tab: .work,
      blocks: [.text(name, .title)] + note(on: items, of: all, widths) + [.table(table)]
    )
  }

  /// What a sheet may hold: where there is more, the largest by money, in the order of the page.
  private func largest(_ items: [AudienceView.Item]) -> [AudienceView.Item] {
    guard items.count > maximumRows else { return items }
    let amounts = items.map { record.report.findings[$0.position].amount }
    let order = items.indices.sorted { AudienceView.isLarger((amounts[$0], $0), (amounts[$1], $1)) }
    return order.prefix(maximumRows).sorted().map { items[$0] }
  }

  /// How many findings there are, and where not all of them are on the sheet, what is and what is not.
  private func note(
    on items: [AudienceView.Item],
    of all: [AudienceView.Item],
    _ widths: [Int]
  ) -> [Block] {
    let order = "The most important come first, then the largest."
    guard items.count < all.count else {
      return [.text("\(counted(all.count, "finding")). \(order)", .subtitle)]
    }
    let listed = Set(items.map(\.position))
    let rows = items + all.filter { !listed.contains($0.position) }
    let listing = Listing(
      by: "Value means, counted once",
      labels: rows.map { view.rules[$0.rule].measure },
      amounts: rows.map(\.counted),
      listed: items.count
    )
    let words = Listing.words(items.count, of: all.count, "finding", in: RecordFile.findings)
    return [.text("\(words) \(order)", .subtitle), .table(listing.table(over: widths)), .space]
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
  /// What is the same in all findings of a rule.
  struct RuleCells: Sendable {
    let severity: Cell
    /// The provisions of the rule.
    let law: Cell
    /// Those of a test result, where it has its own.
    let ownLaw: [String: Cell]
  }

  let view: AudienceView
  let words: PageWords
  /// The names of rules' columns that have a column of their own.
  let named: Set<String>
  private let rules: [RuleCells]
  /// The names of fields as they stand within a line, found once.
  private let fields: [String: String]

  init(view: AudienceView, words: PageWords, named: Set<String>) {
    self.view = view
    self.words = words
    self.named = named
    fields = Dictionary(uniqueKeysWithValues: view.fieldNames.map { ($0, words.inLine($0)) })
    rules = view.rules.map { rule in
      var ownLaw: [String: Cell] = [:]
      for item in rule.cases where !item.law.isEmpty {
        ownLaw[item.name] = FindingRows.cell(item.law)
      }
      return RuleCells(
        severity: rule.severity.cell,
        law: FindingRows.cell(rule.law),
        ownLaw: ownLaw
      )
    }
  }

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
      style = Composer.style(of: items.lazy.map { view.value(of: names, $0) })
    }
    return TableBlock.Column(
      column.heading,
      width: column.width,
      style: style,
      isTyped: isTyped,
      choices: choices
    )
  }

  /// The row of a finding.
  func cells(_ columns: [FindingColumn], _ item: AudienceView.Item) -> [Cell] {
    let (finding, rule) = (view.finding(item), view.rules[item.rule])
    return columns.map { column in
      switch column.content {
      case .fact(let fact): cell(fact, item, finding, rule)
      case .typed: .empty
      case .from(let names): view.value(of: names, finding, rule).cell
      }
    }
  }

  private func cell(
    _ fact: FindingColumn.Fact,
    _ item: AudienceView.Item,
    _ finding: Finding,
    _ rule: Rule
  ) -> Cell {
    switch fact {
    case .number: .text(finding.number)
    case .importance: rules[item.rule].severity
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
    case .law: rules[item.rule].ownLaw[finding.caseName] ?? rules[item.rule].law
    case .evidence: FindingRows.lines(view.visibleEvidence(of: finding).map(evidence))
    case .source: .text(finding.location?.words ?? "")
    case .rule: .text(rule.id)
    case .others: FindingRows.lines(others(finding))
    case .accepted: .text(finding.acceptance ?? "")
    }
  }

  private static func lines(_ lines: [String]) -> Cell {
    lines.isEmpty ? .empty : .text(lines.joined(separator: "\n"))
  }

  private static func cell(_ law: [Law]) -> Cell {
    lines(law.map { "\($0.instrument), \($0.provision)" })
  }

  private func related(_ part: RelatedRow.Part, _ finding: Finding) -> Cell {
    FindingRows.lines(
      finding.related.filter { $0.part == part }.map { row in
        let values = row.values.map { value in
          "\(fields[value.name] ?? words.inLine(value.name)) \(value.value.words)"
        }
        let place = row.location.map { " (\($0.words))" } ?? ""
        return "\(words[row.dataset]): \(values.joined(separator: ", "))\(place)"
      }
    )
  }

  private func evidence(_ evidence: Evidence) -> String {
    let place = evidence.location.map { " (\($0.words))" } ?? ""
    return "\(evidence.term): \(evidence.value.words)\(place)"
  }

  /// What the rule shows and no column of the sheet does.
  private func others(_ finding: Finding) -> [String] {
    (finding.columns + finding.shown).filter { $0.value != .empty && !named.contains($0.name) }
      .map { "\(words.inLine($0.name)): \($0.value.words)" }
  }
}

extension Finding {
  /// The finding's number on the page: the head of its fingerprint, in groups that can be read out.
  var number: String {
    let digits = Array(fingerprint.utf8.prefix(12))
    return stride(from: 0, to: digits.count, by: 4).map {
      String(decoding: digits[$0..<min($0 + 4, digits.count)], as: UTF8.self)
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
