public import Feel

/// What an expression that the interpreter evaluates takes from outside: a variable, or an entry of a row.
public struct InterpretedInput: Hashable, Sendable {
  /// The variable or path.
  public let expression: CheckedExpression
  /// Where the interpreter looks for it.
  let place: Place

  /// A variable, or an entry inside it.
  struct Place: Hashable, Sendable {
    /// The variable's number.
    let variable: Int
    /// The entries on the way from the variable; none for the variable itself.
    let entries: [String]
  }

  /// Puts its value where the interpreter looks for it.
  public func put(_ value: Value, in variables: inout [Value]) {
    while variables.count <= place.variable { variables.append(.null) }
    variables[place.variable] = InterpretedInput.inserting(
      value,
      at: place.entries[...],
      of: variables[place.variable]
    )
  }

  private static func inserting(
    _ value: Value,
    at entries: ArraySlice<String>,
    of base: Value
  ) -> Value {
    guard let name = entries.first else { return value }
    var content: [Value.ContextEntry] = []
    if case .context(let known) = base { content = known }
    let index = content.firstIndex { $0.name == name }
    let inner = inserting(
      value,
      at: entries.dropFirst(),
      of: index.map { content[$0].value } ?? .null
    )
    if let index {
      content[index].value = inner
    } else {
      content.append(Value.ContextEntry(name: name, value: inner))
    }
    return .context(content)
  }
}

extension CheckedExpression {
  /// Whether the engine has no step of its own for the expression, and the interpreter evaluates it.
  public var isInterpreted: Bool {
    switch kind {
    case .instance, .accumulation, .sequence, .bracket, .itemEntry, .context, .dispatch,
      .invocation, .function, .invalid:
      true
    case .call(let function, _):
      if case .higherOrder = function.body { true } else { false }
    case .membership(_, let tests):
      tests.contains { test in
        switch test {
        case .matching, .satisfying: true
        default: false
        }
      }
    case .iteration(_, let list, _), .quantified(_, _, let list, _):
      if case .list = list.type.nonNull { false } else { true }
    default: false
    }
  }

  /// What the expression takes from outside, each once.
  public var inputs: [InterpretedInput] {
    var found: [InterpretedInput] = []
    var known: Set<InterpretedInput.Place> = []
    collectInputs(bound: boundVariables, &known, &found)
    return found
  }

  private func collectInputs(
    bound: Set<Int>,
    _ known: inout Set<InterpretedInput.Place>,
    _ found: inout [InterpretedInput]
  ) {
    if let (variable, entries) = rowPath, !bound.contains(variable.id) {
      guard type.rowType == nil || entries.isEmpty else { return }
      let place = InterpretedInput.Place(variable: variable.id, entries: entries)
      if known.insert(place).inserted {
        found.append(InterpretedInput(expression: self, place: place))
      }
      return
    }
    for child in children { child.collectInputs(bound: bound, &known, &found) }
  }

  /// The variable, or the variable and the entries of a path over rows.
  private var rowPath: (Variable, [String])? {
    switch kind {
    case .variable(let variable): return (variable, [])
    case .path(let base, let entry):
      guard case .context = base.type.nonNull, let (variable, entries) = base.rowPath else {
        return nil
      }
      return (variable, entries + [entry])
    default: return nil
    }
  }

  /// Rows that an interpreted part uses as a whole: they are not values, and cannot be put anywhere.
  var rowsAsValues: CheckedExpression? {
    if isInterpreted {
      return inputs.first { $0.expression.type.rowType != nil }?.expression
    }
    return children.lazy.compactMap(\.rowsAsValues).first
  }

  /// The numbers of the variables that the expression itself binds.
  private var boundVariables: Set<Int> {
    var bound: Set<Int> = []
    switch kind {
    case .iteration(let variable, _, _), .quantified(_, let variable, _, _),
      .filter(_, let variable, _), .bracket(_, let variable, _):
      bound = [variable.id]
    case .accumulation(let iterators, let partial, _):
      bound = Set(iterators.map(\.variable.id) + [partial.id])
    case .context(let entries): bound = Set(entries.map(\.variable.id))
    case .function(let definition):
      bound = Set(definition.parameters.map(\.variable.id) + [definition.itself].compactMap(\.self))
    case .membership(_, let tests):
      for case .satisfying(let subject, _) in tests { bound.insert(subject.id) }
    default: break
    }
    return children.reduce(into: bound) { $0.formUnion($1.boundVariables) }
  }
}
