/// A variable, or an entry of it, however deep: what a condition can say of a value.
struct ValuePath: Hashable, Sendable {
  var variable: Int
  var entries: [String] = []

  init?(_ expression: CheckedExpression) {
    switch expression.kind {
    case .variable(let variable):
      self.variable = variable.id
    case .path(let base, let entry):
      guard let path = ValuePath(base) else { return nil }
      self = path
      entries.append(entry)
    default: return nil
    }
  }

  /// The path itself and what it goes through: where `a.b` is not null, neither is `a`.
  var prefixes: [ValuePath] {
    (0...entries.count).map { count in
      var path = self
      path.entries = Array(entries.prefix(count))
      return path
    }
  }
}

/// What a condition tells about null.
enum Narrowing {
  /// What is not null when the condition has this outcome.
  static func facts(when outcome: Bool, _ condition: CheckedExpression) -> Set<ValuePath> {
    switch condition.kind {
    case .comparison(.equal, let a, let b): equality(outcome, a, b)
    case .comparison(.notEqual, let a, let b): equality(!outcome, a, b)
    case .comparison(_, let a, let b): outcome ? paths([a, b]) : []
    case .between(let value, let lower, let upper): outcome ? paths([value, lower, upper]) : []
    case .conjunction(let a, let b):
      outcome
        ? facts(when: true, a).union(facts(when: true, b))
        : facts(when: false, a).intersection(facts(when: false, b))
    case .disjunction(let a, let b):
      outcome
        ? facts(when: true, a).intersection(facts(when: true, b))
        : facts(when: false, a).union(facts(when: false, b))
    case .call(let function, let arguments) where function.name == "not" && arguments.count == 1:
      facts(when: !outcome, arguments[0])
    default: []
    }
  }

  private static func equality(
    _ isEqual: Bool,
    _ a: CheckedExpression,
    _ b: CheckedExpression
  ) -> Set<ValuePath> {
    if isEqual {
      // Equal to what is not null.
      return paths(b.type.admitsNull ? [] : [a]).union(paths(a.type.admitsNull ? [] : [b]))
    }
    return paths(b.type == .null ? [a] : []).union(paths(a.type == .null ? [b] : []))
  }

  private static func paths(_ expressions: [CheckedExpression]) -> Set<ValuePath> {
    Set(expressions.compactMap(ValuePath.init).flatMap(\.prefixes))
  }
}
