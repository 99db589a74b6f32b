/// Arithmetic, comparisons and tests.
extension Checker {
  mutating func negation(
    _ operand: CheckedExpression,
    at source: SourceRange
  ) throws(FeelError) -> CheckedExpression {
    try refuseNull(operand)
    var type = operand.type
    switch operand.type.nonNull {
    case .number, .daysAndTimeDuration, .yearsAndMonthsDuration, .any, .null: break
    case let operandType:
      try refuse(FeelError("`-` does not apply to \(operandType.withArticle)", at: source))
      type = .null
    }
    if case .literal(let value) = operand.kind, type != .null {
      return CheckedExpression(
        .literal(Operations.negate(value)),
        type: operand.type,
        source: source
      )
    }
    return CheckedExpression(.negate(operand), type: type, source: source)
  }

  mutating func arithmetic(
    _ operation: ArithmeticOperator,
    _ a: CheckedExpression,
    _ b: CheckedExpression,
    at source: SourceRange
  ) throws(FeelError) -> CheckedExpression {
    try refuseNull(a)
    try refuseNull(b)
    let (left, right) = (a.type.nonNull, b.type.nonNull)
    let type = operation.resultType(left, right)
    if type == nil {
      try refuse(
        FeelError(
          "`\(operation.rawValue)` does not apply to \(left.withArticle) and \(right.withArticle)",
          at: source
        )
      )
    }
    if case .literal(let right) = b.kind, !right.isNull, type != nil {
      // Whatever is divided by zero, there is no result.
      var left = operation == .divide && right.isZero ? right : Value.null
      if case .literal(let value) = a.kind { left = value }
      if !left.isNull, Operations.arithmetic(operation, left, right).isNull {
        try refuse(FeelError(Operations.reason(forNullOf: operation, left, right), at: source))
      }
    }
    return CheckedExpression(
      .arithmetic(operation, a, b),
      type: propagating(type ?? .null, a, b),
      source: source
    )
  }

  mutating func comparison(
    _ operation: ComparisonOperator,
    _ a: CheckedExpression,
    _ b: CheckedExpression,
    at source: SourceRange
  ) throws(FeelError) -> CheckedExpression {
    try requireComparable(operation, a, b, at: source)
    let isEquality = operation == .equal || operation == .notEqual
    let type: FeelType = isEquality ? .boolean : propagating(.boolean, a, b)
    return CheckedExpression(
      .comparison(operation, a, b),
      type: mode == .strict ? type : type.orNull,
      source: source
    )
  }

  /// Refuses a comparison of different types, or by order where there is none.
  private mutating func requireComparable(
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
      return try refuse(mismatch(a, b, at: source))
    }
    let type = common.nonNull
    guard isEquality || type == .any || type == .null || FeelType.ordered.contains(type) else {
      return try refuse(
        FeelError(
          "`\(operation.rawValue)` does not apply to \(type.withArticle): it has no order",
          at: source
        )
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

  mutating func between(
    _ value: CheckedExpression,
    _ lower: CheckedExpression,
    _ upper: CheckedExpression,
    at source: SourceRange
  ) throws(FeelError) -> CheckedExpression {
    let known = warnings.count
    try requireComparable(.greaterOrEqual, value, lower, at: source)
    // What is wrong with one bound is mostly wrong with the other.
    if warnings.count == known { try requireComparable(.lessOrEqual, value, upper, at: source) }
    return CheckedExpression(
      .between(value, lower: lower, upper: upper),
      type: mode == .strict ? propagating(.boolean, value, lower, upper) : .nullable(.boolean),
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
    let subject = bind("?")
    bindings.append(.variable(subject, value.type.nonNull))
    defer { bindings.removeLast() }
    for test in tests {
      let operand = try check(test.operand)
      if operand.mentionedVariables.contains(subject.id) {
        let condition = try condition(operand, of: "`in`")
        checked.append(.satisfying(subject, condition))
      } else {
        checked.append(try membershipTest(value, test.comparison, operand))
      }
      if case .equals = checked[checked.count - 1] { continue }
      type = operand.type.admitsNull && operand.type != .any ? type.orNull : type
    }
    return CheckedExpression(
      .membership(value, checked),
      type: mode == .strict ? type : type.orNull,
      source: source
    )
  }

  private mutating func membershipTest(
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
    case .list(.range(let bound)) where type.common(with: bound) != nil && type != .any,
      .list(.nullable(.range(let bound))) where type.common(with: bound) != nil && type != .any:
      try refuseNull(operand)
      return .matching(operand)
    case .list(let item) where type.common(with: item.nonNull) != nil && !item.isOpen:
      try refuseNull(operand)
      return .inList(operand)
    case let other:
      guard type.common(with: other) != nil || other.isOpen else {
        try refuse(
          FeelError("\(type.withArticle) is never in \(other.withArticle)", at: operand.source)
        )
        return .matching(operand)
      }
      return type.isOpen || other.isOpen ? .matching(operand) : .equals(operand)
    }
  }

  mutating func instance(
    _ value: CheckedExpression,
    _ type: Expression.TypeName,
    at source: SourceRange
  ) throws(FeelError) -> CheckedExpression {
    guard let expected = type.type else {
      return try invalid(
        FeelError(
          "there is no type `\(type.text)`",
          at: type.source,
          hint:
            "types are `number`, `string`, `boolean`, `date`, `time`, `date and time`, `days and time duration`, `years and months duration`, `list<…>`, `range<…>`, `context<name: …>`, `function<…> -> …` and `Any`"
        )
      )
    }
    return CheckedExpression(.instance(value, of: expected), type: .boolean, source: source)
  }
}
