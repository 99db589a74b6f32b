internal import Feel
internal import Rules
internal import Tables
internal import Values

/// Works out terms for many units at once, and says `unknown` wherever `Evaluator` must be asked.
///
/// An operation that has no kernel here is done lane by lane with `Evaluator`'s own.
///
/// It is a class, for it holds much, and closures that work for many lanes would copy all of that. Each thread has its
/// own, so that none waits for another to count references to it.
final class VectorEvaluator: Sendable {
  let world: World
  let definitions: [Definition]
  let unitSlots: Int
  let store: IndexStore
  let memory: LookupMemory
  /// What each slot takes from the row of its unit.
  let fields: [UnitFields]
  let steadySlots: SteadySlots
  /// So many items of long lists are looked at first where few may do.
  let firstItems: Int

  init(world: World, frame: Frame, store: IndexStore, firstItems: Int = 8) {
    self.world = world
    self.firstItems = firstItems
    self.store = store
    definitions = frame.definitions
    unitSlots = frame.unit.slotCount
    fields = UnitFields.slots(of: frame)
    steadySlots = SteadySlots(of: frame, fields)
    memory = LookupMemory()
  }

  /// Another for the same work, which shares what has been looked up.
  init(of other: VectorEvaluator) {
    world = other.world
    definitions = other.definitions
    unitSlots = other.unitSlots
    store = other.store
    memory = other.memory
    fields = other.fields
    steadySlots = other.steadySlots
    firstItems = other.firstItems
  }

  /// Of terms over the unit alone.
  init(world: World, unitSlots: Int, store: IndexStore) {
    self.world = world
    self.store = store
    self.unitSlots = unitSlots
    definitions = []
    fields = Array(repeating: .row, count: unitSlots)
    steadySlots = SteadySlots(unitSlots: fields)
    firstItems = 8
    memory = LookupMemory()
  }

  /// How many slots the lanes of units have.
  var slotCount: Int { unitSlots + definitions.count }

  /// What terms take from the row of their unit.
  func fields(of terms: [Term]) -> UnitFields {
    var result = UnitFields.none
    for term in terms { result.formUnion(UnitFields(of: term, slots: fields)) }
    return result
  }

  /// The lanes that stand for all where a term is concerned: it depends on nothing that others do not agree in.
  private func alike(for term: Term, _ lanes: Lanes) -> AlikeLanes? {
    term.isRead ? nil : standing(for: term, lanes)
  }

  private func standing(for term: Term, _ lanes: Lanes) -> AlikeLanes? {
    guard let alike = lanes.alike else { return nil }
    if alike.agreeing.contain(term, slots: fields) { return alike }
    return steady(for: term, lanes)
  }

  /// Whether a condition holds.
  func truths(_ term: Term, _ lanes: Lanes) -> [Tri] {
    if lanes.room.isExceeded { return Array(repeating: .unsure, count: lanes.count) }
    // What does not depend on the innermost items is worked out once a list.
    if let outer = lanes.outer(of: term) {
      let truths = truths(term, outer)
      return lanes.places.map { truths[Int($0)] }
    }
    if let alike = alike(for: term, lanes) {
      let truths = truths(term, alike.lanes)
      return alike.runs.map { truths[Int($0)] }
    }
    return switch term {
    case .not(let operand): truths(operand, lanes).map(\.negated)
    case .and(let a, let b): junction(a, b, lanes, decisive: .no) { $0.and($1) }
    case .or(let a, let b): junction(a, b, lanes, decisive: .yes) { $0.or($1) }
    case .comparison(let operation, .count(let list), .constant(.number(let number))):
      countCompares(operation, list, number, lanes)
        ?? compare(
          operation,
          count(list, lanes),
          Vector(repeating: .number(number), count: lanes.count, world)
        )
    case .comparison(let operation, let a, let b):
      compare(operation, evaluate(a, lanes), evaluate(b, lanes))
    case .inRange(let a, let b): contains(evaluate(b, lanes), evaluate(a, lanes))
    case .inList(let a, .list(let items)):
      isItem(evaluate(a, lanes), of: items.map { evaluate($0, lanes) })
    case .inList(let a, let b): isItem(evaluate(a, lanes), of: evaluate(b, lanes))
    case .isBlank(let operand): isBlank(operand, lanes)
    case .quantified(let quantifier, let list, let depth, let condition):
      quantified(quantifier, list, depth, condition, lanes)
    default: evaluate(term, lanes).truths
    }
  }

