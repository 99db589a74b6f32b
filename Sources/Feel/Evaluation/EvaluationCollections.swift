internal import Values

/// Lists, contexts, ranges, and what goes through them.
extension Evaluation {
  mutating func collection(_ expression: CheckedExpression) -> Value {
    let source = expression.source
    switch expression.kind {
    case .list(let items): return limited(.list(items.map { value(of: $0) }), at: source)
    case .context(let entries): return limited(context(entries), at: source)
    case .range(let lower, let lowerIncluded, let upper, let upperIncluded, let nullIsOpen):
      guard let lower = bound(lower, nullIsOpen), let upper = bound(upper, nullIsOpen) else {
        explain("a range has no bound that is null", at: source)
        return .null
      }
      let range = ValueRange(
        lower: lower.isNull ? nil : lower,
        lowerIncluded: lowerIncluded && !lower.isNull,
        upper: upper.isNull ? nil : upper,
        upperIncluded: upperIncluded && !upper.isNull
      )
      guard range.isOrdered else {
        explain("a range goes up, from its start to its end, which are of one type", at: source)
        return .null
      }
      return .range(range)
    case .sequence(let lower, let upper):
      return sequence(value(of: lower), value(of: upper), source)
    case .iteration(let variable, let list, let result):
      guard let items = items(of: list) else { return .null }
      var results: [Value] = []
      results.reserveCapacity(items.count)
      for item in items where failure == nil {
        bind(variable, item)
        results.append(value(of: result))
      }
      return limited(.list(results), at: source)
    case .accumulation(let iterators, let partial, let result):
      var results: [Value] = []
      guard accumulate(iterators[...], partial, result, &results) else { return .null }
      return limited(.list(results), at: source)
    case .quantified(let quantifier, let variable, let list, let condition):
      return quantified(quantifier, variable, list, condition)
    case .filter(let list, let item, let predicate):
      guard let items = filtered(value(of: list), at: list.source) else { return .null }
      return kept(items, item, predicate)
    case .element(let list, let index):
      guard let items = filtered(value(of: list), at: list.source) else { return .null }
      return element(items, value(of: index), at: source)
    case .bracket(let list, let item, let inner):
      guard let items = filtered(value(of: list), at: list.source) else { return .null }
      // An element's number is the same for all items: it does not see them.
      bind(item, .null)
      let explained = diagnostics.count
      let index = value(of: inner)
      if case .number = index { return element(items, index, at: source) }
      diagnostics.removeLast(diagnostics.count - explained)
      return kept(items, item, inner)
    default: return .null
    }
  }

  private mutating func context(_ entries: [CheckedExpression.ContextEntry]) -> Value {
    .context(
      entries.map { entry in
        let value = value(of: entry.value)
        bind(entry.variable, value)
        return Value.ContextEntry(name: entry.variable.name, value: value)
      }
    )
  }

  /// The whole numbers or days from one bound to the other, up or down.
  private mutating func sequence(_ lower: Value, _ upper: Value, _ source: SourceRange) -> Value {
    let bounds: (Int, Int)
    switch (lower, upper) {
    case (.number(let a), .number(let b)):
      guard let a = a.intValue, let b = b.intValue else {
        explain("an iteration goes from one whole number to another", at: source)
        return .null
      }
      bounds = (a, b)
    case (.date(let a), .date(let b)): bounds = (a.dayNumber, b.dayNumber)
    default:
      explain("an iteration does not go from \(lower.kind) to \(upper.kind)", at: source)
      return .null
    }
    let (distance, overflow) = bounds.1.subtractingReportingOverflow(bounds.0)
    guard !overflow, distance.magnitude < Limits.parts else {
      fail("an iteration goes over at most \(Limits.parts) items: it was given up", at: source)
      return .null
    }
    spend(Int(distance.magnitude), at: source)
    let numbers = stride(from: bounds.0, through: bounds.1, by: distance < 0 ? -1 : 1)
    if case .date = lower { return .list(numbers.map { .date(CalendarDate(dayNumber: $0)) }) }
    return .list(numbers.map { .number(Decimal($0)) })
  }

  /// What an iteration goes through: a list's items, or a range's numbers or days.
  private mutating func items(of list: CheckedExpression) -> [Value]? {
    switch value(of: list) {
    case .list(let items): return items
    case .range(let range):
      guard let lower = range.lower, let upper = range.upper else { return nil }
      guard case .list(var items) = sequence(lower, upper, list.source) else { return nil }
      if !range.lowerIncluded, !items.isEmpty { items.removeFirst() }
      if !range.upperIncluded, !items.isEmpty { items.removeLast() }
      return items
    case let value:
      explain("an iteration needs a list, this is \(value.kind)", at: list.source)
      return nil
    }
  }

  /// Goes through several lists, one inside the other; false where one is no list.
  private mutating func accumulate(
    _ iterators: ArraySlice<CheckedExpression.Iterator>,
    _ partial: Variable,
    _ result: CheckedExpression,
    _ results: inout [Value]
  ) -> Bool {
    guard let iterator = iterators.first else {
      bind(partial, .list(results))
      let value = limited(value(of: result), at: result.source)
      // The list is let go of first, so that it is not copied when it grows.
      bind(partial, .null)
      results.append(value)
      return true
    }
    guard let items = items(of: iterator.list) else { return false }
    for item in items where failure == nil {
      bind(iterator.variable, item)
      guard accumulate(iterators.dropFirst(), partial, result, &results) else { return false }
    }
    return true
  }

  private mutating func quantified(
    _ quantifier: Quantifier,
    _ variable: Variable,
    _ list: CheckedExpression,
    _ condition: CheckedExpression
  ) -> Value {
    guard let items = items(of: list) else { return .null }
    let isSome = quantifier == .some
    var answer: Bool? = !isSome
    for item in items where answer != isSome && failure == nil {
      bind(variable, item)
      let truth = truth(condition)
      answer = isSome ? Operations.either(answer, truth) : Operations.both(answer, truth)
    }
    return Value(answer)
  }

  /// A value as what a filter is applied to: what is no list is a list of itself (10.3.2.5), null is none.
  private mutating func filtered(_ value: Value, at source: SourceRange) -> [Value]? {
    switch value {
    case .list(let items): return items
    case .null:
      explain("a filter needs a list, this is null", at: source)
      return nil
    default: return [value]
    }
  }

  /// The items that the predicate is true of; null where it gives neither true nor false nor null (table 68).
  private mutating func kept(
    _ items: [Value],
    _ item: Variable,
    _ predicate: CheckedExpression
  ) -> Value {
    var kept: [Value] = []
    for candidate in items where failure == nil {
      // An entry named `item` takes the place of the item (10.3.2.5).
      bind(item, candidate)
      switch value(of: predicate) {
      case .boolean(true): kept.append(candidate)
      case .boolean(false), .null: continue
      case let value:
        explain("a filter needs true or false, this is \(value.kind)", at: predicate.source)
        return .null
      }
    }
    return .list(kept)
  }

  /// `list[index]`: from 1, or from -1 at the end.
  private mutating func element(_ items: [Value], _ index: Value, at source: SourceRange) -> Value {
    guard case .number(let number) = index, let index = number.intValue else {
      explain("an element's number is a whole one", at: source)
      return .null
    }
    let position = index > 0 ? index - 1 : items.count + index
    guard index != 0, items.indices.contains(position) else {
      explain("there is no element \(index): the list has \(items.count)", at: source)
      return .null
    }
    return items[position]
  }
}
