public import Values

/// Whether a cell holds a value, and if not, what its emptiness means.
public enum CellState: UInt8, BitwiseCopyable, Sendable {
  /// The cell holds a value.
  case known
  /// The cell is empty, and its field says that a blank is an answer.
  case blank
  /// The cell's value is not known: it is empty, unreadable, or could not be worked out.
  case unknown
}

/// One typed cell.
public enum Cell: Hashable, Sendable {
  /// A text or code, by its number in the night's pool.
  case text(TextCode)
  /// A number or money, as an integer at the field's scale (money: pence).
  case scaled(Int64)
  /// A calendar day.
  case date(CalendarDate)
  /// True or false.
  case boolean(Bool)
  /// Empty, which is an answer.
  case blank
  /// Not known.
  case unknown
}

/// The cells of one field, in row order: values of one machine type, and each cell's state.
///
/// Where a state is not `known`, the value at that row is zero and means nothing.
public struct Column: Sendable {
  /// The days that a column can hold, in 32 bits each.
  public static let dates =
    CalendarDate(dayNumber: Int(Int32.min))...CalendarDate(dayNumber: Int(Int32.max))

  /// The values of a column, by machine type.
  public enum Values: Sendable {
    /// Text and codes.
    case texts([TextCode])
    /// Numbers and money, at the field's scale.
    case scaled([Int64])
    /// Days since 1 January 1970.
    case days([Int32])
    /// Booleans.
    case flags([Bool])
  }

  /// The field's type.
  public let type: FieldType
  private var storage: Storage
  /// The state of each cell.
  public private(set) var states: [CellState]
  /// How many cells are known before the first that is not: where a source has all values, only refused rows come after them.
  public private(set) var knownCount = 0

  /// Creates an empty column for a field's type.
  public init(type: FieldType) {
    self.type = type
    states = []
    let values: Values =
      switch type {
      case .text, .code: .texts([])
      case .number, .money: .scaled([])
      case .date: .days([])
      case .boolean: .flags([])
      }
    storage = .values(values)
  }

  /// Creates a column of cells.
  ///
  /// - Precondition: The values are of the type's machine type, as many as there are states, and zero where a state
  ///   is not `known`.
  public init(type: FieldType, values: Values, states: [CellState]) {
    self.type = type
    storage = .values(values)
    self.states = states
    knownCount = states.knownCount
  }

  /// Creates a column of texts that may get their numbers later.
  ///
  /// - Precondition: There are as many texts as states.
  public init(type: FieldType, texts: TextColumn, states: [CellState]) {
    self.type = type
    storage = .texts(texts)
    self.states = states
    knownCount = states.knownCount
  }

  private enum Storage: Sendable {
    case values(Values)
    case texts(TextColumn)
  }

  /// The values; texts that have no numbers yet get them now.
  public private(set) var values: Values {
    get {
      switch storage {
      case .values(let values): values
      case .texts(let texts): .texts(texts.codes)
      }
    }
    set { storage = .values(newValue) }
  }

  /// Has the pool take texts as they are that are not numbered yet, where each comes after the one before, by their bytes.
  ///
  /// - Returns: Whether they do, so that no two are the same.
  public func adoptIfAscending() -> Bool {
    guard case .texts(let texts) = storage else { return false }
    return areAllKnown && texts.adoptIfAscending()
  }

  /// The number of cells.
  public var count: Int { states.count }

  /// The cell at a row.
  @inline(__always)
  public subscript(row: Int) -> Cell {
    switch states[row] {
    case .blank: return .blank
    case .unknown: return .unknown
    case .known: break
    }
    return switch storage {
    case .texts(let texts): .text(texts[row])
    case .values(.texts(let codes)): .text(codes[row])
    case .values(.scaled(let numbers)): .scaled(numbers[row])
    case .values(.days(let days)): .date(CalendarDate(dayNumber: Int(days[row])))
    case .values(.flags(let flags)): .boolean(flags[row])
    }
  }

