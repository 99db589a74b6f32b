/// Resolves the names of a parsed expression and gives every node its type.
struct Checker {
  /// What a name stands for.
  enum Binding {
    /// A variable of the scope or an iteration, or a filter's `item`.
    case variable(Variable, FeelType)
    /// The entries of a filter's item, which go by their own names.
    case entries(of: Variable, ContextType)
  }

  let text: String
  let library: Library
  let guards: GuardPolicy
  /// Innermost last.
  var bindings: [Binding]
  /// The number of the next variable that the expression binds.
  var nextVariable: Int
  /// What is known not to be null where the checker stands.
  var facts: Set<ValuePath>

  init(text: String, scope: Scope, library: Library, guards: GuardPolicy) {
    self.text = text
    self.library = library
    self.guards = guards
    bindings = scope.variables.enumerated().map { id, variable in
      .variable(Variable(name: variable.name, id: id), variable.type)
    }
    nextVariable = scope.variables.count
    facts = scope.facts
  }

  /// Checks a node and all that is inside.
  mutating func check(_ expression: Expression) throws(FeelError) -> CheckedExpression {
    let source = expression.source
    switch expression.kind {
    case .literal(let value):
      return CheckedExpression(.literal(value), type: FeelType(of: value), source: source)
    case .name(let name): return try resolve(name, at: source)
    case .path(let base, let entry): return try path(check(base), entry, at: source)
    case .negate(let operand): return try negation(check(operand), at: source)
    case .arithmetic(let operation, let a, let b):
      return try arithmetic(operation, check(a), check(b), at: source)
    case .comparison(let operation, let a, let b):
      return try comparison(operation, check(a), check(b), at: source)
    case .between(let value, let lower, let upper):
      return try between(check(value), check(lower), check(upper), at: source)
    case .membership(let value, let tests):
      return try membership(check(value), tests, at: source)
    case .conjunction(let a, let b): return try connective(a, b, assuming: true, at: source)
    case .disjunction(let a, let b): return try connective(a, b, assuming: false, at: source)
    case .conditional(let condition, let first, let second):
      return try conditional(condition, first, second, at: source)
    case .iteration(let iterators, let result):
      return try iteration(iterators[...], result, at: source)
    case .quantified(let quantifier, let iterators, let condition):
      return try quantified(quantifier, iterators[...], condition, at: source)
    case .bracket(let list, let inner): return try bracket(check(list), inner, at: source)
    case .range(let lower, let lowerIncluded, let upper, let upperIncluded):
      return try range(
        check(lower),
        lowerIncluded,
        check(upper),
        upperIncluded,
        at: source
      )
    case .list(let items): return try list(items, at: source)
    case .context(let entries): return try context(entries, at: source)
    case .call(let name, let arguments): return try call(name, arguments, at: source)
    }
  }

  // MARK: Names

  private func resolve(_ name: String, at source: SourceRange) throws(FeelError)
    -> CheckedExpression
  {
    for binding in bindings.reversed() {
      switch binding {
      case .variable(let variable, let type):
        guard variable.name == name else { continue }
        return narrowed(.variable(variable), type, at: source)
      case .entries(let item, let context):
        guard let type = context.type(of: name) else { continue }
        let base = CheckedExpression(.variable(item), type: .context(context), source: source)
        return narrowed(.path(base, entry: name), type, at: source)
      }
    }
    throw FeelError("unknown name `\(name)`", at: source, hint: hint(name, knownNames))
  }

  private var knownNames: [String] {
    bindings.flatMap { binding in
      switch binding {
      case .variable(let variable, _): [variable.name]
      case .entries(_, let context): context.entries.map(\.name)
      }
    }
  }

  /// A hint at the nearest known name.
  func hint(_ name: String, _ known: some Sequence<String>) -> String? {
    nearestName(to: name, among: known).map { "did you mean `\($0)`?" }
  }

  /// A variable or path, not null where a condition has excluded that.
  func narrowed(
    _ kind: CheckedExpression.Kind,
    _ type: FeelType,
    at source: SourceRange
  ) -> CheckedExpression {
    let node = CheckedExpression(kind, type: type, source: source)
    guard case .nullable(let inner) = type, let path = ValuePath(node), facts.contains(path) else {
      return node
    }
    return CheckedExpression(kind, type: inner, source: source)
  }

