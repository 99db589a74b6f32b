import Sheets
import TestSupport
import Testing
import Values

/// A sheet that has been read to its end.
struct ReadSheet {
  var rows: [Row] = []
  var mergedRanges: [CellRange]
  var hiddenColumns: [ClosedRange<Int>]

  init(_ sheet: Sheet, in workbook: Workbook) throws(SheetsError) {
    var cursor = try workbook.rows(of: sheet)
    while let row = try cursor.next() { rows.append(row) }
    #expect(try cursor.next() == nil, "the end stays the end")
    mergedRanges = cursor.mergedRanges
    hiddenColumns = cursor.hiddenColumns
  }
}

/// Opens a file of these bytes and reads its first sheet to the end.
func readSheet(_ bytes: [UInt8], limits: Limits = Limits()) throws(SheetsError) -> ReadSheet {
  let file = ScratchFile(bytes)
  let workbook = try Workbook(path: file.path, limits: limits)
  return try ReadSheet(workbook.sheets[0], in: workbook)
}

func readSheet(_ book: Book, limits: Limits = Limits()) throws(SheetsError) -> ReadSheet {
  try readSheet(book.bytes, limits: limits)
}

/// The values of the first row of a workbook.
func values(_ book: Book) throws -> [CellValue] {
  try #require(readSheet(book).rows.first).cells.map(\.value)
}

/// Why a file of these bytes is refused; nil where it is not.
func refusal(_ bytes: [UInt8], limits: Limits = Limits()) -> SheetsError? {
  do throws(SheetsError) {
    _ = try readSheet(bytes, limits: limits)
    return nil
  } catch {
    return error
  }
}

func refusal(_ book: Book, limits: Limits = Limits()) -> SheetsError? {
  refusal(book.bytes, limits: limits)
}

extension CellValue {
  /// A number cell's value as it is shown.
  var shown: String? {
    if case .number(let number) = self { number.value.description } else { nil }
  }
}
