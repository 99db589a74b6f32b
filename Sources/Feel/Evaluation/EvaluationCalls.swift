internal import Threads

/// Calls of functions.
extension Evaluation {
  /// A call whose function is known: its arguments are taken as they are.
  mutating func call(
    _ function: FeelFunction,
    _ arguments: [CheckedExpression],
    at source: SourceRange
  ) -> Value {
    // Where nulls are explained, the arguments are kept for that.
    if case .counted = function.effort { return applied(function, arguments, at: source) }
    guard !isExplaining else { return applied(function, arguments, at: source) }
    // Else they are taken apart, so that a call need not make an array.
    let result: Value
    switch function.body {
    case .unary(let apply): result = apply(argument(arguments[0], of: function, at: source))
    case .binary(let apply):
      result = apply(
        argument(arguments[0], of: function, at: source),
        argument(arguments[1], of: function, at: source)
      )
    case .ternary(let apply):
      result = apply(
        argument(arguments[0], of: function, at: source),
        argument(arguments[1], of: function, at: source),
        argument(arguments[2], of: function, at: source)
      )
    case .quaternary(let apply):
      result = apply(
        argument(arguments[0], of: function, at: source),
        argument(arguments[1], of: function, at: source),
        argument(arguments[2], of: function, at: source),
        argument(arguments[3], of: function, at: source)
      )
    case .fold(let fold):
      var outcome = fold.start
      for expression in arguments {
        let value = argument(expression, of: function, at: source)
        outcome = fold.combine(outcome ?? value, value)
      }
      result = fold.finish(outcome ?? .null, arguments.count)
    case .any, .higherOrder: return applied(function, arguments, at: source)
    }
    guard failure == nil, !result.isNull else { return .null }
    return limited(result, at: source)
  }

  /// The value of an argument, for which the function takes some of the steps; null once they are used up.
  private mutating func argument(
    _ expression: CheckedExpression,
    of function: FeelFunction,
    at source: SourceRange
  ) -> Value {
    let value = value(of: expression)
    spend(effort(of: function, on: value), at: source)
    return failure == nil ? value : .null
  }

  /// What a function takes of the steps for one of its arguments.
  private func effort(of function: FeelFunction, on value: Value) -> Int {
    switch function.effort {
    case .parts: Limits.parts(of: value) ?? Limits.parts
    case .items, .counted: Limits.effort(of: value)
    case .digits: Limits.digits
    }
  }

  /// The first overload that takes the values, as they are or converted.
  mutating func dispatch(
    _ name: String,
    _ candidates: [CheckedExpression.Candidate],
    _ arguments: [CheckedExpression],
    at source: SourceRange
  ) -> Value {
    let values = arguments.map { value(of: $0) }
    return dispatch(name, candidates, values, at: source)
  }

  private mutating func dispatch(
    _ name: String,
    _ candidates: [CheckedExpression.Candidate],
    _ values: [Value],
    at source: SourceRange
  ) -> Value {
    let effort = values.reduce(0) { $0 + Limits.effort(of: $1) }
    for fit in Fit.allCases {
      for candidate in candidates {
        spend(effort, at: source)
        if let arguments = fit.arguments(values, candidate) {
          return applied(candidate.function, arguments, at: source)
        }
      }
    }
    explain(
      "`\(name)` does not take \(values.map(\.kind).joined(separator: ", "))",
      at: source
    )
    return .null
  }

  /// How the values of arguments may fit a function's parameters, the closest first.
  private enum Fit: CaseIterable {
    case conforming, shaped, converted

    func arguments(_ values: [Value], _ candidate: CheckedExpression.Candidate) -> [Value]? {
      var result: [Value] = []
      for (position, index) in candidate.order.enumerated() {
        let value = index.map { values[$0] } ?? .null
        let type = candidate.function.parameter(position).type
        switch self {
        case .conforming:
          guard value.conforms(to: type) else { return nil }
          result.append(value)
        case .shaped:
          guard value.isShaped(like: type) else { return nil }
          result.append(value)
        case .converted:
          guard let converted = value.converted(to: type) else { return nil }
          result.append(converted)
        }
      }
      return result
    }
  }

  private mutating func applied(
    _ function: FeelFunction,
    _ arguments: [CheckedExpression],
    at source: SourceRange
  ) -> Value {
    applied(function, arguments.map { value(of: $0) }, at: source)
  }

