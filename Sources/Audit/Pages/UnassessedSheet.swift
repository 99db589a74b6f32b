internal import Engine
internal import Findings
internal import Rules
internal import Values
internal import Workbooks

extension Composer {
  /// What no rule could tell: by reason and register first, then row by row.
  func unassessedSheet(_ name: String) -> Sheet {
    let all = record.report.unassessed
    // Rows come by rule, then key, which decides between equal amounts.
    let rows = view.unassessed.sorted {
      FindingFigures.isLarger((all[$0].control, $0), (all[$1].control, $1))
    }
    let shown = Array(rows.prefix(maximumRows))
    let note = """
      A row that a rule could not judge is neither a finding nor a pass. Mend the record named under \
      "Look at", and the next night judges it.
      """
    let groups = UnassessedGroup.groups(of: rows.lazy.map { all[$0] }) { judged($0) }
    let summary = TableBlock(
      columns: [
        .init("Reason", width: 28, style: .wrapped),
        .init("What could not answer", width: 26, style: .wrapped),
        .init("Why", width: 56, style: .wrapped), .init("Rules", width: 32, style: .wrapped),
        .init("Rows of", width: 20, style: .wrapped), .init("Rows", width: 24, style: .figures),
        .init("Value not judged", width: 18, style: .figures),
      ],
      rows: .init(groups.map(row)),
      emptyText: "Every rule could judge every row."
    )
    let widths = summary.columns.map { $0.width ?? 12 }
    var blocks: [Block] = [.text(name, .title), .text(note, .body)]
    if rows.count > shown.count { blocks += listing(of: rows, widths) }
    blocks += [
      .space, .table(summary), .space, .text("Row by row, the largest first", .heading),
      .table(list(shown)),
    ]
    return Sheet(
      name,
      columnWidths: widths,
      page: Composer.page(summary.columns),
      blocks: blocks
    )
  }

  /// What is listed and what is not, by rule: a row that two rules could not judge is listed twice.
  private func listing(of rows: [Int], _ widths: [Int]) -> [Block] {
    let all = record.report.unassessed
    let labels = view.rules.map(\.id)
    let places = Dictionary(uniqueKeysWithValues: zip(labels, labels.indices))
    let listing = Listing(
      by: "Rule",
      labels: labels,
      rows: rows.enumerated().lazy.map { index, row in
        (places[all[row].rule] ?? 0, index < maximumRows, all[row].control)
      }
    )
    let words = Listing.words(maximumRows, of: rows.count, "row", in: RecordFile.findings)
    return [.text(words, .body), .table(listing.table(over: widths))]
  }

  private func row(_ group: UnassessedGroup) -> [Cell] {
    [
      .text(group.kind), .text(words[group.dataset]), .text(group.explanation),
      .text(group.rules.sorted().joined(separator: ", ")), .text(group.judged),
      .number(Decimal(group.rows.count)), group.money.map(Cell.money) ?? .empty,
    ]
  }

  private func list(_ rows: [Int]) -> TableBlock {
    TableBlock(
      columns: [
        .init("Row", style: .wrapped), .init("Source file:line", style: .wrapped),
        .init("Why", style: .wrapped), .init("Rule", style: .wrapped),
        .init("Row of", style: .wrapped), .init("Look at", style: .wrapped),
        .init("Value not judged", style: .figures),
      ],
      rows: .init(count: rows.count) { index in
        let row = record.report.unassessed[rows[index]]
        let key = view.visibleKey(of: row).map { "\(words.inLine($0.field)) \($0.value)" }
        return [
          .text(key.joined(separator: ", ")), .text(row.source?.words ?? ""),
          .text(row.explanation), .text(row.rule), .text(judged(row)),
          .text(row.location?.words ?? ""), row.control.map(Cell.money) ?? .empty,
        ]
      },
      filters: true,
      emptyText: "Nothing is left."
    )
  }

  /// The dataset of a row that could not be judged, in words.
  private func judged(_ row: UnassessedRow) -> String {
    view.rule(named: row.rule).map { words[view.judged(by: $0)] } ?? ""
  }
}

/// Rows that could not be assessed for one reason.
private struct UnassessedGroup {
  let kind: String
  let dataset: String
  let explanation: String
  /// What its rows are rows of, in words.
  let judged: String
  var rules: Set<String> = []
  /// The rows, each once, with its money.
  var rows: [RowName: Decimal?] = [:]

  /// What tells one row from another, whichever rule could not judge it.
  struct RowName: Hashable {
    let key: [KeyPart]
    let source: Location?
  }

  var money: Decimal? {
    let amounts = rows.values.compactMap { $0 }
    return amounts.isEmpty ? nil : Decimal.sum(amounts)
  }

  /// Rows by reason and register, pounds first.
  static func groups(
    of rows: some Sequence<UnassessedRow>,
    judged: (UnassessedRow) -> String
  ) -> [UnassessedGroup] {
    var groups: [[String]: UnassessedGroup] = [:]
    for row in rows {
      let name = [row.kind, row.dataset, row.subject, judged(row)]
      let group = UnassessedGroup(
        kind: row.kind,
        dataset: row.dataset,
        explanation: row.explanation,
        judged: judged(row)
      )
      groups[name, default: group].add(row)
    }
    return groups.sorted { a, b in
      let (x, y) = (a.value.money ?? Decimal(-1), b.value.money ?? Decimal(-1))
      if x != y { return x > y }
      if a.value.rows.count != b.value.rows.count { return a.value.rows.count > b.value.rows.count }
      return a.key.lexicographicallyPrecedes(b.key)
    }.map(\.value)
  }

  private mutating func add(_ row: UnassessedRow) {
    rules.insert(row.rule)
    rows[RowName(key: row.key, source: row.source)] = row.control
  }
}
