internal import Sheets

/// What a workbook is and what its sheets hold.
public struct WorkbookProfile: Sendable {
  /// Whether days are counted from 1904, as old programs for the Mac did, and not from 1900.
  public var countsDaysFrom1904: Bool
  /// Whether the program that saved it left results of formulas to be calculated.
  public var needsCalculation: Bool
  /// The sheets, in the order of their tabs.
  public var sheets: [SheetProfile] = []
}

/// What one sheet of a workbook is and holds.
public struct SheetProfile: Sendable {
  /// The name on its tab, with the spaces that it has.
  public var name: String
  /// Whether people do not see its tab.
  public var isHidden: Bool
  /// Whether it can have cells; a chart has none.
  public var hasCells = true
  /// The cells from the first to the last that holds something, as spreadsheets write it: `B1:K240`.
  public var usedRange: String?
  /// Rows that hold something and are hidden.
  public var hiddenRows = 0
  /// Columns that are hidden.
  public var hiddenColumns = 0
  /// Ranges of cells that are merged.
  public var mergedRanges = 0
  /// Cells that a formula calculates.
  public var formulas = 0
  /// Those of them that the file holds no result of.
  public var formulasWithoutResult = 0
  /// Cells that hold an error, such as `#REF!`.
  public var errors = 0
  /// Its table; nil where no headings were found.
  public var table: TableProfile?
}

extension WorkbookProfile {
  /// Looks at all sheets of a workbook.
  init(
    path: String,
    isPersonal: (String) -> Bool,
    progress: (Int) -> Void
  ) throws(ExtractError) {
    let workbook: Workbook
    do {
      workbook = try Workbook(path: path)
    } catch {
      throw ExtractError(error)
    }
    countsDaysFrom1904 = workbook.dateSystem == .from1904
    needsCalculation = workbook.needsCalculation
    for sheet in workbook.sheets {
      guard sheet.hasCells else {
        let isHidden = sheet.visibility != .visible
        sheets.append(SheetProfile(name: sheet.name, isHidden: isHidden, hasCells: false))
        continue
      }
      var rows = try SheetTable(sheet, of: workbook)
      let table = try TableProfile(isSheet: true, isPersonal: isPersonal, progress: progress) {
        row throws(ExtractError) in try rows.next(into: &row)
      }
      sheets.append(rows.finish(table))
    }
  }
}
