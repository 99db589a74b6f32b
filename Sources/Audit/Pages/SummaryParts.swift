internal import Engine
internal import Findings
internal import Rules
internal import Values
internal import Workbooks

/// The parts of the first page that sum up findings.
extension Composer {
  func breakdown(
    _ breakdown: SummaryLayout.Breakdown,
    _ tableName: String,
    _ width: Int
  ) -> [Block] {
    var groups: [Shown: [AudienceView.Item]] = [:]
    for item in view.open where item.rule.measure == breakdown.measure {
      let key = view.visibleKey(of: item.finding)
      let group = breakdown.columns.map { item.value(of: $0, key: key) }
      groups[group ?? .text(item.finding.caseName), default: []].append(item)
    }
    let rows = groups.map { group, items in
      (group: group, items: items, value: Decimal.sum(items.compactMap(\.counted)))
    }.sorted { $0.value == $1.value ? $0.group.precedes($1.group) : $0.value > $1.value }
    let shown = rows.prefix(breakdown.limit)
    let name = breakdown.columns.map { words[$0.first ?? ""] } ?? "Test result"
    let table = TableBlock(
      name: tableName,
      columns: spread(
        [
          .init(name, style: .wrapped), .init("Findings", style: .figures),
          .init("Value", style: .figures),
        ],
        over: width
      ),
      rows: .init(
        shown.map {
          [.text($0.group.words), .number(Decimal($0.items.count)), .pounds($0.value)]
        }
      ),
      emptyText: view.nothingFound
    )
    guard !shown.isEmpty else { return [.text(breakdown.title, .heading), .table(table)] }
    let chart = Chart(
      breakdown.chart,
      title: breakdown.title,
      table: tableName,
      categories: name,
      values: ["Value"],
      format: .pounds,
      rows: min(4 + 3 * shown.count / 2, 14)
    )
    return [.chart(chart), .table(table)]
  }

  /// Each measure by importance; the words of a measure say what its amounts are, so that nobody adds two.
  func importance(_ title: String, _ width: Int) -> [Block] {
    var rows: [[Cell]] = []
    for measure in Set(view.open.map(\.rule.measure)).sorted() {
      for severity in Severity.allCases {
        let items = view.open.filter {
          $0.rule.measure == measure && $0.rule.severity == severity
        }
        guard !items.isEmpty else { continue }
        let amounts = items.compactMap(\.counted)
        rows.append([
          .text(measure), severity.cell, .number(Decimal(items.count)),
          amounts.isEmpty ? .empty : .pounds(Decimal.sum(amounts)),
        ])
      }
    }
    let table = TableBlock(
      columns: spread(
        [
          .init("Value means", style: .wrapped), .init("Importance", style: .centred),
          .init("Findings", style: .figures), .init("Value", style: .figures),
        ],
        over: width
      ),
      rows: .init(rows),
      emptyText: view.nothingFound
    )
    return [.text(title, .heading), .table(table)]
  }

  func results(_ title: String, _ width: Int) -> [Block] {
    var rows: [(rule: Rule, caseName: String, items: [AudienceView.Item])] = []
    for rule in view.orderedRules.sorted(by: { ($1.severity, $0.id) < ($0.severity, $1.id) }) {
      for item in rule.cases {
        let found = view.open.filter {
          $0.rule.id == rule.id && $0.finding.caseName == item.name
        }
        if !found.isEmpty { rows.append((rule, item.name, found)) }
      }
    }
    let tested = Set(record.report.totals.map(\.rule))
    let silent =
      view.orderedRules.reduce(0) { $0 + (tested.contains($1.id) ? $1.cases.count : 0) }
      - rows.count
    let table = TableBlock(
      columns: spread(
        [
          .init("Test result", style: .wrapped), .init("Importance", style: .centred),
          .init("Findings", style: .figures), .init("Value", style: .figures),
        ],
        over: width
      ),
      rows: .init(
        rows.map { row in
          let amounts = row.items.compactMap(\.counted)
          return [
            .text(row.caseName), row.rule.severity.cell, .number(Decimal(row.items.count)),
            amounts.isEmpty ? .empty : .pounds(Decimal.sum(amounts)),
          ]
        }
      ),
      emptyText: view.nothingFound
    )
    let note = Block.text(
      "Looked for, and not found: \(counted(silent, "other test result")).",
      .note
    )
    return [.text(title, .heading), .table(table)] + (silent > 0 ? [note] : [])
  }

  /// Spreads columns over a run of the grid: figures have two columns of it, short ones too; the rest is for words.
  func spread(_ columns: [TableBlock.Column], over width: Int) -> [TableBlock.Column] {
    let narrow = 2
    let wordy = columns.count { $0.style == .wrapped || $0.style == .text }
    let left = max(wordy * narrow, width - (columns.count - wordy) * narrow)
    var (seen, used) = (0, 0)
    return columns.map { column in
      var column = column
      column.isTyped = false
      column.choices = []
      guard column.style == .wrapped || column.style == .text else {
        column.span = narrow
        return column
      }
      seen += 1
      // The first words, a name as a rule, have what the others leave.
      let share = seen == wordy ? left - used : (left + wordy - seen) / wordy
      column.span = max(1, share)
      used += share
      return column
    }
  }
}
