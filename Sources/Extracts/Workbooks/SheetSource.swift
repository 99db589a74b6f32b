internal import Sheets

/// The rows of a sheet, with errors of this module.
struct SheetSource: ~Copyable {
  private var rows: SheetRows

  init(_ sheet: Sheet, of workbook: Workbook) throws(ExtractError) {
    do {
      rows = try workbook.rows(of: sheet)
    } catch {
      throw ExtractError(error)
    }
  }

  mutating func next() throws(ExtractError) -> Row? {
    do {
      return try rows.next()
    } catch {
      throw ExtractError(error)
    }
  }
}

extension Workbook {
  /// Opens a workbook, with errors of this module.
  init(at path: String) throws(ExtractError) {
    do {
      try self.init(path: path)
    } catch {
      throw ExtractError(error)
    }
  }
}
