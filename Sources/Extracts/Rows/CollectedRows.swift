internal import Dispatch
internal import Findings
internal import Synchronization
internal import Tables

/// The rows of a source as they are read: accepted and rejected in one, until their keys have been compared.
///
/// There is one of a source: a second holder would have every column copied when rows are moved.
struct CollectedRows: ~Copyable, Sendable {
  private let schema: Schema
  private let pool: TextPool
  /// The most bytes that the rows may take.
  private let memory: Int
  private var columns: [CellColumn]
  private var places = RowPlaces()
  private var faults = FaultyRows()
  /// The line at which the block begins that comes next.
  private var nextLine = 1
  private var records: [FileRecord] = []
  /// The files that have rows: the position of each, and its first row.
  private var starts: [(file: Int, row: Int)] = []
  /// The files that are copies of others: the position of each, and of the first that has its bytes.
  private var copies: [(file: Int, original: Int)] = []
  private var fileName = ""
  /// What the file being read has so far.
  private var contents = FileContents(headings: [])

  init(schema: Schema, pool: TextPool, memory: Int? = nil) {
    self.schema = schema
    self.pool = pool
    self.memory = memory ?? .max
    columns = schema.fields.map { _ in CellColumn() }
  }

  /// All of it, which is empty afterwards.
  mutating func take() -> CollectedRows {
    var all = CollectedRows(schema: schema, pool: pool, memory: memory)
    swap(&self, &all)
    return all
  }

  // MARK: Files

  /// Whether a file that was read has so many bytes.
  func hasFile(bytes: Int) -> Bool { records.contains { $0.bytes == bytes } }

  /// Takes a file that has the bytes of an earlier one, and so its rows, as delivered twice; false where none has.
  mutating func takeCopy(_ record: FileRecord, named name: String) -> Bool {
    guard let original = records.firstIndex(where: { $0.sha256 == record.sha256 }) else {
      return false
    }
    copies.append((records.count, original))
    records.append(record)
    records[records.count - 1].name = name
    return true
  }

  /// Starts a file.
  mutating func begin(file name: String) {
    fileName = name
    contents = FileContents(headings: [])
    starts.append((records.count, places.count))
  }

  /// Starts a sheet of the file, or all of it where that has none; its rows begin at a line.
  mutating func begin(sheet: String?, headings: [String], line: Int) throws(ExtractError) {
    guard places.begin(RowSource(file: fileName, sheet: sheet), file: records.count) else {
      throw ExtractError(
        .unreadable,
        file: schema.dataset,
        message: "the source has more than \(RowPlaces.mostSources) files and sheets; put older "
          + "ones elsewhere, or join them"
      )
    }
    nextLine = line
    let known = contents.headings
    contents.headings += known.isEmpty ? headings : headings.filter { !known.contains($0) }
  }

  /// Ends a file.
  mutating func end(file record: FileRecord) {
    var record = record
    record.name = fileName
    record.contents = contents
    records.append(record)
  }

  // MARK: Rows

  /// Whether rows that do not fit still have to be explained.
  var wantsWords: Bool { faults.explained.count < FaultyRows.mostExplained }

  /// Refuses more rows than fit into memory; short ones take far more there than in the file.
  private func checkMemory(_ count: Int) throws(ExtractError) {
    // The least that a row takes: a value and its state in each field, what its key is compared by, and why it is refused
    // if it is.
    let rowBytes = 9 * schema.fields.count + 8
    let refusedBytes = 96 * faults.rows.count
    if count <= (memory - refusedBytes) / rowBytes { return }
    throw ExtractError(
      .tooManyRows,
      file: schema.dataset,
      message: "its rows do not fit into memory: \(count) rows or more take over "
        + "\(memory / 1_000_000) MB, which is what is free; see whether these are the right files, or give the "
        + "machine more memory"
    )
  }

  /// Makes room for so many rows more.
  mutating func reserve(_ count: Int) throws(ExtractError) {
    try checkMemory(places.count + count)
    for (field, description) in schema.fields.enumerated() {
      columns[field].reserve(places.count + count, as: description.type)
    }
  }

  /// Adds the rows of a block.
  mutating func append(_ rows: BlockRows) throws(ExtractError) {
    let start = places.count
    try checkMemory(start + rows.lines.count)
    for (field, column) in rows.columns.enumerated() {
      columns[field].append(column)
    }
    places.append(rows.lines, after: nextLine)
    for (row, problem) in rows.problems { faults.append(problem, row: start + row) }
    nextLine += rows.lineCount
    contents.footers += rows.footers
    contents.hiddenRows += rows.hiddenRows
    contents.endsInRow = rows.endsInRow
    if let before = rows.rowsBeforeTrailer {
      contents.rowsBehindTrailer = rows.lines.count - before
    } else if !contents.trailers.isEmpty {
      contents.rowsBehindTrailer += rows.lines.count
    }
    contents.trailers += rows.trailers
  }

  // MARK: The end