  private mutating func applied(
    _ function: FeelFunction,
    _ values: [Value],
    at source: SourceRange
  ) -> Value {
    spend(values.reduce(0) { $0 + effort(of: function, on: $1) }, at: source)
    // What is made of lists has as many items as they have, at the most.
    if values.reduce(0, { $0 + ($1.items?.count ?? 0) }) > Limits.parts { failTooLarge(at: source) }
    guard failure == nil else { return .null }
    let result: Value
    if case .counted(let apply) = function.effort {
      var steps = 0
      let outcome = Result { () throws(ArgumentError) in try apply(values, &steps) }
      spend(steps, at: source)
      switch outcome {
      case .success(let value): result = value
      case .failure(let error):
        explain(error.message, at: source)
        return .null
      }
    } else if case .higherOrder(let apply) = function.body {
      // What lies between the call and those that it makes has room on the stack, too.
      depth += 2
      defer { depth -= 2 }
      result = apply(values) { call($0, $1, at: source) }
    } else {
      result = function.apply(values)
    }
    guard failure == nil else { return .null }
    if result.isNull {
      explain(function.reason(forNullOf: values), at: source)
      return .null
    }
    return limited(result, at: source)
  }

  /// A function with the values that it captures here.
  mutating func function(_ definition: FunctionDefinition, at source: SourceRange) -> Value {
    let captured = definition.captures.map { value(of: $0) }
    return limited(.function(.defined(definition, captured: captured)), at: source)
  }

  /// A call of what an expression gives.
  mutating func invocation(
    _ function: CheckedExpression,
    _ arguments: [CheckedExpression],
    _ names: [String]?,
    at source: SourceRange
  ) -> Value {
    guard case .function(let callee) = value(of: function) else {
      explain("there is no function to call here", at: source)
      return .null
    }
    let values = arguments.map { value(of: $0) }
    switch callee {
    case .library(let functions):
      let candidates = FeelFunction.candidates(
        functions,
        names ?? [],
        count: values.count,
        mayLack: true
      )
      return dispatch(functions.first?.name ?? "", candidates, values, at: source)
    case .defined(let definition, _):
      guard let names else { return call(callee, values, at: source) }
      let known = definition.parameters.map(\.variable.name)
      spend(names.count * known.count / 8, at: source)
      guard Set(names).count == names.count, names.allSatisfy(known.contains) else {
        explain("the parameters are \(known.joined(separator: ", "))", at: source)
        return .null
      }
      // What is not supplied by name is null (10.3.2.13.5).
      let ordered = known.map { name in names.firstIndex(of: name).map { values[$0] } ?? .null }
      return call(callee, ordered, at: source)
    }
  }

  /// Calls a function with values.
  mutating func call(_ function: FunctionValue, _ values: [Value], at source: SourceRange) -> Value
  {
    switch function {
    case .library(let functions):
      let candidates = FeelFunction.candidates(
        functions,
        [],
        count: values.count,
        mayLack: false
      )
      return dispatch(functions.first?.name ?? "", candidates, values, at: source)
    case .defined(let definition, let captured):
      guard values.count == definition.parameters.count else {
        explain(
          FunctionValue.arity(definition.parameters.count, given: values.count),
          at: source
        )
        return .null
      }
      guard depth <= Limits.shallowDepth || isOnDeepStack else {
        return callOnDeepStack(function, values, at: source)
      }
      // The body sees what it captured and its parameters, and nothing of who calls it.
      let outer = (environment, subject)
      defer { (environment, subject) = outer }
      (environment, subject) = ([], nil)
      for (id, value) in zip(definition.captures, captured) {
        bind(Variable(name: "", id: id), value)
      }
      if let itself = definition.itself {
        bind(Variable(name: "", id: itself), .function(function))
      }
      for (parameter, value) in zip(definition.parameters, values) {
        if !parameter.type.isSimple { spend(Limits.parts(of: value) ?? Limits.parts, at: source) }
        guard let converted = value.converted(to: parameter.type) else {
          explain(
            "`\(parameter.variable.name)` is \(parameter.type.withArticle), this is \(value.kind)",
            at: source
          )
          return .null
        }
        bind(parameter.variable, converted)
      }
      // A number high up is a variable far from the others.
      spend(environment.count / 8, at: source)
      return value(of: definition.body)
    }
  }

  /// Calls a function where calls that it makes in its turn have room.
  private mutating func callOnDeepStack(
    _ function: FunctionValue,
    _ values: [Value],
    at source: SourceRange
  ) -> Value {
    isOnDeepStack = true
    let result = DeepStack.evaluate { [self] in
      var evaluation = self
      return (evaluation.call(function, values, at: source), evaluation)
    }
    if let result { self = result.evaluation }
    isOnDeepStack = false
    if result == nil { fail("the system has no room for calls as deep as this", at: source) }
    return result?.value ?? .null
  }
}
