internal import Engine
public import Findings
internal import Rules
internal import Tables
internal import Values

extension NightRecord {
  /// What `run.json` says: inputs and rules with their SHA-256, counts, totals and versions.
  ///
  /// It holds no time: equal nights have equal manifests. Money is text with two decimals, for JSON's numbers are not exact.
  public func manifest(outputs: [FileRecord]) -> [UInt8] {
    JSON.object([
      ("format", .integer(1)),
      ("program", .text("vouch \(version)")),
      ("council", .text(council)),
      ("as_at", .text(asAt.description)),
      ("run", .text(run)),
      ("partial", .boolean(!missingSources.isEmpty)),
      ("sources", .list(sources.map(source))),
      ("missing_sources", .list(missingSources.map(missing))),
      ("datasets", .list(rulebook.catalog.datasets.map(dataset))),
      ("rules", .list(rulebook.rules.map(rule))),
      ("outputs", .list(outputs.map(file))),
    ]).bytes
  }

  private func source(_ record: SourceRecord) -> JSON {
    var read = record.loaded
    read.add(record.rejected)
    return .object([
      ("dataset", .text(record.dataset)),
      ("files", .list(record.files.map(file))),
      ("read", tally(read)),
      ("loaded", tally(record.loaded)),
      ("rejected", tally(record.rejected)),
    ])
  }

  private func missing(_ source: MissingSource) -> JSON {
    .object([
      ("dataset", .text(source.dataset)),
      ("reason", .text(source.reason)),
      ("rules_not_tested", .list(source.rulesNotTested.map(JSON.text))),
    ])
  }

  private func dataset(_ dataset: Dataset) -> JSON {
    .object([
      ("dataset", .text(dataset.schema.dataset)),
      ("sha256", .text(Digest.sha256(Array(dataset.source.text.utf8)))),
    ])
  }

  private func rule(_ rule: Rule) -> JSON {
    let totals = report.totals.first { $0.rule == rule.id }
    var members: [(String, JSON)] = [
      ("rule", .text(rule.id)),
      ("sha256", .text(ruleHashes[rule.id] ?? Digest.sha256(Array(rule.source.text.utf8)))),
      ("tested", .boolean(totals != nil)),
    ]
    if let totals {
      members += [
        ("dataset", .text(totals.dataset)),
        ("findings", .integer(totals.findings)),
        ("loaded", tally(totals.loaded)),
      ]
      for outcome in Outcome.allCases {
        members.append((outcome.rawValue, tally(totals.outcomes[outcome] ?? Tally())))
      }
    }
    return .object(members.map { (name: $0.0, value: $0.1) })
  }

  private func file(_ record: FileRecord) -> JSON {
    .object([
      ("name", .text(record.name)),
      ("bytes", .integer(record.bytes)),
      ("sha256", .text(record.sha256)),
    ])
  }

  private func tally(_ tally: Tally) -> JSON {
    .object([
      ("rows", .integer(tally.rows)),
      ("gbp", .text(Decimal(coefficient: tally.pence, exponent: -2).description)),
      ("rows_without_money", .integer(tally.rowsWithoutMoney)),
    ])
  }
}
