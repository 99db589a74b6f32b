internal import Sheets

/// The rows of a sheet, for inspection, and what is told of the sheet while they are read.
struct SheetTable: ~Copyable {
  private var rows: SheetRows
  private var cells: SheetCells
  private var profile: SheetProfile
  private var corners: (first: CellReference, last: CellReference)?

  init(_ sheet: Sheet, of workbook: Workbook) throws(ExtractError) {
    do {
      rows = try workbook.rows(of: sheet)
    } catch {
      throw ExtractError(error)
    }
    profile = SheetProfile(name: sheet.name, isHidden: sheet.visibility != .visible)
    cells = SheetCells(blanks: BlankTexts([]), needsCalculation: workbook.needsCalculation)
  }

  /// Reads the next row that has cells; false after the last.
  mutating func next(into row: inout InspectedRow) throws(ExtractError) -> Bool {
    do {
      while let found = try rows.next() {
        guard let last = found.cells.last else { continue }
        note(found)
        row.begin(line: found.number)
        cells.removeAll()
        guard cells.append(found, width: last.column, longest: RowSizes().longestRow) else {
          row.fault = .tooLong
          return true
        }
        for index in 0..<cells.cells.count {
          let cell = cells.cells[index]
          row.append(cells.bytes.span.extracting(cell.range), InspectedCell.Form(cell.form))
        }
        return true
      }
      return false
    } catch {
      throw ExtractError(error)
    }
  }

  private mutating func note(_ row: Row) {
    guard let first = row.cells.first, let last = row.cells.last else { return }
    profile.hiddenRows += row.isHidden ? 1 : 0
    for cell in row.cells {
      if cell.isFormula { profile.formulas += 1 }
      switch cell.value {
      case .fault(.notCalculated): profile.formulasWithoutResult += 1
      case .error: profile.errors += 1
      default: break
      }
    }
    let (left, right) = (corners?.first.column ?? first.column, corners?.last.column ?? 0)
    corners = (
      CellReference(column: min(left, first.column), row: corners?.first.row ?? row.number),
      CellReference(column: max(right, last.column), row: row.number)
    )
  }

  /// What the sheet is, once all its rows have been read.
  consuming func finish(_ table: TableProfile?) -> SheetProfile {
    profile.usedRange = corners.map { CellRange(first: $0.first, last: $0.last).description }
    profile.hiddenColumns = rows.hiddenColumns.reduce(0) { $0 + $1.count }
    profile.mergedRanges = rows.mergedRanges.count
    profile.table = table
    return profile
  }
}

extension InspectedCell.Form {
  fileprivate init(_ form: CellBytes.Form) {
    switch form {
    case .number: self = .number
    case .date: self = .date
    case .faulty: self = .faulty
    case .plain, .doubledQuotes, .absent: self = .text
    }
  }
}
