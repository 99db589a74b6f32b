public import Findings
internal import Sheets
internal import Tables
internal import Values

extension Delivery {
  /// The most rejected rows of a source that are given as they stand.
  public static let mostRawRows = RejectedRow.mostListed

  /// The first rejected rows as they stand in their files, which are read once more for it.
  ///
  /// The rows of a sheet are written as a text file would have them, with commas between their cells.
  ///
  /// - Parameter extract: What was read of the delivery.
  /// - Returns: The rows in the order of the files.
  /// - Throws: Where a file cannot be read or was changed since.
  public func rawRows(of extract: Extract) throws(ExtractError) -> [RawRow] {
    let wanted = Set(extract.rejected.prefix(Delivery.mostRawRows).map(\.location))
    let files = Set(wanted.map(\.file))
    var seen: Set<String> = []
    var rows: [RawRow] = []
    for (path, file) in zip(binding.files, extract.record.files)
    where files.contains(file.name) && seen.insert(path).inserted {
      if try StoredFile.isWorkbook(path) {
        try rows += rowsOfSheets(path, file, wanted)
      } else {
        try rows += rowsOfText(path, file, wanted)
      }
    }
    return rows
  }

  private func rowsOfText(
    _ path: String,
    _ file: FileRecord,
    _ wanted: Set<Location>
  ) throws(ExtractError) -> [RawRow] {
    var rows: [RawRow] = []
    var records = try RecordReader(
      path: path,
      delimiter: binding.delimiter,
      longDelimiter: binding.longDelimiter,
      encoding: binding.encoding,
      sizes: binding.sizes,
      keepsRows: true
    )
    for _ in 1..<max(binding.headerLine, 1) { try records.skipLine() }
    while let record = try records.next() {
      if record.line == binding.headerLine { records.takeHeadings() }
      // Of a cell that may hold rows, each line is refused.
      var lines = [records.rowBytes[...]]
      if case .rowsInCell = record.fault?.kind {
        lines = records.rowBytes.split(separator: records.lineEnd, omittingEmptySubsequences: false)
      }
      for (index, line) in lines.enumerated() where !line.isEmpty {
        let location = Location(file: file.name, line: record.line + index)
        if wanted.contains(location) { rows.append(rawRow(location, text(Array(line)))) }
      }
    }
    try checkUnchanged(path, file, records.fileRecord())
    return rows
  }

  private func rowsOfSheets(
    _ path: String,
    _ file: FileRecord,
    _ wanted: Set<Location>
  ) throws(ExtractError) -> [RawRow] {
    var rows: [RawRow] = []
    let workbook = try Workbook(at: path)
    for sheet in try workbook.sheets(binding.sheets) {
      var source = try SheetSource(sheet, of: workbook)
      while let row = try source.next() {
        let location = Location(file: file.name, sheet: sheet.name, line: row.number)
        if wanted.contains(location) { rows.append(rawRow(location, row.text)) }
      }
    }
    try checkUnchanged(path, file, StoredFile.record(of: path))
    return rows
  }

  private func rawRow(_ location: Location, _ text: String) -> RawRow {
    RawRow(dataset: binding.schema.dataset, location: location, text: text)
  }

  private func checkUnchanged(
    _ path: String,
    _ file: FileRecord,
    _ now: FileRecord
  ) throws(ExtractError) {
    guard now.sha256 == file.sha256 else {
      throw incomplete(path, "it was changed after it had been read")
    }
  }

  private func text(_ row: [UInt8]) -> String {
    var row = row[...]
    while let last = row.last, last == lineFeed || last == carriageReturn { row.removeLast() }
    var text: [UInt8] = []
    let isText = CellText.decode(
      row.span,
      encoding: binding.encoding,
      delimiter: binding.longDelimiter,
      hasDoubledQuotes: false,
      into: &text
    )
    return isText ? String(decoding: text, as: UTF8.self) : String(decoding: row, as: UTF8.self)
  }
}

extension Row {
  /// The cells as a text file would have them.
  fileprivate var text: String {
    var cells = SheetCells(blanks: BlankTexts([]), needsCalculation: false)
    _ = cells.append(self, width: self.cells.last?.column ?? 0, longest: RowSizes().longestRow)
    return (0..<cells.cells.count).map { index in
      String(decoding: cells.bytes[cells.cells[index].range], as: UTF8.self)
    }.map { cell in
      cell.contains { $0 == "," || $0 == "\"" || $0.isNewline }
        ? "\"\(cell.replacing("\"", with: "\"\""))\"" : cell
    }.joined(separator: ",")
  }
}
