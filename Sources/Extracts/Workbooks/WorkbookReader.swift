internal import Findings
internal import Sheets
internal import Tables

/// Reads the rows of a source from workbooks.
struct WorkbookReader {
  private let binding: Binding
  private let columns: [ColumnReader]

  init(_ binding: Binding, _ columns: [ColumnReader]) {
    var binding = binding
    // The texts of a workbook are in UTF-8, however the source's other files are written.
    binding.encoding = .utf8
    binding.longDelimiter = nil
    self.binding = binding
    self.columns = columns.map { column in
      var column = column
      column.cell.encoding = .utf8
      column.cell.delimiter = nil
      return column
    }
  }

  /// Reads the chosen sheets of one file.
  func read(
    _ path: String,
    named name: String,
    into rows: inout CollectedRows
  ) throws(ExtractError) {
    let record = try StoredFile.record(of: path)
    let workbook = try Workbook(at: path)
    rows.begin(file: name)
    for sheet in try workbook.sheets(binding.sheets) {
      do {
        try read(sheet, of: workbook, into: &rows)
      } catch {
        var error = error
        error.sheet = sheet.name
        throw error
      }
    }
    rows.end(file: record)
  }

  private func read(
    _ sheet: Sheet,
    of workbook: Workbook,
    into rows: inout CollectedRows
  ) throws(ExtractError) {
    var source = try SheetSource(sheet, of: workbook)
    var cells = SheetCells(
      blanks: BlankTexts(binding.blanks),
      needsCalculation: workbook.needsCalculation,
      zone: binding.zone
    )
    let header = try readHeader(&source, &cells, workbook.path)
    try rows.begin(sheet: sheet.name, headings: header.all, line: binding.headerLine + 1)
    var reader = RowReader(binding, header, columns)
    var block = BlockRows(fields: columns.count)
    var firstRow = binding.headerLine + 1
    while let row = try source.next() {
      block.lineCount = row.number - firstRow
      if cells.append(row, width: header.width, longest: binding.sizes.longestRow) {
        let known = block.lines.count
        reader.take(cells.cells, cells.bytes.span, &block)
        if row.isHidden, block.lines.count > known { block.hiddenRows += 1 }
      } else {
        let explanation = "the row has more than \(binding.sizes.longestRow) bytes"
        let problem = RowProblem(code: .quoting, explanation: explanation)
        reader.refuse(problem, cells.bytes.span, &block)
      }
      guard cells.count >= binding.sizes.block else { continue }
      reader.type(cells.bytes.span, &block)
      block.lineCount += 1
      try rows.append(block)
      reader.explains = rows.wantsWords
      firstRow = row.number + 1
      block.removeAll()
      cells.removeAll()
      reader.beginBlock()
    }
    reader.type(cells.bytes.span, &block)
    try rows.append(block)
  }

  private func readHeader(
    _ source: inout SheetSource,
    _ cells: inout SheetCells,
    _ path: String
  ) throws(ExtractError) -> Header {
    while let row = try source.next(), row.number <= binding.headerLine {
      guard row.number == binding.headerLine, let last = row.cells.last else { continue }
      guard cells.append(row, width: last.column, longest: binding.sizes.longestRow) else { break }
      let names = (0..<cells.cells.count).map {
        String(decoding: cells.bytes[cells.cells[$0].range], as: UTF8.self)
      }
      cells.removeAll()
      return try Header(cells: names, binding: binding, path: path)
    }
    throw ExtractError(
      .heading,
      file: path,
      line: binding.headerLine,
      message: "there are no headings on this row; correct `header_row` in the configuration"
    )
  }
}
