internal import Tables

/// The cells of one field as they are collected: a state for each row, and one list of values, that of the field's type.
struct CellColumn: Sendable {
  var states: [CellState] = []
  /// Numbers and money, at the field's scale.
  var scaled: [Int64] = []
  /// Days since 1 January 1970.
  var days: [Int32] = []
  /// Texts: places in `texts` while a block is read, numbers of the night's pool from then on.
  var codes: [TextCode] = []
  /// Booleans.
  var flags: [Bool] = []
  /// The texts of a block.
  var texts = BlockTexts()

  /// Adds cells that are known, and zero until they are set.
  mutating func extend(by count: Int, as type: FieldType) {
    states.append(contentsOf: repeatElement(.known, count: count))
    switch type {
    case .text, .code: codes.append(contentsOf: repeatElement(0, count: count))
    case .number, .money: scaled.append(contentsOf: repeatElement(0, count: count))
    case .date: days.append(contentsOf: repeatElement(0, count: count))
    case .boolean: flags.append(contentsOf: repeatElement(false, count: count))
    }
  }

  /// Adds the cells of a block; `codes` are the numbers of its texts.
  mutating func append(_ other: CellColumn, codes numbers: [TextCode]?) {
    states.append(contentsOf: other.states)
    scaled.append(contentsOf: other.scaled)
    days.append(contentsOf: other.days)
    flags.append(contentsOf: other.flags)
    guard let numbers else {
      codes.append(contentsOf: other.codes)
      return
    }
    let start = codes.count
    codes.append(contentsOf: repeatElement(0, count: other.codes.count))
    var target = codes.mutableSpan
    for index in other.codes.indices where other.states[index] == .known {
      target[start + index] = numbers[Int(other.codes[index])]
    }
  }

  /// Makes room for so many cells in all.
  mutating func reserve(_ count: Int, as type: FieldType) {
    states.reserveCapacity(count)
    switch type {
    case .text, .code: codes.reserveCapacity(count)
    case .number, .money: scaled.reserveCapacity(count)
    case .date: days.reserveCapacity(count)
    case .boolean: flags.reserveCapacity(count)
    }
  }

  /// The column, of these rows in this order; of all where that is nil.
  consuming func column(of type: FieldType, rows: [Int]?) -> Column {
    let values: Column.Values =
      switch type {
      case .text, .code: .texts(rows.map { $0.map { codes[$0] } } ?? codes)
      case .number, .money: .scaled(rows.map { $0.map { scaled[$0] } } ?? scaled)
      case .date: .days(rows.map { $0.map { days[$0] } } ?? days)
      case .boolean: .flags(rows.map { $0.map { flags[$0] } } ?? flags)
      }
    return Column(
      type: type,
      values: values,
      states: rows.map { $0.map { states[$0] } } ?? states
    )
  }
}

extension CellColumn {
  /// Whether two rows have the same cell.
  func isEqual(_ a: Int, _ b: Int) -> Bool {
    guard states[a] == states[b] else { return false }
    guard states[a] == .known else { return true }
    if !codes.isEmpty { return codes[a] == codes[b] }
    if !scaled.isEmpty { return scaled[a] == scaled[b] }
    if !days.isEmpty { return days[a] == days[b] }
    return flags[a] == flags[b]
  }

  /// Adds a row's cell to a hash.
  func hash(_ row: Int, into hasher: inout Hasher) {
    hasher.combine(states[row])
    if !codes.isEmpty { hasher.combine(codes[row]) }
    if !scaled.isEmpty { hasher.combine(scaled[row]) }
    if !days.isEmpty { hasher.combine(days[row]) }
    if !flags.isEmpty { hasher.combine(flags[row]) }
  }
}
