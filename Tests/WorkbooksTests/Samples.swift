import Values
import Workbooks

/// A day that must exist.
func day(_ iso: String) -> CalendarDate {
  guard let date = CalendarDate(iso: iso) else { preconditionFailure("no such day: \(iso)") }
  return date
}

/// A number that must be one.
func decimal(_ text: String) -> Decimal {
  guard let number = Decimal(text) else { preconditionFailure("no such number: \(text)") }
  return number
}

/// A workbook of one sheet, named Sheet.
func book(_ blocks: [Block], columnWidths: [Int] = [], frozenColumns: Int? = nil)
  -> WorkbookDescription
{
  book([
    Sheet("Sheet", columnWidths: columnWidths, frozenColumns: frozenColumns, blocks: blocks)
  ])
}

/// A workbook of these sheets.
func book(_ sheets: [Sheet]) -> WorkbookDescription {
  WorkbookDescription(
    title: "A book",
    author: "A council",
    created: day("2026-03-31"),
    pageHeader: "Marked",
    pageFooter: "Care & contracts, run 7",
    sheets: sheets
  )
}

/// A table of one column of cells below the heading `Value`: the first cell is A2.
func column(_ cells: [Cell]) -> TableBlock {
  TableBlock(columns: [.init("Value", width: 20)], rows: .init(cells.map { [$0] }))
}

/// A table with a name, two columns, Service and Cost, and two rows.
func costs(named name: String? = "costs", filters: Bool = false) -> TableBlock {
  TableBlock(
    name: name,
    columns: [.init("Service", width: 20), .init("Cost", width: 14, style: .figures)],
    rows: .init([
      [.text("Home care"), .money(decimal("1200.50"))],
      [.text("Supported living"), .money(decimal("3400.00"))],
    ]),
    filters: filters
  )
}
