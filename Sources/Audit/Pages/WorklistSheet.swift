internal import Findings
internal import Rules
internal import Values
internal import Workbooks

/// What one person settles in one go: the findings that agree on a worklist's grain.
struct WorklistLine: Sendable {
  /// What they agree on.
  let grain: [Shown]
  /// The findings, the most important first.
  var items: [AudienceView.Item]

  /// Their amounts of a measure, each source row counted once.
  func value(_ measure: String) -> Decimal? {
    let amounts = items.filter { $0.rule.measure == measure }.compactMap(\.counted)
    return amounts.isEmpty ? nil : Decimal.sum(amounts)
  }

  /// What the findings say, each thing once, in order.
  func said(_ names: [String], _ view: AudienceView) -> [Shown] {
    let values = items.map { $0.value(of: names, key: view.visibleKey(of: $0.finding)) }
    return Set(values.filter { $0 != .empty }).sorted { $0.precedes($1) }
  }
}

extension Composer {
  /// Open findings put together at the grain a person acts on, pounds first.
  func worklistSheet(_ name: String, _ worklist: WorklistLayout) -> Sheet {
    let all = lines(of: worklist)
    let lines = Array(all.prefix(maximumRows))
    let columns = worklist.columns
    let table = TableBlock(
      columns: columns.map { column($0, lines) },
      rows: .init(count: lines.count) { row in columns.map { cell($0, lines[row], row) } },
      totals: lines.isEmpty ? nil : columns.map { total($0, lines) },
      filters: true,
      emptyText: view.nothingFound
    )
    var note = "\(counted(all.count, "line")): the open findings of each "
    note += worklist.grain.map { words.inLine($0.first ?? "") }.joined(separator: " and ")
    note += ". The largest come first. Each source row counts once, with its largest amount."
    if all.count > lines.count {
      note += " Only the first \(grouped(lines.count)) lines are on this sheet."
    }
    return Sheet(
      name,
      frozenColumns: columns.prefix { $0.isNumberOrTyped }.count,
      page: Composer.page(table.columns),
      tab: .work,
      blocks: [.text(name, .title), .text(note, .subtitle), .table(table)]
    )
  }

  /// The lines of a worklist: the largest of its first measure first, then of its second, and so on.
  func lines(of worklist: WorklistLayout) -> [WorklistLine] {
    var lines: [[Shown]: WorklistLine] = [:]
    for item in items(of: worklist.rules) where item.isOpen {
      let key = view.visibleKey(of: item.finding)
      let grain = worklist.grain.map { item.value(of: $0, key: key) }
      lines[grain, default: WorklistLine(grain: grain, items: [])].items.append(item)
    }
    let ranked = lines.values.map { line in
      (line, worklist.measures.map { line.value($0) ?? Decimal(-1) })
    }
    return ranked.sorted { a, b in
      for (x, y) in zip(a.1, b.1) where x != y { return x > y }
      for (x, y) in zip(a.0.grain, b.0.grain) where x != y { return x.precedes(y) }
      return false
    }.map(\.0)
  }

  /// The column of a worklist as a table's column.
  func column(_ column: LineColumn, _ lines: [WorklistLine]) -> TableBlock.Column {
    var style = TableBlock.Column.Style.wrapped
    var choices: [String] = []
    var isTyped = false
    switch column.content {
    case .fact(let fact): style = fact.style
    case .typed(let list):
      isTyped = true
      choices = list
    case .value: style = .figures
    case .earliest, .latest, .stated: style = .centred
    case .from(let names):
      style = Composer.style(of: lines.lazy.flatMap { $0.said(names, view) })
    }
    return TableBlock.Column(
      column.heading,
      width: column.width,
      style: style,
      isTyped: isTyped,
      choices: choices
    )
  }

  /// The cell of a line, which is the `index`th.
  func cell(_ column: LineColumn, _ line: WorklistLine, _ index: Int) -> Cell {
    switch column.content {
    case .fact(.line): .number(Decimal(index + 1))
    case .fact(.findings): .number(Decimal(line.items.count))
    case .fact(.important):
      .number(Decimal(line.items.count { $0.rule.severity >= .high }))
    case .fact(.results): .text(results(of: line))
    case .fact(.numbers):
      .text(listed(line.items.map(\.finding.number), limit: 4))
    case .typed: .empty
    case .from(let names): listed(line.said(names, view))
    case .value(let measure): line.value(measure).map(Cell.money) ?? .empty
    case .earliest(let names): line.said(names, view).first?.cell ?? .empty
    case .latest(let names): line.said(names, view).last?.cell ?? .empty
    case .stated(let names):
      .text("\(stated(names, line)) of \(line.items.count)")
    }
  }

  private func total(_ column: LineColumn, _ lines: [WorklistLine]) -> Cell {
    switch column.content {
    case .fact(.findings): .number(Decimal(lines.reduce(0) { $0 + $1.items.count }))
    case .fact(.important):
      .number(
        Decimal(lines.reduce(0) { $0 + $1.items.count { $0.rule.severity >= .high } })
      )
    case .value(let measure):
      .money(Decimal.sum(lines.compactMap { $0.value(measure) }))
    default: .empty
    }
  }

  private func stated(_ names: [String], _ line: WorklistLine) -> Int {
    line.items.count {
      $0.value(of: names, key: view.visibleKey(of: $0.finding)) != .empty
    }
  }

  private func results(of line: WorklistLine) -> String {
    var counts: [String: Int] = [:]
    for item in line.items { counts[item.finding.caseName, default: 0] += 1 }
    return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { "\($0.key) (\($0.value))" }.joined(separator: ", ")
  }

  /// One thing as it is; several in a line.
  private func listed(_ values: [Shown]) -> Cell {
    guard values.count != 1 else { return values[0].cell }
    return values.isEmpty ? .empty : .text(listed(values.map(\.words), limit: 6))
  }

  private func listed(_ texts: [String], limit: Int) -> String {
    guard texts.count > limit else { return texts.joined(separator: ", ") }
    return texts.prefix(limit).joined(separator: ", ") + " and \(texts.count - limit) more"
  }
}

extension LineColumn {
  fileprivate var isNumberOrTyped: Bool {
    switch content {
    case .fact(.line), .typed: true
    default: false
    }
  }
}

extension LineColumn.Fact {
  fileprivate var style: TableBlock.Column.Style {
    switch self {
    case .line, .findings, .important: .figures
    case .results: .wrapped
    case .numbers: .text
    }
  }
}
