internal import Tables

/// Units that are worked on at once, or the items of their lists, or some of either.
///
/// Not for concurrent use: what has been worked out is kept here.
final class Lanes {
  /// How many there are.
  let count: Int
  /// What these are items of, or some of.
  let outer: Lanes?
  /// Each lane's place in `outer`.
  let places: [Int32]
  /// The iteration variable that the innermost items are, by its depth; nil where these are units.
  let innermost: Int?
  /// What these lanes are, where they are items.
  private let item: Vector?
  private var slots: [Vector?]
  /// The fields that were asked for, of the rows that slots hold or of the innermost items.
  private var fields: [(name: FieldName, vector: Vector)] = []
  /// How many items the lists of slots have that nobody has made, up to some number.
  var counts: [(slot: Int, most: Int, counts: [ItemCount], states: [CellState]?)] = []
  /// Notes what steps take; nil where nobody asks.
  let meter: Meter?
  /// What the lists of all of them may hold.
  let room: Room
  /// What neighbours among these units have in common; nil where that is too little.
  private(set) lazy var alike: AlikeLanes? =
    innermost == nil ? outer?.alike?.selecting(places) : nil

  /// Whether each of them stands already for all that find the same by their days.
  let areSteady: Bool
  /// Neighbours that agree in some fields and find the same by their days, once they are asked for; nil where they are too few.
  private var steady: [UnitFields: AlikeLanes?] = [:]

  /// Units, by what the frame's first slots hold.
  init(
    count: Int,
    slots: [Vector?],
    room: Room,
    alike: AlikeLanes? = nil,
    meter: Meter? = nil
  ) {
    self.count = count
    self.room = room
    self.meter = meter
    self.slots = slots
    outer = nil
    places = []
    innermost = nil
    item = nil
    areSteady = false
    self.alike = alike
  }

  /// Items, each of one lane, as the iteration variable of a depth.
  init(items: Vector, at depth: Int, of places: [Int32], in outer: Lanes) {
    count = items.count
    item = items
    self.outer = outer
    self.places = places
    areSteady = false
    innermost = depth
    meter = outer.meter
    room = outer.room
    slots = Array(repeating: nil, count: outer.slots.count)
  }

  /// The items of lanes as the iteration variable of another depth.
  convenience init(items: Vector, at depth: Int, of lanes: Lanes) {
    guard let outer = lanes.outer else { preconditionFailure("items are of lists of lanes") }
    self.init(items: items, at: depth, of: lanes.places, in: outer)
  }

  /// Some of the lanes.
  init(selecting places: [Int32], of outer: Lanes, areSteady: Bool = false) {
    count = places.count
    self.areSteady = areSteady || outer.areSteady
    item = nil
    self.outer = outer
    self.places = places
    innermost = outer.innermost
    meter = outer.meter
    room = outer.room
    slots = Array(repeating: nil, count: outer.slots.count)
  }

  /// Neighbours that agree in some fields and find the same by their days, put together once for lanes and for some of them.
  func steady(
    _ agreeing: UnitFields,
    _ work: (Lanes, UnitFields) -> AlikeLanes?
  ) -> AlikeLanes? {
    if let known = steady[agreeing] { return known }
    let own =
      outer == nil ? work(self, agreeing) : outer?.steady(agreeing, work)?.selecting(places)
    steady[agreeing] = .some(own)
    return own
  }

  /// Neighbours that agree in some fields, where runs were put together by them.
  func alike(in agreeing: UnitFields) -> AlikeLanes? {
    guard let alike, alike.agreeing != agreeing else { return alike }
    return alike.lanes.alike(in: agreeing).map { longer in
      AlikeLanes(
        lanes: longer.lanes,
        runs: alike.runs.map { longer.runs[Int($0)] },
        agreeing: agreeing
      )
    }
  }

  /// The iteration variable of a depth.
  func local(_ depth: Int) -> Vector {
    if let item, innermost == depth { return item }
    guard let outer else { return .unknown(count) }
    return outer.local(depth).gather(places)
  }

  /// The lanes that these are items of, or some of, where a term does not depend on the innermost items.
  func outer(of term: Term) -> Lanes? {
    guard let depth = innermost, let outer, term.isComposed,
      term.freeLocals >> UInt64(depth) & 1 == 0
    else { return nil }
    return outer
  }

  /// Whether these are items, and the iteration variable of a depth.
  func isItem(_ depth: Int) -> Bool { item != nil && innermost == depth }

  /// What a slot holds, worked out once: by the units where these are items, and where they are some of others that
  /// know it already, by those.
  func slot(_ index: Int, _ work: (Lanes) -> Vector) -> Vector {
    if let vector = slots[index] { return vector }
    let vector: Vector
    if let outer, innermost != nil || outer.knows(index) {
      vector = outer.slot(index, work).gather(places)
    } else {
      vector = work(self)
    }
    slots[index] = vector
    return vector
  }

  /// A field of the rows that a slot holds, or of the items that these are.
  struct FieldName: Equatable {
    /// The slot; nil for the innermost items.
    let slot: Int?
    let field: Int
  }

  /// A field, read once.
  func field(_ name: FieldName, _ work: () -> Vector) -> Vector {
    if let known = fields.first(where: { $0.name == name }) { return known.vector }
    let vector: Vector
    if innermost == nil, let outer, outer.knows(name) {
      vector = outer.field(name, work).gather(places)
    } else {
      vector = work()
    }
    fields.append((name, vector))
    return vector
  }

  private func knows(_ name: FieldName) -> Bool {
    fields.contains { $0.name == name } || (innermost == nil && outer?.knows(name) ?? false)
  }

  /// Does a step, and notes what it took where steps are measured.
  func measure<Result>(_ step: Int, asked: Int? = nil, _ work: () -> Result) -> Result {
    guard let meter else { return work() }
    return meter.measure(step, asked: asked ?? count, work)
  }

  /// Whether a slot has been worked out.
  func knows(_ index: Int) -> Bool {
    slots[index] != nil || (outer?.knows(index) ?? false)
  }
}