  private func path(
    _ base: CheckedExpression,
    _ entry: Expression.Name,
    at source: SourceRange
  ) throws(FeelError) -> CheckedExpression {
    switch base.type.nonNull {
    case .any:
      return CheckedExpression(.path(base, entry: entry.text), type: .any, source: source)
    case .list(let item):
      guard case .context = item.nonNull else { break }
      try refuseNull(base)
      let type = try entryType(item, entry)
      return CheckedExpression(
        .projection(base, entry: entry.text),
        type: .list(item.admitsNull ? type.orNull : type),
        source: source
      )
    default: break
    }
    let type = try entryType(base.type, entry)
    return narrowed(
      .path(base, entry: entry.text),
      base.type.admitsNull ? type.orNull : type,
      at: source
    )
  }

  private func entryType(
    _ base: FeelType,
    _ entry: Expression.Name
  ) throws(FeelError) -> FeelType {
    let entries = base.entries
    if let found = entries.first(where: { $0.name == entry.text }) { return found.type }
    let known = entries.map(\.name)
    let names = known.map { "`\($0)`" }.joined(separator: ", ")
    throw FeelError(
      known.isEmpty
        ? "\(base.nonNull.withArticle) has no entries"
        : "\(base.nonNull.withArticle) has no entry `\(entry.text)`",
      at: entry.source,
      hint: hint(entry.text, known) ?? (known.isEmpty ? nil : "it has \(names)")
    )
  }

  // MARK: Null

  /// Refuses an operand that may be null, where guards are required.
  func refuseNull(_ operand: CheckedExpression) throws(FeelError) {
    guard guards == .required else { return }
    switch operand.type {
    case .null:
      throw FeelError("this is null: the result could only be null", at: operand.source)
    case .nullable:
      let name = source(of: operand)
      throw FeelError(
        "`\(name)` may be null",
        at: operand.source,
        hint: ValuePath(operand) == nil
          ? "name it first, then guard it: `name != null and …`"
          : "guard it: `\(name) != null and …`, or `if \(name) != null then … else …`"
      )
    default: break
    }
  }

  /// The text of a node.
  private func source(of node: CheckedExpression) -> String {
    let range = node.source
    return String(Substring(text.utf8.dropFirst(range.lower).prefix(range.upper - range.lower)))
  }

  /// The type that a result has when an operand may be null.
  func propagating(_ type: FeelType, _ operands: CheckedExpression...) -> FeelType {
    operands.contains { $0.type.admitsNull && $0.type != .any } ? type.orNull : type
  }

  // MARK: Scopes

  /// Checks an expression where more is known not to be null.
  mutating func check(
    _ expression: Expression,
    assuming more: Set<ValuePath>
  ) throws(FeelError) -> CheckedExpression {
    let outer = facts
    facts.formUnion(more)
    defer { facts = outer }
    return try check(expression)
  }

  /// A new variable.
  mutating func bind(_ name: String) -> Variable {
    defer { nextVariable += 1 }
    return Variable(name: name, id: nextVariable)
  }
}

extension FeelType {
  /// The type of a value.
  init(of value: Value) {
    switch value {
    case .null: self = .null
    case .number: self = .number
    case .string: self = .string
    case .boolean: self = .boolean
    case .date: self = .date
    case .time: self = .time
    case .dateAndTime: self = .dateAndTime
    case .function(let function): self = function.type
    case .daysAndTimeDuration: self = .daysAndTimeDuration
    case .yearsAndMonthsDuration: self = .yearsAndMonthsDuration
    case .range(let range):
      self = .range((range.lower ?? range.upper).map(FeelType.init(of:)) ?? .any)
    case .list(let items): self = .list(FeelType.item(of: items.map(FeelType.init(of:))))
    case .context(let entries):
      self = .context(
        ContextType(
          name: "context",
          entries: entries.map { ContextType.Entry(name: $0.name, type: FeelType(of: $0.value)) }
        )
      )
    }
  }

  /// The type that the items of a list share.
  static func item(of types: [FeelType]) -> FeelType {
    guard let first = types.first else { return .any }
    return types.dropFirst().reduce(first) { $0.common(with: $1) ?? .any }
  }

  /// What can be written after a point.
  var entries: [ContextType.Entry] {
    func numbers(_ names: [String]) -> [ContextType.Entry] {
      names.map { ContextType.Entry(name: $0, type: .number) }
    }
    return switch nonNull {
    case .context(let context): context.entries
    case .date: numbers(["year", "month", "day", "weekday"])
    case .daysAndTimeDuration: numbers(["days", "hours", "minutes", "seconds"])
    case .yearsAndMonthsDuration: numbers(["years", "months"])
    case .range(let type):
      ["start", "end"].map { ContextType.Entry(name: $0, type: type.orNull) }
    default: []
    }
  }

  /// The type as a sentence begins with it.
  var withArticle: String {
    switch self {
    case .any, .null: description
    case .context(let type): "`\(type.name)`"
    default: "a \(self)"
    }
  }
}
