import Feel
import Rules
import Tables
import TestSupport
import Testing
import Values

@testable import Engine

/// How much of what single units are worth vectors have told.
struct Told: CustomStringConvertible {
  /// What terms are, by the first word of their description.
  static let kinds = [
    "slot", "field", "interval", "ofRow", "isBlank", "not", "and", "or", "conditional",
    "arithmetic", "comparison", "inRange", "map", "filter", "quantified", "count", "call", "range",
  ]

  var all = 0
  /// Those that the unit's evaluator knows.
  var known = 0
  /// Those among them that vectors tell.
  var told = 0
  /// Those, by what the term is.
  var kinds: [String: Int] = [:]
  /// First items of lists that were not made whole.
  var firstCount = 0
  /// Terms that look up by days and were worked out once for neighbours, and those among them where a range came in between.
  var (steadyCount, cutCount) = (0, 0)
  /// Lookups that chose rows by parts of their condition, and those among them where some rows were there for another reason.
  var (settledCount, unsettledCount) = (0, 0)
  /// Tables of which neighbouring rows were put together.
  var alikeCount = 0
  /// Those of which runs were put together to longer ones.
  var longAlikeCount = 0

  var description: String { "of \(all), \(known) are known and \(told) told: \(kinds)" }

  mutating func compare(
    _ plan: Plan,
    _ number: Int,
    _ world: World,
    _ generator: inout SeededGenerator,
    _ note: String
  ) throws {
    let frame = plan.frames[number]
    // As where tables are large: indexes have only what is asked for, and rows are found by what few of them hold.
    let isLarge = Bool.random(using: &generator)
    let cells = AskedCells(
      plan.frames,
      derived: Set(plan.derivations.map(\.dataset)),
      many: isLarge ? 1 : .max
    )
    let store = IndexStore(cells, many: isLarge ? 1 : .max)
    var units = UnitGathering(world: world, store: store).units(of: frame.unit)
    let vectors = VectorEvaluator(
      world: world,
      frame: frame,
      store: store,
      firstItems: Int.random(in: 1...2, using: &generator)
    )
    let rules = plan.rules.filter { $0.frame == number }
    let derived = plan.derivations.filter { $0.frame == number }
    var terms = frame.definitions.indices.map { Term.slot(frame.unit.slotCount + $0) }
    terms += frame.definitions.flatMap { definition -> [Term] in
      if case .value(let term) = definition { term.closedParts } else { [] }
    }
    for rule in rules {
      terms += rule.condition.closedParts + (rule.filter?.closedParts ?? [])
      terms += [rule.amount].compactMap { $0 } + rule.columns.map(\.term)
    }
    for derivation in derived { terms += derivation.values.flatMap(\.closedParts) }
    let asked = vectors.fields(of: terms)
    if case .rows = units.members, Bool.random(using: &generator),
      let field = asked.fields.randomElement(using: &generator)
    {
      // Neighbours that agree in one field for long, and in all for a while.
      let values = world.tables[units.dataset].columns[field].values
      units.first.sort { (values.bits(Int($0)), $0) < (values.bits(Int($1)), $1) }
      units.first = units.first.flatMap { Array(repeating: $0, count: 8) }
    }
    func fresh() -> Lanes {
      units.lanes(
        0..<units.count,
        slotCount: vectors.slotCount,
        world,
        room: Room(units: 1),
        asked: asked,
        days: vectors.steadySlots.days
      )
    }
    let lanes = fresh()
    if let alike = lanes.alike {
      alikeCount += 1
      if alike.lanes.alike != nil { longAlikeCount += 1 }
      for term in terms {
        guard let steady = vectors.steady(for: term, lanes) else { continue }
        steadyCount += 1
        if let whole = lanes.alike(in: steady.agreeing), whole.runs != steady.runs { cutCount += 1 }
      }
    }
    for case .relation(let relation) in frame.definitions where !relation.matches.isEmpty {
      let (wanted, isTold) = vectors.wanted(relation, lanes)
      guard let candidates = vectors.candidates(relation, wanted, isTold, lanes),
        !candidates.settled.isEmpty
      else { continue }
      settledCount += 1
      if !candidates.unsettled.isEmpty { unsettledCount += 1 }
    }
    // Of some runs many are chosen, of others one.
    let oneIn = [2, 8].randomElement(using: &generator) ?? 2
    let places = (0..<Int32(units.count)).filter { _ in
      Int.random(in: 0..<oneIn, using: &generator) == 0
    }
    let some = Lanes(selecting: places, of: lanes)
    var evaluator = Evaluator(world: world, frame: frame, joins: .nested)
    for term in terms {
      let chosen = vectors.evaluate(term, some)
      // Where nobody has asked for a list yet, a count of it is worked out without the list.
      let vector = vectors.evaluate(term, Bool.random(using: &generator) ? lanes : fresh())
      if case .slot(let slot) = term {
        try compareFirst(slot, vectors, fresh(), units, world, &evaluator, note)
      }
      for (place, lane) in places.enumerated() where chosen.state(place) != .unknown {
        let (a, b) = (chosen.datum(place, world), vector.datum(Int(lane), world))
        try #require(a.allows(b) || b.allows(a), "\(note): \(term) is \(a) and \(b)")
      }
      let kind = String("\(term)".prefix { $0.isLetter })
      for lane in 0..<units.count {
        evaluator.begin(units.unit(lane, world).slots)
        let expected = evaluator.evaluate(term)
        let found = vector.datum(lane, world)
        all += 1
        if expected.state != .unknown { known += 1 }
        if found.state == .unknown { continue }
        if expected.state != .unknown {
          told += 1
          kinds[kind, default: 0] += 1
        }
        try #require(found.allows(expected), "\(note): \(term) is \(expected), not \(found)")
      }
    }
  }

