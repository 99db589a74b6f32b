import Engine
import Rules
import Tables
import TestSupport
import Values

/// Makes scenarios by chance: wholly random tables, and examples of rules that were tampered with.
///
/// Values come from the examples, by the field's name, so that rows of different datasets find each other.
struct ScenarioMaker {
  let catalog: Catalog
  let pool = TextPool()
  private let examples: [Scenario]
  /// The examples that raise a finding, which are the fewer.
  private let flagging: [Scenario]
  private var values: [String: [Cell]] = [:]

  /// A maker that starts from the examples of some rules, of all where none are named.
  init(_ rulebook: Rulebook, startingFrom ids: Set<String> = []) throws {
    catalog = rulebook.catalog
    var examples: [Scenario] = []
    var flagging: [Scenario] = []
    var seen: [Scenario] = []
    for rule in rulebook.rules {
      for example in rule.examples {
        let inputs = try ExampleRun(catalog: catalog, example: example).inputs()
        let scenario = Scenario(inputs, catalog: catalog, pool: pool)
        seen.append(scenario)
        guard ids.isEmpty || ids.contains(rule.id) else { continue }
        examples.append(scenario)
        if case .flags = example.expectation { flagging.append(scenario) }
      }
    }
    self.examples = examples
    self.flagging = flagging
    for scenario in seen {
      for dataset in catalog.datasets {
        for row in scenario.rows[dataset.schema.dataset] ?? [] {
          for (field, cell) in zip(dataset.schema.fields, row.cells)
          where cell != .unknown && cell != .blank {
            values[Self.name(field), default: []].append(cell)
          }
        }
      }
    }
  }

  /// Fields of one name and type share their values.
  private static func name(_ field: Field) -> String {
    switch field.type {
    case .text, .code: field.name
    default: "\(field.name) \(field.type)"
    }
  }

  /// All values that examples give a field, in a fixed order.
  func knownValues(_ field: Field) -> [Cell] {
    let seen = Set(values[Self.name(field)] ?? []).filter { cell in
      guard !field.values.isEmpty, case .text(let code) = cell else { return true }
      return field.values.contains(pool.text(code))
    }
    return (seen.isEmpty ? usualValues(field) : Array(seen)).sorted { "\($0)" < "\($1)" }
  }

  /// A scenario by chance.
  func scenario(_ generator: inout SeededGenerator) -> Scenario {
    var scenario: Scenario
    if flagging.isEmpty || Int.random(in: 0..<4, using: &generator) == 0 {
      scenario = randomTables(&generator)
    } else {
      scenario = mixedExamples(&generator)
      for _ in 0..<Int.random(in: 0...6, using: &generator) { tamper(&scenario, &generator) }
    }
    for dataset in catalog.datasets where dataset.extent != nil {
      guard Int.random(in: 0..<3, using: &generator) == 0 else { continue }
      let first = day(scenario.asAt, -400 ... -10, &generator)
      let last = day(scenario.asAt, -20...60, &generator)
      scenario.covers[dataset.schema.dataset] = Period(first: first, last: last)
    }
    scenario.dropRepeatedKeys(catalog)
    return scenario
  }

  // MARK: Tables

  private func randomTables(_ generator: inout SeededGenerator) -> Scenario {
    var scenario = Scenario(asAt: CalendarDate(dayNumber: 19_995), pool: pool)
    for dataset in catalog.datasets where dataset.derivation == nil {
      var rows: [Scenario.Row] = []
      // Now and then so many that many agree, for those are looked up in other ways.
      let most = Int.random(in: 0..<6, using: &generator) == 0 ? 60 : 6
      for _ in 0..<Int.random(in: 0...most, using: &generator) {
        rows.append(row(dataset.schema, scenario.asAt, &generator))
        // Extracts list what belongs together one after the other.
        while Int.random(in: 0..<3, using: &generator) == 0, let last = rows.last {
          rows.append(neighbour(of: last, dataset.schema, scenario.asAt, &generator))
        }
      }
      scenario.rows[dataset.schema.dataset] = rows
    }
    return scenario
  }

  private func row(
    _ schema: Schema,
    _ asAt: CalendarDate,
    _ generator: inout SeededGenerator
  ) -> Scenario.Row {
    var row = Scenario.Row(
      cells: schema.fields.map { cell($0, asAt, &generator) },
      isRejected: Int.random(in: 0..<14, using: &generator) == 0
    )
    if row.isRejected { spoil(&row, &generator) }
    return row
  }

