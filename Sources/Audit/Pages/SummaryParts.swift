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
    var groups: [Shown: ValueTally] = [:]
    let places = breakdown.columns.map { NamedPlaces($0, in: view) }
    for item in view.items
    where item.isOpen && view.rules[item.rule].measure == breakdown.measure {
      let group =
        places.map { view.value(at: $0, item) }
        ?? .text(record.report.findings[item.position].caseName)
      groups[group, default: ValueTally()].add(view.figures.counted(item))
    }
    let rows = groups.sorted { a, b in
      a.value.sum == b.value.sum ? a.key.precedes(b.key) : a.value.sum > b.value.sum
    }
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
          [.text($0.key.words), .number(Decimal($0.value.count)), .pounds($0.value.sum)]
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
    for measure in Set(view.rules.map(\.measure)).sorted() {
      for severity in Severity.allCases {
        let tally = view.tally { $0.measure == measure && $0.severity == severity }
        guard tally.count > 0 else { continue }
        rows.append([
          .text(measure), severity.cell, .number(Decimal(tally.count)),
          tally.value.map(Cell.pounds) ?? .empty,
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
    var rows: [(rule: Rule, caseName: String, tally: ValueTally)] = []
    let ranked = zip(view.rules, view.tallies).sorted { a, b in
      (b.0.severity, a.0.id) < (a.0.severity, b.0.id)
    }
    for (rule, tallies) in ranked {
      for item in rule.cases {
        if let tally = tallies[item.name] { rows.append((rule, item.name, tally)) }
      }
    }
    let tested = Set(record.report.totals.map(\.rule))
    let silent =
      view.rules.reduce(0) { $0 + (tested.contains($1.id) ? $1.cases.count : 0) }
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
          [
            .text(row.caseName), row.rule.severity.cell, .number(Decimal(row.tally.count)),
            row.tally.value.map(Cell.pounds) ?? .empty,
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
