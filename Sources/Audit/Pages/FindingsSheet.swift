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
    let page = FindingRows(columns, view: view, words: words)
    let table = TableBlock(
      columns: columns.indices.map { page.column($0, items) },
      rows: .init(count: items.count, adding: { page.add(items[$0], to: &$1) }),
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
    let amounts = view.figures.amounts
    var isMeant = [Bool](repeating: false, count: amounts.count)
    for item in items { isMeant[item.position] = true }
    let largest = Array(view.figures.largestFirst.lazy.filter { isMeant[$0] }.prefix(maximumRows))
    // Of those that are as large as the least, the first on the page.
    let least = largest.last.flatMap { amounts[$0] }
    var room = largest.count { amounts[$0] == least }
    return items.filter { item in
      let amount = amounts[item.position]
      guard amount == least else { return FindingFigures.isLarger((amount, 0), (least, 0)) }
      room -= 1
      return room >= 0
    }
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
    var isListed = [Bool](repeating: false, count: record.report.findings.count)
    for item in items { isListed[item.position] = true }
    let listing = Listing(
      by: "Value means, counted once",
      labels: view.rules.map(\.measure),
      rows: all.lazy.map { ($0.rule, isListed[$0.position], view.figures.counted($0)) }
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