  /// The extract of all rows.
  consuming func finish() -> Extract {
    let known = [CellState](repeating: .known, count: places.count)
    var columns = schema.fields.indices.map { index in
      self.columns[index].column(of: schema.fields[index].type, pool: pool, known: known)
    }
    self.columns = []
    let compared = compare(columns)
    if let moves = compared.moves { move(moves, &columns) }
    return Extract(
      table: table(columns, rejectedCount: compared.moves?.last.count ?? 0),
      record: compared.record,
      rejected: compared.rejected,
      alike: compared.alike
    )
  }

  /// What is known of the rows once their keys have been compared.
  private struct Compared {
    let record: SourceRecord
    let rejected: [RejectedRow]
    let alike: Tally
    /// Nil where all rows are loaded.
    let moves: RowMoves?
  }

  /// Compares the rows' keys; what tells of faults is dropped, for the table takes the room.
  private mutating func compare(_ columns: [Column]) -> Compared {
    let keyColumns = schema.key.map { columns[$0] }
    let keys = RowsByKey(columns: keyColumns, count: places.count, texts: pool.bound)
    let fates = RowFates(keys, faults, columns, places)
    let listing = RejectedRows(
      faults,
      fates,
      keys: KeyWords(schema: schema, columns: keyColumns, pool: pool),
      places
    )
    faults = FaultyRows()
    let money = schema.control.map { columns[$0] }
    let moved = fates.notLoaded
    return Compared(
      record: record(fates, money, reasons: listing.reasons),
      rejected: listing.first(of: schema, money),
      alike: schema.key.isEmpty
        ? alikeRows(columns, money, fates, places, texts: pool.bound) : Tally(),
      moves: moved.isEmpty
        ? nil : RowMoves(moved, last: moved.filter { fates.all[$0] == .rejected })
    )
  }

  /// The counts of rows and money.
  private func record(
    _ fates: RowFates,
    _ money: Column?,
    reasons: [RejectionReason: Int]
  ) -> SourceRecord {
    var record = SourceRecord(dataset: schema.dataset, files: records)
    record.reasons = reasons
    var pence: [Int64] = []
    if let money, case .scaled(let values) = money.values { pence = values }
    for (index, start) in starts.enumerated() {
      let end = index + 1 < starts.count ? starts[index + 1].row : places.count
      let read = Tally(start.row..<end, pence: pence, states: money?.states)
      record.files[start.file].contents?.read = read
      if fates.areAllLoaded { record.loaded.add(read) }
    }
    for row in fates.areAllLoaded ? 0..<0 : 0..<places.count {
      let amount = money.flatMap { $0.states[row] == .known ? pence[row] : nil }
      switch fates.all[row] {
      case .loaded: record.loaded.add(pence: amount)
      case .deliveredTwice: record.deliveredTwice.add(pence: amount)
      case .rejected: record.rejected.add(pence: amount)
      }
    }
    for (file, original) in copies {
      record.files[file].contents = record.files[original].contents
      record.deliveredTwice.add(record.files[original].contents?.read ?? Tally())
    }
    return record
  }

  /// Puts the rejected rows behind those that were loaded, and takes copies out.
  private mutating func move(_ moves: RowMoves, _ columns: inout [Column]) {
    places.move(moves)
    let known = [CellState](repeating: .known, count: places.count)
    // Each is taken out while it moves, so that it is not copied.
    let held = Mutex(columns.map(Optional.some))
    columns = []
    DispatchQueue.concurrentPerform(iterations: schema.fields.count) { field in
      var column = held.withLock { $0[field].take() }
      column?.move(moves, known: known)
      held.withLock { [column] in $0[field] = column }
    }
    columns = held.withLock { $0.compactMap(\.self) }
  }

  /// The table: the rows that were loaded, then those rejected.
  private func table(_ columns: [Column], rejectedCount: Int) -> Table {
    let doubt = Unknown(
      kind: .rejectedRow,
      dataset: schema.dataset,
      subject: schema.key.first.map { schema.fields[$0].name } ?? "row"
    )
    return Table(
      schema: schema,
      columns: columns,
      sources: places.all,
      rows: places.rows,
      rejectedCount: rejectedCount,
      rejection: doubt
    )
  }
}

extension Tally {
  /// Counts rows and their control money; without a column of it no row has any.
  fileprivate init(_ rows: Range<Int>, pence: [Int64], states: [CellState]?) {
    self.init()
    self.rows = rows.count
    rowsWithoutMoney = rows.count
    guard let states = states?.span.extracting(rows) else { return }
    let pence = pence.span.extracting(rows)
    // The halves of so many numbers cannot overflow, and what is not known is zero.
    var (high, low, known) = (Int64(0), Int64(0), 0)
    for row in pence.indices {
      high &+= unsafe pence[unchecked: row] >> 32
      low &+= unsafe pence[unchecked: row] & 0xFFFF_FFFF
      known &+= unsafe states[unchecked: row] == .known ? 1 : 0
    }
    self.pence = Int128(high) << 32 + Int128(low)
    rowsWithoutMoney = rows.count - known
  }
}
