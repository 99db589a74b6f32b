extension Checker {
  /// The type of the items of a list that is gone through.
  private func itemType(_ list: CheckedExpression) throws(FeelError) -> FeelType {
    try refuseNull(list)
    switch list.type.nonNull {
    case .list(let item): return item
    case .any, .null: return .any
    case let type:
      throw FeelError("expected a list, this is \(type.withArticle)", at: list.source)
    }
  }

  /// `for`: several iterators are one inside the other, with one list as the result.
  mutating func iteration(
    _ iterators: ArraySlice<Expression.Iterator>,
    _ result: Expression,
    at source: SourceRange
  ) throws(FeelError) -> CheckedExpression {
    guard let iterator = iterators.first else { return try check(result) }
    let list = try check(iterator.list)
    let variable = bind(iterator.name.text)
    bindings.append(.variable(variable, try itemType(list)))
    defer { bindings.removeLast() }
    let inner = try iteration(iterators.dropFirst(), result, at: source)
    let type = propagating(.list(inner.type), list)
    let node = CheckedExpression(
      .iteration(variable, in: list, return: inner),
      type: type,
      source: source
    )
    guard iterators.count > 1 else { return node }
    return CheckedExpression(
      .call(StandardFunctions.joined, [node]),
      type: propagating(inner.type, list),
      source: source
    )
  }

  mutating func quantified(
    _ quantifier: Quantifier,
    _ iterators: ArraySlice<Expression.Iterator>,
    _ condition: Expression,
    at source: SourceRange
  ) throws(FeelError) -> CheckedExpression {
    guard let iterator = iterators.first else {
      return try self.condition(check(condition), of: "`satisfies`")
    }
    let list = try check(iterator.list)
    let variable = bind(iterator.name.text)
    bindings.append(.variable(variable, try itemType(list)))
    defer { bindings.removeLast() }
    let inner = try quantified(quantifier, iterators.dropFirst(), condition, at: source)
    return CheckedExpression(
      .quantified(quantifier, variable, in: list, satisfies: inner),
      type: propagating(.boolean, list, inner),
      source: source
    )
  }

  /// `list[…]`: the type of what is inside says whether it is a filter or an element.
  mutating func bracket(
    _ list: CheckedExpression,
    _ inner: Expression,
    at source: SourceRange
  ) throws(FeelError) -> CheckedExpression {
    let itemType = try itemType(list)
    let item = bind("item")
    let outer = bindings.count
    bindings.append(.variable(item, itemType))
    if case .context(let context) = itemType.nonNull {
      bindings.append(.entries(of: item, context))
    }
    defer { bindings.removeLast(bindings.count - outer) }
    let predicate = try check(inner)
    if predicate.type.nonNull == .number {
      try refuseNull(predicate)
      return CheckedExpression(
        .element(list, index: predicate),
        type: itemType.orNull,
        source: source
      )
    }
    let condition = try condition(predicate, of: "a filter")
    let known = Narrowing.facts(when: true, condition).filter { $0.variable == item.id }
    return CheckedExpression(
      .filter(list, item: item, predicate: condition),
      type: propagating(.list(itemType.narrowed(by: known)), list),
      source: source
    )
  }

  /// `[a .. b]`: a bound that is null leaves the range open.
  func range(
    _ lower: CheckedExpression,
    _ lowerIncluded: Bool,
    _ upper: CheckedExpression,
    _ upperIncluded: Bool,
    at source: SourceRange
  ) throws(FeelError) -> CheckedExpression {
    guard let type = lower.type.common(with: upper.type)?.nonNull else {
      throw FeelError(
        "the bounds are \(lower.type.nonNull.withArticle) and \(upper.type.nonNull.withArticle): they must agree",
        at: source
      )
    }
    guard FeelType.ordered.contains(type) || type == .any else {
      throw FeelError("\(type.withArticle) cannot bound a range", at: source)
    }
    return CheckedExpression(
      .range(
        lower: lower.type == .null ? nil : lower,
        lowerIncluded: lowerIncluded,
        upper: upper.type == .null ? nil : upper,
        upperIncluded: upperIncluded
      ),
      type: .range(type),
      source: source
    )
  }

  mutating func list(
    _ items: [Expression],
    at source: SourceRange
  ) throws(FeelError) -> CheckedExpression {
    var checked: [CheckedExpression] = []
    for item in items { checked.append(try check(item)) }
    return CheckedExpression(
      .list(checked),
      type: .list(FeelType.item(of: checked.map(\.type))),
      source: source
    )
  }

  mutating func context(
    _ entries: [Expression.Entry],
    at source: SourceRange
  ) throws(FeelError) -> CheckedExpression {
    var checked: [CheckedExpression.ContextEntry] = []
    for entry in entries {
      checked.append(
        CheckedExpression.ContextEntry(name: entry.name.text, value: try check(entry.value))
      )
    }
    let types = checked.map { ContextType.Entry(name: $0.name, type: $0.value.type) }
    return CheckedExpression(
      .context(checked),
      type: .context(ContextType(name: "context", entries: types)),
      source: source
    )
  }
}

extension FeelType {
  /// The type of an item of which paths are known not to be null: `list[end_date != null]`.
  fileprivate func narrowed(by known: Set<ValuePath>) -> FeelType {
    guard !known.isEmpty else { return self }
    let isKnown = known.contains { $0.entries.isEmpty }
    guard case .context(var context) = nonNull else { return isKnown ? nonNull : self }
    for (index, entry) in context.entries.enumerated()
    where known.contains(where: { $0.entries == [entry.name] }) {
      context.entries[index].type = entry.type.nonNull
    }
    return isKnown ? .context(context) : FeelType.context(context).orNull
  }
}
