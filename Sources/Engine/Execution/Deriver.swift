internal import Feel
internal import Findings
internal import Tables
internal import Values

/// Makes the rows of a derived dataset, one unit at a time.
struct Deriver: Sendable {
  let world: World
  let frame: Frame
  let plan: DerivationPlan
  let schema: Schema

  /// A derived row.
  struct Row {
    var cells: [Cell]
    /// Why unknown cells are unknown, by field.
    var reasons: [Int: Unknown]
    var standing: Standing
  }

  /// All rows.
  ///
  /// - Throws: `EngineError` where a value does not fit its field, or two rows have one key.
  func table(_ joins: Joins) throws(EngineError) -> Table {
    var evaluator = Evaluator(world: world, frame: frame, joins: joins)
    var builder = TableBuilder(schema: schema)
    var keys: [[Cell]: RowReference] = [:]
    for unit in UnitMaker(world: world, joins: joins).units(of: frame.unit).units {
      evaluator.begin(unit.slots)
      guard let row = try row(unit, &evaluator) else { continue }
      if case .loaded = row.standing {
        let key = schema.key.map { row.cells[$0] }
        if let other = keys[key] {
          throw EngineError(message: duplicate(key, other, unit))
        }
        keys[key] = unit.rows.first
      }
      builder.append(
        row.cells,
        derivedFrom: unit.rows,
        standing: row.standing,
        reasons: row.reasons
      )
    }
    return builder.finish()
  }

  /// The row of a unit; nil where the filter leaves it out.
  func row(_ unit: Unit, _ evaluator: inout Evaluator) throws(EngineError) -> Row? {
    var row = Row(cells: [], reasons: [:], standing: unit.standing)
    if let filter = plan.filter {
      switch evaluator.truth(filter) {
      case .true: break
      case .false: return nil
      case .unknown(let reason): row.standing = row.standing.doubted(reason)
      }
    }
    for (index, term) in plan.values.enumerated() {
      row.cells.append(try cell(evaluator.evaluate(term), index, unit, &row.reasons))
    }
    for field in schema.key where row.cells[field] == .unknown || row.cells[field] == .blank {
      // A row without a name cannot be counted on.
      row.standing = row.standing.doubted(
        row.reasons[field]
          ?? Unknown(
            kind: .blankField,
            dataset: schema.dataset,
            subject: schema.fields[field].name,
            row: unit.rows.first
          )
      )
    }
    return row
  }

  private func duplicate(
    _ key: [Cell],
    _ other: RowReference,
    _ unit: Unit
  ) -> String {
    let places = ([other] + unit.rows.prefix(1)).compactMap(world.location)
      .map { "\($0.file):\($0.line)" }
    return
      "two rows of \(schema.dataset) have the same key; they were derived from "
      + places.joined(separator: " and ")
      + ". Make `key:` of \(schema.dataset) tell them apart, or derive one row of both."
  }

  private func misfit(_ number: Decimal, _ field: Field, _ unit: Unit) -> String {
    let scale = field.type.scale ?? 0
    let place =
      unit.rows.lazy.compactMap(world.location).first.map { "\($0.file):\($0.line): " } ?? ""
    let isRounded = (try? number.rounded(toScale: scale, .halfUp)) == number
    return place + "error: \(schema.dataset).\(field.name) would be \(number), which "
      + (isRounded
        ? "is larger than any money can be; look for a mistyped amount in the rows it is made of"
        : "has more than \(scale) digits after the point; round it where it is worked out: `round half up(…, \(scale))`")
  }

  private func cell(
    _ datum: Datum,
    _ index: Int,
    _ unit: Unit,
    _ reasons: inout [Int: Unknown]
  ) throws(EngineError) -> Cell {
    let field = schema.fields[index]
    switch datum {
    case .blank:
      // A null that is no declared answer is not known.
      guard case .answer = field.blank else {
        reasons[index] = Unknown(
          kind: .blankField,
          dataset: schema.dataset,
          subject: field.name,
          row: unit.rows.first
        )
        return .unknown
      }
      return .blank
    case .unknown(let reason), .counted(_, _, let reason):
      reasons[index] = reason
      return .unknown
    case .value(let value):
      switch (value, field.type) {
      case (.string(let text), .text), (.string(let text), .code):
        return .text(world.pool.code(for: text))
      case (.date(let day), .date) where Column.dates.contains(day): return .date(day)
      case (.boolean(let flag), .boolean): return .boolean(flag)
      case (.number(let number), _):
        if let scale = field.type.scale, let scaled = number.scaled(toScale: scale) {
          return .scaled(scaled)
        }
        throw EngineError(message: misfit(number, field, unit))
      default: break
      }
    default: break
    }
    throw EngineError(
      message: "\(schema.dataset).\(field.name): its value does not fit its declared type"
    )
  }
}
