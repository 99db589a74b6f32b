/// What asks for true or false.
extension Checker {
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
    let type = first.type.common(with: second.type)
    // This is no error of the standard's: it needs no warning.
    if type == nil, mode == .strict {
      throw FeelError(
        "`then` gives \(first.type.withArticle), `else` \(second.type.withArticle): they must agree",
        at: source
      )
    }
    return CheckedExpression(
      .conditional(if: condition, then: first, else: second),
      type: type ?? .any,
      source: source
    )
  }

  /// A node that must be true or false.
  mutating func condition(
    _ node: CheckedExpression,
    of place: String
  ) throws(FeelError) -> CheckedExpression {
    if ![.boolean, .any, .null].contains(node.type.nonNull) {
      try refuse(
        FeelError(
          "\(place) needs true or false, this is \(node.type.nonNull.withArticle)",
          at: node.source
        )
      )
    }
    try refuseNull(node)
    return node
  }
}
