internal import Feel
internal import Rules
internal import Tables

/// What a variable of a checked expression becomes.
enum VariableTerm {
  case term(Term)
  /// The values that a group shares, by field.
  case key([String: Term])

  /// The slot, where it is one.
  var slot: Int? {
    if case .term(.slot(let slot)) = self { return slot }
    return nil
  }
}

/// Turns checked expressions into terms.
struct Lowering {
  let catalog: Catalog
  /// The scope's variables, by number.
  let variables: [VariableTerm]

  /// The term of an expression over the scope.
  func term(_ expression: CheckedExpression) -> Term {
    term(expression, locals: [:], depth: 0)
  }

  /// The plan of a relation.
  func relation(_ relation: CheckedRelation) -> Relation {
    let dataset = catalog.datasets[relation.dataset]
    let arity: Relation.Arity =
      switch relation.arity {
      case .one: .one
      case .atMostOne: .atMostOne
      case .many: .many
      case .disjoint(let interval, let covering):
        .disjoint(
          from: dataset.intervals[interval].from,
          to: dataset.intervals[interval].to,
          covering: covering.map { term($0) }
        )
      }
    let fields = Set(relation.matches.map(\.field))
    return Relation(
      name: relation.name,
      dataset: relation.dataset,
      arity: arity,
      pick: relation.pick.map { .init(field: $0.field, last: $0.last) },
      matches: relation.matches.map { .init(field: $0.field, value: term($0.value)) },
      condition: relation.condition.map {
        term($0, locals: [relation.candidate.id: .local(0)], depth: 1)
      },
      reach: relation.reach.map { term($0) },
      fixesKey: !dataset.schema.key.isEmpty && fields.isSuperset(of: dataset.schema.key)
    )
  }

  private func term(
    _ expression: CheckedExpression,
    locals: [Int: Term],
    depth: Int
  ) -> Term {
    func sub(_ inner: CheckedExpression) -> Term { term(inner, locals: locals, depth: depth) }
    func body(_ variable: Variable, _ inner: CheckedExpression) -> Term {
      var locals = locals
      locals[variable.id] = .local(depth)
      return term(inner, locals: locals, depth: depth + 1)
    }
    if expression.isInterpreted {
      return interpreted(expression, locals: locals, depth: depth)
    }
    switch expression.kind {
    case .literal(let value): return .constant(value)
    case .variable(let variable):
      if let local = locals[variable.id] { return local }
      guard case .term(let term) = variables[variable.id] else { return .constant(.null) }
      return term
    case .path(let base, let entry):
      if case .variable(let variable) = base.kind, locals[variable.id] == nil,
        case .key(let parts) = variables[variable.id], let part = parts[entry]
      {
        return part
      }
      return self.entry(entry, of: sub(base), base.type, depth)
    case .projection(let base, let entry):
      let list = sub(base)
      var item = FeelType.any
      if case .list(let type) = base.type.nonNull { item = type }
      return .map(list, depth: depth, self.entry(entry, of: .local(depth), item, depth + 1))
    case .negate(let a): return .negate(sub(a))
    case .arithmetic(let operation, let a, let b): return .arithmetic(operation, sub(a), sub(b))
    case .comparison(let operation, let a, let b):
      if a.isNull || b.isNull, operation == .equal || operation == .notEqual {
        let test = Term.isBlank(sub(a.isNull ? b : a))
        return operation == .equal ? test : .not(test)
      }
      return .comparison(operation, sub(a), sub(b))
    case .between(let a, let lower, let upper):
      let value = sub(a)
      return .and(
        .comparison(.greaterOrEqual, value, sub(lower)),
        .comparison(.lessOrEqual, value, sub(upper))
      )
    case .membership(let a, let tests):
      let value = sub(a)
      let terms = tests.map { test -> Term in
        switch test {
        case .comparison(let operation, let b): return .comparison(operation, value, sub(b))
        case .equals(let b):
          return b.isNull ? .isBlank(value) : .comparison(.equal, value, sub(b))
        case .inRange(let b): return .inRange(value, sub(b))
        case .inList(let b): return .inList(value, sub(b))
        case .matching, .satisfying: return .constant(.null)
        }
      }
      guard let first = terms.first else { return .constant(.boolean(false)) }
      return terms.dropFirst().reduce(first) { .or($0, $1) }
    case .conjunction(let a, let b): return .and(sub(a), sub(b))
    case .disjunction(let a, let b): return .or(sub(a), sub(b))
    case .conditional(let a, let b, let c): return .conditional(sub(a), sub(b), sub(c))
    case .iteration(let variable, let list, let result):
      return .map(sub(list), depth: depth, body(variable, result))
    case .quantified(let quantifier, let variable, let list, let condition):
      return .quantified(quantifier, sub(list), depth: depth, body(variable, condition))
    case .filter(let list, let item, let predicate):
      return .filter(sub(list), depth: depth, body(item, predicate))
    case .element(let list, let index): return .element(sub(list), sub(index))
    case .range(let lower, let lowerIncluded, let upper, let upperIncluded, _):
      return .range(
        lower: lower.map(sub),
        lowerIncluded: lowerIncluded,
        upper: upper.map(sub),
        upperIncluded: upperIncluded
      )
    case .list(let items): return .list(items.map(sub))
    case .call(Additions.extractPeriod, let arguments):
      guard case .literal(.string(let name))? = arguments.first?.kind,
        let dataset = catalog.index(of: name)
      else { return .constant(.null) }
      return .extractPeriod(dataset: dataset)
    case .call(let function, let arguments):
      let terms = arguments.map(sub)
      switch (function.name, terms.count) {
      case ("not", 1): return .not(terms[0])
      case ("count", 1): return .count(terms[0])
      case ("first", 1): return .first(terms[0])
      default: return .call(function, terms)
      }
    case .instance, .accumulation, .sequence, .bracket, .itemEntry, .context, .dispatch,
      .invocation, .function, .invalid:
      return interpreted(expression, locals: locals, depth: depth)
    }
  }

  /// A part of the language that has no term of its own, and what it takes from outside.
  private func interpreted(
    _ expression: CheckedExpression,
    locals: [Int: Term],
    depth: Int
  ) -> Term {
    let inputs = expression.inputs
    return .interpreted(
      expression,
      inputs,
      inputs.map { term($0.expression, locals: locals, depth: depth) }
    )
  }

  /// An entry of a row, or of a value that has parts.
  private func entry(_ name: String, of base: Term, _ type: FeelType, _ depth: Int) -> Term {
    guard case .context(let context) = type.nonNull,
      let index = catalog.index(each: context.name),
      let entry = catalog.datasets[index].entry(name)
    else { return .part(name, base) }
    let dataset = catalog.datasets[index]
    switch entry {
    case .field(let field): return .field(base, dataset: index, field: field)
    case .interval(let interval):
      let ends = dataset.intervals[interval]
      return .interval(base, dataset: index, from: ends.from, to: ends.to)
    case .rowValue(let value):
      let inner = Lowering(catalog: catalog, variables: [.term(.slot(0)), .term(base)])
      return .ofRow(
        base,
        value: inner.term(dataset.rowValues[value].expression, locals: [:], depth: depth)
      )
    }
  }
}

extension CheckedExpression {
  /// Whether it is the word `null`.
  var isNull: Bool { kind == .literal(.null) }
}