  /// The values of a term.
  func evaluate(_ term: Term, _ lanes: Lanes) -> Vector {
    if lanes.room.isExceeded { return .unknown(lanes.count) }
    // Rules ask for the same fields of the same rows.
    if case .field(.slot(let slot), _, let field) = term {
      return lanes.field(.init(slot: slot, field: field)) { work(term, lanes) }
    }
    if case .field(.local(let depth), _, let field) = term, lanes.isItem(depth) {
      return lanes.field(.init(slot: nil, field: field)) { work(term, lanes) }
    }
    return work(term, lanes)
  }

  private func work(_ term: Term, _ lanes: Lanes) -> Vector {
    // What does not depend on the innermost items is worked out once a list.
    if let outer = lanes.outer(of: term) { return evaluate(term, outer).gather(lanes.places) }
    if let alike = alike(for: term, lanes) {
      return evaluate(term, alike.lanes).gather(alike.runs)
    }
    switch term {
    case .constant(let value): return Vector(repeating: value, count: lanes.count, world)
    case .slot(let index): return slot(index, lanes)
    case .local(let depth): return lanes.local(depth)
    case .field(let base, _, let field): return self.field(field, of: evaluate(base, lanes))
    case .interval(let base, _, let from, let to):
      return interval(evaluate(base, lanes), from, to)
    case .ofRow(let base, let value):
      return evaluate(value, lanes).masked(by: evaluate(base, lanes))
    case .part(let name, let base):
      return each([evaluate(base, lanes)]) { DatumOperations.part(name, $0[0]) }
    case .isBlank, .not, .and, .or, .comparison, .inRange, .inList, .quantified:
      return Vector(truths(term, lanes))
    case .conditional(let condition, let then, let otherwise):
      return conditional(condition, then, otherwise, lanes)
    case .negate(let operand): return negate(evaluate(operand, lanes))
    case .arithmetic(let operation, let a, let b):
      return arithmetic(operation, evaluate(a, lanes), evaluate(b, lanes))
    case .range(let lower, let lowerIncluded, let upper, let upperIncluded):
      return Vector(
        .ranges(
          .init(
            lower: lower.map { evaluate($0, lanes) } ?? .blank(lanes.count),
            lowerIncluded: lowerIncluded,
            upper: upper.map { evaluate($0, lanes) } ?? .blank(lanes.count),
            upperIncluded: upperIncluded
          )
        ),
        count: lanes.count
      )
    case .list(let items): return list(items.map { evaluate($0, lanes) }, lanes.count)
    case .map(let list, let depth, let body): return map(list, depth, body, lanes)
    case .filter(let list, let depth, let predicate):
      return filter(list, depth, predicate, lanes)
    case .element(let list, let index): return element(list, index, lanes)
    case .count(let list): return count(list, lanes)
    case .first(let list): return first(list, lanes)
    case .extractPeriod(let dataset):
      return Vector(repeating: world.period(of: dataset), count: lanes.count, world)
    case .call(let function, let arguments):
      if let vector = totalOfKept(function, arguments, lanes) { return vector }
      if term.isClosed {
        let alone = Lanes(count: 1, slots: [], room: lanes.room)
        let one = call(function, arguments.map { evaluate($0, alone) }, 1)
        return one.gather(Array(repeating: 0, count: lanes.count))
      }
      return call(function, arguments.map { evaluate($0, lanes) }, lanes.count)
    case .interpreted(let expression, let inputs, let terms):
      let arguments = terms.map { evaluate($0, lanes) }
      if arguments.isEmpty {
        let datum = DatumOperations.interpret(expression, inputs, [])
        return Vector([datum], world).gather(Array(repeating: 0, count: lanes.count))
      }
      return each(arguments) { DatumOperations.interpret(expression, inputs, $0) }
    }
  }

  /// What a slot of the frame holds.
  func slot(_ index: Int, _ lanes: Lanes) -> Vector {
    lanes.slot(index) { lanes in
      if let alike = standing(for: .slot(index), lanes) {
        return slot(index, alike.lanes).gather(alike.runs)
      }
      guard let meter = lanes.meter else { return defined(index, lanes) }
      return meter.measure(index, asked: lanes.count) { defined(index, lanes) }
    }
  }

  private func defined(_ index: Int, _ lanes: Lanes) -> Vector {
    switch definitions[index - unitSlots] {
    case .value(let term): evaluate(term, lanes)
    case .relation(let relation): self.relation(relation, lanes)
    }
  }

