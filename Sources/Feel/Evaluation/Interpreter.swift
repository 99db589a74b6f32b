internal import Values

/// Evaluates checked expressions one value at a time, as the standard says: null where there is no result.
public struct Interpreter: Sendable {
  /// Creates an interpreter.
  public init() {}

  /// The value of an expression; the variables are the scope's, by their numbers.
  public func evaluate(_ expression: CheckedExpression, variables: [Value]) -> Value {
    var environment = variables
    return evaluate(expression, &environment)
  }

  private func evaluate(_ expression: CheckedExpression, _ environment: inout [Value]) -> Value {
    switch expression.kind {
    case .literal(let value): return value
    case .variable(let variable):
      return variable.id < environment.count ? environment[variable.id] : .null
    case .path(let base, let entry):
      return Interpreter.entry(entry, of: evaluate(base, &environment))
    case .projection(let list, let entry):
      guard let items = evaluate(list, &environment).items else { return .null }
      return .list(items.map { Interpreter.entry(entry, of: $0) })
    case .negate(let operand): return Operations.negate(evaluate(operand, &environment))
    case .arithmetic(let operation, let a, let b):
      return Operations.arithmetic(
        operation,
        evaluate(a, &environment),
        evaluate(b, &environment)
      )
    case .comparison(let operation, let a, let b):
      return Value(
        Operations.compare(operation, evaluate(a, &environment), evaluate(b, &environment))
      )
    case .between(let value, let lower, let upper):
      let value = evaluate(value, &environment)
      return Value(
        Operations.both(
          Operations.compare(.greaterOrEqual, value, evaluate(lower, &environment)),
          Operations.compare(.lessOrEqual, value, evaluate(upper, &environment))
        )
      )
    case .membership(let value, let tests): return Value(isMember(value, tests, &environment))
    case .conjunction(let a, let b):
      let first = truth(a, &environment)
      return first == false
        ? .boolean(false) : Value(Operations.both(first, truth(b, &environment)))
    case .disjunction(let a, let b):
      let first = truth(a, &environment)
      return first == true
        ? .boolean(true) : Value(Operations.either(first, truth(b, &environment)))
    case .conditional(let condition, let first, let second):
      return truth(condition, &environment) == true
        ? evaluate(first, &environment) : evaluate(second, &environment)
    case .list(let items): return .list(items.map { evaluate($0, &environment) })
    case .context(let entries):
      return .context(
        entries.map {
          Value.ContextEntry(name: $0.name, value: evaluate($0.value, &environment))
        }
      )
    case .range(let lower, let lowerIncluded, let upper, let upperIncluded):
      return .range(
        ValueRange(
          lower: bound(lower, &environment),
          lowerIncluded: lowerIncluded,
          upper: bound(upper, &environment),
          upperIncluded: upperIncluded
        )
      )
    case .call(let function, let arguments):
      return function.apply(arguments.map { evaluate($0, &environment) })
    case .element(let list, let index):
      guard let items = evaluate(list, &environment).items else { return .null }
      return Interpreter.element(items, evaluate(index, &environment))
    case .iteration, .quantified, .filter: return overItems(expression, &environment)
    }
  }

  /// What goes through a list with a variable.
  private func overItems(_ expression: CheckedExpression, _ environment: inout [Value]) -> Value {
    switch expression.kind {
    case .iteration(let variable, let list, let result):
      guard let items = evaluate(list, &environment).items else { return .null }
      return .list(
        items.map { item in
          bind(variable, item, &environment)
          return evaluate(result, &environment)
        }
      )
    case .quantified(let quantifier, let variable, let list, let condition):
      guard let items = evaluate(list, &environment).items else { return .null }
      let isSome = quantifier == .some
      var answer: Bool? = !isSome
      for item in items where answer != isSome {
        bind(variable, item, &environment)
        let truth = truth(condition, &environment)
        answer = isSome ? Operations.either(answer, truth) : Operations.both(answer, truth)
      }
      return Value(answer)
    case .filter(let list, let item, let predicate):
      guard let items = evaluate(list, &environment).items else { return .null }
      return .list(
        items.filter { candidate in
          bind(item, candidate, &environment)
          return truth(predicate, &environment) == true
        }
      )
    default: return .null
    }
  }

  private func bind(_ variable: Variable, _ value: Value, _ environment: inout [Value]) {
    while environment.count <= variable.id { environment.append(.null) }
    environment[variable.id] = value
  }

  private func truth(_ expression: CheckedExpression, _ environment: inout [Value]) -> Bool? {
    if case .boolean(let answer) = evaluate(expression, &environment) { answer } else { nil }
  }

  /// A range's bound; nil, for an open end, when it is null.
  private func bound(_ expression: CheckedExpression?, _ environment: inout [Value]) -> Value? {
    guard let expression else { return nil }
    let value = evaluate(expression, &environment)
    return value == .null ? nil : value
  }

  private func isMember(
    _ expression: CheckedExpression,
    _ tests: [MembershipTest],
    _ environment: inout [Value]
  ) -> Bool? {
    let value = evaluate(expression, &environment)
    var answer: Bool? = false
    for test in tests where answer != true {
      let outcome: Bool?
      switch test {
      case .comparison(let operation, let operand):
        outcome = Operations.compare(operation, value, evaluate(operand, &environment))
      case .equals(let operand):
        outcome = Operations.compare(.equal, value, evaluate(operand, &environment))
      case .inRange(let operand):
        if case .range(let range) = evaluate(operand, &environment) {
          outcome = Operations.contains(range, value)
        } else {
          outcome = nil
        }
      case .inList(let operand):
        outcome = evaluate(operand, &environment).items.map { items in
          items.contains { Operations.compare(.equal, value, $0) == true }
        }
      }
      answer = Operations.either(answer, outcome)
    }
    return answer
  }

  /// `value.name`: an entry of a context, or what the standard gives dates, durations and ranges.
  public static func entry(_ name: String, of value: Value) -> Value {
    switch value {
    case .context(let entries): entries.first { $0.name == name }?.value ?? .null
    case .date, .daysAndTimeDuration, .yearsAndMonthsDuration:
      value.component(name).map { .number(Decimal($0)) } ?? .null
    case .range(let range):
      switch name {
      case "start": range.lower ?? .null
      case "end": range.upper ?? .null
      default: .null
      }
    default: .null
    }
  }

  /// `list[index]`: from 1, or from -1 at the end.
  private static func element(_ items: [Value], _ index: Value) -> Value {
    guard case .number(let number) = index, let index = number.intValue else { return .null }
    let position = index > 0 ? index - 1 : items.count + index
    return index != 0 && items.indices.contains(position) ? items[position] : .null
  }
}

extension Value {
  /// The named part of a date or duration.
  fileprivate func component(_ name: String) -> Int? {
    switch (self, name) {
    case (.date(let date), "year"): date.year
    case (.date(let date), "month"): date.month
    case (.date(let date), "day"): date.day
    case (.date(let date), "weekday"): date.weekday
    case (.yearsAndMonthsDuration(let duration), "years"): duration.months / 12
    case (.yearsAndMonthsDuration(let duration), "months"): duration.months % 12
    case (.daysAndTimeDuration(let duration), "days"): Int(exactly: duration.components.days)
    case (.daysAndTimeDuration(let duration), "hours"): duration.components.hours
    case (.daysAndTimeDuration(let duration), "minutes"): duration.components.minutes
    case (.daysAndTimeDuration(let duration), "seconds"): duration.components.seconds
    default: nil
    }
  }
}
