/// Lists, filters, ranges and contexts.
extension Checker {
  /// The type of the items of a list that is gone through.
  mutating func itemType(_ list: CheckedExpression) throws(FeelError) -> FeelType {
    try refuseNull(list)
    switch list.type.nonNull {
    case .list(let item): return item
    case .range(let bound) where [.number, .date].contains(bound): return bound
    case .any, .null: return .any
    case let type:
      try refuse(FeelError("expected a list, this is \(type.withArticle)", at: list.source))
      return .any
    }
  }

  /// `list[…]`: the type of what is inside says whether it is a filter or an element.
  mutating func bracket(
    _ list: CheckedExpression,
    _ inner: Expression,
    at source: SourceRange
  ) throws(FeelError) -> CheckedExpression {
    let itemType = try filteredType(list)
    let item = bind("item")
    let outer = bindings.count
    bindings.append(.variable(item, itemType))
    if mode == .standard {
      // A context may have more entries than its type, or, among others in a list, fewer.
      bindings.append(.openItem(item))
    } else if case .context(let context) = itemType.nonNull {
      bindings.append(.entries(of: item, context))
    }
    defer { bindings.removeLast(bindings.count - outer) }
    let predicate = try check(inner)
    if predicate.type.nonNull == .number {
      try refuseNull(predicate)
      return CheckedExpression(
        .element(list, index: predicate),
        type: itemType == .any ? .nullable(.any) : itemType.orNull,
        source: source
      )
    }
    if predicate.type.nonNull == .any, mode == .standard {
      return CheckedExpression(.bracket(list, item: item, predicate), type: .any, source: source)
    }
    let condition = try condition(predicate, of: "a filter")
    let known = Narrowing.facts(when: true, condition).filter { $0.variable == item.id }
    return CheckedExpression(
      .filter(list, item: item, predicate: condition),
      type: propagating(.list(itemType.narrowed(by: known)), list),
      source: source
    )
  }

  /// The type of a list's items; in standard mode, what is no list is a list of itself (10.3.2.5).
  private mutating func filteredType(_ list: CheckedExpression) throws(FeelError) -> FeelType {
    if mode == .standard {
      switch list.type.nonNull {
      case .list(let item): return item
      case let type: return type
      }
    }
    guard case .range = list.type.nonNull else { return try itemType(list) }
    throw FeelError("expected a list, this is \(list.type.nonNull.withArticle)", at: list.source)
  }

  /// `[a .. b]`: in strict mode, a bound that is null leaves the range open; the standard has no such range.
  mutating func range(
    _ lower: Expression?,
    _ lowerIncluded: Bool,
    _ upper: Expression?,
    _ upperIncluded: Bool,
    at source: SourceRange
  ) throws(FeelError) -> CheckedExpression {
    var bounds: [CheckedExpression?] = []
    for bound in [lower, upper] {
      if let bound { bounds.append(try check(bound)) } else { bounds.append(nil) }
    }
    let (a, b) = (bounds[0], bounds[1])
    let types = bounds.compactMap { $0?.type }
    var type = types[0].nonNull
    if types.count == 2 {
      if let common = types[0].common(with: types[1])?.nonNull {
        type = common
      } else {
        try refuse(
          FeelError(
            "the bounds are \(types[0].nonNull.withArticle) and \(types[1].nonNull.withArticle): they must agree",
            at: source
          )
        )
        type = .any
      }
    }
    if !(FeelType.ordered + [.any, .null]).contains(type) {
      try refuse(FeelError("\(type.withArticle) cannot bound a range", at: source))
    }
    if case .literal(let lower)? = a?.kind, case .literal(let upper)? = b?.kind, !lower.isNull,
      !upper.isNull, type != .any, !ValueRange(lower: lower, upper: upper).isOrdered
    {
      try refuse(FeelError("a range goes up, from its start to its end", at: source))
    }
    let nullIsOpen = mode == .strict
    let isOpen = { (bound: CheckedExpression?) in nullIsOpen && bound?.type == .null }
    return CheckedExpression(
      .range(
        lower: isOpen(a) ? nil : a,
        lowerIncluded: lowerIncluded,
        upper: isOpen(b) ? nil : b,
        upperIncluded: upperIncluded,
        nullIsOpen: nullIsOpen
      ),
      type: nullIsOpen ? .range(type == .null ? .any : type) : FeelType.range(type).orNull,
      source: source
    ).made
  }

  /// The whole numbers or days from one bound to the other.
  mutating func sequence(
    _ lower: CheckedExpression,
    _ upper: CheckedExpression,
    at source: SourceRange
  ) throws(FeelError) -> CheckedExpression {
    try refuseNull(lower)
    try refuseNull(upper)
    let type = lower.type.nonNull.common(with: upper.type.nonNull)
    let known: [FeelType?] = [.number, .date, .any, .null]
    if !known.contains(type) {
      try refuse(
        FeelError(
          "an iteration goes over numbers or dates, not from \(lower.type.nonNull.withArticle) to \(upper.type.nonNull.withArticle)",
          at: source
        )
      )
    }
    return CheckedExpression(
      .sequence(lower, upper),
      type: propagating(.list(known.contains(type) ? type ?? .any : .any), lower, upper),
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

  /// A context: an entry is in scope for those after it, and a function for itself.
  mutating func context(
    _ entries: [Expression.Entry],
    at source: SourceRange
  ) throws(FeelError) -> CheckedExpression {
    let outer = bindings.count
    defer { bindings.removeLast(bindings.count - outer) }
    var checked: [CheckedExpression.ContextEntry] = []
    for entry in entries {
      let variable = bind(Names.canonical(entry.name.text))
      let value: CheckedExpression
      if case .function(let parameters, let body) = entry.value.kind {
        bindings.append(.variable(variable, .any))
        value = try function(parameters, body, itself: variable, at: entry.value.source)
        bindings.removeLast()
      } else {
        value = try check(entry.value)
      }
      bindings.append(.variable(variable, value.type))
      checked.append(
        CheckedExpression.ContextEntry(
          variable: Variable(name: entry.name.text, id: variable.id),
          value: value
        )
      )
    }
    let types = checked.map { ContextType.Entry(name: $0.variable.name, type: $0.value.type) }
    return CheckedExpression(
      .context(checked),
      type: FeelType.context(ContextType(name: "context", entries: types)).ifKnowable,
      source: source
    )
  }
}

extension CheckedExpression {
  /// A range whose bounds are written out, made once and for all; anything else, and what is no range, as it is.
  fileprivate var made: CheckedExpression {
    guard case .range(let lower, _, let upper, _, _) = kind, lower?.isWrittenOut ?? true,
      upper?.isWrittenOut ?? true
    else { return self }
    let value = Interpreter().evaluate(self, variables: [])
    return value.isNull ? self : CheckedExpression(.literal(value), type: type, source: source)
  }

  /// Whether this is a literal, or one with a sign.
  private var isWrittenOut: Bool {
    switch kind {
    case .literal: true
    case .negate(let operand): operand.isWrittenOut
    default: false
    }
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
