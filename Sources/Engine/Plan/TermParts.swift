extension Term {
  /// Whether all the terms that it is made of are so; asks no more after one that is not, and makes no list of them.
  func areParts(_ isSo: (Term) -> Bool) -> Bool {
    switch self {
    case .constant, .slot, .local, .extractPeriod: true
    case .field(let a, _, _), .interval(let a, _, _, _), .part(_, let a), .isBlank(let a),
      .not(let a),
      .negate(let a), .count(let a), .first(let a):
      isSo(a)
    case .ofRow(let a, let b), .arithmetic(_, let a, let b), .comparison(_, let a, let b),
      .inRange(let a, let b), .inList(let a, let b), .and(let a, let b), .or(let a, let b),
      .map(let a, _, let b), .filter(let a, _, let b), .quantified(_, let a, _, let b),
      .element(let a, let b):
      isSo(a) && isSo(b)
    case .conditional(let a, let b, let c): isSo(a) && isSo(b) && isSo(c)
    case .range(let lower, _, let upper, _):
      lower.map(isSo) != false && upper.map(isSo) != false
    case .list(let terms), .call(_, let terms), .interpreted(_, _, let terms):
      terms.allSatisfy(isSo)
    }
  }

  /// The terms that it is made of.
  var parts: [Term] {
    var parts: [Term] = []
    _ = areParts {
      parts.append($0)
      return true
    }
    return parts
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
    case .local(let depth): return 1 << UInt64(depth)
    case .map(let list, let depth, let body), .filter(let list, let depth, let body),
      .quantified(_, let list, let depth, let body):
      return list.freeLocals | body.freeLocals & ~(1 << UInt64(depth))
    default:
      var locals: UInt64 = 0
      _ = areParts {
        locals |= $0.freeLocals
        return true
      }
      return locals
    }
  }

  /// Whether it is the same for every unit.
  var isClosed: Bool {
    switch self {
    case .slot, .local, .extractPeriod: false
    default: areParts(\.isClosed)
    }
  }
}

extension Term {
  /// The condition that all of some hold; nil where there are none.
  init?(conjuncts: [Term]) {
    guard let first = conjuncts.first else { return nil }
    self = conjuncts.dropFirst().reduce(first) { .and($0, $1) }
  }

  /// The conditions all of which must hold.
  var conjuncts: [Term] {
    if case .and(let a, let b) = self { return a.conjuncts + b.conjuncts }
    return [self]
  }
}
