/// Operators, tests and properties.
extension Evaluation {
  mutating func negated(_ value: Value, at source: SourceRange) -> Value {
    let result = Operations.negate(value)
    if result.isNull { explain("`-` does not apply to \(value.kind)", at: source) }
    return result
  }

  mutating func arithmetic(
    _ operation: ArithmeticOperator,
    _ a: Value,
    _ b: Value,
    at source: SourceRange
  ) -> Value {
    if operation == .power { spend(Limits.digits, at: source) }
    guard failure == nil else { return .null }
    let result = Operations.arithmetic(operation, a, b)
    guard result.isNull else {
      if case .string = result { return limited(result, at: source) }
      return result
    }
    explain(Operations.reason(forNullOf: operation, a, b), at: source)
    return .null
  }

  mutating func comparison(
    _ operation: ComparisonOperator,
    _ a: Value,
    _ b: Value,
    at source: SourceRange
  ) -> Value {
    spend(Limits.effort(comparing: a, b), at: source)
    guard failure == nil else { return .null }
    let result = Operations.compare(operation, a, b)
    if result == nil { explain("\(a.kind) is not comparable with \(b.kind)", at: source) }
    return Value(result)
  }

  /// `value >= lower and value <= upper` (table 55).
  mutating func between(
    _ value: CheckedExpression,
    _ lower: CheckedExpression,
    _ upper: CheckedExpression,
    at source: SourceRange
  ) -> Value {
    let value = self.value(of: value)
    let (lower, upper) = (self.value(of: lower), self.value(of: upper))
    spend(
      Limits.effort(comparing: value, lower) + Limits.effort(comparing: value, upper),
      at: source
    )
    let result = Operations.both(
      Operations.compare(.greaterOrEqual, value, lower),
      Operations.compare(.lessOrEqual, value, upper)
    )
    if result == nil {
      explain("\(value.kind) is not comparable with \(lower.kind) and \(upper.kind)", at: source)
    }
    return Value(result)
  }

  /// `value instance of type` (table 61): null is an instance of the type Null alone.
  mutating func instance(_ value: Value, _ type: FeelType, at source: SourceRange) -> Value {
    if !type.isSimple { spend(Limits.parts(of: value) ?? Limits.parts, at: source) }
    return .boolean(value.isNull ? type == .null : value.conforms(to: type))
  }

  mutating func isMember(
    _ value: Value,
    _ tests: [MembershipTest],
    at source: SourceRange
  ) -> Bool? {
    var answer: Bool? = false
    for test in tests where answer != true {
      answer = Operations.either(answer, passes(value, test))
    }
    if answer == nil { explain("\(value.kind) is not comparable with what is tested", at: source) }
    return answer
  }

  private mutating func passes(_ value: Value, _ test: MembershipTest) -> Bool? {
    switch test {
    case .comparison(let operation, let operand):
      return compared(operation, value, operand)
    case .equals(let operand): return compared(.equal, value, operand)
    case .inRange(let operand):
      // A range that is written out needs not be made.
      if case .range(let lower, let lowerIncluded, let upper, let upperIncluded, let nullIsOpen) =
        operand.kind
      {
        guard let lower = bound(lower, nullIsOpen), let upper = bound(upper, nullIsOpen) else {
          return nil
        }
        spend(
          Limits.effort(comparing: value, lower) + Limits.effort(comparing: value, upper),
          at: operand.source
        )
        return Operations.isWithin(value, lower, lowerIncluded, upper, upperIncluded)
      }
      return matches(value, self.value(of: operand), at: operand.source)
    case .inList(let operand):
      // Nor a list.
      guard case .list(let items) = operand.kind else {
        return matches(value, self.value(of: operand), at: operand.source)
      }
      for item in items {
        let item = (value: self.value(of: item), source: item.source)
        spend(Limits.effort(finding: value, in: item.value), at: item.source)
        guard failure == nil else { return nil }
        if Operations.matches(value, item: item.value) { return true }
      }
      return false
    case .matching(let operand):
      return matches(value, self.value(of: operand), at: operand.source)
    case .satisfying(let subject, let condition):
      let outer = self.subject
      defer { self.subject = outer }
      self.subject = (subject.id, value)
      return truth(condition)
    }
  }

  private mutating func compared(
    _ operation: ComparisonOperator,
    _ value: Value,
    _ operand: CheckedExpression
  ) -> Bool? {
    let other = self.value(of: operand)
    spend(Limits.effort(comparing: value, other), at: operand.source)
    return failure == nil ? Operations.compare(operation, value, other) : nil
  }

  private mutating func matches(
    _ value: Value,
    _ operand: Value,
    at source: SourceRange
  ) -> Bool? {
    spend(Limits.effort(finding: value, in: operand), at: source)
    return failure == nil ? Operations.matches(value, operand) : nil
  }

  /// A range's bound: `.null` for an open end; nil, for no range, when it is null and that is not an open end.
  mutating func bound(_ expression: CheckedExpression?, _ nullIsOpen: Bool) -> Value? {
    guard let expression else { return .null }
    let value = self.value(of: expression)
    return value.isNull && !nullIsOpen ? nil : value
  }

  /// `value.name`, in a list of each item.
  mutating func property(_ name: String, of value: Value, at source: SourceRange) -> Value {
    if case .list(let items) = value {
      spend(items.reduce(items.count) { $0 + Limits.effort(of: $1) }, at: source)
      return .list(items.map { Interpreter.entry(name, of: $0) })
    }
    spend(Limits.effort(of: value), at: source)
    let result = Interpreter.entry(name, of: value)
    if isExplaining, result.isNull, !value.has(name) {
      explain("\(value.kind) has no entry `\(name)`", at: source)
    }
    return result
  }
}

extension Value {
  var isNull: Bool {
    if case .null = self { true } else { false }
  }

  /// What the value is, for messages.
  var kind: String {
    switch self {
    case .null: "null"
    case .context: "a context"
    case .list: "a list"
    case .range: "a range"
    case .function: "a function"
    default: FeelType(of: self).withArticle
    }
  }

  /// Whether the value has an entry or property of the name.
  fileprivate func has(_ name: String) -> Bool {
    if case .context(let entries) = self { return entries.contains { $0.name == name } }
    return FeelType(of: self).entries.contains { $0.name == name }
  }
}
