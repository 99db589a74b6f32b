extension Checker {
  func negation(
    _ operand: CheckedExpression,
    at source: SourceRange
  ) throws(FeelError) -> CheckedExpression {
    try refuseNull(operand)
    switch operand.type.nonNull {
    case .number, .daysAndTimeDuration, .yearsAndMonthsDuration, .any, .null: break
    case let type: throw FeelError("`-` does not apply to \(type.withArticle)", at: source)
    }
    if case .literal(let value) = operand.kind {
      return CheckedExpression(
        .literal(Operations.negate(value)),
        type: operand.type,
        source: source
      )
    }
    return CheckedExpression(.negate(operand), type: operand.type, source: source)
  }

  func arithmetic(
    _ operation: ArithmeticOperator,
    _ a: CheckedExpression,
    _ b: CheckedExpression,
    at source: SourceRange
  ) throws(FeelError) -> CheckedExpression {
    try refuseNull(a)
    try refuseNull(b)
    let (left, right) = (a.type.nonNull, b.type.nonNull)
    guard let type = operation.resultType(left, right) else {
      throw FeelError(
        "`\(operation.rawValue)` does not apply to \(left.withArticle) and \(right.withArticle)",
        at: source
      )
    }
    return CheckedExpression(
      .arithmetic(operation, a, b),
      type: propagating(type, a, b),
      source: source
    )
  }

  func comparison(
    _ operation: ComparisonOperator,
    _ a: CheckedExpression,
    _ b: CheckedExpression,
    at source: SourceRange
  ) throws(FeelError) -> CheckedExpression {
    try requireComparable(operation, a, b, at: source)
    let isEquality = operation == .equal || operation == .notEqual
    return CheckedExpression(
      .comparison(operation, a, b),
      type: isEquality ? .boolean : propagating(.boolean, a, b),
      source: source
    )
  }

  /// Refuses a comparison of different types, or by order where there is none.
  private func requireComparable(
    _ operation: ComparisonOperator,
    _ a: CheckedExpression,
    _ b: CheckedExpression,
    at source: SourceRange
  ) throws(FeelError) {
    let isEquality = operation == .equal || operation == .notEqual
    if !isEquality {
      try refuseNull(a)
      try refuseNull(b)
    }
    guard let common = a.type.nonNull.common(with: b.type.nonNull) else {
      throw mismatch(a, b, at: source)
    }
    let type = common.nonNull
    guard isEquality || type == .any || type == .null || FeelType.ordered.contains(type) else {
      throw FeelError(
        "`\(operation.rawValue)` does not apply to \(type.withArticle): it has no order",
        at: source
      )
    }
  }

  private func mismatch(
    _ a: CheckedExpression,
    _ b: CheckedExpression,
    at source: SourceRange
  ) -> FeelError {
    let (left, right) = (a.type.nonNull, b.type.nonNull)
    var hint: String?
    if case .list(let item) = right, item.common(with: left) != nil {
      hint = "to ask whether it is in the list, write `… in …`"
    } else if case .list(let item) = left, item.common(with: right) != nil {
      hint = "to ask whether it is in the list, write `list contains(list, value)`"
    }
    return FeelError(
      "\(left.withArticle) is never comparable with \(right.withArticle)",
      at: source,
      hint: hint
    )
  }

  func between(
    _ value: CheckedExpression,
    _ lower: CheckedExpression,
    _ upper: CheckedExpression,
    at source: SourceRange
  ) throws(FeelError) -> CheckedExpression {
    try requireComparable(.greaterOrEqual, value, lower, at: source)
    try requireComparable(.lessOrEqual, value, upper, at: source)
    return CheckedExpression(
      .between(value, lower: lower, upper: upper),
      type: propagating(.boolean, value, lower, upper),
      source: source
    )
  }

  mutating func membership(
    _ value: CheckedExpression,
    _ tests: [Expression.Test],
    at source: SourceRange
  ) throws(FeelError) -> CheckedExpression {
    try refuseNull(value)
    var checked: [MembershipTest] = []
    var type = propagating(.boolean, value)
    for test in tests {
      let operand = try check(test.operand)
      checked.append(try membershipTest(value, test.comparison, operand))
      if case .equals = checked[checked.count - 1] { continue }
      type = operand.type.admitsNull && operand.type != .any ? type.orNull : type
    }
    return CheckedExpression(.membership(value, checked), type: type, source: source)
  }

  private func membershipTest(
    _ value: CheckedExpression,
    _ comparison: ComparisonOperator?,
    _ operand: CheckedExpression
  ) throws(FeelError) -> MembershipTest {
    if let comparison {
      try requireComparable(comparison, value, operand, at: operand.source)
      return .comparison(comparison, operand)
    }
    let type = value.type.nonNull
    switch operand.type.nonNull {
    case .range(let bound) where type.common(with: bound) != nil:
      try refuseNull(operand)
      return .inRange(operand)
    case .list(let item) where type.common(with: item.nonNull) != nil:
      try refuseNull(operand)
      return .inList(operand)
    case let other:
      guard type.common(with: other) != nil else {
        throw FeelError(
          "\(type.withArticle) is never in \(other.withArticle)",
          at: operand.source
        )
      }
      return .equals(operand)
    }
  }

  /// `and` and `or`: the second operand is looked at only where the first leaves it open.
  mutating func connective(
    _ a: Expression,
    _ b: Expression,
    assuming outcome: Bool,
    at source: SourceRange
  ) throws(FeelError) -> CheckedExpression {
    let first = try condition(check(a), of: outcome ? "`and`" : "`or`")
    let second = try condition(
      check(b, assuming: Narrowing.facts(when: outcome, first)),
      of: outcome ? "`and`" : "`or`"
    )
    return CheckedExpression(
      outcome ? .conjunction(first, second) : .disjunction(first, second),
      type: propagating(.boolean, first, second),
      source: source
    )
  }

  mutating func conditional(
    _ condition: Expression,
    _ first: Expression,
    _ second: Expression,
    at source: SourceRange
  ) throws(FeelError) -> CheckedExpression {
    let condition = try self.condition(check(condition), of: "`if`")
    let first = try check(first, assuming: Narrowing.facts(when: true, condition))
    let second = try check(second, assuming: Narrowing.facts(when: false, condition))
    guard let type = first.type.common(with: second.type) else {
      throw FeelError(
        "`then` gives \(first.type.withArticle), `else` \(second.type.withArticle): they must agree",
        at: source
      )
    }
    return CheckedExpression(
      .conditional(if: condition, then: first, else: second),
      type: type,
      source: source
    )
  }

  /// A node that must be true or false.
  func condition(
    _ node: CheckedExpression,
    of place: String
  ) throws(FeelError) -> CheckedExpression {
    guard [.boolean, .any, .null].contains(node.type.nonNull) else {
      throw FeelError(
        "\(place) needs true or false, this is \(node.type.nonNull.withArticle)",
        at: node.source
      )
    }
    try refuseNull(node)
    return node
  }
}

