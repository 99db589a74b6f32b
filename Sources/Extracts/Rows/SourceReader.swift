internal import Findings
internal import Tables

/// Reads the rows of one source, file by file.
struct SourceReader {
  private let binding: Binding
  private let readers: [CellReader]
  private let blanks: BlankTexts
  private var rows: CollectedRows
  /// A row's cells, kept to spare an allocation a row.
  private var row: [Cell] = []
  private var scratch: [UInt8] = []

  init(binding: Binding, pool: TextPool) throws(ExtractError) {
    self.binding = binding
    blanks = BlankTexts(binding.blanks)
    let schema = binding.schema
    let key = binding.pseudonymKey ?? []
    if let field = schema.fields.first(where: { $0.privacy == .pseudonymise }),
      key.count < Pseudonyms.shortestKey
    {
      throw ExtractError(
        .pseudonymKey,
        file: schema.dataset,
        message: "the field \(field.name) is stored as a pseudonym, which needs a secret key of at "
          + "least \(Pseudonyms.shortestKey) bytes; "
          + (binding.pseudonymKey == nil ? "none is set" : "this one has \(key.count)")
      )
    }
    let pseudonyms = Pseudonyms(key: key, pool: pool)
    readers = schema.fields.enumerated().map { index, field in
      CellReader(
        field: field,
        isKey: schema.key.contains(index),
        binding: binding,
        pseudonyms: field.privacy == .pseudonymise ? pseudonyms : nil,
        pool: pool
      )
    }
    rows = CollectedRows(schema: schema, pool: pool)
  }

  /// Reads one file.
  mutating func read(_ path: String) throws(ExtractError) {
    var records = try RecordReader(path: path, delimiter: binding.delimiter)
    try records.passByteOrderMarks(binding.encoding)
    let header = try readHeader(&records)
    rows.begin(file: path)
    var contents = FileContents(headings: header.all)
    while let record = try records.next() {
      if let role = role(of: record, records), role != .data {
        contents.footers += 1
        if role == .trailer { contents.trailers.append(texts(records)) }
      } else if let problem = problem(of: record, records, header) {
        rows.reject(line: record.line, problem)
      } else {
        read(record, records, header)
      }
    }
    var record = records.fileRecord()
    record.contents = contents
    rows.end(file: record)
  }

  /// What a row is by its first cell that is not blank; nil where no row has marks or its cells are not known.
  private func role(
    of record: Record,
    _ records: borrowing RecordReader
  ) -> RowMarks.Role? {
    guard !binding.marks.isEmpty, record.fault == nil else { return nil }
    for index in records.cells.indices {
      let text = Array(text(index, records).utf8)
      let cell = text.span.extracting(CellText.trimmed(text.span))
      if !cell.isEmpty { return binding.marks.role(cell) }
    }
    return nil
  }

  /// The cells of a row as they are written; a byte that is no text is left as a mark of that.
  private func texts(_ records: borrowing RecordReader) -> [String] {
    var texts: [String] = []
    for index in records.cells.indices { texts.append(text(index, records)) }
    return texts
  }

  private func text(_ index: Int, _ records: borrowing RecordReader) -> String {
    var text: [UInt8] = []
    let cell = records.cells[index]
    _ = CellText.decode(
      records.buffer.span.extracting(cell.range),
      encoding: binding.encoding,
      hasDoubledQuotes: cell.hasDoubledQuotes,
      into: &text
    )
    return String(decoding: text, as: UTF8.self)
  }

