internal import Engine
internal import Findings
internal import Rules
internal import Values
internal import Workbooks

extension Composer {
  /// The columns of the first page, all of one width, so that parts side by side can have columns of their own.
  static let grid = (left: 12, gap: 1, right: 12, width: 7)

  /// The first page: how things stand, and what to do first; it is printed on one sheet of paper.
  func summarySheet(_ name: String, _ summary: SummaryLayout) -> Sheet {
    let grid = Composer.grid
    let verdict = verdict
    var blocks: [Block] = [
      .text(layout.title, .title),
      .text(
        "\(record.council). As at \(record.asAt.inWords). Run \(record.run).",
        .subtitle
      ),
      .banner(verdict.text, verdict.tone),
      .text(layout.sentence, .body),
    ]
    if !summary.figures.isEmpty {
      blocks += [.space, .keyFigures(summary.figures.map(figure) + [unassessedFigure])]
    }
    blocks += [
      .space,
      .beside([
        Region(
          column: 0,
          width: grid.left,
          blocks: parts(summary.left, named: "\(name), left", width: grid.left)
        ),
        Region(
          column: grid.left + grid.gap,
          width: grid.right,
          blocks: parts(summary.right, named: "\(name), right", width: grid.right)
        ),
      ]),
      .space,
      .beside([
        Region(column: 0, width: grid.left, blocks: sources(width: grid.left)),
        Region(column: grid.left + grid.gap, width: grid.right, blocks: links(from: name)),
      ]),
      .text(footnote, .note),
    ]
    return Sheet(
      name,
      columnWidths: Array(repeating: grid.width, count: grid.left + grid.gap + grid.right),
      page: Sheet.Page(pagesTall: 1),
      tab: .front,
      blocks: blocks
    )
  }

  /// How the figures are to be read.
  private var footnote: String {
    let accepted = view.items.count { !$0.isOpen }
    let note = """
      Values are counted once: a source row that several findings of one measure flag adds its largest amount \
      only. Amounts of different measures are never added.
      """
    guard accepted > 0 else { return note }
    return note + " \(counted(accepted, "accepted finding")), marked on the sheets of findings, "
      + "\(accepted == 1 ? "is" : "are") in no figure."
  }

  // MARK: Figures

  private func figure(_ figure: SummaryLayout.Figure) -> KeyFigure {
    let isMeant = { (rule: Rule) in
      rule.measure == figure.measure && figure.rules?.contains(rule.id) ?? true
    }
    let tally = view.tally(of: isMeant)
    let parts = Severity.allCases.compactMap { severity in
      let count = view.tally { isMeant($0) && $0.severity == severity }.count
      return count == 0 ? nil : "\(count.grouped) \(severity.rawValue)"
    }
    var severities = parts.isEmpty ? [] : [Cell.text(parts.joined(separator: ", "))]
    let meant = view.rules.filter(isMeant)
    let untested = view.untested.filter { rule in meant.contains { $0.id == rule.id } }
    if !untested.isEmpty {
      if untested.count == meant.count {
        return KeyFigure(figure.label, .text("not tested"), details: [.text("tonight")])
      }
      severities.append(.text("\(counted(untested.count, "rule")) not tested"))
    }
    // What has no money is counted.
    if tally.value == nil, tally.count > 0 {
      return KeyFigure(
        figure.label,
        .number(Decimal(tally.count)),
        details: [.text("findings, without a value")] + severities
      )
    }
    return KeyFigure(
      figure.label,
      .pounds(tally.sum),
      details: [.text(counted(tally.count, "finding"))] + severities
    )
  }

