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
  let plain: PlainCells
  var codes = TextCache<TextCode>(0)
  private var days = TextCache<Int32>(0)
  private var flags = TextCache<Bool>(false)
  /// Room for texts that are to be numbered, which is kept from batch to batch.
  var room: [PlacedText] = []

  init(field: Int, type: FieldType, cell: CellReader, texts: TextNumbering) {
    self.field = field
    self.type = type
    self.cell = cell
    self.texts = texts
    plain = PlainCells(cell.blanks, isUTF8: cell.encoding == .utf8)
  }

  /// Prepares for another block.
  mutating func beginBlock() {
    codes.judge()
    days.judge()
  }

  /// Whether texts are not numbered, since most of them differ.
  var isRaw: Bool {
    if case .text = cell.kind, case .plain = texts { codes.isGivenUp } else { false }
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
    let start = column.count
    column.extend(by: cells.count, as: type, isRaw: isRaw)
    let others: [Int]
    switch cell.kind {
    case .text where isRaw: return readRaw(cells, bytes, &column, start, &faults)
    case .text: others = readTexts(cells, bytes, &column.codes, start)
    case .number(let reader, _): others = readNumbers(reader, cells, bytes, &column.scaled, start)
    case .code(let values):
      others = codes.read(cells, bytes, &column.codes, start, plain) { bytes in
        values.first { $0.bytes.span.isEqual(to: bytes) }?.code
      }
    case .date(let format):
      others = days.read(cells, bytes, &column.days, start, plain) { bytes in
        guard case .date(let date) = format.read(bytes) else { return nil }
        return Int32(exactly: date.dayNumber)
      }
    case .boolean:
      others = flags.read(cells, bytes, &column.flags, start, plain, BooleanText.value)
    }
    readOthers(others, cells, bytes, &column, start, &faults)
  }

  /// Reads cells that are not plain.
  private func readOthers(
    _ others: [Int],
    _ cells: Span<CellBytes>,
    _ bytes: Span<UInt8>,
    _ column: inout CellColumn,
    _ start: Int,
    _ faults: inout [FaultyCell]
  ) {
    var text: [UInt8] = []
    let empty = cell.emptyState
    for row in others {
      let place = unsafe cells[unchecked: row]
      if let empty, place.isPlain, place.count == 0 {
        column.set(empty, at: start &+ row)
      } else {
        readOther(row, cells, bytes, &column, start, &faults, &text)
      }
    }
  }

  /// Reads a cell that is not plain, with room for its text.
  func readOther(
    _ row: Int,
    _ cells: Span<CellBytes>,
    _ bytes: Span<UInt8>,
    _ column: inout CellColumn,
    _ start: Int,
    _ faults: inout [FaultyCell],
    _ text: inout [UInt8]
  ) {
    let reading = cell.read(cells[row], in: bytes, text: &text)
    if isRaw {
      // Every cell has a text there, if an empty one.
      if case .text = reading { column.raw.append(text.span) } else { column.raw.append(Span()) }
    }
    let row = start + row
    switch reading {
    case .text where isRaw: break
    case .text: column.codes[row] = texts.code(of: text.span)
    case .code(let code): column.codes[row] = code
    case .scaled(let value): column.scaled[row] = value
    case .day(let day): column.days[row] = day
    case .flag(let flag): column.flags[row] = flag
    case .empty(let state): column.set(state, at: row)
    case .fault(let fault):
      column.set(.unknown, at: row)
      faults.append(FaultyCell(row: row, field: field, fault: fault))
    }
  }

  /// Reads plain numbers, and returns the rows of the other cells.
  private func readNumbers(
    _ reader: NumberReader,
    _ cells: Span<CellBytes>,
    _ bytes: Span<UInt8>,
    _ values: inout [Int64],
    _ start: Int
  ) -> [Int] {
    var others: [Int] = []
    var values = values.mutableSpan
    let sign = reader.currencyStart
    // In another encoding the same bytes are other letters.
    let hasSign = sign != 0 && cell.encoding == .utf8 && !cell.blanks.canBegin(with: sign)
    for row in cells.indices {
      let place = unsafe cells[unchecked: row]
      let range = place.range
      guard plain.contains(place, in: bytes) else {
        if hasSign, place.isPlain,
          let value = reader.shortBehindCurrency(
            bytes,
            from: range.lowerBound,
            to: range.upperBound
          )
        {
          unsafe values[unchecked: start &+ row] = value
        } else {
          others.append(row)
        }
        continue
      }
      if let value = reader.short.value(bytes, from: range.lowerBound, to: range.upperBound) {
        unsafe values[unchecked: start &+ row] = value
      } else if case .value(let value) = unsafe reader.read(bytes.extracting(unchecked: range)) {
        unsafe values[unchecked: start &+ row] = value
      } else {
        others.append(row)
      }
    }
    return others
  }
}
