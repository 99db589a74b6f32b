internal import Tables
internal import Values

/// A cell that does not fit.
struct FaultyCell {
  var row: Int
  var field: Int
  var fault: CellFault
}

/// Reads the cells of one field, a batch at a time.
///
/// Most cells are written in the plainest way, and each kind of field has a loop of its own for those; the others go
/// to the `CellReader`, which reads any. Both say the same of every cell.
struct ColumnReader: Sendable {
  let field: Int
  let type: FieldType
  var cell: CellReader
  /// Gives texts their numbers.
  let texts: TextNumbering
  /// The bytes of ASCII that a cell may begin with in the loops for plain cells: none that is trimmed or begins a blank.
  private let plainStarts: (UInt64, UInt64)
  var cache = TextCache()
  var misses: [PlacedText] = []
  /// How many texts were looked for in the cache, and how many were not there.
  var (cellCount, missCount) = (0, 0)
  private var isRaw = false

  init(field: Int, type: FieldType, cell: CellReader, texts: TextNumbering) {
    self.field = field
    self.type = type
    self.cell = cell
    self.texts = texts
    var starts: (UInt64, UInt64) = (0, 0)
    for byte in UInt8(0x21)...0x7E where !cell.blanks.canBegin(with: byte) {
      if byte < 64 { starts.0 |= 1 << UInt64(byte) } else { starts.1 |= 1 << UInt64(byte - 64) }
    }
    plainStarts = starts
  }

  /// Adds a batch's cells to a column.
  ///
  /// - Parameters:
  ///   - cells: The cells, one a row.
  ///   - bytes: The block's bytes.
  ///   - column: Takes what they say.
  ///   - faults: Takes those that do not fit; their rows are counted from the block's first.
  mutating func read(
    _ cells: Span<CellBytes>,
    in bytes: Span<UInt8>,
    into column: inout CellColumn,
    faults: inout [FaultyCell]
  ) {
    if case .text = cell.kind {
      if isRaw {
        readRaw(cells, bytes, &column, &faults)
      } else {
        readTexts(cells, bytes, &column, &faults)
      }
      return
    }
    let start = column.states.count
    column.extend(by: cells.count, as: type)
    let others: [Int]
    switch cell.kind {
    case .number(let reader, _): others = readNumbers(reader, cells, bytes, &column.scaled, start)
    case .date(let format): others = readDates(format, cells, bytes, &column.days, start)
    case .code(let values): others = readCodes(values, cells, bytes, &column.codes, start)
    case .text, .boolean: others = Array(cells.indices)
    }
    readOthers(others, cells, bytes, &column, start, &faults)
  }

  /// Prepares for another block: texts of a column in which most differ are not numbered from here on.
  mutating func beginBlock() {
    if case .plain = texts { isRaw = cellCount >= 4096 && 2 * missCount > cellCount }
  }

  func readOthers(
    _ rows: [Int],
    _ cells: Span<CellBytes>,
    _ bytes: Span<UInt8>,
    _ column: inout CellColumn,
    _ start: Int,
    _ faults: inout [FaultyCell]
  ) {
    var text: [UInt8] = []
    for row in rows {
      let reading = cell.read(cells[row], in: bytes, text: &text)
      if case .fault(let fault) = reading {
        faults.append(FaultyCell(row: start + row, field: field, fault: fault))
      }
      store(reading, text.span, in: &column, at: start + row)
    }
  }

  func store(
    _ reading: CellReading,
    _ text: Span<UInt8>,
    in column: inout CellColumn,
    at row: Int
  ) {
    switch reading {
    case .text: column.codes[row] = texts.code(of: text)
    case .code(let code): column.codes[row] = code
    case .scaled(let value): column.scaled[row] = value
    case .day(let day): column.days[row] = day
    case .flag(let flag): column.flags[row] = flag
    case .empty(let state): column.states[row] = state
    case .fault: column.states[row] = .unknown
    }
  }

  // MARK: Plain cells

  // Each loop returns the rows whose cells are not plain.

  private func readNumbers(
    _ reader: NumberReader,
    _ cells: Span<CellBytes>,
    _ bytes: Span<UInt8>,
    _ values: inout [Int64],
    _ start: Int
  ) -> [Int] {
    var others: [Int] = []
    var values = values.mutableSpan
    for row in cells.indices {
      let place = unsafe cells[unchecked: row]
      if isPlain(place, bytes),
        case .value(let value) = unsafe reader.read(bytes.extracting(unchecked: place.range))
      {
        unsafe values[unchecked: start &+ row] = value
      } else {
        others.append(row)
      }
    }
    return others
  }

  private func readDates(
    _ format: DateReader,
    _ cells: Span<CellBytes>,
    _ bytes: Span<UInt8>,
    _ values: inout [Int32],
    _ start: Int
  ) -> [Int] {
    var others: [Int] = []
    var values = values.mutableSpan
    for row in cells.indices {
      let place = unsafe cells[unchecked: row]
      if isPlain(place, bytes),
        case .date(let date) = unsafe format.read(bytes.extracting(unchecked: place.range)),
        let day = Int32(exactly: date.dayNumber)
      {
        unsafe values[unchecked: start &+ row] = day
      } else {
        others.append(row)
      }
    }
    return others
  }

  private func readCodes(
    _ listed: [ListedValue],
    _ cells: Span<CellBytes>,
    _ bytes: Span<UInt8>,
    _ codes: inout [TextCode],
    _ start: Int
  ) -> [Int] {
    var others: [Int] = []
    var codes = codes.mutableSpan
    let listed = listed.span
    rows: for row in cells.indices {
      let place = unsafe cells[unchecked: row]
      if isPlain(place, bytes), place.count <= ShortText.longest {
        let text = ShortText(bytes, at: Int(place.start), count: place.count)
        for index in listed.indices where unsafe listed[unchecked: index].short == text {
          unsafe codes[unchecked: start &+ row] = listed[unchecked: index].code
          continue rows
        }
      }
      others.append(row)
    }
    return others
  }

  /// Whether a cell holds something, has no spaces around it and cannot be a blank.
  @inline(__always)
  func isPlain(_ cell: CellBytes, _ bytes: Span<UInt8>) -> Bool {
    let count = cell.count
    guard cell.isPlain, count > 0 else { return false }
    let first = unsafe bytes[unchecked: Int(cell.start)]
    let last = unsafe bytes[unchecked: Int(cell.start) &+ count &- 1]
    let starts = first < 64 ? plainStarts.0 : plainStarts.1
    return first < 0x80 && starts >> UInt64(first & 63) & 1 == 1 && last &- 0x21 < 0x5E
  }
}
