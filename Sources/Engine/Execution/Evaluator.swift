internal import Feel
internal import Tables
internal import Values

/// Says what terms mean, for one unit at a time: this is the definition of what is right.
///
/// An operation on an unknown is unknown, for the first reason in the order written, unless the answer cannot
/// depend on it. A blank that is an answer is FEEL's null.
struct Evaluator {
  let world: World
  let definitions: [Definition]
  let unitSlots: Int
  let joins: Joins
  private var slots: [Datum?]
  private var locals: [Datum] = []
  private var source: SlotSource?
  private var lane = 0

  init(world: World, frame: Frame, joins: Joins) {
    self.init(
      world: world,
      definitions: frame.definitions,
      unitSlots: frame.unit.slotCount,
      joins: joins
    )
  }

  /// An evaluator of terms over the unit alone: filters of rows before they are put together.
  init(world: World, unitSlots: Int, joins: Joins) {
    self.init(world: world, definitions: [], unitSlots: unitSlots, joins: joins)
  }

  private init(world: World, definitions: [Definition], unitSlots: Int, joins: Joins) {
    self.world = world
    self.definitions = definitions
    self.unitSlots = unitSlots
    self.joins = joins
    slots = Array(repeating: nil, count: unitSlots + definitions.count)
  }

  /// Turns to another unit: its slots after `as_at`.
  ///
  /// - Parameters:
  ///   - unit: What the unit itself fills.
  ///   - source: Where what vectors have worked out is taken from.
  ///   - lane: The unit's place there.
  mutating func begin(_ unit: [Datum], _ source: SlotSource? = nil, lane: Int = 0) {
    self.source = source
    self.lane = lane
    for index in slots.indices { slots[index] = nil }
    slots[0] = .value(.date(world.asAt))
    for (index, datum) in unit.enumerated() { slots[index + 1] = datum }
  }

  /// The value of a slot, worked out at most once a unit.
  mutating func slot(_ index: Int) -> Datum {
    if let datum = slots[index] { return datum }
    if let datum = source?.datum(index, lane: lane) {
      slots[index] = datum
      return datum
    }
    let outer = locals
    locals = []
    let datum: Datum
    switch definitions[index - unitSlots] {
    case .value(let term): datum = evaluate(term)
    case .relation(let relation): datum = self.relation(relation)
    }
    locals = outer
    slots[index] = datum
    return datum
  }

  /// Whether a condition holds.
  mutating func truth(_ term: Term) -> Truth {
    evaluate(term).truth(World.noValue("condition"))
  }

  /// Evaluates with a candidate row as local 0.
  mutating func truth(_ term: Term, candidate: RowReference) -> Truth {
    locals.append(.row(candidate))
    defer { locals.removeLast() }
    return truth(term)
  }

