internal import Feel
internal import Rules

/// An expression of the plan: names are numbers, and unknown is not null.
///
/// What a term means is stated once, by `Evaluator`. Terms compare by structure, so that equal parts of
/// different rules are found and worked out once.
indirect enum Term: Hashable, Sendable {
  case constant(Value)
  /// What a frame knows of its unit: `as_at`, a row, a relation, a value.
  case slot(Int)
  /// An iteration variable or candidate row, by depth of nesting.
  case local(Int)
  /// A field of a row.
  case field(Term, dataset: Int, field: Int)
  /// The range from one date field of a row to another.
  case interval(Term, dataset: Int, from: Int, to: Int)
  /// A value worked out from a row, where there is one.
  case ofRow(Term, value: Term)
  /// An entry of a value that is not a row: `date.year`.
  case part(String, Term)
  /// `x = null`, written out.
  case isBlank(Term)
  case not(Term)
  case negate(Term)
  case arithmetic(ArithmeticOperator, Term, Term)
  case comparison(ComparisonOperator, Term, Term)
  case inRange(Term, Term)
  case inList(Term, Term)
  case and(Term, Term)
  case or(Term, Term)
  case conditional(Term, Term, Term)
  /// `for` and projection: the body sees the item as the local of that depth.
  case map(Term, depth: Int, Term)
  case filter(Term, depth: Int, Term)
  case quantified(Quantifier, Term, depth: Int, Term)
  case element(Term, Term)
  case range(lower: Term?, lowerIncluded: Bool, upper: Term?, upperIncluded: Bool)
  case list([Term])
  case count(Term)
  case first(Term)
  /// The days that a dataset's extract covers.
  case extractPeriod(dataset: Int)
  case call(FeelFunction, [Term])
  /// A part of the language that has no term of its own: the interpreter evaluates it over its inputs.
  case interpreted(CheckedExpression, [InterpretedInput], [Term])
}

/// What a frame knows of its unit, beside the unit itself.
enum Definition: Hashable, Sendable {
  case relation(Relation)
  case value(Term)
}

/// A join, ready to run.
struct Relation: Hashable, Sendable {
  /// An equality that a candidate must satisfy.
  struct Match: Hashable, Sendable {
    let field: Int
    let value: Term
  }

  /// How many rows it must find.
  enum Arity: Hashable, Sendable {
    case one
    case atMostOne
    case many
    /// Rows whose ranges, between two fields, must not overlap, and may have to leave no day of a range open.
    case disjoint(from: Int, to: Int, covering: Term?)
  }

  /// Which of several rows a lookup takes.
  struct Pick: Hashable, Sendable {
    let field: Int
    let last: Bool
  }

  /// Its name, for reasons.
  let name: String
  let dataset: Int
  let arity: Arity
  let pick: Pick?
  let matches: [Match]
  /// What else a candidate (local 0) must satisfy.
  let condition: Term?
  /// The extent values that could matter.
  let reach: Term?
  /// Whether the matches fix the dataset's key, so that no second row can match.
  let fixesKey: Bool
}

/// What is judged, one at a time.
///
/// Slot 0 is always `as_at`.
enum UnitPlan: Hashable, Sendable {
  /// Slot 1 is the row.
  case row(dataset: Int)
  /// Slot 1 is the row, slot 2 its match.
  case expansion(dataset: Int, Relation)
  /// Slot 1 is the list of rows, slots 2… the values they share. In the filter, slot 1 is a row.
  case group(dataset: Int, by: [Int], filter: Term?)
  /// Slots 1 and 2 are the rows. In the filter, slot 1 is a row.
  case pair(dataset: Int, match: [Int], filter: Term?, condition: Term?)

  /// The dataset whose rows are judged.
  var dataset: Int {
    switch self {
    case .row(let dataset), .expansion(let dataset, _), .group(let dataset, _, _),
      .pair(let dataset, _, _, _):
      dataset
    }
  }

  /// Slots that the unit itself fills.
  var slotCount: Int {
    switch self {
    case .row: 2
    case .expansion, .pair: 3
    case .group(_, let by, _): 2 + by.count
    }
  }
}

/// Units of one kind, and all that any rule wants to know of one.
struct Frame: Sendable {
  let unit: UnitPlan
  /// Definitions, each after what it refers to; definition `i` is slot `unit.slotCount + i`.
  private(set) var definitions: [Definition] = []
  private var numbers: [Definition: Int] = [:]

  init(unit: UnitPlan) { self.unit = unit }

  /// All relations that it asks.
  var relations: [Relation] {
    let defined = definitions.compactMap { definition -> Relation? in
      guard case .relation(let relation) = definition else { return nil }
      return relation
    }
    if case .expansion(_, let relation) = unit { return defined + [relation] }
    return defined
  }

  /// Rows with what a relation brings, and its slot.
  static func rows(of dataset: Int, with relation: Relation) -> (frame: Frame, slot: Int) {
    var frame = Frame(unit: .row(dataset: dataset))
    let slot = frame.slot(of: .relation(relation))
    return (frame, slot)
  }

  /// The slot of a definition; equal definitions share one.
  mutating func slot(of definition: Definition) -> Int {
    if let slot = numbers[definition] { return slot }
    let slot = unit.slotCount + definitions.count
    definitions.append(definition)
    numbers[definition] = slot
    return slot
  }
}
