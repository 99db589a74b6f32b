internal import Findings
internal import Values
internal import Workbooks

extension Composer {
  /// Rows and money, from the files to the outcomes of every rule.
  func totalsSheet(_ name: String) -> Sheet {
    let totals = view.reconciliation
    let sources = TableBlock(
      columns: [
        .init("Extract or register", width: 30, style: .wrapped),
        .init("Rows read", width: 12, style: .figures),
        .init("Loaded", width: 12, style: .figures),
        .init("Rejected", width: 12, style: .figures),
        .init("Delivered twice", width: 12, style: .figures),
        .init("£ read", width: 17, style: .figures),
        .init("£ loaded", width: 17, style: .figures),
        .init("£ rejected", width: 17, style: .figures),
        .init("£ delivered twice", width: 17, style: .figures),
        .init("Rows without £", width: 12, style: .figures),
        .init("Rejected without £", width: 12, style: .figures),
        .init("Ties", width: 9, style: .centred),
        .init("Footers", width: 10, style: .figures),
      ],
      rows: .init(totals.sources.map(row)),
      emptyText: "Nothing was read."
    )
    let rules = TableBlock(
      columns: [
        .init("Rule"), .init("Rows given", style: .figures),
        .init("Out of scope", style: .figures), .init("Flagged", style: .figures),
        .init("Passed", style: .figures), .init("Could not assess", style: .figures),
        .init("Findings", style: .figures), .init("Rows of", span: 1, style: .wrapped),
        .init("Ties", style: .centred),
      ],
      rows: .init(
        ruleRows(totals.rules) {
          .number(Decimal($0.rows))
        } last: {
          [.number(Decimal($0.findings)), .text(words[$0.dataset])]
        }
      ),
      emptyText: "No rule was run."
    )
    let money = TableBlock(
      columns: [
        .init("Rule"), .init("£ given", style: .figures),
        .init("Out of scope", style: .figures), .init("Flagged", style: .figures),
        .init("Passed", style: .figures), .init("Could not assess", style: .figures),
        .init("", style: .figures), .init("Rows without £", style: .figures),
        .init("Ties", style: .centred),
      ],
      rows: .init(
        ruleRows(totals.rules.filter(\.hasMoney)) {
          .pounds(Decimal(pence: $0.pence))
        } last: {
          [.empty, .number(Decimal($0.loaded.rowsWithoutMoney))]
        }
      ),
      emptyText: "No rule was run."
    )
    return Sheet(
      name,
      columnWidths: sources.columns.map { $0.width ?? 12 },
      blocks: [
        .text(name, .title),
        .text(
          """
          Rows and money are counted when files are read and when rules judge, and again from what is there in the \
          end. "Ties" says that both agree. A row without £ has none that can be read. Footers are rows that a declared \
          pattern says are no data.
          """,
          .body
        ),
        .text("From the files: read = loaded + rejected + delivered twice", .heading),
        .table(sources),
        .text("Rows: given = out of scope + flagged + passed + could not assess", .heading),
        .table(rules),
        .text("Money of those rows, as their extract has it", .heading), .table(money),
      ]
    )
  }

  private func row(_ source: Reconciliation.Source) -> [Cell] {
    let (read, record) = (source.read, source.record)
    let hasMoney = record.loaded.rowsWithoutMoney < record.loaded.rows || read.pence != 0
    func money(_ tally: Tally) -> Cell { hasMoney ? .money(Decimal(pence: tally.pence)) : .empty }
    return [
      .text(words[record.dataset]), .number(Decimal(read.rows)),
      .number(Decimal(record.loaded.rows)), .number(Decimal(record.rejected.rows)),
      .number(Decimal(record.deliveredTwice.rows)),
      money(read), money(record.loaded), money(record.rejected), money(record.deliveredTwice),
      hasMoney ? .number(Decimal(read.rowsWithoutMoney)) : .empty,
      hasMoney ? .number(Decimal(record.rejected.rowsWithoutMoney)) : .empty,
      tie(source.ties), .number(Decimal(record.footers)),
    ]
  }

  /// A row for each of the audience's rules, with a figure of every outcome.
  private func ruleRows(
    _ rules: [Reconciliation.Rule],
    figure: (Tally) -> Cell,
    last: (RuleTotals) -> [Cell]
  ) -> [[Cell]] {
    rules.filter { view.rule(named: $0.totals.rule) != nil }.map { rule in
      let outcomes: [Outcome] = [.outOfScope, .flagged, .passed, .unassessed]
      return [.text(rule.totals.rule), figure(rule.totals.loaded)]
        + outcomes.map { figure(rule.totals.outcomes[$0, default: Tally()]) }
        + last(rule.totals) + [tie(rule.ties)]
    }
  }

  private func tie(_ ties: Bool) -> Cell {
    ties ? .toned(.good, .text("yes")) : .toned(.critical, .text("NO"))
  }
}
