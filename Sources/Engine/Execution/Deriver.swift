internal import Feel
internal import Findings
internal import Tables
internal import Values

/// Makes the rows of a derived dataset.
struct Deriver {
  let world: World
  let joins: Joins

  func derive(
    _ plan: DerivationPlan,
    frame: Frame,
    schema: Schema
  ) throws(EngineError) -> Table {
    var evaluator = Evaluator(world: world, frame: frame, joins: joins)
    var builder = TableBuilder(schema: schema)
    var keys: [[Cell]: RowReference] = [:]
    let set = UnitMaker(world: world, joins: joins).units(of: frame.unit)
    for unit in set.units {
      evaluator.begin(unit.slots)
      var standing = unit.standing
      if let filter = plan.filter {
        switch evaluator.truth(filter) {
        case .true: break
        case .false: continue
        case .unknown(let reason): standing = standing.doubted(reason)
        }
      }
      var cells: [Cell] = []
      var reasons: [Int: Unknown] = [:]
      for (index, term) in plan.values.enumerated() {
        let cell = try cell(evaluator.evaluate(term), schema, index, unit, &reasons)
        cells.append(cell)
      }
      for field in schema.key where cells[field] == .unknown || cells[field] == .blank {
        // A row without a name cannot be counted on.
        standing = standing.doubted(
          reasons[field]
            ?? Unknown(
              kind: .blankField,
              dataset: schema.dataset,
              subject: schema.fields[field].name,
              row: unit.rows.first
            )
        )
      }
      if case .loaded = standing {
        let key = schema.key.map { cells[$0] }
        if let other = keys[key] {
          throw EngineError(message: duplicate(schema, key, other, unit))
        }
        keys[key] = unit.rows.first
      }
      builder.append(cells, derivedFrom: unit.rows, standing: standing, reasons: reasons)
    }
    return builder.finish()
  }

  private func duplicate(
    _ schema: Schema,
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

  private func misfit(_ number: Decimal, _ field: Field, _ schema: Schema, _ unit: Unit) -> String {
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
    _ schema: Schema,
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
        throw EngineError(message: misfit(number, field, schema, unit))
      default: break
      }
    default: break
    }
    throw EngineError(
      message: "\(schema.dataset).\(field.name): its value does not fit its declared type"
    )
  }
}
