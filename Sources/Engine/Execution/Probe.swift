internal import Feel
internal import Tables
internal import Values

/// Known values of fields, as the cells of a table store them: what a matching row must hold.
struct Probe {
  /// How a row's cells compare with the values.
  enum Agreement: Equatable {
    /// Each cell is known and equal.
    case agrees
    /// Some cell is known and differs, or is blank.
    case differs
    /// The known cells are equal; this field, the first, is unknown.
    case mayAgree(unknownField: Int)
    /// No cell is known.
    case allUnknown

    var unknownField: Int? {
      if case .mayAgree(let field) = self { return field }
      return nil
    }
  }

  let fields: [Int]
  /// One value a field; nil where no cell can hold it.
  let bits: [Int64?]

  init(_ fields: [Int], _ values: [Datum], table: Table, pool: TextPool) {
    self.fields = fields
    bits = zip(fields, values).map { field, value in
      guard case .value(let value) = value else { return nil }
      return Self.bits(value, type: table.schema.fields[field].type, pool: pool)
    }
  }

  /// Values as cells store them.
  init(_ fields: [Int], bits: [Int64?]) {
    self.fields = fields
    self.bits = bits
  }

  /// The values of a row itself, where all are known.
  init?(_ fields: [Int], row: Int, table: Table) {
    var bits: [Int64?] = []
    for field in fields {
      guard let value = table.columns[field].bits(row) else { return nil }
      bits.append(value)
    }
    self.fields = fields
    self.bits = bits
  }

  /// Whether there is nothing to compare.
  var isEmpty: Bool { fields.isEmpty }

  /// Compares a row's cells.
  func agreement(_ row: Int, table: Table) -> Agreement {
    var unknownField: Int?
    var knownCount = 0
    for (field, wanted) in zip(fields, bits) {
      let column = table.columns[field]
      switch column.states[row] {
      case .blank: return .differs
      case .unknown: unknownField = unknownField ?? field
      case .known:
        guard let wanted, column.bits(row) == wanted else { return .differs }
        knownCount += 1
      }
    }
    guard let unknownField else { return .agrees }
    return knownCount == 0 ? .allUnknown : .mayAgree(unknownField: unknownField)
  }

  /// A value as a cell of a type stores it; nil where none can.
  static func bits(_ value: Value, type: FieldType, pool: TextPool) -> Int64? {
    switch (value, type) {
    case (.string(let text), .text), (.string(let text), .code):
      pool.existingCode(for: text).map(Int64.init)
    case (.number(let number), _): type.scale.flatMap { number.scaled(toScale: $0) }
    case (.date(let day), .date): Int64(day.dayNumber)
    case (.boolean(let flag), .boolean): flag ? 1 : 0
    default: nil
    }
  }
}

extension Column {
  /// A known cell as an integer: equal cells of fields of one type have equal integers.
  ///
  /// Nil where it is not known.
  func bits(_ row: Int) -> Int64? { states[row] == .known ? values.bits(row) : nil }
}

extension Column.Values {
  /// A known cell as an integer: equal cells have equal integers.
  @inline(__always)
  func bits(_ row: Int) -> Int64 {
    switch self {
    case .texts(let codes): Int64(codes[row])
    case .scaled(let numbers): numbers[row]
    case .days(let days): Int64(days[row])
    case .flags(let flags): flags[row] ? 1 : 0
    }
  }
}
