/// Calls of functions.
extension Checker {
  mutating func call(
    _ name: Expression.Name,
    _ arguments: [Expression.Argument],
    at source: SourceRange
  ) throws(FeelError) -> CheckedExpression {
    let overloads = library.functions(named: name.text)
    // An item's entry may have a function's name, but it is the function that is called.
    if let function = binding(of: name.text, openItems: overloads.isEmpty, at: name.source),
      overloads.isEmpty || function.type.mayBeFunction
    {
      return try invocation(function, arguments, at: source)
    }
    guard !overloads.isEmpty else {
      return try invalid(
        FeelError(
          "unknown function `\(name.text)`",
          at: name.source,
          hint: hint(name.text, library.names)
        )
      )
    }
    var values: [CheckedExpression] = []
    for argument in arguments { values.append(try check(argument.value)) }
    let names = arguments.compactMap { $0.name?.text }
    guard names.isEmpty || names.count == values.count, Set(names).count == names.count else {
      return try invalid(
        FeelError(
          "arguments are all named, each with its own name, or none is",
          at: source,
          hint: calledAs(overloads)
        )
      )
    }
    return try call(name, overloads, values, names, at: source)
  }

  private mutating func call(
    _ name: Expression.Name,
    _ overloads: [FeelFunction],
    _ values: [CheckedExpression],
    _ names: [String],
    at source: SourceRange
  ) throws(FeelError) -> CheckedExpression {
    let candidates = FeelFunction.candidates(
      overloads,
      names,
      count: values.count,
      mayLack: mode == .standard
    )
    var error: FeelError?
    var fittingArguments = -1
    // The first overload that fits wins; where none does, that with the most arguments that fit tells why.
    var fitting: [CheckedExpression.Candidate] = []
    for candidate in candidates {
      guard let (index, parameter) = misfit(values, candidate) else {
        fitting.append(candidate)
        continue
      }
      guard index > fittingArguments else { continue }
      fittingArguments = index
      error = FeelError(
        "`\(parameter.name)` of `\(name.text)` is \(parameter.type.withArticle), this is \(values[index].type.nonNull.withArticle)",
        at: values[index].source
      )
    }
    let isOpen =
      values.contains { $0.type.isOpen } || candidates.contains { $0.order.contains(nil) }
    if let first = fitting.first, !isOpen || fitting.count == 1 && mode == .strict {
      return try call(first.function, first.order.compactMap { $0.map { values[$0] } }, at: source)
    }
    if mode == .standard || !fitting.isEmpty {
      return try dispatch(name, mode == .strict ? fitting : candidates, values, error, at: source)
    }
    if var error {
      if overloads.count > 1 { error.hint = calledAs(overloads) }
      throw error
    }
    throw FeelError("wrong arguments for `\(name.text)`", at: source, hint: calledAs(overloads))
  }

  /// A call of which only the values of the arguments tell the overload.
  private mutating func dispatch(
    _ name: Expression.Name,
    _ candidates: [CheckedExpression.Candidate],
    _ values: [CheckedExpression],
    _ error: FeelError?,
    at source: SourceRange
  ) throws(FeelError) -> CheckedExpression {
    guard !candidates.isEmpty else {
      return try invalid(
        FeelError(
          "wrong arguments for `\(name.text)`",
          at: source,
          hint: calledAs(library.functions(named: name.text))
        )
      )
    }
    let mayFit = candidates.contains { candidate in
      misfit(values, candidate, by: { $0.mayConvert(to: $1) }) == nil
    }
    if let error, !mayFit { try refuse(error) }
    let types = candidates.map { candidate in
      candidate.function.resultType(candidate.order.map { $0.map { values[$0].type } ?? .null })
    }
    let result = types.dropFirst().reduce(types[0]) { $0.common(with: $1) ?? .any }
    return CheckedExpression(
      .dispatch(name: name.text, candidates, values),
      type: mode == .strict ? result : result.orNull,
      source: source
    )
  }

  private func calledAs(_ overloads: [FeelFunction]) -> String {
    var forms: [String] = []
    for function in overloads where !forms.contains(function.form) { forms.append(function.form) }
    return "it is called as " + forms.map { "`\($0)`" }.joined(separator: " or ")
  }

  /// The first argument that does not have its parameter's type.
  private func misfit(
    _ values: [CheckedExpression],
    _ candidate: CheckedExpression.Candidate,
    by fits: (FeelType, FeelType) -> Bool = { $0.fits($1) }
  ) -> (Int, FeelFunction.Parameter)? {
    for (position, index) in candidate.order.enumerated() {
      let parameter = candidate.function.parameter(position)
      guard let index, !fits(values[index].type, parameter.type) else { continue }
      return (index, parameter)
    }
    return nil
  }

