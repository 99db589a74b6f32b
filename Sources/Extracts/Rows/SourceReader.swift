internal import Findings
internal import Tables

/// Reads the rows of one source, file by file.
struct SourceReader: ~Copyable {
  private let binding: Binding
  private let columns: [ColumnReader]
  private let names: [String: String]
  private var rows: CollectedRows

  init(binding: Binding, pool: TextPool) throws(ExtractError) {
    self.binding = binding
    let schema = binding.schema
    let key = binding.pseudonymKey ?? []
    let isPersonal = schema.fields.first { $0.privacy == .pseudonymise }
    if let field = isPersonal, key.count < Pseudonyms.shortestKey {
      throw ExtractError(
        .pseudonymKey,
        file: schema.dataset,
        message: "the field \(field.name) is stored as a pseudonym, which needs a secret key of at "
          + "least \(Pseudonyms.shortestKey) bytes; "
          + (binding.pseudonymKey == nil ? "none is set" : "this one has \(key.count)")
      )
    }
    let pseudonyms = isPersonal.map { _ in Pseudonyms(key: key, pool: pool) }
    columns = schema.fields.enumerated().map { index, field in
      ColumnReader(
        field: index,
        type: field.type,
        cell: CellReader(
          field: field,
          isKey: schema.key.contains(index),
          binding: binding,
          pool: pool
        ),
        texts: field.privacy == .pseudonymise
          ? pseudonyms.map(TextNumbering.pseudonyms) ?? .plain(pool) : .plain(pool)
      )
    }
    names = distinctNames(of: binding.files)
    rows = CollectedRows(schema: schema, pool: pool, memory: binding.memory)
  }

  /// Reads one file.
  mutating func read(_ path: String) throws(ExtractError) {
    let name = names[path] ?? path.fileName
    if try takeCopy(path, name) { return }
    let isWorkbook = try StoredFile.isWorkbook(path)
    if isWorkbook || binding.sheets != .only {
      try WorkbookReader(binding, columns).read(path, named: name, into: &rows)
    } else {
      try readText(path, name)
    }
  }

  /// Takes the file as delivered twice, where its bytes are those of one that was read before.
  private mutating func takeCopy(_ path: String, _ name: String) throws(ExtractError) -> Bool {
    guard rows.hasFile(bytes: try StoredFile(path: path).sizeAtStart) else { return false }
    return rows.takeCopy(try StoredFile.record(of: path), named: name)
  }

  private mutating func readText(_ path: String, _ name: String) throws(ExtractError) {
    var records = try RecordReader(
      path: path,
      delimiter: binding.delimiter,
      longDelimiter: binding.longDelimiter,
      encoding: binding.encoding,
      sizes: binding.sizes
    )
    let header = try readHeader(&records)
    records.takeHeadings()
    rows.begin(file: name)
    try rows.begin(sheet: nil, headings: header.all, line: records.line)
    let rowReader = RowReader(binding, header, columns, lineEnd: records.lineEnd)
    let reader = BlockReader(rowReader, records.scanner)
    let join = BlockJoin(records.blocks(), reader: reader, rows: rows.take())
    let file = try join.read(into: &rows)
    rows.end(file: file)
  }

  /// The extract of all files read.
  consuming func finish() throws(ExtractError) -> Extract {
    let extract = rows.finish()
    let rejected = extract.record.rejected.rows
    let read = rejected + extract.record.loaded.rows
    guard binding.maximumRejected.allows(rejected, of: read) else {
      let reasons = extract.rejected.prefix(5).map { "\n  " + $0.summary }.joined()
      throw ExtractError(
        .tooManyRejected,
        file: binding.schema.dataset,
        message:
          "\(rejected) of \(read) rows were rejected, and at most \(binding.maximumRejected) may be; "
          + "correct the extract, or raise `rejected_rows`. The first reasons:\(reasons)"
      )
    }
    return extract
  }

  private func readHeader(_ records: inout RecordReader) throws(ExtractError) -> Header {
    for _ in 1..<max(binding.headerLine, 1) { try records.skipLine() }
    let path = records.path
    guard let record = try records.next(), record.line == binding.headerLine else {
      throw ExtractError(
        .heading,
        file: path,
        line: binding.headerLine,
        message: "there are no headings on this line; correct `header_row` in the configuration"
      )
    }
    if let fault = record.fault {
      throw ExtractError(
        .heading,
        file: path,
        line: record.line,
        message: "the headings cannot be read: \(fault.kind.explanation)"
      )
    }
    var names: [String] = []
    for index in 0..<records.cells.count {
      let cell = records.cells[index]
      var text: [UInt8] = []
      let isText = CellText.decode(
        records.buffer.span.extracting(cell.range),
        encoding: binding.encoding,
        delimiter: binding.longDelimiter,
        hasDoubledQuotes: cell.form == .doubledQuotes,
        into: &text
      )
      guard isText else {
        throw ExtractError(
          .encoding,
          file: path,
          line: record.line,
          column: names.count + 1,
          message: "the heading is not \(binding.encoding.name); correct `encoding`"
        )
      }
      names.append(String(decoding: text, as: UTF8.self))
    }
    return try Header(cells: names, binding: binding, path: path)
  }
}
