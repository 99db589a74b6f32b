public import Findings
internal import Tables
internal import Values

extension Delivery {
  /// The most rejected rows of a source that are given as they stand.
  public static let mostRawRows = 100_000

  /// The first rejected rows as they stand in their files, which are read once more for it.
  ///
  /// - Parameter extract: What was read of the delivery.
  /// - Returns: The rows in the order of the files.
  /// - Throws: Where a file cannot be read or was changed since.
  public func rawRows(of extract: Extract) throws(ExtractError) -> [RawRow] {
    let wanted = Set(extract.rejected.map(\.location))
    var rows: [RawRow] = []
    for (path, file) in zip(binding.files, extract.record.files)
    where wanted.contains(where: { $0.file == file.name }) {
      var records = try RecordReader(
        path: path,
        delimiter: binding.delimiter,
        encoding: binding.encoding,
        sizes: binding.sizes,
        keepsRows: true
      )
      for _ in 1..<max(binding.headerLine, 1) { try records.skipLine() }
      while let record = try records.next() {
        let location = Location(file: file.name, line: record.line)
        guard wanted.contains(location), rows.count < Delivery.mostRawRows else { continue }
        rows.append(
          RawRow(
            dataset: binding.schema.dataset,
            location: location,
            text: text(records.rowBytes)
          )
        )
      }
      guard records.fileRecord().sha256 == file.sha256 else {
        throw incomplete(path, "it was changed after it had been read")
      }
    }
    return rows
  }

  private func text(_ row: [UInt8]) -> String {
    var row = row[...]
    while let last = row.last, last == lineFeed || last == carriageReturn { row.removeLast() }
    var text: [UInt8] = []
    let isText = CellText.decode(
      row.span,
      encoding: binding.encoding,
      hasDoubledQuotes: false,
      into: &text
    )
    return isText ? String(decoding: text, as: UTF8.self) : String(decoding: row, as: UTF8.self)
  }
}
