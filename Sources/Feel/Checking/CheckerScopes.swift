/// Iterations, quantifiers and functions: what binds variables.
extension Checker {
  /// `for`: the variables are in scope for the lists after their own, and for the result.
  mutating func iteration(
    _ iterators: [Expression.Iterator],
    _ result: Expression,
    at source: SourceRange
  ) throws(FeelError) -> CheckedExpression {
    let outer = bindings.count
    defer { bindings.removeLast(bindings.count - outer) }
    var checked: [CheckedExpression.Iterator] = []
    for iterator in iterators {
      let list = try check(iterator.list)
      let variable = bind(iterator.name.text)
      bindings.append(.variable(variable, try itemType(list)))
      checked.append(CheckedExpression.Iterator(variable: variable, list: list))
    }
    let partial = bind("partial")
    // It hides a `partial` of the surroundings, and an iterator of that name hides it.
    bindings.insert(.variable(partial, .list(.any)), at: outer)
    let value = try check(result)
    let isNullable = checked.contains { $0.list.type.admitsNull && $0.list.type != .any }
    if value.mentionedVariables.contains(partial.id) {
      return CheckedExpression(
        .accumulation(checked, partial: partial, return: value),
        type: isNullable ? .nullable(.list(value.type)) : .list(value.type),
        source: source
      )
    }
    return nested(checked[...], value, isNullable: isNullable, at: source)
  }

  /// Several iterators are one inside the other, with one list as the result.
  private func nested(
    _ iterators: ArraySlice<CheckedExpression.Iterator>,
    _ value: CheckedExpression,
    isNullable: Bool,
    at source: SourceRange
  ) -> CheckedExpression {
    guard let iterator = iterators.first else { return value }
    let inner = nested(iterators.dropFirst(), value, isNullable: isNullable, at: source)
    let isInnermost = iterators.count == 1
    let type: FeelType = isInnermost ? .list(value.type) : .list(inner.type)
    let node = CheckedExpression(
      .iteration(iterator.variable, in: iterator.list, return: inner),
      type: isNullable ? type.orNull : type,
      source: source
    )
    guard !isInnermost else { return node }
    return CheckedExpression(
      .call(StandardFunctions.joined, [node]),
      type: inner.type,
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
      let checked = try check(condition)
      return try self.condition(checked, of: "`satisfies`")
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

  /// `function(a, b) …`; `itself` stands for the function where it is an entry of a context.
  mutating func function(
    _ parameters: [Expression.Parameter],
    _ body: Expression,
    itself: Variable?,
    at source: SourceRange
  ) throws(FeelError) -> CheckedExpression {
    let outer = bindings.count
    defer { bindings.removeLast(bindings.count - outer) }
    let first = nextVariable
    var checked: [FunctionDefinition.Parameter] = []
    for parameter in parameters {
      if let type = parameter.type, type.type == nil {
        return try invalid(FeelError("there is no type `\(type.text)`", at: type.source))
      }
      let type = parameter.type?.type ?? .any
      let variable = bind(parameter.name.text)
      bindings.append(.variable(variable, type))
      checked.append(FunctionDefinition.Parameter(variable: variable, type: type))
    }
    let result = try check(body)
    let captured = result.mentionedVariables.filter { $0 < first }
    let definition = FunctionDefinition(
      parameters: checked,
      body: result,
      text: text(at: source),
      captures: captured.filter { $0 != itself?.id }.sorted(),
      itself: itself.flatMap { captured.contains($0.id) ? $0.id : nil }
    )
    return CheckedExpression(
      .function(definition),
      type: .function(parameters: checked.map(\.type), result: result.type),
      source: source
    )
  }
}
