internal import Engine
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
  func value(_ measure: String, _ view: AudienceView) -> Decimal? {
    var tally = ValueTally()
    for item in items where view.rules[item.rule].measure == measure { tally.add(item) }
    return tally.value
  }

  /// What the findings say, each thing once, in order.
  func said(_ names: [String], _ view: AudienceView) -> [Shown] {
    var values = Set<Shown>()
    var last = Shown.empty
    let places = NamedPlaces(names, in: view)
    for item in items {
      let value = view.value(at: places, item)
      // Findings of a line mostly say the same.
      if value != last { values.insert(value) }
      last = value
    }
    values.remove(.empty)
    return values.sorted { $0.precedes($1) }
  }
}

extension AudienceView {
  /// The lines of a worklist: the largest of its first measure first, then of its second, and so on.
  func lines(of worklist: WorklistLayout) -> [WorklistLine] {
    var places: [[Shown]: Int] = [:]
    var lines: [WorklistLine] = []
    let named = worklist.grain.map { NamedPlaces($0, in: self) }
    for item in items(of: worklist.rules) where item.isOpen {
      let grain = named.map { value(at: $0, item) }
      let place = places[grain, default: lines.count]
      if place == lines.count {
        places[grain] = place
        lines.append(WorklistLine(grain: grain, items: []))
      }
      lines[place].items.append(item)
    }
    let values = lines.map { line in
      worklist.measures.map { line.value($0, self) ?? Decimal(-1) }
    }
    let order = lines.indices.sorted { a, b in
      for (x, y) in zip(values[a], values[b]) where x != y { return x > y }
      for (x, y) in zip(lines[a].grain, lines[b].grain) where x != y { return x.precedes(y) }
      return false
    }
    return order.map { lines[$0] }
  }
}

extension Composer {
  /// Open findings put together at the grain a person acts on, pounds first.
  func worklistSheet(_ name: String, _ worklist: WorklistLayout) -> Sheet {
    let all = self.lines[name] ?? []
    let lines = Array(all.prefix(maximumRows))
    let columns = worklist.columns
    let table = TableBlock(
      columns: columns.map { column($0, lines) },
      rows: .init(count: lines.count) { row in columns.map { cell($0, lines[row], row) } },
      totals: lines.isEmpty ? nil : columns.map { total($0, lines) },
      filters: true,
      emptyText: view.nothingFound
    )
    let widths = table.columns.map { $0.width ?? 12 }
    var note = "\(counted(all.count, "line")): the open findings of each "
    note += worklist.grain.map { words.inLine($0.first ?? "") }.joined(separator: " and ")
    note += ". The largest come first. Each source row counts once, with its largest amount."
    var blocks: [Block] = [.text(name, .title), .text(note, .subtitle)]
    if all.count > lines.count { blocks += listing(of: all, widths) }
    return Sheet(
      name,
      columnWidths: widths,
      frozenColumns: columns.prefix { $0.isNumberOrTyped }.count,
      page: Composer.page(table.columns),
      tab: .work,
      blocks: blocks + [.table(table)]
    )
  }

  /// What is on the sheet and what is not, where there are more lines than it may hold.
  private func listing(of lines: [WorklistLine], _ widths: [Int]) -> [Block] {
    let listing = Listing(
      by: "Findings of these lines, by what their value means",
      labels: view.rules.map(\.measure),
      rows: lines.enumerated().lazy.flatMap { index, line in
        line.items.lazy.map { ($0.rule, index < maximumRows, $0.counted) }
      }
    )
    let words = Listing.words(
      maximumRows,
      of: lines.count,
      "line",
      whole: "all their findings",
      in: RecordFile.findings
    )
    return [.text(words, .subtitle), .table(listing.table(over: widths)), .space]
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
      .number(Decimal(important(line)))
    case .fact(.results): .text(results(of: line))
    case .fact(.numbers):
      .text(listed(line.items, limit: 4) { record.report.findings[$0.position].number })
    case .typed: .empty
    case .from(let names): listed(line.said(names, view))
    case .value(let measure): line.value(measure, view).map(Cell.money) ?? .empty
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
      .number(Decimal(lines.reduce(0) { $0 + important($1) }))
    case .value(let measure):
      .money(Decimal.sum(lines.compactMap { $0.value(measure, view) }))
    default: .empty
    }
  }

  private func important(_ line: WorklistLine) -> Int {
    line.items.count { view.rules[$0.rule].severity >= .high }
  }

  private func stated(_ names: [String], _ line: WorklistLine) -> Int {
    let places = NamedPlaces(names, in: view)
    return line.items.count { view.value(at: places, $0) != .empty }
  }

  private func results(of line: WorklistLine) -> String {
    var counts: [String: Int] = [:]
    for item in line.items {
      counts[record.report.findings[item.position].caseName, default: 0] += 1
    }
    return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { "\($0.key) (\($0.value))" }.joined(separator: ", ")
  }

  /// One thing as it is; several in a line.
  private func listed(_ values: [Shown]) -> Cell {
    guard values.count != 1 else { return values[0].cell }
    return values.isEmpty ? .empty : .text(listed(values, limit: 6, \.words))
  }

  private func listed<Item>(_ items: [Item], limit: Int, _ text: (Item) -> String) -> String {
    let texts = items.prefix(limit).map(text).joined(separator: ", ")
    return items.count > limit ? texts + " and \(items.count - limit) more" : texts
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