  /// Applies an operation lane by lane.
  func each(_ operands: [Vector], _ operation: ([Datum]) -> Datum) -> Vector {
    var data: [Datum] = []
    let count = operands[0].count
    data.reserveCapacity(count)
    for lane in 0..<count { data.append(operation(operands.map { $0.datum(lane, world) })) }
    return Vector(data, world)
  }

  // MARK: Fields

  private func field(_ field: Int, of base: Vector) -> Vector {
    guard case .rows(let rows, let dataset) = base.content else {
      return each([base]) {
        switch $0[0] {
        case .row(let row): world.datum(row, field: field)
        case .unknown: .unknown(Vector.untold)
        default: .blank
        }
      }
    }
    let table = world.tables[dataset]
    // Lanes without a row stand at the first, which an empty table does not have.
    if table.rowCount == 0 { return Vector(.none, states: base.states, count: base.count) }
    return ColumnView(table.columns[field]).vector(rows).masked(by: base)
  }

  private func interval(_ base: Vector, _ from: Int, _ to: Int) -> Vector {
    let ranges = Vector.Ranges(
      lower: field(from, of: base),
      lowerIncluded: true,
      upper: field(to, of: base),
      upperIncluded: true
    )
    guard case .rows = base.content else {
      return base.content.isNone
        ? base : each([base]) { $0[0].state == .unknown ? $0[0] : .unknown(Vector.untold) }
    }
    return Vector(.ranges(ranges), states: base.states, count: base.count)
  }

  // MARK: Logic

  /// Works out the second operand only where the first leaves it open.
  private func junction(
    _ a: Term,
    _ b: Term,
    _ lanes: Lanes,
    decisive: Tri,
    _ combine: (Tri, Tri) -> Tri
  ) -> [Tri] {
    var result = truths(a, lanes)
    let left = result.places { $0 != decisive }
    if left.isEmpty { return result }
    var truths = result.mutableSpan
    if left.count > lanes.count - lanes.count / 4 {
      let other = self.truths(b, lanes)
      for lane in other.indices { truths[lane] = combine(truths[lane], other[lane]) }
      return result
    }
    let other = self.truths(b, Lanes(selecting: left, of: lanes))
    for (index, lane) in left.enumerated() {
      truths[Int(lane)] = combine(truths[Int(lane)], other[index])
    }
    return result
  }

  private func conditional(
    _ condition: Term,
    _ then: Term,
    _ otherwise: Term,
    _ lanes: Lanes
  ) -> Vector {
    let truths = truths(condition, lanes)
    let yes = truths.places { $0 == .yes }
    if yes.count == lanes.count { return evaluate(then, lanes) }
    let no = truths.places { $0 == .no }
    if no.count == lanes.count { return evaluate(otherwise, lanes) }
    return Vector(
      merging: evaluate(then, Lanes(selecting: yes, of: lanes)),
      at: yes,
      evaluate(otherwise, Lanes(selecting: no, of: lanes)),
      at: no,
      count: lanes.count,
      world
    )
  }

  /// `x = null`: a cell that was read answers by itself.
  private func isBlank(_ operand: Term, _ lanes: Lanes) -> [Tri] {
    let vector = evaluate(operand, lanes)
    guard let states = vector.states else { return Array(repeating: .no, count: lanes.count) }
    var result = states.map { state -> Tri in
      switch state {
      case .known: .no
      case .blank: .yes
      case .unknown: .unsure
      }
    }
    guard case .field(let base, _, let field) = operand, result.contains(.unsure) else {
      return result
    }
    let rows = evaluate(base, lanes)
    for lane in result.indices where result[lane] == .unsure {
      guard case .row(let row) = rows.datum(lane, world) else { continue }
      if world.isUnansweredBlank(row, field: field) { result[lane] = .yes }
    }
    return result
  }
}

extension Term {
  /// Whether it is there without any work, or by reading a cell of the unit.
  fileprivate var isRead: Bool {
    switch self {
    case .constant, .slot, .local, .field(.slot(1), _, _): true
    default: false
    }
  }
}

extension Array<Tri> {
  /// Where a truth is one that is wanted.
  @inline(__always)
  func places(_ isWanted: (Tri) -> Bool) -> [Int32] {
    var wanted = 0
    for truth in self { wanted &+= isWanted(truth) ? 1 : 0 }
    var places: [Int32] = []
    if wanted == 0 { return places }
    places.append(addingCapacity: wanted) { places in
      for lane in indices where isWanted(self[lane]) { places.append(Int32(lane)) }
    }
    return places
  }
}

extension Vector.Content {
  var isNone: Bool {
    if case .none = self { return true }
    return false
  }
}