  /// The extract of all files read.
  consuming func finish() throws(ExtractError) -> Extract {
    let extract = rows.finish()
    let rejected = extract.rejected.count
    let read = rejected + extract.record.loaded.rows
    guard binding.maximumRejected.allows(rejected, of: read) else {
      let reasons = extract.rejected.prefix(5).map { "\n  " + $0.summary }.joined()
      let allowed =
        switch binding.maximumRejected {
        case .rows(let most): "\(most)"
        case .share(let basisPoints):
          "\(basisPoints / 100).\(basisPoints % 100 / 10)\(basisPoints % 10) %"
        }
      throw ExtractError(
        .tooManyRejected,
        file: binding.schema.dataset,
        message: "\(rejected) of \(read) rows were rejected, and at most \(allowed) may be; "
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
    if record.fault != nil {
      throw ExtractError(
        .heading,
        file: path,
        line: record.line,
        message: "the quotes of the headings are wrong"
      )
    }
    var names: [String] = []
    for cell in records.cells {
      var text: [UInt8] = []
      let isText = CellText.decode(
        records.buffer.span.extracting(cell.range),
        encoding: binding.encoding,
        hasDoubledQuotes: cell.hasDoubledQuotes,
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

  /// What is wrong with a row as a whole, so that none of its cells can be trusted.
  private func problem(
    of record: Record,
    _ records: borrowing RecordReader,
    _ header: Header
  ) -> RowProblem? {
    if let fault = record.fault {
      let explanation =
        switch fault.kind {
        case .unclosed: "a quote is opened and not closed"
        case .textAfterQuote: "text follows the closing quote of a cell"
        case .quoteInText: "a quote stands inside a cell that is not quoted"
        }
      return RowProblem(code: .quoting, column: fault.column, explanation: explanation)
    }
    let count = records.cells.count
    if count < header.width {
      return RowProblem(
        code: .missingCell,
        explanation: "the row has \(count) cells, the headings \(header.width)"
      )
    }
    for cell in records.cells.dropFirst(header.width) {
      var text: [UInt8] = []
      let isText = CellText.decode(
        records.buffer.span.extracting(cell.range),
        encoding: binding.encoding,
        hasDoubledQuotes: cell.hasDoubledQuotes,
        into: &text
      )
      if isText, blanks.contains(text.span.extracting(CellText.trimmed(text.span))) { continue }
      return RowProblem(
        code: .extraCell,
        explanation: "the row has \(count) cells, the headings \(header.width)"
      )
    }
    return nil
  }

  private mutating func read(
    _ record: Record,
    _ records: borrowing RecordReader,
    _ header: Header
  ) {
    row.removeAll(keepingCapacity: true)
    var problem: RowProblem?
    var faults = 0
    for field in readers.indices {
      guard let position = header.positions[field] else {
        row.append(readers[field].absent)
        continue
      }
      let cell = records.cells[position]
      let raw = records.buffer.span.extracting(cell.range)
      let reading: CellReading
      if cell.hasDoubledQuotes || !CellText.isASCII(raw) {
        let isText = CellText.decode(
          raw,
          encoding: binding.encoding,
          hasDoubledQuotes: cell.hasDoubledQuotes,
          into: &scratch
        )
        reading = isText ? readers[field].read(scratch.span) : .fault(.notText)
      } else {
        reading = readers[field].read(raw)
      }
      switch reading {
      case .cell(let cell): row.append(cell)
      case .fault(let fault):
        row.append(.unknown)
        faults += 1
        if problem == nil {
          problem = explanation(
            of: fault,
            field: field,
            column: position + 1,
            heading: header.headings[field],
            raw: raw
          )
        }
      }
    }
    if faults > 1 { problem?.explanation += "; \(faults - 1) more of its cells do not fit" }
    if let problem {
      rows.reject(line: record.line, cells: row, problem)
    } else {
      rows.append(line: record.line, cells: row)
    }
  }

  private func explanation(
    of fault: CellFault,
    field index: Int,
    column: Int,
    heading: String,
    raw: Span<UInt8>
  ) -> RowProblem {
    let field = binding.schema.fields[index]
    var text: [UInt8] = []
    let isText = CellText.decode(
      raw,
      encoding: binding.encoding,
      hasDoubledQuotes: false,
      into: &text
    )
    let shown =
      field.privacy == .open && isText ? String(decoding: text, as: UTF8.self).quoted : "the value"
    return RowProblem(
      code: fault.code,
      column: column,
      heading: heading,
      explanation: fault.explanation(of: shown, in: field, binding: binding)
    )
  }
}