  /// Compares the first items of lists that are not made whole.
  private mutating func compareFirst(
    _ slot: Int,
    _ vectors: VectorEvaluator,
    _ lanes: Lanes,
    _ units: UnitColumns,
    _ world: World,
    _ evaluator: inout Evaluator,
    _ note: String
  ) throws {
    guard let vector = vectors.first(2, ofSlot: slot, lanes) else { return }
    for lane in 0..<units.count {
      guard case .list(let found) = vector.datum(lane, world) else { continue }
      evaluator.begin(units.unit(lane, world).slots)
      guard case .list(let expected) = evaluator.slot(slot) else { continue }
      let sure = found.items.prefix(2).prefix { $0.doubt == nil }.map(\.datum)
      firstCount += sure.count
      let same = expected.items.prefix(sure.count)
      try #require(sure == same.map(\.datum) && same.allSatisfy { $0.doubt == nil }, "\(note)")
      if found.items.isEmpty, found.open == nil { try #require(expected.items.isEmpty, "\(note)") }
    }
  }
}

extension Term {
  /// The term and those of its parts that need no iteration variable.
  fileprivate var closedParts: [Term] {
    (freeLocals == 0 ? [self] : []) + parts.flatMap(\.closedParts)
  }
}

extension Datum {
  /// Whether what is told leaves room for what is so: it is the same, save that more may be in doubt.
  fileprivate func allows(_ other: Datum) -> Bool {
    switch (self, other) {
    case (.unknown, _): true
    // Digits that say nothing are told apart where a number becomes text.
    case (.value(.number(let a)), .value(.number(let b))): a.description == b.description
    case (.list(let a), .list(let b)):
      if a.doubt != nil {
        // Every item that is sure here is sure there.
        a.items.filter { $0.doubt == nil }.allSatisfy { item in
          b.items.contains { $0.doubt == nil && item.datum.allows($0.datum) }
        }
      } else {
        b.doubt == nil && a.items.count == b.items.count
          && zip(a.items, b.items).allSatisfy { $0.datum.allows($1.datum) }
      }
    case (.counted(let low, let high, _), .counted(let least, let most, _)):
      low <= least && (high.map { high in most.map { $0 <= high } ?? false } ?? true)
    case (.counted(let low, let high, _), .value(.number(let number))):
      number.intValue.map { low <= $0 && $0 <= high ?? .max } ?? false
    case (.partialRange(let low, let high), .partialRange(let least, let most)):
      low.allows(least) && high.allows(most)
    default: self == other
    }
  }
}

extension Datum.Bound {
  fileprivate func allows(_ other: Datum.Bound) -> Bool {
    if case .unknown = self { return true }
    return self == other
  }
}
