internal import Findings
internal import Rules
internal import Values
public import Workbooks

/// What one audience's workbook shows of a night; equal layouts and records give equal descriptions.
public func compose(_ layout: Layout, _ record: NightRecord) -> WorkbookDescription {
  let composer = Composer(layout: layout, view: AudienceView(record, audience: layout.audience))
  return WorkbookDescription(
    title: layout.title,
    author: record.council,
    created: record.asAt,
    pageHeader: layout.marking,
    pageFooter: "\(record.council), as at \(record.asAt.inWords), run \(record.run)",
    sheets: layout.pages.map(composer.sheet)
  )
}

/// Makes sheets of a layout and what its audience may see.
struct Composer: Sendable {
  let layout: Layout
  let view: AudienceView
  /// The most rows of a sheet; more than this nobody reads, and the files become slow to open.
  var maximumRows = 100_000

  var record: NightRecord { view.record }
  var words: PageWords { layout.words }

  func sheet(_ page: PageLayout) -> Sheet {
    switch page.kind {
    case .summary(let summary): summarySheet(page.name, summary)
    case .worklist(let worklist): worklistSheet(page.name, worklist)
    case .findings(let findings): findingsSheet(page.name, findings)
    case .unassessed: unassessedSheet(page.name)
    case .rejected: rejectedSheet(page.name)
    case .totals: totalsSheet(page.name)
    case .rules: rulesSheet(page.name)
    case .run: runSheet(page.name)
    }
  }

  /// The findings of a page: those of its rules, or all.
  func items(of rules: Set<String>?) -> [AudienceView.Item] {
    guard let rules else { return view.items }
    return view.items.filter { rules.contains($0.rule.id) }
  }

  /// A page that is as wide on paper as its columns need, and can still be read.
  static func page(_ columns: [TableBlock.Column]) -> Sheet.Page {
    let characters = columns.reduce(0) { $0 + ($1.width ?? 12) }
    guard characters > 170 else { return Sheet.Page() }
    return Sheet.Page(paper: .a3, pagesWide: (characters + 259) / 260)
  }
}

extension AudienceView.Item {
  /// What the finding says under the first of some names that it has: a column, a shown figure or a part of its key.
  func value(of names: [String], key: [KeyPart]) -> Shown {
    for name in names {
      let values = [finding.columns, finding.shown].joined()
      if let found = values.first(where: { $0.name == name && $0.value != .empty }) {
        return found.value
      }
      if let part = key.first(where: { $0.field == name && !$0.value.isEmpty }) {
        return .text(part.value)
      }
    }
    return .empty
  }
}
