internal import Feel

/// What a relation's condition says of one field of the candidate, by which fewer candidates need be looked at.
///
/// Candidates that are left out surely break the condition.
enum Narrowing: Hashable {
  /// The field equals a value of the unit.
  case equal(field: Int, Term)
  /// The field is among the items of a list of the unit.
  case among(field: Int, Term)
  /// The field lies in a range of the unit.
  case within(field: Int, Term)
}

extension Relation {
  /// What the condition's parts, all of which must hold, say of single fields; the most telling first.
  var narrowings: [Narrowing] {
    guard let condition else { return [] }
    let found = condition.conjuncts.compactMap(Self.narrowing)
    return found.filter { !$0.isRange } + found.filter(\.isRange)
  }

  private static func narrowing(_ term: Term) -> Narrowing? {
    switch term {
    case .comparison(.equal, .field(.local(0), _, let field), let value)
    where value.freeLocals == 0,
      .comparison(.equal, let value, .field(.local(0), _, let field)) where value.freeLocals == 0:
      .equal(field: field, value)
    case .inRange(.field(.local(0), _, let field), let range) where range.freeLocals == 0:
      .within(field: field, range)
    case .comparison(let operation, .field(.local(0), _, let field), let end)
    where end.freeLocals == 0:
      range(operation, end).map { .within(field: field, $0) }
    case .comparison(let operation, let end, .field(.local(0), _, let field))
    where end.freeLocals == 0:
      range(operation.mirrored, end).map { .within(field: field, $0) }
    case .call(let function, let arguments) where function.name == "list contains":
      if arguments.count == 2, arguments[0].freeLocals == 0,
        case .field(.local(0), _, let field) = arguments[1]
      {
        .among(field: field, arguments[0])
      } else {
        nil
      }
    default: nil
    }
  }

  private static func range(_ operation: ComparisonOperator, _ end: Term) -> Term? {
    switch operation {
    case .less, .lessOrEqual:
      .range(
        lower: nil,
        lowerIncluded: true,
        upper: end,
        upperIncluded: operation == .lessOrEqual
      )
    case .greater, .greaterOrEqual:
      .range(
        lower: end,
        lowerIncluded: operation == .greaterOrEqual,
        upper: nil,
        upperIncluded: true
      )
    case .equal, .notEqual: nil
    }
  }
}

extension Narrowing {
  var field: Int {
    switch self {
    case .equal(let field, _), .among(let field, _), .within(let field, _): field
    }
  }

  fileprivate var isRange: Bool {
    if case .within = self { return true }
    return false
  }
}

extension Term {
  /// The terms that must all hold.
  fileprivate var conjuncts: [Term] {
    if case .and(let a, let b) = self { return a.conjuncts + b.conjuncts }
    return [self]
  }
}
