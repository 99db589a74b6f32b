@testable import Audit
import Testing
import Workbooks

/// A described sheet, as tests read it.
struct ReadPage {
  let sheet: Sheet

  /// All parts, those side by side included.
  private var parts: [Block] { ReadPage.flat(sheet.blocks) }

  private static func flat(_ blocks: [Block]) -> [Block] {
    blocks.flatMap { block in
      guard case .beside(let regions) = block else { return [block] }
      return regions.flatMap { flat($0.blocks) }
    }
  }

  var tables: [TableBlock] {
    parts.compactMap { if case .table(let table) = $0 { table } else { nil } }
  }

  var charts: [Chart] {
    parts.compactMap { if case .chart(let chart) = $0 { chart } else { nil } }
  }

  var banners: [String] {
    parts.compactMap { if case .banner(let text, _) = $0 { text } else { nil } }
  }

  var figures: [KeyFigure] {
    parts.flatMap { part -> [KeyFigure] in
      guard case .keyFigures(let figures) = part else { return [] }
      return figures
    }
  }

  var texts: [String] {
    parts.compactMap { if case .text(let text, _) = $0 { text } else { nil } }
  }

  /// The cells below a heading, in every table that has it.
  func column(_ heading: String) -> [Cell] {
    tables.flatMap { table -> [Cell] in
      guard let index = table.columns.firstIndex(where: { $0.heading == heading }) else {
        return []
      }
      return (0..<table.rows.count).map { table.rows[$0][index] }
    }
  }

  /// All text of the sheet, wherever it stands.
  var allText: [String] {
    var result = texts + banners
    for figure in figures {
      result.append(figure.label)
      result += (figure.details + [figure.value]).map(ReadPage.text)
    }
    for table in tables {
      result += table.columns.map(\.heading)
      for row in 0..<table.rows.count { result += table.rows[row].map(ReadPage.text) }
      result += (table.totals ?? []).map(ReadPage.text)
    }
    return result
  }

  static func text(_ cell: Cell) -> String {
    switch cell {
    case .text(let text), .link(let text, _): text
    case .toned(_, let cell): text(cell)
    default: "\(cell)"
    }
  }
}

/// The page of that name of a night's workbook.
func page(_ name: String, of audience: String, _ record: NightRecord) throws -> ReadPage {
  let book = compose(try PageWorld.layout(audience), record)
  return ReadPage(sheet: try #require(book.sheets.first { $0.name == name }))
}
