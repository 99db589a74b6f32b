internal import Findings
internal import Rules
internal import Values
public import Workbooks

/// What one audience's workbook shows of a night; equal layouts and records give equal descriptions.
public func compose(_ layout: Layout, _ record: NightRecord) -> WorkbookDescription {
  compose(layout, AudienceView(record, audience: layout.audience))
}

/// What a workbook shows to its audience.
func compose(_ layout: Layout, _ view: AudienceView) -> WorkbookDescription {
  let (composer, record) = (Composer(layout: layout, view: view), view.record)
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
  /// The most rows of a list on a sheet; more than this nobody reads, and the files become slow to open.
  ///
  /// Past it, a sheet lists the largest by money and says what it does not list; sums and counts are always of all.
  static let maximumRows = 100_000

  let layout: Layout
  let view: AudienceView
  /// The most rows of a list on a sheet.
  let maximumRows: Int
  /// The lines of each worklist, by the name of its sheet.
  let lines: [String: [WorklistLine]]

  init(layout: Layout, view: AudienceView, maximumRows: Int = Composer.maximumRows) {
    self.layout = layout
    self.view = view
    self.maximumRows = maximumRows
    var lines: [String: [WorklistLine]] = [:]
    for page in layout.pages {
      if case .worklist(let worklist) = page.kind { lines[page.name] = view.lines(of: worklist) }
    }
    self.lines = lines
  }

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

  /// A page that is as wide on paper as its columns need, and can still be read.
  static func page(_ columns: [TableBlock.Column]) -> Sheet.Page {
    let characters = columns.reduce(0) { $0 + ($1.width ?? 12) }
    guard characters > 170 else { return Sheet.Page() }
    return Sheet.Page(paper: .a3, pagesWide: (characters + 259) / 260)
  }
}

extension AudienceView {
  /// The findings of a page: those of its rules, or all.
  func items(of rules: Set<String>?) -> [Item] {
    guard let rules else { return items }
    let isMeant = self.rules.map { rules.contains($0.id) }
    return items.filter { isMeant[$0.rule] }
  }
}
