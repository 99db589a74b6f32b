internal import Feel

/// What a part of a relation's condition says of one field of the candidate, by which fewer candidates need be looked at.
///
/// Candidates that are left out surely break the condition.
struct Narrowing: Hashable {
  enum Kind: Hashable {
    /// The field equals a value of the unit.
    case equal(Term)
    /// The field is among the items of a list of the unit.
    case among(Term)
    /// The field lies in a range of the unit.
    case within(Term)
  }

  let field: Int
  let kind: Kind
  /// The part of the condition that says so.
  let part: Term

  /// Nil where a part of a condition says no such thing.
  init?(_ part: Term) {
    self.part = part
    switch part {
    case .comparison(.equal, .field(.local(0), _, let field), let value)
    where value.freeLocals == 0,
      .comparison(.equal, let value, .field(.local(0), _, let field)) where value.freeLocals == 0:
      (self.field, kind) = (field, .equal(value))
    case .inRange(.field(.local(0), _, let field), let range) where range.freeLocals == 0:
      (self.field, kind) = (field, .within(range))
    case .comparison(let operation, .field(.local(0), _, let field), let end)
    where end.freeLocals == 0:
      guard let range = Narrowing.range(operation, end) else { return nil }
      (self.field, kind) = (field, .within(range))
    case .comparison(let operation, let end, .field(.local(0), _, let field))
    where end.freeLocals == 0:
      guard let range = Narrowing.range(operation.mirrored, end) else { return nil }
      (self.field, kind) = (field, .within(range))
    case .call(let function, let arguments) where function.name == "list contains":
      guard arguments.count == 2, arguments[0].freeLocals == 0,
        case .field(.local(0), _, let field) = arguments[1]
      else { return nil }
      (self.field, kind) = (field, .among(arguments[0]))
    default: return nil
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

  fileprivate var isRange: Bool {
    if case .within = kind { return true }
    return false
  }
}

extension Relation {
  /// What the condition's parts, all of which must hold, say of single fields; the most telling first.
  var narrowings: [Narrowing] {
    let found = condition?.conjuncts.compactMap(Narrowing.init) ?? []
    return found.filter { !$0.isRange } + found.filter(\.isRange)
  }

  /// What is left of the condition where some of its parts hold; nil where nothing is.
  func condition(where parts: [Term]) -> Term? {
    if parts.isEmpty { return condition }
    return Term(conjuncts: (condition?.conjuncts ?? []).filter { !parts.contains($0) })
  }
}
