internal import Engine
internal import Findings
internal import Tables

/// Whether what was counted on the way agrees with what is there in the end.
///
/// Readers count rows as they read and rules count rows as they judge; here they are counted again, from the tables and lists.
struct Reconciliation: Sendable {
  /// A source whose own counts are compared with its table, the reasons and the list of rejected rows.
  struct Source: Sendable {
    let record: SourceRecord
    let ties: Bool

    /// Rows read: loaded, rejected and delivered twice.
    var read: Tally { record.read }
  }

  /// A rule whose outcomes are compared with its dataset's table and its lists.
  struct Rule: Sendable {
    let totals: RuleTotals
    let ties: Bool

    /// Whether any of its rows has money that is known.
    var hasMoney: Bool { totals.loaded.rowsWithoutMoney < totals.loaded.rows }
  }

  let sources: [Source]
  let rules: [Rule]

  init(_ record: NightRecord, _ figures: FindingFigures) {
    let report = record.report
    var listed: [String: Int] = [:]
    for row in record.rejected { listed[row.dataset, default: 0] += 1 }
    sources = record.sources.map { source in
      let table = report.tables[source.dataset]
      let isCounted =
        table.map { table in
          table.tally(0..<table.loadedCount) == source.loaded
            && table.tally(table.loadedCount..<table.rowCount) == source.rejected
        } ?? false
      let rejected = source.rejected.rows
      let isListed =
        listed[source.dataset, default: 0] == min(rejected, RejectedRow.mostListed)
        && source.reasons.values.reduce(0, +) == rejected
      return Source(record: source, ties: isCounted && isListed)
    }
    var unassessed: [String: Int] = [:]
    for row in report.unassessed { unassessed[row.rule, default: 0] += 1 }
    // Many rules judge one dataset.
    var counted: [String: Tally] = [:]
    for dataset in Set(report.totals.map(\.dataset)) {
      counted[dataset] = report.tables[dataset].map { $0.tally(0..<$0.countedCount) }
    }
    rules = report.totals.map { totals in
      let isLoaded = counted[totals.dataset] == totals.loaded
      let isListed =
        figures.counts[totals.rule, default: 0] == totals.findings
        && unassessed[totals.rule, default: 0]
          == totals.outcomes[.unassessed, default: Tally()].rows
      return Rule(totals: totals, ties: totals.tie && isLoaded && isListed)
    }
  }

  /// Whether everything ties.
  var ties: Bool { sources.allSatisfy(\.ties) && rules.allSatisfy(\.ties) }
}

extension Table {
  /// Some rows and their control money, counted anew.
  fileprivate func tally(_ rows: Range<Int>) -> Tally {
    var tally = Tally()
    guard let control = schema.control, case .scaled(let numbers) = columns[control].values else {
      for _ in rows { tally.add(pence: nil) }
      return tally
    }
    let states = columns[control].states
    for row in rows { tally.add(pence: states[row] == .known ? numbers[row] : nil) }
    return tally
  }
}
