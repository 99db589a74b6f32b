/// Why a workbook was not written.
public enum WorkbookError: Error, Hashable {
  /// The spreadsheet programs refuse this name of a sheet.
  case sheetName(String, reason: String)
  /// A sheet needs more rows or columns than the file format has.
  case sheetTooLarge(sheet: String, rows: Int, columns: Int)
  /// A row has another number of cells than its table has columns.
  case rowLength(sheet: String, row: Int, cells: Int, columns: Int)
  /// A sheet has a second table that can be filtered; the file format has room for one.
  case secondFilter(sheet: String)
  /// Two tables of one workbook have the same name.
  case tableName(String)
  /// A chart draws a table or a column that is nowhere in the workbook.
  case chartSource(chart: String, reason: String)
  /// A link leads to a sheet that is not in the workbook.
  case linkTarget(sheet: String, target: String)
  /// A sheet has more links than the file format has room for.
  case tooManyLinks(sheet: String)
  /// The text at the head or foot of every page is longer than 255 characters.
  case pageText(String)
  /// The file could not be written.
  case file(path: String, reason: String)
}

extension WorkbookError: CustomStringConvertible {
  /// What went wrong, in a sentence for the person who runs the program.
  public var description: String {
    switch self {
    case .sheetName(let name, let reason):
      "The sheet name \"\(name)\" cannot be used: \(reason)."
    case .sheetTooLarge(let sheet, let rows, let columns):
      "The sheet \"\(sheet)\" would have \(rows) rows and \(columns) columns; "
        + "a sheet has room for \(SheetLayout.maximumRows) and \(SheetLayout.maximumColumns)."
    case .rowLength(let sheet, let row, let cells, let columns):
      "Row \(row) of a table on the sheet \"\(sheet)\" has \(cells) cells for \(columns) columns."
    case .secondFilter(let sheet):
      "The sheet \"\(sheet)\" has two tables with filters; it can have one."
    case .tableName(let name):
      "Two tables of the workbook are named \"\(name)\"."
    case .chartSource(let chart, let reason):
      "The chart \"\(chart)\" cannot be drawn: \(reason)."
    case .linkTarget(let sheet, let target):
      "A link on the sheet \"\(sheet)\" leads to \"\(target)\", which is not a sheet of the workbook."
    case .tooManyLinks(let sheet):
      "The sheet \"\(sheet)\" has more than \(WorkbookWriter.maximumLinks) links."
    case .pageText(let text):
      "The text of every page's head or foot is longer than 255 characters: \"\(text)\"."
    case .file(let path, let reason):
      "\(path): error: the workbook could not be written: \(reason)"
    }
  }
}
