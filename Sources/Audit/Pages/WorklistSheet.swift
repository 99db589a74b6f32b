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
    for item in items where view.rules[item.rule].measure == measure {
      tally.add(view.figures.counted(item))
    }
    return tally.value
  }

  /// What the findings say at some places, by these: each thing once, in order.
  func said(at places: [NamedPlaces], _ view: AudienceView) -> [[Shown]] {
    var said = places.map(Said.init)
    // A finding is looked up once for all places: it may lie far from the one before.
    for item in items {
      for index in said.indices { said[index].add(item, view) }
    }
    return said.map(\.inOrder)
  }

  /// What findings say at the same places.
  private struct Said {
    let places: NamedPlaces
    private var values = Set<Shown>()
    private var marks = Set<ValueMark>()
    private var last = ValueMark.empty

    init(_ places: NamedPlaces) { self.places = places }

    mutating func add(_ item: AudienceView.Item, _ view: AudienceView) {
      // Findings of a line mostly say the same, which then need not be put into words.
      if let mark = view.mark(at: places, item) {
        if mark == last { return }
        last = mark
        guard marks.insert(mark).inserted else { return }
      }
      values.insert(view.value(at: places, item))
    }

    var inOrder: [Shown] { values.filter { $0 != .empty }.sorted { $0.precedes($1) } }
  }
}

extension AudienceView {
  /// The lines of a worklist: the largest of its first measure first, then of its second, and so on.
  func lines(of worklist: WorklistLayout) -> [WorklistLine] {
    var groups = AlikeItems(worklist.grain.map { NamedPlaces($0, in: self) })
    var lines: [WorklistLine] = []
    for item in items(of: worklist.rules) where item.isOpen {
      let group = groups.place(of: item, in: self)
      if group == lines.count { lines.append(WorklistLine(grain: groups.grain(group), items: [])) }
      lines[group].items.append(item)
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
    let page = LineRows(columns, of: worklist, view)
    let table = TableBlock(
      columns: columns.indices.map { page.column($0, lines) },
      rows: .init(count: lines.count) { row in page.cells(lines[row], row) },
      totals: lines.isEmpty ? nil : page.totals(lines),
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
        line.items.lazy.map { ($0.rule, index < maximumRows, view.figures.counted($0)) }
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
}

extension LineColumn {
  fileprivate var isNumberOrTyped: Bool {
    switch content {
    case .fact(.line), .typed: true
    default: false
    }
  }
}
