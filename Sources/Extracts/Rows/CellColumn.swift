internal import Tables

/// The cells of one field as they are collected: their states, and one list of values, that of the field's type.
struct CellColumn: Sendable {
  /// How many cells there are.
  private(set) var count = 0
  /// The states of the cells up to some after which all are known, as most are.
  private var states: [CellState] = []
  /// Numbers and money, at the field's scale.
  var scaled: [Int64] = []
  /// Days since 1 January 1970.
  var days: [Int32] = []
  /// Texts that are not numbered yet; they are instead of `codes`.
  var raw = RawTexts()
  /// Texts before those of `codes` or `raw`, where some are not numbered yet.
  private var segments: [TextColumn.Segment] = []
  /// Texts, by their numbers in the night's pool.
  var codes: [TextCode] = []
  /// How many cells there will be, if that is known.
  private var expectedCount = 0
  /// Booleans.
  var flags: [Bool] = []

  /// Adds cells that are known, and zero until they are set; raw texts are added by who reads them.
  mutating func extend(by count: Int, as type: FieldType, isRaw: Bool) {
    self.count += count
    switch type {
    case .text where isRaw: break
    case .text, .code: codes.append(contentsOf: repeatElement(0, count: count))
    case .number, .money: scaled.append(contentsOf: repeatElement(0, count: count))
    case .date: days.append(contentsOf: repeatElement(0, count: count))
    case .boolean: flags.append(contentsOf: repeatElement(false, count: count))
    }
  }

  /// Says of a cell that it holds no value, and why.
  mutating func set(_ state: CellState, at row: Int) {
    if states.count < count { writeStates(upTo: count) }
    states[row] = state
  }

  /// Writes the states of so many cells, as far as they are not there yet.
  private mutating func writeStates(upTo count: Int) {
    if states.isEmpty { states.reserveCapacity(expectedCount) }
    states.append(contentsOf: repeatElement(.known, count: count - states.count))
  }

  /// Adds the cells of a block.
  mutating func append(_ other: CellColumn) {
    if !other.states.isEmpty {
      writeStates(upTo: count)
      states.append(contentsOf: other.states)
    }
    count += other.count
    scaled.append(contentsOf: other.scaled)
    days.append(contentsOf: other.days)
    flags.append(contentsOf: other.flags)
    // A list counts its bytes in 32 bits.
    let isFull = raw.byteCount + other.raw.byteCount >= 1 << 31
    if other.raw.count > 0 ? isFull || !codes.isEmpty : raw.count > 0 { endSegment() }
    if codes.isEmpty, !other.codes.isEmpty { codes.reserveCapacity(expectedCount) }
    codes.append(contentsOf: other.codes)
    guard other.raw.count > 0 else { return }
    if raw.count == 0 {
      let length = expectedCount * other.raw.byteCount / other.raw.count
      raw.reserve(texts: expectedCount, bytes: min(length, 1 << 31))
    }
    raw.append(other.raw)
  }

  /// Puts the texts since the last segment into one.
  private mutating func endSegment() {
    if !codes.isEmpty { segments.append(.coded(codes)) }
    if raw.count > 0 { segments.append(.raw(raw)) }
    codes = []
    raw = RawTexts()
  }

  /// Drops the cells, and keeps the room that they took.
  mutating func removeAll() {
    count = 0
    states.removeAll(keepingCapacity: true)
    scaled.removeAll(keepingCapacity: true)
    days.removeAll(keepingCapacity: true)
    codes.removeAll(keepingCapacity: true)
    raw.removeAll()
    flags.removeAll(keepingCapacity: true)
  }

  /// Makes room for so many cells in all.
  mutating func reserve(_ count: Int, as type: FieldType) {
    expectedCount = count
    switch type {
    case .text, .code: break
    case .number, .money: scaled.reserveCapacity(count)
    case .date: days.reserveCapacity(count)
    case .boolean: flags.reserveCapacity(count)
    }
  }

  /// Makes the column.
  ///
  /// - Parameters:
  ///   - type: The field's type.
  ///   - pool: Gives texts their numbers.
  ///   - known: As many known states as there are cells, which all columns share that have no others.
  /// - Returns: The column.
  mutating func column(of type: FieldType, pool: TextPool, known: [CellState]) -> Column {
    if !states.isEmpty { writeStates(upTo: count) }
    let states = states.isEmpty ? known : states
    switch type {
    case .text where segments.isEmpty && raw.count == 0:
      return Column(type: type, values: .texts(codes), states: states)
    case .text:
      endSegment()
      return Column(type: type, texts: TextColumn(segments, pool: pool), states: states)
    case .code: return Column(type: type, values: .texts(codes), states: states)
    case .number, .money: return Column(type: type, values: .scaled(scaled), states: states)
    case .date: return Column(type: type, values: .days(days), states: states)
    case .boolean: return Column(type: type, values: .flags(flags), states: states)
    }
  }
}