  /// A row like another but for its key, and now and then a field.
  private func neighbour(
    of other: Scenario.Row,
    _ schema: Schema,
    _ asAt: CalendarDate,
    _ generator: inout SeededGenerator
  ) -> Scenario.Row {
    var row = other
    for field in schema.fields.indices
    where schema.key.contains(field) || Int.random(in: 0..<12, using: &generator) == 0 {
      row.cells[field] = cell(schema.fields[field], asAt, &generator)
    }
    return row
  }

  /// Makes some cells unreadable.
  private func spoil(_ row: inout Scenario.Row, _ generator: inout SeededGenerator) {
    let share = Int.random(in: 1...4, using: &generator)
    for field in row.cells.indices where Int.random(in: 0..<4, using: &generator) < share {
      row.cells[field] = .unknown
    }
  }

  /// One or two examples put together.
  private func mixedExamples(_ generator: inout SeededGenerator) -> Scenario {
    let first = Bool.random(using: &generator) ? flagging : examples
    guard var scenario = first.randomElement(using: &generator) else {
      return randomTables(&generator)
    }
    guard Bool.random(using: &generator),
      let other = examples.randomElement(using: &generator)
    else { return scenario }
    for dataset in catalog.datasets {
      let name = dataset.schema.dataset
      guard let rows = other.rows[name] else { continue }
      if dataset.derivation == nil || scenario.rows[name] != nil {
        scenario.rows[name, default: []] += rows
      }
    }
    return scenario
  }

  private func tamper(_ scenario: inout Scenario, _ generator: inout SeededGenerator) {
    let datasets = catalog.datasets.map(\.schema)
      .filter { !(scenario.rows[$0.dataset] ?? []).isEmpty }
    guard let schema = datasets.randomElement(using: &generator),
      var rows = scenario.rows[schema.dataset]
    else { return }
    let index = Int.random(in: rows.indices, using: &generator)
    let field = Int.random(in: schema.fields.indices, using: &generator)
    switch Int.random(in: 0..<10, using: &generator) {
    case 0, 1, 2: rows[index].cells[field] = cell(schema.fields[field], scenario.asAt, &generator)
    case 3, 4:
      switch schema.fields[field].blank {
      case .unknown: rows[index].cells[field] = .unknown
      case .answer: rows[index].cells[field] = .blank
      case .refused: break
      }
    case 5:
      rows[index].isRejected = true
      spoil(&rows[index], &generator)
    case 6, 7:
      var copy = rows[index]
      for field in schema.key {
        copy.cells[field] = cell(schema.fields[field], scenario.asAt, &generator)
      }
      copy.cells[field] = cell(schema.fields[field], scenario.asAt, &generator)
      rows.insert(copy, at: Int.random(in: 0...rows.count, using: &generator))
    case 8: rows.append(row(schema, scenario.asAt, &generator))
    default: rows.remove(at: index)
    }
    scenario.rows[schema.dataset] = rows
  }

  // MARK: Cells

  private func cell(
    _ field: Field,
    _ asAt: CalendarDate,
    _ generator: inout SeededGenerator
  ) -> Cell {
    switch field.blank {
    case .answer where Int.random(in: 0..<3, using: &generator) == 0: return .blank
    case .unknown where Int.random(in: 0..<12, using: &generator) == 0: return .unknown
    default: break
    }
    let seen = values[Self.name(field)] ?? []
    if let value = seen.randomElement(using: &generator),
      Int.random(in: 0..<5, using: &generator) > 0,
      field.values.isEmpty || knownValues(field).contains(value)
    {
      return value
    }
    if field.type == .date {
      let isFar = Int.random(in: 0..<6, using: &generator) == 0
      return .date(day(asAt, isFar ? -900...400 : -60...60, &generator))
    }
    return usualValues(field).randomElement(using: &generator) ?? .unknown
  }

  /// Few values, so that rows find each other.
  private func usualValues(_ field: Field) -> [Cell] {
    switch field.type {
    case .text: return ["A", "B", "C"].map { .text(pool.code(for: $0)) }
    case .code: return field.values.map { .text(pool.code(for: $0)) }
    case .number(let scale):
      let unit = (0..<scale).reduce(Int64(1)) { product, _ in product * 10 }
      return [0, unit / 2, unit, 2 * unit, -unit].map(Cell.scaled)
    case .money: return [0, 1, 70_000, 280_000, -70_000].map(Cell.scaled)
    case .date: return [-40, -10, -1, 0, 15].map { .date(CalendarDate(dayNumber: 19_995 + $0)) }
    case .boolean: return [.boolean(true), .boolean(false)]
    }
  }

  private func day(
    _ asAt: CalendarDate,
    _ offsets: ClosedRange<Int>,
    _ generator: inout SeededGenerator
  ) -> CalendarDate {
    asAt.adding(days: Int.random(in: offsets, using: &generator)) ?? asAt
  }
}
