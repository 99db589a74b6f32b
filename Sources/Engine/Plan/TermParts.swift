extension Term {
  /// The terms that it is made of.
  var parts: [Term] {
    switch self {
    case .constant, .slot, .local, .extractPeriod: []
    case .field(let a, _, _), .interval(let a, _, _, _), .part(_, let a), .isBlank(let a),
      .not(let a),
      .negate(let a), .count(let a), .first(let a):
      [a]
    case .ofRow(let a, let b), .arithmetic(_, let a, let b), .comparison(_, let a, let b),
      .inRange(let a, let b), .inList(let a, let b), .and(let a, let b), .or(let a, let b),
      .map(let a, _, let b), .filter(let a, _, let b), .quantified(_, let a, _, let b),
      .element(let a, let b):
      [a, b]
    case .conditional(let a, let b, let c): [a, b, c]
    case .range(let lower, _, let upper, _): [lower, upper].compactMap { $0 }
    case .list(let terms), .call(_, let terms), .interpreted(_, _, let terms): terms
    }
  }

  /// Whether there is anything to work out.
  var isComposed: Bool {
    switch self {
    case .constant, .slot, .local: false
    default: true
    }
  }

  /// The iteration variables that it takes from outside, a bit each.
  var freeLocals: UInt64 {
    switch self {
    case .local(let depth): 1 << UInt64(depth)
    case .map(let list, let depth, let body), .filter(let list, let depth, let body),
      .quantified(_, let list, let depth, let body):
      list.freeLocals | body.freeLocals & ~(1 << UInt64(depth))
    default: parts.reduce(0) { $0 | $1.freeLocals }
    }
  }

  /// Whether it is the same for every unit.
  var isClosed: Bool {
    switch self {
    case .slot, .local, .extractPeriod: false
    default: parts.allSatisfy(\.isClosed)
    }
  }
}