extension ArithmeticOperator {
  /// The type of the result for types without null; nil where the operator does not apply.
  func resultType(_ a: FeelType, _ b: FeelType) -> FeelType? {
    switch (self, a, b) {
    case (_, .any, _), (_, _, .any): .any
    case (_, .null, let type), (_, let type, .null): type
    case (_, .number, .number): .number
    case (.add, .string, .string): .string
    case (.add, .date, .daysAndTimeDuration), (.add, .daysAndTimeDuration, .date),
      (.add, .date, .yearsAndMonthsDuration), (.add, .yearsAndMonthsDuration, .date),
      (.subtract, .date, .daysAndTimeDuration), (.subtract, .date, .yearsAndMonthsDuration):
      .date
    case (.subtract, .date, .date): .daysAndTimeDuration
    case (.add, .daysAndTimeDuration, .daysAndTimeDuration),
      (.subtract, .daysAndTimeDuration, .daysAndTimeDuration),
      (.add, .yearsAndMonthsDuration, .yearsAndMonthsDuration),
      (.subtract, .yearsAndMonthsDuration, .yearsAndMonthsDuration):
      a
    case (.divide, .daysAndTimeDuration, .daysAndTimeDuration),
      (.divide, .yearsAndMonthsDuration, .yearsAndMonthsDuration):
      .number
    case (.multiply, .daysAndTimeDuration, .number), (.divide, .daysAndTimeDuration, .number),
      (.multiply, .yearsAndMonthsDuration, .number), (.divide, .yearsAndMonthsDuration, .number):
      a
    case (.multiply, .number, .daysAndTimeDuration),
      (.multiply, .number, .yearsAndMonthsDuration):
      b
    default: nil
    }
  }
}
