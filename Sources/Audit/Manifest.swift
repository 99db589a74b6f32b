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
      .init("format", .integer(1)),
      .init("program", .text("vouch \(version)")),
      .init("council", .text(council)),
      .init("as_at", .text(asAt.description)),
      .init("run", .text(run)),
      .init("partial", .boolean(!missingSources.isEmpty)),
      .init("sources", .list(sources.map(source))),
      .init("missing_sources", .list(missingSources.map(missing))),
      .init("datasets", .list(rulebook.catalog.datasets.map(dataset))),
      .init("rules", .list(rulebook.rules.map(rule))),
      .init("outputs", .list(outputs.map(file))),
    ]).bytes
  }

  private func source(_ record: SourceRecord) -> JSON {
    .object([
      .init("dataset", .text(record.dataset)),
      .init("files", .list(record.files.map(input))),
      .init("read", tally(record.read)),
      .init("loaded", tally(record.loaded)),
      .init("rejected", tally(record.rejected)),
      .init("rejected_because", .list(record.countedReasons.map(reason))),
      .init("delivered_twice", tally(record.deliveredTwice)),
      .init("footers", .integer(record.footers)),
      .init("checks", .list(record.checks.map(check))),
    ])
  }

  private func reason(_ counted: (reason: RejectionReason, rows: Int)) -> JSON {
    .object(
      [.init("code", .text(counted.reason.code.rawValue))]
        + (counted.reason.heading.map { [.init("heading", .text($0))] } ?? [])
        + [.init("rows", .integer(counted.rows))]
    )
  }

  private func missing(_ source: MissingSource) -> JSON {
    .object([
      .init("dataset", .text(source.dataset)),
      .init("reason", .text(source.reason)),
      .init("rules_not_tested", .list(source.rulesNotTested.map(JSON.text))),
    ])
  }

  private func dataset(_ dataset: Dataset) -> JSON {
    .object([
      .init("dataset", .text(dataset.schema.dataset)),
      .init("sha256", .text(Digest.sha256(Array(dataset.source.text.utf8)))),
    ])
  }

  private func rule(_ rule: Rule) -> JSON {
    let totals = report.totals.first { $0.rule == rule.id }
    var members: [JSON.Member] = [
      .init("rule", .text(rule.id)),
      .init("sha256", .text(ruleHashes[rule.id] ?? Digest.sha256(Array(rule.source.text.utf8)))),
      .init("tested", .boolean(totals != nil)),
    ]
    if let totals {
      members += [
        .init("dataset", .text(totals.dataset)),
        .init("findings", .integer(totals.findings)),
        .init("loaded", tally(totals.loaded)),
      ]
      for outcome in Outcome.allCases {
        members.append(.init(outcome.rawValue, tally(totals.outcomes[outcome] ?? Tally())))
      }
    }
    return .object(members)
  }

  private func file(_ record: FileRecord) -> JSON {
    .object([
      .init("name", .text(record.name)),
      .init("bytes", .integer(record.bytes)),
      .init("sha256", .text(record.sha256)),
    ])
  }

  private func input(_ record: FileRecord) -> JSON {
    guard case .object(let members) = file(record), let contents = record.contents else {
      return file(record)
    }
    return .object(
      members + [
        .init("headings", .list(contents.headings.map(JSON.text))),
        .init("read", tally(contents.read)),
        .init("footers", .integer(contents.footers)),
        .init("hidden_rows", .integer(contents.hiddenRows)),
      ]
    )
  }

  private func check(_ check: DeliveryCheck) -> JSON {
    .object([
      .init("must", .text(check.check)),
      .init("result", .text(check.result.rawValue)),
      .init("explanation", .text(check.explanation)),
    ])
  }

  private func tally(_ tally: Tally) -> JSON {
    .object([
      .init("rows", .integer(tally.rows)),
      .init("gbp", .text(Decimal(coefficient: tally.pence, exponent: -2).description)),
      .init("rows_without_money", .integer(tally.rowsWithoutMoney)),
    ])
  }
}
