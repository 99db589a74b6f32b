internal import Findings
internal import Rules
internal import Values
internal import Workbooks

extension Composer {
  /// The run: what it was made of, so that it can be made again.
  func runSheet(_ name: String) -> Sheet {
    let facts: [(String, Cell)] = [
      ("Council", .text(record.council)), ("As at", .date(record.asAt)),
      ("Run", .text(record.run)), ("Version", .text(record.version)),
      ("Verdict", .text(verdict.text)),
    ]
    let about = TableBlock(
      columns: [.init("The run", style: .wrapped), .init("", span: 4, style: .wrapped)],
      rows: .init(facts.map { [.text($0.0), $0.1] })
    )
    let inputs = TableBlock(
      columns: [
        .init("Extract or register", style: .wrapped), .init("File", style: .wrapped),
        .init("Bytes", style: .figures), .init("SHA-256", span: 2),
      ],
      rows: .init(
        record.sources.flatMap { source in
          source.files.map { file in
            [
              .text(words[source.dataset]), .text(file.name), .number(Decimal(file.bytes)),
              .text(file.sha256),
            ]
          }
        }
      ),
      emptyText: "Nothing was read."
    )
    let rules = TableBlock(
      columns: [
        .init("Rule", span: 2, style: .wrapped), .init("Status"), .init("SHA-256", span: 2),
      ],
      rows: .init(
        view.rules.map { rule in
          [
            .text(rule.id), .text(rule.status),
            .text(record.ruleHashes[rule.id] ?? ""),
          ]
        }
      ),
      emptyText: "No rule was run."
    )
    var blocks: [Block] = [
      .text(name, .title),
      .text(
        "The same inputs, rules and day give the same run number and the same bytes.",
        .subtitle
      ),
      .table(about), .text("Inputs", .heading), .table(inputs),
    ]
    blocks += hiddenRows.map { .text($0, .body) }
    if record.sources.contains(where: { !$0.checks.isEmpty }) {
      blocks += [.text("What the deliveries must be", .heading), .table(checks)]
    }
    blocks += [.text("Rules", .heading), .table(rules)]
    if !record.missingSources.isEmpty {
      blocks += [.text("Not read", .heading), .table(missing)]
    }
    let unused = record.unusedAcceptances.filter { view.rule(named: $0.rule) != nil }
    if !unused.isEmpty {
      blocks.append(.text("Acceptances that covered nothing", .heading))
      blocks += unused.map { .text("\($0.id) (\($0.rule)): \($0.reason)", .body) }
    }
    return Sheet(name, columnWidths: [30, 34, 14, 40, 30], blocks: blocks)
  }

  /// What is said of files with rows that are hidden on their sheets.
  private var hiddenRows: [String] {
    record.sources.flatMap(\.files).compactMap { file in
      guard let count = file.contents?.hiddenRows, count > 0 else { return nil }
      return "\(file.name): \(counted(count, "row")) hidden on the sheet, read like the others"
    }
  }

  private var checks: TableBlock {
    TableBlock(
      columns: [
        .init("Extract or register", style: .wrapped), .init("It must", style: .wrapped),
        .init("Result", style: .centred), .init("What was found", span: 2, style: .wrapped),
      ],
      rows: .init(
        record.sources.flatMap { source in
          source.checks.map { check in
            [
              .text(words[source.dataset]), .text(check.check),
              check.result == .reported
                ? .toned(.medium, .text(check.result.rawValue)) : .text(check.result.rawValue),
              .text(check.explanation),
            ]
          }
        }
      )
    )
  }

  private var missing: TableBlock {
    TableBlock(
      columns: [
        .init("Extract or register", style: .wrapped), .init("Why", span: 2, style: .wrapped),
        .init("Rules not tested tonight", span: 2, style: .wrapped),
      ],
      rows: .init(
        record.missingSources.map {
          [
            .text(words[$0.dataset]), .text($0.reason),
            .text($0.rulesNotTested.filter { view.rule(named: $0) != nil }.joined(separator: ", ")),
          ]
        }
      )
    )
  }
}