  /// What could not be told stands beside what was found, for neither is a pass.
  private var unassessedFigure: KeyFigure {
    let all = record.report.unassessed
    var rows: [String: Set<[KeyPart]>] = [:]
    for index in view.unassessed {
      let judged = view.rule(named: all[index].rule).map { view.judged(by: $0) } ?? ""
      rows[judged, default: []].insert(all[index].key)
    }
    let count = rows.values.reduce(0) { $0 + $1.count }
    let rules = Set(view.unassessed.map { all[$0].rule }).count
    let rejected = record.rejectedCount
    return KeyFigure(
      "Could not assess",
      .number(Decimal(count)),
      details: [
        .text("rows, by \(counted(rules, "rule"))"),
        .text("\(counted(rejected, "rejected row"))"),
      ]
    )
  }

  // MARK: Parts

  /// The parts of one side; tables that charts draw are named after their place.
  private func parts(_ parts: [SummaryLayout.Part], named side: String, width: Int) -> [Block] {
    parts.enumerated().flatMap { part($1, name: "\(side) \($0)", width: width) }
  }

  private func part(_ part: SummaryLayout.Part, name: String, width: Int) -> [Block] {
    switch part {
    case .lines(let lines): return firstLines(lines, width)
    case .breakdown(let breakdown): return self.breakdown(breakdown, name, width)
    case .importance(let title): return importance(title, width)
    case .results(let title): return results(title, width)
    }
  }

  private func firstLines(_ part: SummaryLayout.Lines, _ width: Int) -> [Block] {
    guard let worklist = layout.worklist(named: part.worklist) else { return [] }
    let columns = part.columns.compactMap { heading in
      worklist.columns.first { $0.heading == heading }
    }
    let lines = Array((self.lines[part.worklist] ?? []).prefix(part.limit))
    let page = LineRows(columns, of: worklist, view)
    let table = TableBlock(
      columns: spread(columns.indices.map { page.column($0, lines) }, over: width),
      rows: .init(lines.enumerated().map { page.cells($1, $0).map(\.onFront) }),
      emptyText: view.nothingFound
    )
    return [.text(part.title, .heading), .table(table)]
  }

  // MARK: Foot

  /// Extracts with money, or with rows that were refused, one by one; the others in one line.
  private func sources(width: Int) -> [Block] {
    let all = view.reconciliation.sources
    let named = all.filter { $0.read.pence != 0 || $0.record.rejected.rows > 0 }
    let others = all.filter { $0.read.pence == 0 && $0.record.rejected.rows == 0 }
    var rows: [[Cell]] = named.map { source in
      [
        .text(words[source.record.dataset]), .number(Decimal(source.read.rows)),
        .pounds(Decimal(pence: source.read.pence)),
        .number(Decimal(source.record.rejected.rows)),
      ]
    }
    if !others.isEmpty {
      let read = others.reduce(0) { $0 + $1.read.rows }
      let label = "\(others.count) others, without money"
      rows.append([.text(label), .number(Decimal(read)), .empty, .number(Decimal(0))])
    }
    let table = TableBlock(
      columns: spread(
        [
          .init("Source", style: .wrapped), .init("Rows read", style: .figures),
          .init("£", style: .figures), .init("Rejected", style: .figures),
        ],
        over: width
      ),
      rows: .init(rows),
      emptyText: "Nothing was read."
    )
    return [.text("What was read", .heading), .table(table)]
  }

  private func links(from name: String) -> [Block] {
    let pages = layout.pages.map(\.name).filter { $0 != name }
    // Two links a row keep the foot as low as the table beside it.
    let half = (pages.count + 1) / 2
    let rows = (0..<half).map { row -> [Cell] in
      let second = half + row
      return [
        .link(pages[row], sheet: pages[row]),
        second < pages.count ? .link(pages[second], sheet: pages[second]) : .empty,
      ]
    }
    let table = TableBlock(
      columns: [.init("Sheets", span: 6), .init("", span: 6)],
      rows: .init(rows)
    )
    return [.text("In this workbook", .heading), .table(table)]
  }
}

extension Cell {
  /// The cell as the first page shows it: whole pounds.
  fileprivate var onFront: Cell {
    if case .money(let amount) = self { return .pounds(amount) }
    return self
  }
}