  /// Adds a cell at the end.
  ///
  /// - Precondition: The cell is empty or of the column's type, and a date is one of `Column.dates`.
  public mutating func append(_ cell: Cell) {
    var text: TextCode = 0
    var number: Int64 = 0
    var day: Int32 = 0
    var flag = false
    var state = CellState.known
    switch cell {
    case .text(let code): text = code
    case .scaled(let value): number = value
    case .date(let date): day = Int32(date.dayNumber)
    case .boolean(let value): flag = value
    case .blank: state = .blank
    case .unknown: state = .unknown
    }
    if state == .known, knownCount == states.count { knownCount += 1 }
    states.append(state)
    switch values {
    case .texts(var codes):
      values = .flags([])
      codes.append(text)
      values = .texts(codes)
    case .scaled(var numbers):
      values = .flags([])
      numbers.append(number)
      values = .scaled(numbers)
    case .days(var days):
      values = .flags([])
      days.append(day)
      values = .days(days)
    case .flags(var flags):
      values = .scaled([])
      flags.append(flag)
      values = .flags(flags)
    }
  }

  /// Adds the cells of another column of the same machine type.
  public mutating func append(contentsOf other: Column) {
    if knownCount == states.count { knownCount += other.knownCount }
    states += other.states
    // The cells are taken out while they grow, so that they are not copied.
    switch (values, other.values) {
    case (.texts(var all), .texts(let new)):
      values = .flags([])
      all += new
      values = .texts(all)
    case (.scaled(var all), .scaled(let new)):
      values = .flags([])
      all += new
      values = .scaled(all)
    case (.days(var all), .days(let new)):
      values = .flags([])
      all += new
      values = .days(all)
    case (.flags(var all), .flags(let new)):
      values = .scaled([])
      all += new
      values = .flags(all)
    default: preconditionFailure("cells of another type")
    }
  }

  /// Puts a cell in the place of another.
  ///
  /// - Precondition: The cell is empty or of the column's type, and a date is one of `Column.dates`.
  public mutating func replace(row: Int, with cell: Cell) {
    var one = Column(type: type)
    one.append(cell)
    states[row] = one.states[0]
    if states[row] != .known { knownCount = min(knownCount, row) }
    while knownCount < states.count, states[knownCount] == .known { knownCount += 1 }
    switch (values, one.values) {
    case (.texts(var all), .texts(let new)):
      values = .flags([])
      all[row] = new[0]
      values = .texts(all)
    case (.scaled(var all), .scaled(let new)):
      values = .flags([])
      all[row] = new[0]
      values = .scaled(all)
    case (.days(var all), .days(let new)):
      values = .flags([])
      all[row] = new[0]
      values = .days(all)
    case (.flags(var all), .flags(let new)):
      values = .scaled([])
      all[row] = new[0]
      values = .flags(all)
    default: preconditionFailure("a cell of another type")
    }
  }

  /// Moves rows to the end, or takes them out.
  ///
  /// - Parameters:
  ///   - moves: The rows.
  ///   - known: As many known states as rows are left, which columns share that have no others.
  public mutating func move(_ moves: RowMoves, known: [CellState]) {
    if areAllKnown { states = known } else { moves.apply(to: &states) }
    knownCount = states.knownCount
    // The cells are taken out while they are moved, so that they are not copied.
    let taken = storage
    storage = .values(.flags([]))
    switch consume taken {
    case .texts(let texts): storage = .texts(TextColumn(moves, of: texts))
    case .values(.texts(var codes)):
      moves.apply(to: &codes)
      storage = .values(.texts(codes))
    case .values(.scaled(var numbers)):
      moves.apply(to: &numbers)
      storage = .values(.scaled(numbers))
    case .values(.days(var days)):
      moves.apply(to: &days)
      storage = .values(.days(days))
    case .values(.flags(var flags)):
      moves.apply(to: &flags)
      storage = .values(.flags(flags))
    }
  }

  /// Whether each cell holds a value.
  private var areAllKnown: Bool { knownCount == count }

  /// The cells of these rows, in this order.
  public func selecting(rows: [Int]) -> Column {
    var result = self
    result.states = rows.map { states[$0] }
    result.knownCount = result.states.knownCount
    result.values =
      switch values {
      case .texts(let codes): .texts(rows.map { codes[$0] })
      case .scaled(let numbers): .scaled(rows.map { numbers[$0] })
      case .days(let days): .days(rows.map { days[$0] })
      case .flags(let flags): .flags(rows.map { flags[$0] })
      }
    return result
  }
}

extension [CellState] {
  /// How many are known before the first that is not; many are looked at together, which is sooner done than to stop at each.
  fileprivate var knownCount: Int {
    let step = 4096
    for start in stride(from: 0, to: count, by: step) {
      let some = self[start..<Swift.min(start + step, count)]
      var differ = CellState.known.rawValue
      for state in some { differ |= state.rawValue }
      if differ != CellState.known.rawValue { return some.firstIndex { $0 != .known } ?? count }
    }
    return count
  }
}