  /// The value of a term.
  mutating func evaluate(_ term: Term) -> Datum {
    switch term {
    case .constant(let value): return Datum(value)
    case .slot(let index): return slot(index)
    case .local(let depth): return locals[depth]
    case .field(let base, _, let field):
      switch evaluate(base) {
      case .row(let row): return world.datum(row, field: field)
      case .unknown(let reason): return .unknown(reason)
      default: return .blank
      }
    case .interval(let base, _, let from, let to):
      switch evaluate(base) {
      case .row(let row):
        return Datum(
          lower: world.datum(row, field: from),
          true,
          upper: world.datum(row, field: to),
          true
        )
      case .unknown(let reason): return .unknown(reason)
      default: return .blank
      }
    case .ofRow(let base, let value):
      switch evaluate(base) {
      case .blank: return .blank
      case .unknown(let reason): return .unknown(reason)
      default: return evaluate(value)
      }
    case .part(let name, let base): return DatumOperations.part(name, evaluate(base))
    case .isBlank(let operand): return isBlank(operand)
    case .not(let operand): return truth(operand).negated.datum
    case .and(let a, let b): return and(a, b).datum
    case .or(let a, let b): return or(a, b).datum
    case .conditional(let condition, let then, let otherwise):
      switch truth(condition) {
      case .true: return evaluate(then)
      case .false: return evaluate(otherwise)
      case .unknown(let reason): return .unknown(reason)
      }
    case .negate(let operand):
      return DatumOperations.applying([evaluate(operand)]) {
        Operations.negate($0[0])
      } reason: { _ in
        "`-` has no result for this"
      }
    case .arithmetic(let operation, let a, let b):
      return DatumOperations.applying([evaluate(a), evaluate(b)]) {
        Operations.arithmetic(operation, $0[0], $0[1])
      } reason: {
        Operations.reason(forNullOf: operation, $0[0], $0[1])
      }
    case .comparison(let operation, let a, let b):
      return DatumOperations.compare(operation, evaluate(a), evaluate(b)).datum
    case .inRange(let a, let b): return DatumOperations.contains(evaluate(b), evaluate(a)).datum
    case .inList(let a, let b): return DatumOperations.isItem(evaluate(a), of: evaluate(b)).datum
    case .range(let lower, let lowerIncluded, let upper, let upperIncluded):
      return Datum(
        lower: lower.map { evaluate($0) } ?? .blank,
        lowerIncluded,
        upper: upper.map { evaluate($0) } ?? .blank,
        upperIncluded
      )
    case .list(let items):
      return .list(.init(items.map { .init(datum: evaluate($0), doubt: nil) }))
    case .map, .filter, .quantified, .element, .count, .first: return evaluateList(term)
    case .extractPeriod(let dataset): return .value(world.period(of: dataset))
    case .call(let function, let arguments):
      return DatumOperations.call(function, arguments.map { evaluate($0) })
    case .interpreted(let expression, let inputs, let terms):
      return DatumOperations.interpret(expression, inputs, terms.map { evaluate($0) })
    }
  }

  // MARK: Logic

  private mutating func and(_ a: Term, _ b: Term) -> Truth {
    let left = truth(a)
    if left == .false { return .false }
    return left.and(truth(b))
  }

  private mutating func or(_ a: Term, _ b: Term) -> Truth {
    let left = truth(a)
    if left == .true { return .true }
    return left.or(truth(b))
  }

  /// `x = null`: a field that was read answers by its cell; of anything else, what is not known is not blank.
  private mutating func isBlank(_ operand: Term) -> Datum {
    let datum = evaluate(operand)
    switch datum {
    case .blank: return .boolean(true)
    case .unknown(let reason):
      guard case .field(let base, _, let field) = operand, case .row(let row) = evaluate(base),
        world.isUnansweredBlank(row, field: field, reason)
      else { return datum }
      return .boolean(true)
    default: return .boolean(false)
    }
  }

  // MARK: Lists

  private mutating func evaluateList(_ term: Term) -> Datum {
    switch term {
    case .map(let list, _, let body): map(list, body)
    case .filter(let list, _, let predicate): filter(list, predicate)
    case .quantified(let quantifier, let list, _, let condition):
      quantified(quantifier, list, condition)
    case .element(let list, let index): element(list, index)
    case .count(let list): count(list)
    case .first(let list): first(list)
    default: .blank
    }
  }

  /// The items of a list; a single value is a list of itself.
  private mutating func items(_ term: Term) -> ItemsResult {
    switch evaluate(term) {
    case .list(let list): .items(list)
    case .unknown(let reason): .unknown(reason)
    case .blank: .unknown(World.noValue("list"))
    case let single: .items(.init([.init(datum: single, doubt: nil)]))
    }
  }

  private enum ItemsResult {
    case items(Datum.Items)
    case unknown(Unknown)
  }

  private mutating func map(_ list: Term, _ body: Term) -> Datum {
    switch items(list) {
    case .unknown(let reason): return .unknown(reason)
    case .items(let list):
      var result: [Datum.Items.Item] = []
      for item in list.items {
        result.append(.init(datum: evaluate(body, local: item.datum), doubt: item.doubt))
      }
      return .list(.init(result, open: list.open))
    }
  }