  private mutating func call(
    _ function: FeelFunction,
    _ values: [CheckedExpression],
    at source: SourceRange
  ) throws(FeelError) -> CheckedExpression {
    var isNullable = mode == .standard
    for (index, value) in values.enumerated() {
      let parameter = function.parameter(index)
      guard !parameter.type.admitsNull else { continue }
      try refuseNull(value)
      if case .list(let item) = value.type.nonNull, case .nullable = item,
        case .list(let expected) = parameter.type, !expected.admitsNull, mode == .strict
      {
        throw FeelError(
          "items of this list may be null",
          at: value.source,
          hint: "leave them out first: `list[item != null]`"
        )
      }
      isNullable = isNullable || value.type.admitsNull
    }
    let result = function.resultType(values.map(\.type))
    let type = isNullable ? result.orNull : result
    return try call(function, values, type: type, at: source)
  }

  /// A call of what an expression gives.
  mutating func invocation(
    _ function: CheckedExpression,
    _ arguments: [Expression.Argument],
    at source: SourceRange
  ) throws(FeelError) -> CheckedExpression {
    if case .literal(.function(.library(let overloads))) = function.kind,
      let name = overloads.first?.name
    {
      return try call(
        Expression.Name(text: name, source: function.source),
        arguments,
        at: source
      )
    }
    var values: [CheckedExpression] = []
    for argument in arguments { values.append(try check(argument.value)) }
    let names = arguments.compactMap { $0.name?.text }
    try refuseNull(function)
    var result = FeelType.any
    switch function.type.nonNull {
    case .function(let parameters, let type):
      result = type
      if parameters.count != values.count, names.isEmpty || mode == .strict {
        try refuse(
          FeelError(
            FunctionValue.arity(parameters.count, given: values.count),
            at: source
          )
        )
      } else if names.isEmpty {
        for (value, type) in zip(values, parameters) {
          if !type.admitsNull { try refuseNull(value) }
          let isFitting = mode == .strict ? value.type.fits(type) : value.type.mayConvert(to: type)
          guard !isFitting else { continue }
          try refuse(
            FeelError(
              "the parameter is \(type.withArticle), this is \(value.type.nonNull.withArticle)",
              at: value.source
            )
          )
        }
      } else if mode == .strict {
        // Which parameter has which name only the function itself tells.
        throw FeelError("arguments of a function that is a value are not named", at: source)
      }
    case .any: break
    case let type:
      try refuse(
        FeelError("expected a function, this is \(type.withArticle)", at: function.source)
      )
    }
    guard names.isEmpty || names.count == values.count else {
      return try invalid(FeelError("arguments are all named or none is", at: source))
    }
    return CheckedExpression(
      .invocation(function, values, names: names.isEmpty ? nil : names),
      type: mode == .strict ? result : result.orNull,
      source: source
    )
  }
}

extension FeelFunction {
  /// The functions that take the arguments, by their count and names: those first that lack none of them, and of
  /// these those with the parameters as the arguments stand, which tells `before(point, range)` from its reverse.
  static func candidates(
    _ overloads: [FeelFunction],
    _ names: [String],
    count: Int,
    mayLack: Bool
  ) -> [CheckedExpression.Candidate] {
    let all = overloads.compactMap { function in
      function.order(of: names, count: count, mayLack: mayLack)
        .map { CheckedExpression.Candidate(function: function, order: $0) }
    }
    let isInOrder = all.map { zip($0.order, 0...).allSatisfy { $0 == $1 } }
    let isComplete = all.map { !$0.order.contains(nil) }
    let ranks = [(true, true), (true, false), (false, true), (false, false)]
    return ranks.flatMap { rank in
      all.indices.filter { (isComplete[$0], isInOrder[$0]) == rank }.map { all[$0] }
    }
  }

  /// How the function is called, for messages: `contains(string, match)`.
  var form: String {
    let names = parameters.map(\.name).joined(separator: ", ")
    return "\(name)(\(names)\(isVariadic ? ", …" : ""))"
  }

  /// The parameter that takes an argument of a position; the last takes all that follow.
  func parameter(_ position: Int) -> Parameter {
    parameters[min(position, parameters.count - 1)]
  }

  /// Which argument each parameter takes; nil where the arguments are not those of the function.
  ///
  /// An argument that is not supplied by name is null (10.3.2.13.5), where the caller allows for it.
  func order(of names: [String], count: Int, mayLack: Bool) -> [Int?]? {
    if names.isEmpty {
      let isEnough = isVariadic ? count >= parameters.count : count == parameters.count
      return isEnough ? Array(0..<count) : nil
    }
    if isVariadic, let order = orderOfNumbered(names) { return order }
    guard names.allSatisfy({ name in parameters.contains { $0.name == name } }) else { return nil }
    let order = parameters.map { names.firstIndex(of: $0.name) }
    return mayLack || !order.contains(nil) ? order : nil
  }

  /// The order of arguments that are named `n1`, `n2` and so on, as tables 74 and 75 name those of any number.
  private func orderOfNumbered(_ names: [String]) -> [Int]? {
    guard parameters.count == 1 else { return nil }
    let indices = Dictionary(names.enumerated().map { ($1, $0) }) { first, _ in first }
    let order = names.indices.compactMap { indices["\(parameters[0].name)\($0 + 1)"] }
    return order.count == names.count ? order : nil
  }
}

extension FeelType {
  fileprivate var mayBeFunction: Bool {
    switch nonNull {
    case .function, .any: true
    default: false
    }
  }
}
