/// Calls of which some arguments are written out.
extension Checker {
  /// A call with the work done that literals allow, and what is wrong with them refused: a pattern that is none.
  ///
  /// One that may give null although all its arguments are written out is evaluated here: `date("2024-01-31")`.
  mutating func call(
    _ function: FeelFunction,
    _ arguments: [CheckedExpression],
    type: FeelType,
    at source: SourceRange
  ) throws(FeelError) -> CheckedExpression {
    let literals = arguments.map(\.literal)
    let prepared: FeelFunction
    let value: Value?
    do throws(ArgumentError) {
      // An expression with very many such calls is left to its evaluation, which ends.
      prepared = steps > Limits.steps ? function : try function.prepared(for: literals, &steps)
      value = type.admitsNull ? try self.value(of: prepared, literals) : nil
    } catch {
      return try invalid(FeelError(error.message, at: place(of: error, in: arguments)))
    }
    guard let value else {
      return CheckedExpression(.call(prepared, arguments), type: type, source: source)
    }
    guard value != .null else {
      try refuse(FeelError(function.reason(forNullOf: literals.compactMap(\.self)), at: source))
      return CheckedExpression(.call(prepared, arguments), type: type, source: source)
    }
    return CheckedExpression(.literal(value), type: FeelType(of: value), source: source)
  }

  /// The value of a function for arguments that are all literals; nil where they are not, or it calls others.
  private mutating func value(
    of function: FeelFunction,
    _ literals: [Value?]
  ) throws(ArgumentError) -> Value? {
    let values = literals.compactMap(\.self)
    guard !values.isEmpty, values.count == literals.count else { return nil }
    if case .counted(let apply) = function.effort {
      return steps > Limits.steps ? nil : try apply(values, &steps)
    }
    if case .higherOrder = function.body { return nil }
    return function.apply(values)
  }

  /// The character that is at fault; all of its argument where escapes keep it from being counted to.
  private func place(of error: ArgumentError, in arguments: [CheckedExpression]) -> SourceRange {
    let source = arguments[error.parameter].source
    guard let character = error.character, let value = arguments[error.parameter].literal?.text,
      text(at: source).utf8.elementsEqual("\"\(value)\"".utf8)
    else { return source }
    let before = value.unicodeScalars.prefix(character)
    let next = value.unicodeScalars.dropFirst(character).first ?? "\""
    let lower = source.lower + before.reduce(1) { $0 + UTF8.width($1) }
    return SourceRange(lower, lower + UTF8.width(next))
  }
}

extension CheckedExpression {
  /// The value of a literal; nil for anything else.
  fileprivate var literal: Value? {
    if case .literal(let value) = kind { value } else { nil }
  }
}