  private mutating func filter(_ list: Term, _ predicate: Term) -> Datum {
    switch items(list) {
    case .unknown(let reason): return .unknown(reason)
    case .items(let list):
      var result: [Datum.Items.Item] = []
      for item in list.items {
        switch evaluate(predicate, local: item.datum).truth(World.noValue("filter")) {
        case .true: result.append(item)
        case .false: break
        case .unknown(let reason):
          result.append(.init(datum: item.datum, doubt: item.doubt ?? reason))
        }
      }
      return .list(.init(result, open: list.open))
    }
  }

  private mutating func quantified(
    _ quantifier: Quantifier,
    _ list: Term,
    _ condition: Term
  ) -> Datum {
    switch items(list) {
    case .unknown(let reason): return .unknown(reason)
    case .items(let list):
      let decisive: Truth = quantifier == .some ? .true : .false
      var doubt: Unknown?
      for item in list.items {
        let truth = evaluate(condition, local: item.datum).truth(World.noValue("satisfies"))
        if truth == decisive {
          guard let reason = item.doubt else { return decisive.datum }
          doubt = doubt ?? reason
        } else if case .unknown(let reason) = truth {
          doubt = doubt ?? item.doubt ?? reason
        }
      }
      return ((doubt ?? list.open).map(Truth.unknown) ?? decisive.negated).datum
    }
  }

  private mutating func count(_ list: Term) -> Datum {
    switch items(list) {
    case .unknown(let reason): return .unknown(reason)
    case .items(let list):
      let sure = list.items.count { $0.doubt == nil }
      guard let doubt = list.doubt else { return .value(.number(Decimal(sure))) }
      return .counted(atLeast: sure, atMost: list.open == nil ? list.items.count : nil, doubt)
    }
  }

  private mutating func first(_ list: Term) -> Datum {
    switch items(list) {
    case .unknown(let reason): return .unknown(reason)
    case .items(let list):
      guard let item = list.items.first else { return list.open.map(Datum.unknown) ?? .blank }
      return item.doubt.map(Datum.unknown) ?? item.datum
    }
  }

  private mutating func element(_ list: Term, _ index: Term) -> Datum {
    let position = evaluate(index)
    switch items(list) {
    case .unknown(let reason): return .unknown(reason)
    case .items(let list):
      if let doubt = list.doubt { return .unknown(doubt) }
      guard case .value(.number(let number)) = position else {
        if case .unknown = position { return position }
        return .unknown(World.noValue("index"))
      }
      guard let index = number.intValue, index != 0 else { return .blank }
      let offset = index > 0 ? index - 1 : list.items.count + index
      return list.items.indices.contains(offset) ? list.items[offset].datum : .blank
    }
  }

  private mutating func evaluate(_ body: Term, local: Datum) -> Datum {
    locals.append(local)
    defer { locals.removeLast() }
    return evaluate(body)
  }

  // MARK: Relations

  private mutating func relation(_ relation: Relation) -> Datum {
    var values: [Datum] = []
    for match in relation.matches {
      let value = evaluate(match.value)
      switch value {
      case .unknown(let reason): return .unknown(reason)
      case .blank:
        return .unknown(
          Unknown(
            kind: .blankField,
            dataset: world.tables[relation.dataset].schema.dataset,
            subject: relation.name,
            row: unitRow
          )
        )
      default:
        // Nothing can be found by what is in doubt.
        if case .unknown(let reason) = value.known { return .unknown(reason) }
        values.append(value)
      }
    }
    let reach = relation.reach.map { evaluate($0) }
    return joins.find(relation, values, reach: reach, &self)
  }

  /// The unit's own row, where it is one.
  private var unitRow: RowReference? {
    if slots.count > 1, case .row(let row) = slots[1] { return row }
    return nil
  }
}
