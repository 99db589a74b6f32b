extension Checker {
  mutating func call(
    _ name: Expression.Name,
    _ arguments: [Expression.Argument],
    at source: SourceRange
  ) throws(FeelError) -> CheckedExpression {
    let overloads = library.functions(named: name.text)
    guard !overloads.isEmpty else {
      throw FeelError(
        "unknown function `\(name.text)`",
        at: name.source,
        hint: hint(name.text, library.names)
      )
    }
    var values: [CheckedExpression] = []
    for argument in arguments { values.append(try check(argument.value)) }
    var error: FeelError?
    // The first overload that fits wins; where none does, the first with as many parameters tells why.
    for function in overloads {
      guard let ordered = try order(values, arguments, for: function) else { continue }
      guard let (index, parameter) = misfit(ordered, function) else {
        return try call(function, ordered, at: source)
      }
      error =
        error
        ?? FeelError(
          "`\(parameter.name)` of `\(function.name)` is \(parameter.type.withArticle), this is \(ordered[index].type.nonNull.withArticle)",
          at: ordered[index].source
        )
    }
    var forms: [String] = []
    for function in overloads where !forms.contains(function.form) { forms.append(function.form) }
    let hint = "it is called as " + forms.map { "`\($0)`" }.joined(separator: " or ")
    if var error {
      if forms.count > 1 { error.hint = hint }
      throw error
    }
    throw FeelError("wrong arguments for `\(name.text)`", at: source, hint: hint)
  }

  /// The arguments in the order of the parameters; nil where they are not those of the function.
  private func order(
    _ values: [CheckedExpression],
    _ arguments: [Expression.Argument],
    for function: FeelFunction
  ) throws(FeelError) -> [CheckedExpression]? {
    let names = arguments.compactMap { $0.name?.text }
    let parameters = function.parameters
    if names.isEmpty {
      let isEnough =
        function.isVariadic ? values.count >= parameters.count : values.count == parameters.count
      return isEnough ? values : nil
    }
    guard names.count == values.count, Set(names).count == names.count,
      names.count == parameters.count
    else { return nil }
    let byName = Dictionary(uniqueKeysWithValues: zip(names, values))
    let ordered = parameters.compactMap { byName[$0.name] }
    return ordered.count == parameters.count ? ordered : nil
  }

  /// The first argument that does not have its parameter's type.
  private func misfit(
    _ values: [CheckedExpression],
    _ function: FeelFunction
  ) -> (Int, FeelFunction.Parameter)? {
    for (index, value) in values.enumerated() {
      let parameter = function.parameters[min(index, function.parameters.count - 1)]
      guard value.type.fits(parameter.type) else { return (index, parameter) }
    }
    return nil
  }

  private func call(
    _ function: FeelFunction,
    _ values: [CheckedExpression],
    at source: SourceRange
  ) throws(FeelError) -> CheckedExpression {
    var isNullable = false
    for (index, value) in values.enumerated() {
      let parameter = function.parameters[min(index, function.parameters.count - 1)]
      guard !parameter.type.admitsNull else { continue }
      try refuseNull(value)
      if case .list(let item) = value.type.nonNull, case .nullable = item,
        case .list(let expected) = parameter.type, !expected.admitsNull, guards == .required
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
    return try folded(
      CheckedExpression(.call(function, values), type: type, source: source),
      function,
      values
    )
  }

  /// The value of a call that may give null although all its arguments are written out: `date("2024-01-31")`.
  private func folded(
    _ node: CheckedExpression,
    _ function: FeelFunction,
    _ arguments: [CheckedExpression]
  ) throws(FeelError) -> CheckedExpression {
    guard node.type.admitsNull else { return node }
    var values: [Value] = []
    for argument in arguments {
      guard case .literal(let value) = argument.kind else { return node }
      values.append(value)
    }
    let value = function.apply(values)
    guard value != .null || guards == .ignored else {
      throw FeelError("`\(function.name)` has no value for this", at: node.source)
    }
    return CheckedExpression(.literal(value), type: FeelType(of: value), source: node.source)
  }
}

extension FeelFunction {
  /// How the function is called, for messages: `contains(string, match)`.
  var form: String {
    let names = parameters.map(\.name).joined(separator: ", ")
    return "\(name)(\(names)\(isVariadic ? ", …" : ""))"
  }
}
